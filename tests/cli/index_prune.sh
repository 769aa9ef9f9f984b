# What is gone from the folder goes from the archive with --prune alone; export --since tells of it.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" eingang
mkdir anderes
cp "$FIXTURES/moorfurt/002.txt" anderes/007.txt
fundstelle index -q -a archiv eingang anderes 2>/dev/null
rm eingang/001.txt anderes/007.txt
fundstelle index -a archiv eingang 2>/dev/null | head -n 1
fundstelle index -a archiv --prune eingang 2>/dev/null | head -n 1
fundstelle index -a archiv --prune eingang anderes 2>/dev/null | head -n 1
fundstelle export --since 1 | sed 's/"id":"\(00.\)[^"]*"/"id":"\1"/'
# a file of several releases takes them along
printf '{"id":"a","title":"Eins","text":"Ein Text."}\n{"id":"b","title":"Zwei","text":"Ein Text."}\n' \
    >anderes/zwei.jsonl
fundstelle index -a archiv anderes 2>/dev/null | head -n 1
rm anderes/zwei.jsonl
fundstelle index -a archiv --prune anderes 2>/dev/null | head -n 1
