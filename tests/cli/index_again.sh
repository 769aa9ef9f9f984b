# Indexing again changes nothing; a changed file replaces its release; --prune takes removed ones out.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" eingang
fundstelle index -a archiv eingang >/dev/null 2>&1
fundstelle export >before
fundstelle index -a archiv eingang >/dev/null 2>&1
fundstelle export | cmp - before && echo unchanged
sed -i 's/süße Brezeln/süße Waffeln/' eingang/003.txt
fundstelle index -a archiv eingang >/dev/null 2>&1
found Brezeln
found Waffeln
rm eingang/002.txt
fundstelle index -a archiv eingang >/dev/null 2>&1
found Sandsäcke
fundstelle index -a archiv --prune eingang >/dev/null 2>&1
found Sandsäcke
fundstelle info | grep '^Releases'
