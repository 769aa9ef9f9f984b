# Persons with their roles, organisations with their aliases, places, by prefix and in JSON.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle persons | head -n 1
fundstelle persons voss
fundstelle persons --format json kall
fundstelle organisations WASSER | sed 's/001-[0-9a-f]*/ID/'
fundstelle organisations --format json wasser | sed 's/001-[0-9a-f]*/ID/'
fundstelle organisations wuw | sed 's/001-[0-9a-f]*/ID/'
fundstelle places moor
for command in persons organisations places; do
    fundstelle $command xyz
    echo "exit $?"
    fundstelle $command --format json xyz
    echo "exit $?"
done
