# One beyond each stated limit: bytes of a query, persons, organisations.
. "$FUNCTIONS"
make_archive moorfurt
repeated() { # COUNT TEXT
    awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}
refused() {
    fundstelle search "$@" >out 2>err
    echo "exit $?, $(wc -c <out) bytes, $(grep -c '^fundstelle: ' err) line"
}
fundstelle search "Brezeln$(repeated 10233 ' ')" | head -n 1
refused "Brezeln$(repeated 10234 ' ')"
fundstelle search $(repeated 64 '--person Vossberg ') --to 2023 | head -n 1
refused $(repeated 65 '--person Vossberg ')
refused $(repeated 65 '--organisation WUW ')
refused --offset 100000 --limit 1 Brezeln
