# What the archive holds, as text and as JSON.
. "$FUNCTIONS"
make_archive moorfurt nachbarort
fundstelle info | grep -v '^Analyser: .'  | sed -e 's/^\(Organisations\): [0-9]*$/\1: N/' \
    -e 's/^\(Size of [a-z]*\): [0-9.]* MB$/\1: N/'
fundstelle info | grep -c '^Analyser: .'
fundstelle info --format json |
    sed -e 's/"analyser":"[^"]*"/"analyser":""/' -e 's/"organisations":[0-9]*/"organisations":N/' \
        -e 's/"bytes":[1-9][0-9]*/"bytes":N/g'
# the size is that of the files
files=$(cat archiv/generation-1/* | wc -c)
fundstelle info --format json | grep -q "\"bytes\":$files,\"tables\"" || echo "not $files bytes"
