# Every release as a line, oldest first, undated last; each line is what show prints.
. "$FUNCTIONS"
mkdir mehr
printf 'Ohne Datum\n\nEine Meldung ohne Datum.\n' >mehr/undatiert.txt
make_archive moorfurt nachbarort
fundstelle index -a archiv mehr >/dev/null 2>&1
fundstelle export >out
grep -oE '"date":("[^"]*"|null),"title":"[^"]*"' out
fundstelle export --format jsonl | cmp - out
fundstelle show --format json "$(id_of Brezeln)" >one
grep -cxF "$(cat one)" out
