# German as Germans write it: gender forms, Ergänzungsstrich, telephone numbers and addresses are
# found in any writing, and marked where they stand.
. "$FUNCTIONS"
mkdir releases
cat >releases/001.txt <<'END'
Neue Räume

Die Haupt- und Real-Schule lädt alle Bürger*innen ein. Vor- und Nachteile nennt der Rat.
Rückfragen: 02592/881-266, rat@moorfurt.example.
END
fundstelle index -a archiv releases >/dev/null 2>&1
marks() {
    printf '%s:' "$1"
    fundstelle search -a archiv --format json -- "$1" |
        grep -o '{"text":"[^"]*","mark"' | cut -d '"' -f 4 | sed 's/.*/ [&]/' | tr -d '\n'
    echo
}
marks Hauptschule
marks '"Haupt-Schule und Real-Schule"'
marks 'Haupt- und Real-Schule'
marks Vorteile
marks Bürgerinnen
marks 'Bürger(innen)'
marks Bürger/-innen
marks '"02592 881 266"'
marks 02592-881266
marks rat@moorfurt.example
marks '"moorfurt example"'
marks Realhaupt
