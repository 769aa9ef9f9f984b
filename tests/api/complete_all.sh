#!/bin/sh
# complete_all.sh PROGRAM INDEXER FOLDER: completes in an archive of the folder's releases.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$2" -a "$folder/archiv" "$3" >/dev/null 2>&1
"$1" "$folder/archiv"
