# A later version takes the place of an earlier one, wherever its file lies, and is told of; an
# earlier one that comes later does not. Two makers' number 1 are two releases.
. "$FUNCTIONS"
printf '{"id":"urn:m:1","title":"Bad","body":"Es wird gebaut.","updated":"2024-02-01"}\n' >a.jsonl
printf '{"id":"urn:m:1","title":"Bad","body":"Es wird umgebaut.","updated":"2024-02-02"}\n' >b.jsonl
fundstelle index -a archiv b.jsonl 2>/dev/null
fundstelle index -a archiv a.jsonl
rm -r archiv
fundstelle index -q -a archiv a.jsonl 2>/dev/null
fundstelle index -a archiv b.jsonl 2>&1
printf '{"id":1,"title":"Eins"}\n' >c.jsonl
printf '{"id":1,"title":"Uno"}\n' >d.jsonl
fundstelle index -a archiv c.jsonl d.jsonl 2>/dev/null
