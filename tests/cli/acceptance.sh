# The twelve kinds of questions that seed.sh asks, of a release of our own.
. "$FUNCTIONS"
make_archive auenrode
found Hochwasserpartnerschaft
found gefaehrdungsabschaetzung
found '"Ulrich Wendtland"'
found person:Wendtland
found 'person:"Bürgermeister Wendtland"'
found 'org:"ZAL"'
found datum:2023-06-14
found 'datum:"juni 2023"'
found vertrag
found Sicherheit Leda
found person:Auenrode
found datum:2022
