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
found --strict moorfurt Bauarbeiten
fundstelle analyse -a archiv Moorfurt
fundstelle analyse Moorfurt

echo "another comment"
compounds 'MOORFURT='
make_archive nachbarort
found Furt

echo "another decision"
compounds 'Moorfurt=Moor|furt'
fails "./archiv/compounds.txt' has changed" index texte
fails "index --rebuild PATH" index texte
fails "info --compounds" index texte
found Moorfurt
fundstelle analyse -a archiv Moorfurt 2>err
cat err
compounds 'Moorfurt'
found Moorfurt
fails "'Moorfurt', has no '='" index texte
fundstelle analyse -a archiv Moorfurt 2>err
wc -l <err
rm archiv/compounds.txt
fails "undo the change" index texte
fundstelle analyse -a archiv Moorfurt 2>err
wc -l <err
found Moorfurt

echo "undone"
fundstelle info -a archiv | grep '^Own compounds'
fundstelle info -a archiv --format json | grep -o '"compounds":[0-9]*'
fundstelle info -a archiv --compounds
fails "no JSON" info -a archiv --compounds --format json
fundstelle info -a archiv --compounds >archiv/compounds.txt
fundstelle analyse -a archiv Moorfurt
make_archive moorfurt

echo "a wrong file beside no archive yet"
compounds 'Moorfurt=Moor|fort'
rm archiv/XAPIANDB
ls archiv >before
fails "do not make up the word" index texte
ls archiv | diff before -

echo "made anew"
compounds 'Moorfurt=Moor|furt'
make_archive moorfurt
found Furt
fundstelle info -a archiv --compounds
rm archiv/compounds.txt
fundstelle index -q --rebuild texte 2>/dev/null
fundstelle info -a archiv | grep -c '^Own compounds'
fundstelle info -a archiv --compounds
fails fehlt analyse -a fehlt Moorfurt
