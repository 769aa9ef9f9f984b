# An error in the query comes with its column, counted in characters.
. "$FUNCTIONS"
make_archive moorfurt
fails 'query, column 13: ' search 'größe datum:31.02.2023'
fails 'query, column 7: ' search datum:heuer
fails 'query, column ' search größe person:
