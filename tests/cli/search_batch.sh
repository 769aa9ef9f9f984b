# A file of queries: each has its hits or its error in the output, goes on after a bad one, and the
# exit code tells. Columns in any order, German names too, options of the command for all.
. "$FUNCTIONS"
make_archive moorfurt auenrode
batch() {
    fundstelle search --batch "$@" 2>err
    echo "exit $?"
    cat err
}
cat >gut.csv <<'END'
id,query,note,from,to
a,Sandsäcke,,,
"b, 2",Heike ODER Sandsäcke,x,2024-03-05,
,Xylophon,,,
d,,,5.3.2024,5.3.2024
END
echo "-- all good"
batch gut.csv --sort oldest | tr -d '\r' | sed -E 's/"00.-[0-9a-f]+"/ID/' | cut -d , -f 1-8
echo "-- bad ones, semicolons, a byte order mark, CRLF"
printf '\357\273\277person;SUCHE\r\n;datum:gestrn\r\n\r\n"Heike Vossberg";Vereinbarung\r\n;;\r\n;a "b\r\n;M\374ll\r\n;\r\n;"offen' >schlecht.csv
batch - <schlecht.csv | cut -d , -f 1-5
echo "-- JSON"
fundstelle search --batch schlecht.csv --format json 2>/dev/null |
    sed -E 's/"understood".*"hits":\[[^]]*.*("query_id")/…\1/' | cut -c 1-110
echo "-- one query after the other"
{ printf 'query\nSandsäcke\n'; sleep 1; [ -s out ] && echo 'answered at once' >&2; } |
    fundstelle search --batch - >out
echo "-- nothing found, nothing asked, options"
printf 'query\nXylophon\n' | batch - | tail -n 1
printf 'query\n' | batch - | tr -d '\r'
fundstelle search --batch gut.csv --from 2030 2>/dev/null | cut -d , -f 3 | uniq
echo "-- no files of queries"
fails "'/dev/null' is empty" search --batch /dev/null
printf 'Sandsäcke\n' >ohne.csv
batch ohne.csv | grep -v 'is not used'
printf 'query,Query\n' >zweimal.csv
batch zweimal.csv
{ printf 'query'; yes ,x | head -n 256 | tr -d '\n'; } >breit.csv
batch breit.csv 2>&1 | tail -n 1
{ printf 'query'; yes ,x | head -n 255 | tr -d '\n'; } >breit.csv
batch breit.csv | head -n 1 | cut -c 1-14
fails "cannot read 'fehlt.csv'" search --batch fehlt.csv
fails "cannot read '.'" search --batch .
fails "leave out 'Rathaus'" search --batch gut.csv Rathaus
fails "--batch prints csv or json" search --batch gut.csv --format bibtex
fails "printed as text or json" search --batch gut.csv --facets
fails "printed as text or json" search --format csv --histogram year x
echo "-- the longest field, and one byte more"
{ printf 'query,x\nSandsäcke,'; head -c 65536 /dev/zero | tr '\0' x; printf '\nSandsäcke,\n'; } >lang.csv
batch lang.csv 2>&1 | grep -c 'Feuerwehr übt'
{ printf 'query,x\nSandsäcke,'; head -c 65537 /dev/zero | tr '\0' x; printf '\nSandsäcke,\n'; } >lang.csv
batch lang.csv >out 2>&1
grep -c 'Feuerwehr übt' out
grep 'line' out
