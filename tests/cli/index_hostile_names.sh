# What steers a terminal never reaches it from a file's name: escape, CSI as one character, an
# override of the direction of writing, bytes that are no characters.
. "$FUNCTIONS"
mkdir eingang
: >"$(printf 'eingang/a\033[31m.txt')" || skip "no such names here"
: >"$(printf 'eingang/b\302\233\342\200\256\341.txt')" || skip "no such names here"
: >"$(printf 'eingang/c\303\244%%.txt')"
fundstelle index -a archiv eingang >/dev/null
