# What a search box would offer: words, names by any of their words, titles; fields, kinds, JSON.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle complete voss
fundstelle complete WUW
fundstelle complete ruth k --kind person --kind place
fundstelle complete --kind title -- kapellen
fundstelle complete person:
fundstelle complete --format json mit wu
fundstelle complete --format json --kind word 'Lärm -sandsä'
fundstelle complete --limit 2 w
fundstelle complete xyz
echo "exit $?"
fundstelle complete --format json ''
echo "exit $?"
fails "'stadt' is no kind; write word, person, organisation, place or title" complete --kind stadt x
fails "'101' is no whole number from 0 to 100" complete --limit 101 x
fails "too few words" complete
