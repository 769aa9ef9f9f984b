# Changes since a revision, and revisions that there were none of.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" eingang
fundstelle index -q -a archiv eingang 2>/dev/null
fundstelle export >alles
fundstelle export --since 0 | head -n 3 | cmp - alles && echo all
fundstelle export --since 1
sed -i 's/süße Brezeln/süße Waffeln/' eingang/003.txt
fundstelle index -q -a archiv eingang 2>/dev/null
fundstelle export --since 1 | grep -o '"file":"[^"]*"\|"revision":.*'
fundstelle index -q -a archiv eingang 2>/dev/null
fundstelle export --since 2
fails 'revision is 2' export --since 3
fails '--since' export --since x
