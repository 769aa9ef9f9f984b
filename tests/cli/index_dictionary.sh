# An archive of many releases is compressed with a dictionary of its own, a small one with that
# which is built in; both hold it, and say so where it is missing.
. "$FUNCTIONS"
command -v xapian-metadata >/dev/null || skip "xapian-metadata (xapian-tools) is not installed"
releases() { # FROM TO
    awk -v from="$1" -v to="$2" 'BEGIN {
        count = split("Rathaus Brücke Stadtrat Haushalt Schule Feuerwehr Markt Straße Verein Bad" \
            " Kirche Museum Theater Bücherei Spielplatz Radweg", words, " ")
        for (i = from; i <= to; i++) {
            text = ""
            for (k = 0; k < 130; k++)
                text = text " " words[(i * 7 + k * k * 3 + k * i) % count + 1] " " (i * k) % 977
            printf "{\"id\":\"m%d\",\"date\":\"2023-0%d-1%d\",\"title\":\"Meldung %d\",\"body\":\"%s.\"}\n",
                i, i % 9 + 1, i % 10, i, text
        }
    }'
}
dictionary() { # ARCHIVE
    xapian-metadata get "$1"/generation-* fundstelle.dictionary | cksum
}
texts() { # ARCHIVE
    fundstelle export -a "$1" | sed 's/.*"date"//; s/"revision".*//' | sort
}
releases 1 20 >wenige.jsonl
releases 21 40 >andere.jsonl
releases 1 520 >viele.jsonl
fundstelle index -q -a klein wenige.jsonl
fundstelle index -q -a auch andere.jsonl
fundstelle index -q --rebuild -a gross viele.jsonl
[ "$(dictionary klein)" = "$(dictionary auch)" ] && echo 'the same'
[ "$(dictionary klein)" = "$(dictionary gross)" ] || echo 'its own'
# Each release reads the same from both.
texts klein >klein.out
texts gross | grep -F -x -f klein.out | cmp - klein.out && wc -l <klein.out
# What comes later is compressed with the same one.
before=$(dictionary gross)
fundstelle index -q -a gross andere.jsonl
[ "$(dictionary gross)" = "$before" ] && echo 'as it was'
fundstelle check -a gross
texts gross | wc -l
xapian-metadata set gross/generation-* fundstelle.dictionary ''
fails 'needs the dictionary' search -a gross Haushalt
fails 'rebuild it with fundstelle index --rebuild PATH' search -a gross Haushalt
fundstelle check -a gross | grep -c 'needs the dictionary'
fundstelle index -q --rebuild -a gross viele.jsonl
fundstelle check -a gross
