# Dates in the query and as options, in all their spellings.
. "$FUNCTIONS"
make_archive moorfurt
found datum:2024-03-05
found datum:5.3.2024
found --sort newest 'datum:"märz 2024"'
found datum:2023
found datum:2022
found --sort oldest --from 2024
found --to 2023
found --from 5.3.2024 --to 2024-03-05
found --sort oldest --from 2024-03 --to 2024-03
found --from 2024-03-06 --to 18.03.2024
found --from 2024-04
found --from=2024-03-19 Sandsäcke
# The days are told wherever the query does not say them, also where nothing is found.
days() { fundstelle search "$@" | sed -n '1p;/^Searched for/p'; }
days datum:5.3.2024
days datum:2024-03-05
days datum:2023
days 'termin:"ostern 1999"'
days --to 2023 Schutzwand
