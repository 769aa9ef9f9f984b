#!/bin/sh
# Indexes the sample releases and two without a date, and runs the test on the archive.
#
# usage: pages.sh FUNDSTELLE TEST SAMPLE
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/undated"
for number in 1 2; do
    printf 'Hinweis %s der Stadt\n\nDie Schule bleibt offen, die Feuerwehr auch.\n' "$number" \
        >"$folder/undated/$number.txt"
done
"$1" index -a "$folder/archiv" "$3" "$folder/undated" >/dev/null 2>&1 || [ $? -eq 1 ]
"$2" "$folder/archiv"
