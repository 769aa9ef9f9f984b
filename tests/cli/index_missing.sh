# The command alone, without its sibling anywhere, says so; a path that isn't there is an error.
. "$FUNCTIONS"
mkdir allein
cp "$FUNDSTELLE" allein/fundstelle
env PATH=/nonexistent LD_LIBRARY_PATH="$(dirname "$FUNDSTELLE"):$(dirname "$FUNDSTELLE")/lib" \
    "$PWD/allein/fundstelle" index x
echo "exit $?"
fails fehlt index -a archiv fehlt
