# An archive on another machine answers as it does here, if it was made for it; else it says why.
. "$FUNCTIONS"
command -v xapian-tcpsrv >/dev/null || skip "xapian-tcpsrv (xapian-tools) is not installed"

# serve ARCHIVE STUB : the archive on a port of this machine, and a folder STUB that points there.
serve() {
    port=$((20000 + $$ % 20000))
    for try in 1 2 3 4 5 6 7 8 9; do
        port=$((port + 1))
        : >server.$port
        timeout 60 xapian-tcpsrv --interface 127.0.0.1 --port $port "$1" >server.$port 2>&1 &
        server=$!
        while kill -0 $server 2>/dev/null; do
            if grep -q Listening server.$port; then
                mkdir -p "$2"
                echo "remote 127.0.0.1:$port" >"$2/XAPIANDB"
                return 0
            fi
            sleep 0.05
        done
    done
    echo "no port to serve on: $(cat server.$port)"
    exit 99
}

ask() {
    for query in '"offene Tür"' 'Sandsäcke NAHE/8 Feuerwehr' 'Feuerwehrhaus' 'Wasser Brücke' \
        'Bürgermeisterin Odendahl' 'person:"Petra Odendahl"' '"diese Wörter stehen nirgends"' \
        'Feuerwehr -"offene Tür"' 'Feuerwehr NICHT ("offene Tür" Odendahl)' 'titel:Feuerwehr'; do
        fundstelle search -a "$1" --format json "$query" || :
    done
}

cp -r "$FIXTURES/moorfurt" "$FIXTURES/nachbarort" .
fails 'goes with --rebuild' index --stock-positions -a plain moorfurt
fundstelle index -q -a plain --rebuild moorfurt nachbarort 2>/dev/null
fundstelle index -q -a stock --rebuild --stock-positions moorfurt 2>/dev/null
fundstelle index -q -a stock moorfurt nachbarort 2>/dev/null # what comes later is made so, too
fundstelle check -a stock
# Forms weigh by the table that an archive has of them, so only what they find is compared.
count() {
    for query in =Feuerwehr =feuerwehren 'Feuer*' 'NICHT =Feuerwehr Moorfurt'; do
        fundstelle search -a "$1" --strict --format json "$query" | sed 's/,"total_exact".*//' || :
    done
}
ask plain >here
count plain >found
serve stock far
ask far >there
cmp here there && echo same
count far | cmp found - && echo same forms
grep -c '"total":1,' found # all but =feuerwehren
kill $server
wait $server || :
serve plain far
fails '--stock-positions' search -a far '"offene Tür"'
kill $server
