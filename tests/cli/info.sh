# What the archive holds, as text and as JSON.
. "$FUNCTIONS"
make_archive moorfurt nachbarort
fundstelle info | grep -v '^Analyser: .'  | sed 's/^\(Organisations\|Size of .*\): [0-9.]*\( MB\)*$/\1: N\2/'
fundstelle info | grep -c '^Analyser: .'
fundstelle info --format json |
    sed -e 's/"analyser":"[^"]*"/"analyser":""/' -e 's/"organisations":[0-9]*/"organisations":N/' \
        -e 's/"bytes":[0-9]*/"bytes":N/g'
