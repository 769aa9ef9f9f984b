# A word that no release has is taken for one that is spelled like it, and the answer says so.
. "$FUNCTIONS"
make_archive moorfurt
found Sandsäke
fundstelle search Trinkwasernetz | sed -n '1,3p'
fundstelle search --format json Trinkwasernetz | grep -oE '"understood":"[^"]*"|"relaxed":"[^"]*"|"suggestion":[^,]*|"mark":"[a-z]*"' | sort -u
found person:Vosberg
# what is left out, numbers and acronyms stay as they are
found -- Trinkwassernetz -Wasserverbant
found 20243
# one release has it wrong, twelve right
mkdir texts
for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
    printf 'Meldungsdatum: 01.02.2023\n\nNummer %s\n\nIm Freilichtkino läuft ein Film.\n' $number >texts/$number.txt
done
printf 'Meldungsdatum: 01.02.2023\n\nNummer 13\n\nDas Freilchtkino bleibt zu.\n' >texts/13.txt
fundstelle index -a other texts >out 2>err || cat err
fundstelle search -a other 'freilchtkino datum:2023' | sed -n '1,3p'
fundstelle search -a other --format json 'Freilchtkino -"kein Film"' | grep -o '"suggestion":"[^,]*,'
