# A large file with a release a line is read by several processes in ranges of it: the archive is
# the one that a single process makes, whatever the lines are, and so is what is said of them.
. "$FUNCTIONS"
lines() {
    printf '\357\273\277'
    awk 'BEGIN {
        ORS = "" # mawk prints no long lines by printf
        filler = "Der Rat der Stadt Moorfurt hat am Dienstag über den Haushalt beraten. "
        for (i = 0; i < 6; i++)
            filler = filler filler
        for (i = 1; i <= 700; i++) {
            text = "Meldung " i ": " filler
            day = sprintf("2023-%02d-%02d", i % 12 + 1, i % 28 + 1)
            end = i % 3 == 0 ? "\r\n" : "\n"
            if (i == 300) # longer than a range
                for (text = text filler; length(text) < 1300000;)
                    text = text text
            head = "{\"id\":\"m" i "\",\"date\":\"" day "\","
            body = "\"body\":\"" text "\"}"
            if (i % 25 == 0)
                print head "\"body\":" end
            else if (i % 7 == 0) # without an identifier, and told apart by its number alone
                print "{\"title\":\"Ohne Kennung\",\"date\":\"2023-05-0" i % 3 + 1 "\"," body end
            else if (i % 11 == 0) # another version
                print "{\"id\":\"m" int(i / 2) "\",\"title\":\"Neu " i "\"," body end
            else if (i % 13 == 0)
                print "{\"id\":\"m" int(i / 3) "\",\"deleted\":true}" end
            else if (i % 17 == 0) # the same once more, and an empty line
                print last end end
            else
                print (last = head "\"title\":\"Titel " i "\"," body) end
        }
        print "{\"id\":\"letzte\",\"date\":\"2023-05-01\",\"title\":\"Die letzte\",\"body\":\"" filler "\"}"
    }'
}
texts() { # ARCHIVE
    fundstelle export -a "$1" | sed 's/"revision".*//' | sort
}
# What was skipped, and the counts before it.
said() { # ARGUMENT...
    fundstelle index --no-names --report json "$@" 2>/dev/null | sed 's/"seconds":[0-9.]*//'
}
problems() {
    sed 's/.*"problems"//' "$1"
}
lines >viele.jsonl
[ "$(wc -c <viele.jsonl)" -gt 2500000 ] && echo large
# into an archive that is there one process writes, and reads the file as a whole
echo '{"id":"x","date":"1999-01-01","title":"Eins","body":"Eins."}' >eine.jsonl
fundstelle index -q --no-names -a einzeln eine.jsonl
said -a einzeln viele.jsonl >einzeln.said
grep -o 'line [0-9]*: ' einzeln.said | head -n 2
grep -o 'line [0-9]*: ' einzeln.said | wc -l
grep -o '[0-9]* more of its entries' einzeln.said
fundstelle index -q -a einzeln --delete "$(fundstelle search -a einzeln --format json Eins | grep -o '"id":"[^"]*"' | cut -d '"' -f 4)"
texts einzeln >einzeln.texts
grep -c . einzeln.texts
grep -c 'Ohne Kennung' einzeln.texts
for jobs in 1 2 4; do
    said --rebuild -j $jobs -a archiv viele.jsonl >mit$jobs.said
    mv archiv mit$jobs
    texts mit$jobs | cmp - einzeln.texts && echo "$jobs: same"
    cmp mit1.said mit$jobs.said
    [ "$(problems mit$jobs.said)" = "$(problems einzeln.said)" ] || echo 'other problems'
    cmp mit1/generation-1/docdata.glass mit$jobs/generation-1/docdata.glass
    cmp mit1/generation-1/termlist.glass mit$jobs/generation-1/termlist.glass
done
fundstelle index -a mit4 viele.jsonl | head -n 1
echo '# compressed, it is read as a whole'
titles() {
    fundstelle export -a "$1" | sed 's/.*"title"/"title"/; s/"revision".*//' | sort
}
gzip -k viele.jsonl
fundstelle index -q --no-names -j 2 -a gepackt viele.jsonl.gz 2>/dev/null
titles gepackt >gepackt.titles
titles einzeln | cmp - gepackt.titles && echo same
echo '# one range makes workers die'
FUNDSTELLE_TEST_DEATH='read:viele.jsonl#1:' fundstelle index --no-names -j 2 --rebuild -a mit4 viele.jsonl 2>&1 |
    grep 'ends the process' | sed -e 's/(.*)/(SIGNAL)/' -e 's/[0-9]* bytes/N bytes/'
