# A release for people: its head, its text, its names below. An id that isn't there is "nothing found".
. "$FUNCTIONS"
make_archive moorfurt nachbarort
fundstelle show "$(id_of Freibad)"
fundstelle show "$(id_of Brezeln)" >out
head -n 4 out
sed -n '/^Persons$/,/^$/p' out
fundstelle show gibt-es-nicht 2>err
echo "exit $?, $(grep -c '^fundstelle: .*gibt-es-nicht' err) line"
