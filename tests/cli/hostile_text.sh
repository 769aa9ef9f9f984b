# Escape sequences, C1 and direction characters in a release or its file's name never reach a
# terminal, in any output.
. "$FUNCTIONS"
mkdir eingang
name=$(printf 'rot\033[31m.txt')
printf 'Meldungsdatum: 01.02.2024\n\nAlarm \033[31mim \302\23331mRathaus\n\nDer \342\200\256Gong \342\201\247schlug um \007 zehn.\n' \
    >"eingang/$name"
fundstelle index -a archiv eingang >/dev/null 2>&1
id=$(id_of Gong)
for command in 'search Gong' 'search --format json Gong' "show $id" "show --format json $id" export; do
    fundstelle $command >out
    echo "exit $?, $(LC_ALL=C grep -c "$(printf '\033\\|\007\\|\302\233\\|\342\200\256\\|\342\201\247')" out)"
done
