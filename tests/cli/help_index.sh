# The sibling program answers for itself.
. "$FUNCTIONS"
fundstelle help index >one && fundstelle index --help >two && cmp one two && grep -c -- '--archive' one
