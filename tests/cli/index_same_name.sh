# Two folders with a file of the same name are two sources.
. "$FUNCTIONS"
fundstelle index -a archiv "$FIXTURES/moorfurt" "$FIXTURES/nachbarort" >/dev/null 2>&1
echo "exit $?"
fundstelle info | grep '^Releases'
found --sort oldest --from 2022
one=$(id_of Freibad)
two=$(id_of Trinkwassernetz)
[ "$one" != "$two" ] && fundstelle show "$one" | sed -n 4p && fundstelle show "$two" | sed -n 4p
