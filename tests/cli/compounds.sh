# The user's compounds.txt: the archive keeps the copy it was made with, a wrong line is named.
. "$FUNCTIONS"
compounds() {
    printf '%s\n' "$@" >archiv/compounds.txt
}
cp -r "$FIXTURES/moorfurt" texte
make_archive moorfurt
found Furt
found Moorfurt

echo "wrong lines"
rm -r archiv
mkdir archiv
compounds '# towns' '' 'Moor furt=Moor'
fails "line 3 of './archiv/compounds.txt', 'Moor furt=Moor', has a space" index texte
ls archiv

echo "no compound"
compounds '# towns' 'Moorfurt =   # in the north'
make_archive moorfurt
found Furt
found Moorfurt
found moorfurt Bauarbeiten
fundstelle analyse -a archiv Moorfurt
fundstelle analyse Moorfurt

echo "another comment"
compounds 'MOORFURT='
make_archive nachbarort
found Furt

echo "another decision"
compounds 'Moorfurt=Moor|furt'
fails "./archiv/compounds.txt' has changed" index texte
fails "remove XAPIANDB" index texte
found Moorfurt
compounds 'Moorfurt'
found Moorfurt
fundstelle analyse -a archiv Moorfurt
rm archiv/compounds.txt
fails "undo the change" index texte
found Moorfurt

echo "made anew"
compounds 'Moorfurt=Moor|furt'
rm archiv/XAPIANDB
make_archive moorfurt
found Furt
fails fehlt analyse -a fehlt Moorfurt
