#!/bin/sh
# Eight threads ask one archive while a writer commits, compacts, and edits the alias file all the
# time: no call may fail. stress.sh STRESS FUNDSTELLE-INDEX SAMPLE SECONDS
#
# The writer may be of another build than STRESS, which is what ThreadSanitizer is to look at.
set -eu

stress=$1
index=$2
sample=$3
seconds=$4
folder=$(mktemp -d)
writer=
trap '[ -z "$writer" ] || kill "$writer" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cp -r "$sample" "$folder/releases"
archive=$folder/archiv
"$index" -q -a "$archive" "$folder/releases"

# Changes a release and adds one, and says it was there, until it is stopped.
write() {
    turn=0
    while [ ! -e "$folder/stop" ]; do
        turn=$((turn + 1))
        printf '\nNachtrag %s.\n' "$turn" >>"$folder/releases/elbgrund/005.txt"
        printf 'Meldungsdatum: 01.02.2020\n\nHochwasser %s\n\nDie Feuerwehr half.\n' "$turn" \
            >"$folder/releases/new-$((turn % 20)).txt"
        printf 'person: Hans-Josef Möllmann = H. Möllmann\n# %s\n' "$turn" >"$folder/aliases"
        mv "$folder/aliases" "$archive/aliases.txt"
        if [ $((turn % 15)) -eq 0 ]; then
            "$index" -q -a "$archive" --rebuild "$folder/releases"
        else
            "$index" -q -a "$archive" --prune "$folder/releases"
        fi || return 1
        echo "$turn" >"$folder/turns"
    done
}

write &
writer=$!
code=0
"$stress" "$archive" "$seconds" || code=$?
touch "$folder/stop"
wait "$writer" || code=3
writer=
echo "the writer committed $(cat "$folder/turns") times"
exit "$code"
