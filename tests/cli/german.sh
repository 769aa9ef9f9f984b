# Where the locale asks for German, people read German; what programs read stays as it is.
. "$FUNCTIONS"
make_archive moorfurt nachbarort
german() {
    LANGUAGE=de "$FUNDSTELLE" "$@"
}
[ "$(german help | head -n 1)" = 'Durchsucht Archive kommunaler Pressemitteilungen.' ] ||
    skip 'the messages are not built: gettext is not installed'
echo "-- search"
german search Sandsäcke | head -n 3
german search --from 2023 --sort newest --limit 2 | head -n 1
german search Xylophon | head -n 1
german search Laternenumzg | head -n 2
german search --limit 0 --facets --facet-limit 1 --from 2023 --histogram year | sed -n '4,5p;$p'
german search --sort oldest --format citation Sandsäcke
echo "-- others"
german show "$(id_of Freibad)" | head -n 2
german persons Voss
german complete --kind person voss
german explain Hafen | head -n 1
german info | sed -n '2p;/^Letztes/p'
german help show
echo "-- indexing"
mkdir eingang
printf 'Meldungsdatum: 31.02.2024\n\nKita fertig\n\nDie Kita ist fertig.\n' >eingang/kita.txt
german index -a neu eingang 2>&1
german index -a neu --report json eingang | cut -d , -f 1-4
german index -a neu --delete fehlt 2>&1
german index --help | head -n 1
echo "-- care"
german check
german compact | sed 's/[0-9.]* MB/N MB/g'
german check --help | head -n 1
german compact --help | head -n 1
german check -a fehlt 2>&1
german check nirgends 2>&1
cp -r archiv kaputt
head -c 24000 /dev/zero | tr '\0' x |
    dd of=kaputt/generation-2/docdata.glass bs=1 seek=200 conv=notrunc 2>/dev/null
german check -a kaputt 2>/dev/null | grep -q 'seine Dateien\|Dokument' && echo beschädigt
echo "-- errors"
german search -a fehlt x
mkdir leer
german search -a leer x
german show fehlt
german search datum:x
german search person:
german search --from 31.4.2024 x
german search --limit x
german search --tief x
german fehlt
printf 'suche\ndatum:x\na"b\n' | german search --batch - >out
cut -d , -f 1-4 out
echo "-- the locale"
LC_ALL=de_DE.UTF-8 "$FUNDSTELLE" search Xylophon
LC_ALL='' LC_MESSAGES='' LANG=de_AT.UTF-8 "$FUNDSTELLE" search Xylophon
LC_ALL=C LANGUAGE=de "$FUNDSTELLE" search Xylophon
LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 "$FUNDSTELLE" search Xylophon
LC_ALL=xx_YY "$FUNDSTELLE" search Xylophon
echo "-- for programs"
german search --format json --facets Sandsäcke >deutsch
fundstelle search --format json --facets Sandsäcke | diff - deutsch && echo same
german search --format csv Sandsäcke >deutsch
fundstelle search --format csv Sandsäcke | diff - deutsch && echo same
