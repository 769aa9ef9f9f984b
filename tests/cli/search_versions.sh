# A release that is sent again and corrected is one hit; --no-fold shows each.
. "$FUNCTIONS"
mkdir releases
release() { # FILE DATE TITLE FIRST_WORD
    printf 'Meldungsdatum: %s\n\n%s\n\n' "$2" "$3" >"releases/$1"
    cat >>"releases/$1" <<END
$4 fährt auf der Linie 4 zwischen Bahnhof und Hafen kein Bus, weil die Stadtwerke dort eine Leitung tauschen.

Fahrgäste steigen so lange an der Haltestelle Kirchplatz um. Die Stadtwerke bitten um Verständnis und rechnen mit zwei Wochen Bauzeit.
END
}
release 001.txt 04.05.2021 'Linie 4 wird umgeleitet' 'Ab Montag'
release 002.txt 05.05.2021 'Korrektur: Linie 4 wird umgeleitet' 'Ab Dienstag'
release 003.txt 06.05.2021 'Linie 4 wird umgeleitet' 'Ab Montag'
release 004.txt 04.05.2022 'Linie 4 wird wieder umgeleitet' 'Ab Mittwoch'
fundstelle index -a archiv releases >/dev/null 2>&1

fundstelle search --sort oldest Stadtwerke |
    sed -e 's/, id [0-9a-f-]*/, id ID/g' -e '/…/d'
found --sort oldest --no-fold Stadtwerke
fundstelle search --format json --sort newest --limit 1 --offset 1 Stadtwerke |
    grep -oE '"(total|rank|versions)":[0-9]+|"file":"[^"]*"|"version_of":("|null)'
fails --no-fold search --no-fold=1 Stadtwerke
