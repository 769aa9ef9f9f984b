# The archive: -a, else the environment, else ./archiv.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle index -a nebenan "$FIXTURES/nachbarort" >/dev/null 2>&1
found Freibad
found -a nebenan Freibad
fundstelle export -anebenan | grep -c Freibad
found Freibad --archive nebenan
found --archive=nebenan Freibad
(export FUNDSTELLE_ARCHIVE=nebenan; found Freibad)
(export FUNDSTELLE_ARCHIVE=nebenan; found -a archiv Freibad)
(export FUNDSTELLE_ARCHIVE=''; found Brezeln)
