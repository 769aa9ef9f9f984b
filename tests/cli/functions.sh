# What the cases share. Each runs in its own empty folder; FUNDSTELLE is the program and FIXTURES
# the folder of releases.

fundstelle() {
    "$FUNDSTELLE" "$@"
}

# make_archive FOLDER... : ./archiv with the releases of these folders below the fixtures.
make_archive() {
    for name; do
        fundstelle index -a archiv "$FIXTURES/$name" >/dev/null 2>&1 || {
            echo "index of $name failed: exit code $?"
            exit 99
        }
    done
}

# found ARGUMENT... : the question, then the files it finds on one line in their order, and the
# exit code.
found() {
    json=$(fundstelle search --format json "$@")
    code=$?
    files=$(printf '%s\n' "$json" | grep -o '"file":"[^"]*"' | cut -d '"' -f 4 | tr '\n' ' ')
    echo "$* -> ${files}exit $code"
}

# masked : standard input without what may differ between versions: ids, scores, snippets.
masked() {
    sed -e 's/"id":"[^"]*"/"id":"ID"/g' -e 's/, id [A-Za-z0-9._-]*/, id ID/' \
        -e 's/"score":[-0-9.e+]*/"score":N/g' -e 's/"snippet":\[[^]]*\]/"snippet":[]/g'
}

# id_of QUERY... : the id of the first hit.
id_of() {
    fundstelle search --format json --limit 1 "$@" | grep -o '"id":"[^"]*"' | cut -d '"' -f 4
}

# fails WORD ARGUMENT... : runs a command that must fail with one line that holds the word.
fails() {
    word=$1
    shift
    code=0
    fundstelle "$@" >out 2>err || code=$?
    echo "$* -> exit $code"
    [ -s out ] && echo "but it printed: $(cat out)"
    [ "$(wc -l <err)" -eq 1 ] || echo "but not one line: $(cat err)"
    grep -q '^fundstelle[-a-z]*: ' err || echo "but not its name first: $(cat err)"
    grep -qF -e "$word" err || echo "but without '$word': $(cat err)"
    rm -f out err
}

# skip REASON
skip() {
    echo "skipped: $1"
    exit 77
}
