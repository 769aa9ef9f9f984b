# What fundstelle analyse refuses, each with one line on standard error.
. "$FUNCTIONS"
fails "write one of: text, json, tsv" analyse --format csv Rat
fails "not valid UTF-8" analyse "$(printf 'R\344t')"
printf 'Rat\nR\344t\n' >latin
fundstelle analyse --format tsv <latin 2>err || echo "exit $?"
grep -o 'line 2: a text is no UTF-8 at byte 1' err
fails "no UTF-8 at byte 5" analyse <latin
head -c 65536 /dev/zero | tr '\0' a >longest
fundstelle analyse --format tsv <longest | wc -l
echo a >>longest
fails "line 1: it is longer than 65536 bytes" analyse --format tsv <longest
head -c 4194305 /dev/zero | tr '\0' ' ' >large
fails "standard input has more than 4194304 bytes" analyse <large
fails "cannot read standard input" analyse --format tsv <.
fails "cannot read standard input" analyse <.
fails "cannot read standard input" analyse <&-
fails "cannot read standard input" analyse --format tsv <&-
[ -e /dev/full ] || skip "there is no /dev/full"
fundstelle analyse Rat >/dev/full 2>err || echo "exit $?"
