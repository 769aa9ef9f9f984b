# --format text finds what --format auto finds in a plain text; another name is refused.
. "$FUNCTIONS"
mkdir eingang
printf 'Meldungsdatum: 03.02.2024\n\nBrunnenfest\n\nGefeiert wird bis Mitternacht.\n' >eingang/a.txt
fundstelle index -a archiv --format text eingang
found Brunnenfest
fundstelle index -a archiv --format text eingang
fundstelle index -a archiv --format auto eingang
fails brief index -a archiv --format brief eingang
