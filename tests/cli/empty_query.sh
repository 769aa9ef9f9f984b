# Nothing to search for is an error with the usage; a filter alone is enough.
. "$FUNCTIONS"
make_archive moorfurt
fails "usage: fundstelle search" search
fails "usage: fundstelle search" search ''
fails "usage: fundstelle search" search --sort newest -- ' ' ''
found --to 2023
found --from 2024-03-19 -- ''
