# Persons with their roles, organisations with their aliases, by prefix and in JSON.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle persons | head -n 1
fundstelle persons voss
fundstelle persons --format json kall
fundstelle organisations WASSER
fundstelle organisations --format json wasser
for command in persons organisations; do
    fundstelle $command xyz
    echo "exit $?"
    fundstelle $command --format json xyz
    echo "exit $?"
done
