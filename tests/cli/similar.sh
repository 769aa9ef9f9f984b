# Releases like one, as text and as JSON; none, an unknown id and wrong options.
. "$FUNCTIONS"
mkdir releases
number=0
release() { # DATE TITLE TEXT
    number=$((number + 1))
    printf 'Meldungsdatum: %s\n\n%s\n\n%s\n' "$1" "$2" "$3" >"releases/00$number.txt"
}
release 04.05.2021 'Schwimmbad öffnet' 'Das Schwimmbad macht auf, die Rutsche ist neu.'
release 04.05.2022 'Schwimmbad schließt' 'Die Rutsche hat einen Riss.'
release 04.05.2023 'Sprungturm gesperrt' 'Auch im Schwimmbad fehlt Geld.'
for word in Amsel Buche Dachs Eiche Falke Ginster Hamster Iltis; do
    release 01.01.2020 "$word" "Auch das ist neu, die Stadt hat einen $word im Park."
done
fundstelle index -a archiv releases >/dev/null 2>&1
id=$(id_of --sort oldest Schwimmbad)

fundstelle similar -a archiv "$id" | sed 's/, id .*/, id ID/'
fundstelle similar --limit 1 --format json "$id" | masked
fundstelle similar "$(id_of Ginster)" | head -n 1
fundstelle similar "$(id_of Sprungturm)" --limit 0 || echo "exit $?"
fundstelle similar nobody 2>&1 || echo "exit $?"
fails '0 to 50' similar --limit 51 nobody
fails words similar
fails words similar a b
