#!/bin/sh
# Many threads over one archive of the sample: threads.sh THREADS FUNDSTELLE-INDEX FLOOR SAMPLE
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$2" -q -a "$folder/archiv" "$4"
"$1" "$3" "$folder/archiv"
