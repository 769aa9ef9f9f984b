# --quiet says nothing of oddities and prints no summary, yet names what it skips.
. "$FUNCTIONS"
mkdir eingang
printf 'Meldungsdatum: 31.02.2024\n\nBrunnenfest\n\nGefeiert wird bis Mitternacht.\n' >eingang/falsch.txt
: >eingang/leer.txt
fundstelle index --quiet -a archiv eingang >out 2>err
echo "exit $?, $(wc -c <out) bytes"
cat err
found Brunnenfest
