#!/bin/sh
# Runs one case: CASE.sh in an empty temporary folder, and compares what it prints with
# CASE.sh.stdout, CASE.sh.stderr (missing: nothing) and its exit code with CASE.sh.exit (missing: 0).
# Exit code 77 of the case skips it; its last line says why.
#
# usage: FUNDSTELLE=PROGRAM run.sh CASE.sh
set -u

here=$(cd "$(dirname "$0")" && pwd)
case=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
FUNDSTELLE=$(cd "$(dirname "$FUNDSTELLE")" && pwd)/$(basename "$FUNDSTELLE")
FIXTURES=$here/fixtures
FUNCTIONS=$here/functions.sh
export FUNDSTELLE FIXTURES FUNCTIONS
LC_ALL=C.UTF-8 TZ=UTC TERM=xterm
export LC_ALL TZ TERM
unset FUNDSTELLE_ARCHIVE LANGUAGE NO_COLOR

folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
mkdir "$folder/work"
(cd "$folder/work" && sh "$case") >"$folder/stdout" 2>"$folder/stderr"
code=$?
if [ "$code" -eq 77 ]; then
    tail -n 1 "$folder/stdout"
    exit 77
fi

failed=0
compare() { # STREAM
    expected=/dev/null
    [ -e "$case.$1" ] && expected=$case.$1
    diff -u --label "expected $1" --label "$1" "$expected" "$folder/$1" || failed=1
}
compare stdout
compare stderr
expected_code=0
[ -e "$case.exit" ] && expected_code=$(cat "$case.exit")
if [ "$code" -ne "$expected_code" ]; then
    echo "exit code $code, expected $expected_code"
    failed=1
fi
exit "$failed"
