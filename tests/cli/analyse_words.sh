# fundstelle analyse --format tsv: one line for each line or argument, whatever is in it.
. "$FUNCTIONS"
printf 'Häuser\nTag-Markt\n\nHaus am See\na-b c-d\n?\nRat-Haus\r\n-Rat\nRat-\nTag\tNacht\n\033[1mRat\nÖl-Rat' |
    fundstelle analyse --format tsv
echo "exit $?"
fundstelle analyse --format tsv Rat 'Tag-Markt am Rat-Haus' ''
echo "exit $?"
fundstelle analyse --format=tsv </dev/null
echo "exit $?"
printf '\n\n' | fundstelle analyse --format tsv
echo "exit $?"
# as many lines as words, and the words' own characters
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "Tag%d-Markt%d\n", i, i }' >words
fundstelle analyse --format tsv <words >answer
cut -f 2 answer | tr -d '|' | cmp - words && wc -l <answer
