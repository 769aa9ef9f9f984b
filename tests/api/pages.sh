#!/bin/sh
# Indexes the sample releases and five without a date, and runs the test on the archive.
#
# usage: pages.sh FUNDSTELLE TEST SAMPLE
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/undated"
for number in 1 2 3 4 5; do
    printf 'Hinweis %s der Stadt\n\nBürgermeister Rolf Tannhuber lobt die Feuerwehr.\n' \
        "$number" >"$folder/undated/$number.txt"
done
"$1" index -a "$folder/archiv" "$3" "$folder/undated" >/dev/null 2>&1 || [ $? -eq 1 ]
"$2" "$folder/archiv"
