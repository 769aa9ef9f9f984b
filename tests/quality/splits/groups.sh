#!/bin/sh
# groups.sh GROUP_CONSISTENCY LEXICON DIC AFF: fails where more than 0.5 % of the inflection groups
# split differently from form to form.
set -eu
program=$1
shift
"$program" "$@" | tee /dev/stderr |
    awk '{ gsub(",", ""); groups = $2; wrong = $7 } END { exit !(groups > 0 && wrong * 200 <= groups) }'
