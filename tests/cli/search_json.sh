# The JSON of a search: every key, in its order. Marks say why a piece of the snippet is there.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle search --format json Trinkwassernetz >out
sed 's/"understood":"[^"]*"/"understood":""/' out | masked
grep -o '{"text":"Trinkwassernetz","mark":"exact"}' out
fundstelle search --format json Leitung | grep -o '{"text":"Leitungen","mark":"stem"}'
fundstelle search --format json --to 2022 Brezeln | sed 's/"understood":"[^"]*"/"understood":""/'
