# CSV: a line of names, CRLF, quotes doubled, what a spreadsheet would run is neutralised, no line
# end within a field; an empty answer is the line of names alone.
. "$FUNCTIONS"
cat >zeilen.jsonl <<'END'
{"id": 1, "date": "2024-03-01", "title": "=SUMME(A1;A2) und \"Wal\", Fisch", "body": "Der Walfang ruht.", "link": "https://moorfurt.example/1", "issuer": "@Moorfurt"}
{"id": 2, "date": "2024-03-02", "title": "+49 für\n\tden Wal", "body": "Der Wal schläft."}
{"id": 3, "title": "-5 Grad im Walhaus", "body": "Der Wal friert."}
{"id": 4, "date": "2024-03-04", "title": "\uff1d1 Wal", "body": "Der Wal gähnt."}
{"id": 5, "date": "2024-03-05", "title": "5 = 5 Wale", "body": "Der Wal zählt."}
END
fundstelle index -a archiv zeilen.jsonl >/dev/null 2>&1
fundstelle search --format csv --sort newest Wal >out
head -n 1 out | tr '\r' '$'
wc -l <out
grep -c "$(printf '\r')\$" out
tail -n +2 out | cut -d , -f 3-4 | tr -d '\r'
grep -c '"=SUMME' out
grep -oE '"(.=SUMME|.@Moor)[^;,]*' out
fundstelle search --format csv Nashorn | wc -l
make_archive moorfurt
fundstelle search --format csv Sandsäcke | sed 1d | cut -d , -f 1,3-7,9-11 | tr '\r' '$'
fundstelle search --format csv 'person:"Heike Vossberg"' | grep -c '"Heike Vossberg\("\|;\)'
fundstelle similar --format csv "$(id_of Sandsäcke)" | head -n 1 | cut -d , -f 1-4
fails "write one of: text, json, csv, bibtex, citation" search --format xml Wal
