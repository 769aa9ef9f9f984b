# Escape sequences, C1 and direction characters in a release or its file's name never reach a
# terminal, in any output.
. "$FUNCTIONS"
mkdir eingang
name=$(printf 'rot\033[31m.txt')
printf 'Meldungsdatum: 01.02.2024\n\nAlarm \033[31mim \302\23331mRathaus\n\nDer \342\200\256Gong \342\201\247schlug um \007 zehn.\n' \
    >"eingang/$name"
fundstelle index -a archiv eingang >/dev/null 2>&1
id=$(id_of Gong)
formats="json csv bibtex citation"
for command in 'search Gong' "show $id" export \
    $(for format in $formats; do echo "search:--format:$format:Gong"; done) \
    $(for format in json bibtex citation; do echo "show:--format:$format:$id"; done); do
    fundstelle $(echo "$command" | tr : ' ') >out
    echo "exit $?, $(LC_ALL=C grep -c "$(printf '\033\\|\007\\|\302\233\\|\342\200\256\\|\342\201\247')" out)"
done
