# Whoever interrupts the making of an archive has what was there before, and is told so.
. "$FUNCTIONS"
mkfifo eingabe
interrupt() {
    "$FUNDSTELLE" index --rebuild "$@" - <eingabe >out 2>&1 &
    process=$!
    exec 3>eingabe
    cat eins.txt >&3
    until [ "$(cat "$2/lock" 2>/dev/null)" = "$process" ]; do sleep 0.1; done
    kill -TERM "$process"
    exec 3>&-
    wait "$process"
    echo "exit $?"
    sed '1d' out
}
printf 'Meldungsdatum: 01.02.2024\n\nHafen\n\nDer Hafen ist voll.\n' >eins.txt
interrupt -a neu
fails 'is no archive' search -a neu Hafen
fundstelle index -q -a alt eins.txt
interrupt -a alt
fundstelle search -a alt --limit 0 Hafen
interrupt -a alt --report json
grep -o ".*releases.:[0-9a-z]*" out
