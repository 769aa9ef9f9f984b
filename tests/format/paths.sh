#!/bin/sh
# Every path that a document names in `backticks` or as a link's target exists.
#
# A path is a word with a slash or a known ending. Paths are looked for from the document's folder
# and from the root; a file's name without a folder may stand anywhere. * and ? match as in the
# shell. Left alone: words with < > $ { … or DIR, FILE, NAME, PATH, which are placeholders, fenced
# blocks, URLs, absolute paths and what a build makes.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

# Words of a document that may be paths, one a line.
words() {
    awk '
        /^```/ { fenced = !fenced }
        fenced { next }
        {
            line = $0
            while (match(line, /`[^`]+`/)) {
                print substr(line, RSTART + 1, RLENGTH - 2)
                line = substr(line, 1, RSTART - 1) " " substr(line, RSTART + RLENGTH)
            }
            while (match(line, /\]\([^)]+\)/)) {
                print substr(line, RSTART + 2, RLENGTH - 3)
                line = substr(line, RSTART + RLENGTH)
            }
        }' "$1" | tr ' ' '\n' | sed 's/#.*//; s/[,;:.]$//' | sort -u
}

# exists FOLDER PATTERN
exists() {
    for candidate in "$1"/$2; do
        [ ! -e "$candidate" ] || return 0
    done
    return 1
}

names=$(mktemp) # of all files, without their folders
trap 'rm -f "$found" "$names"' EXIT
tree_find | sed 's|.*/||' | sort -u >"$names"

tree_find -name '*.md' | while read -r document; do
    words "$document" | while read -r word; do
        case $word in
        *://* | mailto:* | /* | -* | '~'* | build* | *[\<\>\$\{\(\"\'\|=]* | *…* | \
            *DIR* | *FILE* | *NAME* | *PATH*) continue ;;
        */*)
            exists "$(dirname -- "$document")" "$word" || exists . "$word" ||
                echo "$document: there is no '$word'"
            ;;
        *.md | *.c | *.h | *.cc | *.hh | *.sh | *.py | *.txt | *.tsv | *.jsonl | *.build)
            grep -qxF -e "$word" "$names" || [ -n "$(tree_find -name "$word")" ] || echo "$document: there is no '$word'"
            ;;
        esac
    done
done | finish
