#!/bin/sh
# The man pages: well-formed, with every command and option that the help tells and every function of
# the headers, and no other; the queries in fundstelle-query(7) are understood as queries, and what
# is said of limits holds. $FUNDSTELLE is the program, $SOURCE the tree.
set -u

man=$SOURCE/query/man
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
failed=0
fail() {
    printf '%s\n' "$*"
    failed=1
}

# ---- well-formed ------------------------------------------------------------------------------
if command -v mandoc >/dev/null; then
    for page in "$man"/*; do
        # Each link is to another of these pages, or to one of the system's.
        mandoc -T lint -W warning "$page" || fail "$page: mandoc has warnings"
    done
else
    echo "not checked by mandoc: it is not there (package mandoc)"
fi

# ---- fundstelle(1) and the help ---------------------------------------------------------------
# The section of a command: from its .Ss to the next.
section() {
    awk -v command="$1" '
        /^[.]S[sh] / { inside = 0 }
        /^[.]Ss / {
            for (i = 2; i <= NF; i++) {
                word = $i
                sub(/,$/, "", word)
                inside = inside || word == command
            }
        }
        inside { print }' "$man/fundstelle.1"
}
options() {
    grep -oE -e '(^|[ ,])Fl (. , )?-[a-z-]+|(^|[ ,])-[a-z][a-z-]+' | grep -oE -e '-[a-z][a-z-]+$' |
        sed 's/^/-/' | LC_ALL=C sort -u
}
every='--archive --color --help'
"$FUNDSTELLE" help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$folder/commands"
[ -s "$folder/commands" ] || fail "the help lists no commands"
while read -r command; do
    section "$command" >"$folder/section"
    [ -s "$folder/section" ] || fail "fundstelle.1: has nothing of '$command'"
    "$FUNDSTELLE" help "$command" | grep -oE '^ +(-[a-z], )?--[a-z-]+' |
        grep -oE -e '--[a-z-]+' | LC_ALL=C sort -u >"$folder/told"
    grep -E '^[.](It|Op) Fl' "$folder/section" | options >"$folder/page"
    for option in $every; do
        sed -i "/^$option\$/d" "$folder/told"
        grep -q -e "^[.]It .*-${option#--}" "$man/fundstelle.1" ||
            fail "fundstelle.1: lacks $option"
    done
    diff -u --label "help $command" --label fundstelle.1 "$folder/told" "$folder/page" ||
        fail "fundstelle.1: other options of '$command' than its help"
done <"$folder/commands"

# ---- libfundstelle(3) and the headers ---------------------------------------------------------
cat "$SOURCE"/query/include/fundstelle/*.h | grep '^FUND_API ' | grep -o 'fund_[a-z_]*(' |
    tr -d '(' | LC_ALL=C sort >"$folder/declared"
sed -n 's/^[.]It Fn \(fund_[a-z_]*\)$/\1/p' "$man/libfundstelle.3" | LC_ALL=C sort >"$folder/listed"
diff -u --label headers --label libfundstelle.3 "$folder/declared" "$folder/listed" ||
    fail "libfundstelle.3: other functions than the headers"

# ---- fundstelle-query(7) ----------------------------------------------------------------------
printf 'Meldungsdatum: 18.08.2023\n\nNeue Schule\n\nDie Schule hat ein Dach.\n' >"$folder/a.txt"
"$FUNDSTELLE" index -q -a "$folder/archiv" "$folder/a.txt" || fail "no archive to ask"
sed -n 's/^[.]It Li //p' "$man/fundstelle-query.7" | sed 's/\\(dq/"/g' >"$folder/queries"
[ "$(wc -l <"$folder/queries")" -gt 25 ] || fail "fundstelle-query.7: has no queries"
while read -r query; do
    "$FUNDSTELLE" explain -a "$folder/archiv" "$query" >"$folder/out" 2>&1 ||
        fail "fundstelle-query.7: '$query': $(cat "$folder/out")"
done <"$folder/queries"

# repeat N TEXT: TEXT for each number, which stands for its &, a space between two.
repeat() {
    seq "$1" | sed "s/.*/$2/" | paste -s -d ' '
}
# choice N LETTERS: N words with ODER between them, in brackets.
choice() {
    printf '(%s)' "$(repeat "$1" "$2&" | sed 's/ / ODER /g')"
}
allowed() {
    "$FUNDSTELLE" search -a "$folder/archiv" --strict -- "$1" >"$folder/out" 2>&1
    [ $? -ne 2 ] || fail "a limit of fundstelle-query.7 is not reached: $(cat "$folder/out")"
}
refused() {
    "$FUNDSTELLE" search -a "$folder/archiv" --strict -- "$1" >"$folder/out" 2>&1
    [ $? -eq 2 ] || fail "a limit of fundstelle-query.7 is none: $(printf %.60s "$1")"
}
allowed "$(repeat 64 'Schu&x*')"
refused "$(repeat 65 'Schu&x*')"
allowed "$(choice 16 a) NAHE $(choice 16 b)"
refused "$(choice 17 a) NAHE $(choice 16 b)"
allowed "$(choice 64 a) NAHE Schule"
refused "$(choice 65 a) NAHE Schule"
allowed "$(choice 16 a) NAHE $(choice 16 b) NAHE $(choice 16 c)"
allowed 'Schule NAHE/100 Dach'
refused 'Schule NAHE/101 Dach'
allowed "$(repeat 200 'person:Na&')"
refused "$(repeat 201 'person:Na&')"
allowed "$(repeat 32 '(' | tr -d ' ')Schule$(repeat 32 ')' | tr -d ' ')"
refused "$(repeat 33 '(' | tr -d ' ')Schule$(repeat 33 ')' | tr -d ' ')"
exit "$failed"
