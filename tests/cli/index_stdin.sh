# Standard input is a file without a name, with one release or many; a deletion takes one away.
. "$FUNCTIONS"
fundstelle index -a archiv --format jsonl - <"$FIXTURES/formate/zeilen.jsonl"
fundstelle index -a archiv --format jsonl - <"$FIXTURES/formate/zeilen.jsonl"
printf '1.2.2024\n\nBrunnenfest\n\nText.\n' | fundstelle index -q -a archiv -
printf '1.2.2024\n\nHeckenschnitt\n\nText.\n' | fundstelle index -q -a archiv -
found datum:1.2.2024
printf '{"id":41,"link":"https://www.moorfurt.example/41","deleted":true}\n' | fundstelle index -a archiv -
printf '<?xml version="1.0"?><urlset/>' | fundstelle index -q -a archiv -
printf '<rss><channel/></rss>' | fundstelle index -q -a archiv -
