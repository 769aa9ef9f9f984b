# How a query is understood, and why a release matches it.
. "$FUNCTIONS"
make_archive moorfurt
id=$(id_of Sandsäcke)
fundstelle explain 'Hochwasserschutz (Brezeln ODER Sands*) -datum:2023'
fundstelle explain 'Sandsäcke titel:Feuerwehr Kapelle ODER Lärm' "$id" | sed 's/\[+[0-9.]*/[+N/'
fundstelle explain --format json =Lärm "$id" | sed 's/"weight":[1-9][0-9.]*/"weight":N/; s/"weight":0[.]0*[1-9][0-9]*/"weight":N/'
fundstelle explain --from 2020 --to 2021 --issuer Moorfurt --strict 'Sandsäcke Kapelle'
fails 'no release has the id' explain Sandsäcke nothing
fails 'query, column 1: ' explain 'person: Vossberg'
fails 'too few words' explain
