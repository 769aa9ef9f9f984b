# fundstelle analyse: words and texts, as text and as JSON; no archive is needed.
. "$FUNCTIONS"
fundstelle analyse Die Tag-Nacht-Märkte in Häusern
fundstelle analyse '„Rat-Haus“, 2023!'
fundstelle analyse 'Ost- und West-Tor'
fundstelle analyse --format json 'Ost- und West-Tor' | grep -o '"meant":[^,]*'
printf 'Das Haus\nund der Rat.\n' | fundstelle analyse
fundstelle analyse --format json '„Rat“: Rat-Haus'
printf '\360\237\230\200 \344\270\212' | fundstelle analyse --format json
printf '\033[31mrot\n' | fundstelle analyse --format json
for words in '' '?!' ' '; do
    fundstelle analyse "$words"
    echo "exit $?"
done
fundstelle analyse --format json '...'
echo "exit $?"
fundstelle analyse </dev/null
echo "exit $?"
fundstelle analyse -- -x
