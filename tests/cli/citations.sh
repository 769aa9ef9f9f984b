# A release as a source: a German line, and BibTeX with keys that are the same in every answer.
. "$FUNCTIONS"
today() { # masks the day of access
    sed -E -e 's/abgerufen am [1-9][0-9]?\. [^ ]+ [0-9]{4}\)/abgerufen am HEUTE)/' \
        -e 's/urldate    = \{[0-9]{4}-[0-9]{2}-[0-9]{2}\}/urldate    = {HEUTE}/'
}
cat >zeilen.jsonl <<'END'
{"id": "https://moorfurt.example/1", "date": "2024-03-01", "title": "Deich & Wal: 100 % {fertig}", "body": "Walfang.", "link": "https://moorfurt.example/a_b?c=%20{d}", "issuer": "Stadt Moorfurt"}
{"id": 2, "date": "2023-12-31", "title": "Warum\nder \"Wal\" schläft?", "body": "Wal."}
{"id": 3, "title": "Der Wal_Fisch kostet 3 $ #1 ~ ^ \\", "body": "Wal."}
END
fundstelle index -a archiv zeilen.jsonl >/dev/null 2>&1
fundstelle search --sort newest --format citation Wal | today
fundstelle search --sort newest --format bibtex Wal >out
today <out | sed -E 's/^@(misc|online)\{.*/@\1{ID,/'
for id in $(fundstelle search --sort newest --format json Wal | grep -o '"id":"[^"]*"' | cut -d '"' -f 4); do
    fundstelle show --format bibtex "$id"
    echo
done | sed '$d' | diff - out && echo 'the same'
grep -cE '^@(misc|online)\{[A-Za-z0-9._-]+,$' out
grep '^@' out | sort -u | wc -l
fundstelle show --format citation "$(id_of Deich)" | today
fundstelle search Deich | sed -n '5p' # people see the address, too
fundstelle search --format citation Nashorn
echo "exit $?"
fails "write one of: text, json, bibtex, citation" show --format csv 1
