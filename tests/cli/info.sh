# What the archive holds, as text and as JSON.
. "$FUNCTIONS"
make_archive moorfurt nachbarort
fundstelle info | grep -v '^Analyser: .'  | sed 's/^\(Organisations\): [0-9]*$/\1: N/'
fundstelle info | grep -c '^Analyser: .'
fundstelle info --format json |
    sed -e 's/"analyser":"[^"]*"/"analyser":""/' -e 's/"organisations":[0-9]*/"organisations":N/'
