# A release that was deleted by its id comes back when its source is another, not before.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" eingang
fundstelle index -q -a archiv eingang 2>/dev/null
id=$(id_of Brezeln)
fundstelle index -a archiv --delete "$id"
echo "exit $?"
fundstelle index -a archiv --delete "$id" 2>&1 | sed "s/$id/ID/"
fundstelle index -q -a archiv --delete nichts 2>/dev/null
echo "exit $?"
fundstelle index -a archiv eingang 2>/dev/null
found Brezeln
fundstelle index -q --rebuild -a archiv eingang 2>/dev/null
found Brezeln
fundstelle export --since 2 | grep -o '"file":"[^"]*"\|"revision":.*'
sed -i 's/süße Brezeln/salzige Brezeln/' eingang/003.txt
fundstelle index -a archiv eingang 2>/dev/null
found Brezeln
fails 'ids' index --delete
fails '--prune' index --delete --prune x
fails 'no archive' index -a nirgends --delete x
