#!/bin/sh
# same_bytes.sh PROGRAM LEXICON WORDS DIC AFF COUNTS PARAMS EXCEPTIONS [NAMES]...: builds the lexicon
# once more; the bytes must be those of the first build.
set -eu
program=$1 lexicon=$2 words=$3 dictionary=$4 affixes=$5 counts=$6 params=$7 exceptions=$8
shift 8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" "$words" "$dictionary" "$affixes" "$counts" "$params" "$exceptions" "$folder/again" "$@"
cmp "$folder/again" "$lexicon"
size=$(wc -c < "$lexicon")
echo "$size bytes"
[ "$size" -le 5000000 ]
