#!/bin/sh
# The example release that Fundstelle was asked for, with the questions it must and must not answer.
# It is not part of this project: it is looked for in FUNDSTELLE_SHARED, else in ../shared beside the
# repository. Without it: exit 77, skipped.
#
# usage: FUNDSTELLE=PROGRAM seed.sh
set -u

repository=$(cd "$(dirname "$0")/../.." && pwd)
seed=${FUNDSTELLE_SHARED:-$repository/../shared}/data/seed
if [ ! -d "$seed" ]; then
    echo "skipped: there is no '$seed'"
    exit 77
fi
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
"$FUNDSTELLE" index -a "$folder/archiv" "$seed" >"$folder/out" 2>&1 || {
    cat "$folder/out"
    exit 1
}

failed=0
expect() { # EXIT-CODE QUERY...
    expected=$1
    shift
    code=0
    "$FUNDSTELLE" search -a "$folder/archiv" -- "$@" >/dev/null 2>"$folder/err" || code=$?
    if [ "$code" -ne "$expected" ]; then
        echo "$*: exit $code, expected $expected $(cat "$folder/err")"
        failed=1
    fi
}
expect 0 Sicherheitskooperation
expect 0 clankriminalitaet
expect 0 '"Andreas Stegemann"'
expect 0 person:Stegemann
expect 0 'person:"Bürgermeister Stegemann"'
expect 0 'org:"SiKo Ruhr"'
expect 0 datum:2023-08-18
expect 0 'datum:"august 2023"'
expect 0 vereinbarungen
expect 0 Lebensqualität Ruhr
expect 1 person:Haltern
expect 1 datum:2022
exit "$failed"
