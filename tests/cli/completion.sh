#!/bin/bash
# Completion in bash and zsh: what bash offers, and that both know every command and option that the
# help tells, and no other. $FUNDSTELLE is the program, $SOURCE the tree.
set -u

completion=$SOURCE/query/cli/completion
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
# shellcheck source=query/cli/completion/fundstelle.bash
. "$completion/fundstelle.bash"
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}

# offered WORD... : what is offered for the last word, on one line in the order of the alphabet.
offered() {
    COMP_WORDS=(fundstelle "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _fundstelle
    printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | tr '\n' ' ' | sed 's/^ *//; s/ *$//'
}

# offers WORDS EXPECTED
offers() {
    local words
    read -r -a words <<<"$1"
    [[ $1 != *' ' ]] || words+=('')
    local found
    found=$(offered "${words[@]}")
    [[ $found == "$2" ]] || fail "fundstelle $1: offers '$found' instead of '$2'"
}

mkdir "$folder/archiv" "$folder/anderes archiv"
touch "$folder/a.txt" "$folder/archiv.csv"
cd "$folder" || exit 99

offers 'se' 'search'
offers 'co' 'compact complete'
offers '--v' '--version'
offers 'help sh' 'show'
offers 'search --so' '--sort'
offers 'search --sort ' 'newest oldest relevance'
offers 'search --sort n' 'newest'
offers 'search --format b' 'bibtex'
offers 'index --format f' 'feed'
offers 'show --format ' 'bibtex citation json text'
offers 'export --format ' 'jsonl'
offers 'search --histogram ' 'day month year'
offers 'search --select per' 'person='
offers 'search --select person = Mül' ''
offers 'complete --kind t' 'title'
offers 'search --color a' 'always auto'
offers 'search -a arch' 'archiv'
offers 'search --archive ' 'anderes archiv archiv'
offers 'search --batch arch' 'archiv archiv.csv'
offers 'index a' 'a.txt anderes archiv archiv archiv.csv'
offers 'index --issuer a' ''
offers 'search Hoch' ''
offers 'search --from 2' ''
offers 'nonsense --' ''

# Commands, and of each the long options, as the help tells them.
commands=$("$FUNDSTELLE" help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
[[ $(wc -l <<<"$commands") -gt 10 ]] || fail "the help lists no commands"
told=$(offered '' | tr ' ' '\n' | grep -vx -e '--.*' -e help)
[[ $(LC_ALL=C sort <<<"$commands") == "$told" ]] ||
    fail "bash knows other commands than the help: $told"
for command in $commands; do
    options=$("$FUNDSTELLE" help "$command" | grep -oE '^ +(-[a-z], )?--[a-z-]+' |
        grep -oE -e '--[a-z-]+' | LC_ALL=C sort | tr '\n' ' ')
    offers "$command --" "${options% }"
    case_of=$(awk -v command="$command" '
        /^    [a-z |]+\)$/ { inside = index(" " $0, " " command " ") || index($0, " " command ")") }
        inside { print }' "$completion/_fundstelle")
    for list in every asked color; do # what several commands share
        [[ $case_of != *"\$$list"* ]] ||
            case_of+=$(sed -n "/^    $list=(/{:a;/)\$/!{N;ba};p}" "$completion/_fundstelle")
    done
    grep -q "'$command:" "$completion/_fundstelle" || fail "zsh does not know '$command'"
    for option in $options; do
        grep -qE -e "['{,*(]${option}[[}]" <<<"$case_of" ||
            fail "zsh: 'fundstelle $command' lacks $option"
    done
    # shellcheck disable=SC2013 # words
    for option in $(grep -oE "['{,*(]--[a-z-]+[[}]" <<<"$case_of" | grep -oE -e '--[a-z-]+'); do
        [[ " $options" == *" $option "* ]] || fail "zsh: 'fundstelle $command' has no $option"
    done
done
if command -v zsh >/dev/null; then
    zsh -n "$completion/_fundstelle" || fail "zsh: syntax"
fi
exit "$failed"
