# Completes the command line of fundstelle in bash: commands, options, their values, files, and the
# folders of archives. tests/cli/completion.sh compares it with the help.

# Options of a command, a space between two.
_fundstelle_options() {
    local hits='--limit --format --color'
    local asked='--from --to --person --organisation --place --issuer --sort --strict'
    case $1 in
    index)
        echo '--archive --issuer --format --prune --delete --jobs --memory --report --rebuild' \
            '--no-names --stock-positions --quiet --help --version'
        ;;
    search)
        echo '--archive --offset --facets --facet-limit --histogram --select --no-fold --batch --help' \
            "$asked $hits"
        ;;
    similar) echo "--archive --help $hits" ;;
    complete) echo "--archive --kind --help $hits" ;;
    explain) echo "--archive --format --color --help $asked" ;;
    show | persons | organisations | places | analyse)
        echo '--archive --format --color --help'
        ;;
    export) echo '--archive --format --since --help' ;;
    info) echo '--archive --format --compounds --color --help' ;;
    check | compact) echo '--archive --help' ;;
    esac
}

# What an option of a command may be given, a space between two; fails where it takes no value, or
# one that is not to be listed.
_fundstelle_values() {
    case $1:$2 in
    index:--format) echo 'auto text html feed jsonl ninjs eml pdf' ;;
    index:--report) echo 'text json' ;;
    search:--format | similar:--format) echo 'text json csv bibtex citation' ;;
    show:--format) echo 'text json bibtex citation' ;;
    export:--format) echo 'jsonl' ;;
    analyse:--format) echo 'text json tsv' ;;
    *:--format) echo 'text json' ;;
    *:--sort) echo 'relevance newest oldest' ;;
    *:--histogram) echo 'year month day' ;;
    *:--select) echo 'person= organisation= place= issuer= year= month= day=' ;;
    *:--kind) echo 'word person organisation place title' ;;
    *:--color) echo 'auto always never' ;;
    *) return 1 ;;
    esac
}

# Sets COMPREPLY to files, or with -d folders, whose names begin as the word does.
_fundstelle_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}

_fundstelle() {
    local commands='index search similar explain show export persons organisations places complete
        info check compact analyse help'
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} values
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$word")
        return
    fi
    if [[ $before == = && $COMP_CWORD -gt 2 ]]; then
        return # the name behind --select FACET=
    fi
    case $before in
    -a | --archive)
        _fundstelle_files -d "$word"
        return
        ;;
    --batch)
        _fundstelle_files -f "$word"
        return
        ;;
    --from | --to | --person | --organisation | --place | --issuer | -n | --limit | --offset | \
        --facet-limit | --since | -j | --jobs | --memory) return ;;
    esac
    if values=$(_fundstelle_values "$command" "$before"); then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
        [[ $before != --select ]] || compopt -o nospace 2>/dev/null
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_fundstelle_options "$command")" -- "$word")
    elif [[ $command == help && $COMP_CWORD -eq 2 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${commands% help}" -- "$word")
    elif [[ $command == index ]]; then
        _fundstelle_files -f "$word"
    fi
}

complete -F _fundstelle fundstelle
