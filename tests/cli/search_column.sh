# An error in the query comes with its column, counted in characters.
. "$FUNCTIONS"
make_archive moorfurt
fails 'query, column 7: ' search 'größe (Rathaus'
fails 'query, column ' search 'datum:31.02.2023'
