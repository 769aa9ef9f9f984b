# A line of a million bytes, an empty file, Windows-1252, a date that no calendar has: what can be
# read is found, what cannot is named, and the run goes on.
. "$FUNCTIONS"
mkdir eingang
{
    printf 'Meldungsdatum: 03.02.2024\n\nHeckenschnitt\n\n'
    awk 'BEGIN { for (i = 0; i < 83333; i++) printf "Baumschnitt "; print "Zaunkönig" }'
} >eingang/lang.txt
: >eingang/leer.txt
printf 'Meldungsdatum: 01.02.2024\n\nPl\344ne f\374r den Marktplatz\n\nDie gro\337en B\344ume bleiben. \204Gut so\223, sagt der Rat.\n' \
    >eingang/windows.txt
printf 'Meldungsdatum: 31.02.2024\n\nBrunnenfest\n\nGefeiert wird bis Mitternacht.\n' >eingang/falsch.txt
fundstelle index -a archiv eingang >out 2>&1
for file in leer.txt falsch.txt; do
    grep -q "$file" out && echo "$file is named"
done
grep -o '31\.02\.2024' out
fundstelle info | grep '^Releases'
found Zaunkönig
found --strict grosse Bäume
found Brunnenfest
fundstelle search --format json Brunnenfest | grep -o '"date":[^,]*'
