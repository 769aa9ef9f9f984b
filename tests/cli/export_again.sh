# What export writes is read back as it was, ids included; only the file is another.
. "$FUNCTIONS"
make_archive moorfurt auenrode
fundstelle export >alles.jsonl
fundstelle index -a zweites alles.jsonl
fundstelle export -a zweites >wieder.jsonl
sed 's/"file":"[^"]*",//' alles.jsonl >eins
sed 's/"file":"[^"]*",//' wieder.jsonl >zwei
cmp eins zwei && echo "the same"
