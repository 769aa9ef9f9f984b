# A new archive made by several processes is the one that a single process makes; what kills a
# worker costs one release; what is interrupted leaves the archive as it was, and nothing behind.
. "$FUNCTIONS"
mkdir eingang
i=0
while [ $i -lt 320 ]; do
    printf 'Meldungsdatum: %02d.%02d.20%02d\n\nRadweg Nummer %d eröffnet\n\nDer Radweg %d führt zum See.\n' \
        $((i % 28 + 1)) $((i % 12 + 1)) $((i % 20)) $i $i >eingang/$i.txt
    i=$((i + 1))
done
fundstelle index -q -a einzeln eingang/0.txt
fundstelle index -q -a einzeln eingang
fundstelle index -a archiv -j 2 eingang
fundstelle export -a einzeln | sed 's/"file":"[^"]*"//' >einzeln.jsonl
fundstelle export -a archiv | sed 's/"file":"[^"]*"//' | cmp - einzeln.jsonl && echo same
fundstelle index -a archiv eingang | head -n 1
echo "# a worker dies, reading and indexing"
FUNDSTELLE_TEST_DEATH=read:/17.txt fundstelle index -a archiv -j 3 --rebuild eingang 2>&1 |
    sed 's/(.*)/(SIGNAL)/'
FUNDSTELLE_TEST_DEATH=write:/18.txt fundstelle index -a archiv -j 3 --rebuild eingang 2>&1 |
    sed 's/(.*)/(SIGNAL)/'
# of so few, the words of each are looked at for the table of forms
mkdir wenige
cp eingang/[1-3].txt wenige
FUNDSTELLE_TEST_DEATH=write:/2.txt fundstelle index -a klein -j 2 --rebuild wenige 2>&1 |
    sed 's/(.*)/(SIGNAL)/'
found 'titel:18' --limit 1
found 'titel:17' --limit 1
ls archiv
echo "# killed"
for pause in 0.01 0.05 0.1 0.2 0.3 0.5; do
    # not the function, which would be killed in the program's stead
    "$FUNDSTELLE" index -q -a archiv -j 2 --rebuild eingang 2>/dev/null &
    sleep $pause
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    fundstelle info -a archiv | grep '^Releases' >>zahlen
done
sort -u zahlen | grep -v -x 'Releases: 319\|Releases: 320'
fundstelle index -a archiv -j 2 --rebuild eingang
ls archiv | wc -l
fundstelle check -a archiv
fails '--jobs' index -j 0 eingang
fails '--jobs' index -j 257 eingang
fails '--memory' index --memory 127M eingang
fails '--memory' index --memory 1T eingang
fails '--report' index --report xml eingang
fundstelle index -q --memory 128M --report json -a archiv --rebuild eingang leer.txt 2>&1 || :
: >leer.txt
fundstelle index --memory 128M --report json -a archiv --rebuild eingang leer.txt 2>/dev/null |
    sed -e 's/"seconds":[0-9.]*/"seconds":N/'
