# The JSON of a release without names, whole and exact.
. "$FUNCTIONS"
make_archive nachbarort
fundstelle show --format json "$(id_of Freibad)" | masked
