# Newest first, whatever was added, changed and removed since the archive was made: the same releases
# as oldest first, which looks at all of them, and on the same days.
. "$FUNCTIONS"

# 400 releases of 90 days, some without a date, some under embargo; days and words differ by salt.
releases() {
    awk -v first="$1" -v last="$2" -v salt="$3" 'BEGIN {
        for (i = first; i <= last; i++) {
            n = (i * 7919 + salt * 104729) % 10007
            date = n % 17 == 0 ? "" : sprintf("\"date\":\"2023-%02d-%02d\",", n % 3 + 4, n % 30 + 1)
            embargo = n % 23 == 0 ? "\"embargo\":\"2999-01-01T00:00:00Z\"," : ""
            word = n % 2 == 0 ? "Brunnen" : "Wochenmarkt"
            printf "{\"id\":\"r%d\",%s%s\"title\":\"Meldung %d\",", i, date, embargo, i
            printf "\"body\":\"%s am Rathaus, Fassung %d.\"}\n", word, salt
        }
    }'
}

hits() {
    fundstelle search --no-fold --strict --format json --limit 1000 "$@" |
        grep -oE '"id":"[^"]*","file":"[^"]*","date":("[^"]*"|null)' |
        sed -E 's/"id":"([^"]*)".*"date":"?([^"]*)"?/\1 \2/'
}

# Days newest first are those oldest first the other way round, but for those without one.
compare() {
    for query in Brunnen Wochenmarkt Rathaus 'Brunnen -Wochenmarkt' '"am Rathaus"' -Brunnen; do
        hits --sort newest "$query" >newest
        hits --sort oldest "$query" >oldest
        test -s newest || echo "$query: nothing"
        sort newest >left
        sort oldest | cmp - left || echo "$query: others"
        cut -d ' ' -f 2 oldest | grep -v null | tac >days
        cut -d ' ' -f 2 oldest | grep null >>days
        cut -d ' ' -f 2 newest | cmp - days || echo "$query: another order"
        for page in 0 7 14 21 28; do
            hits --sort newest --offset $page --limit 7 "$query"
        done >pages
        head -n 35 newest | cmp - pages || echo "$query: other pages"
        total=$(fundstelle search --no-fold --strict --format json --sort newest --limit 3 "$query" |
            grep -oE '"total":[0-9]+')
        test "$total" = "\"total\":$(wc -l <newest)" || echo "$query: $total"
    done
    echo compared
}

releases 1 400 1 >a.jsonl
fundstelle index -q -a archiv --rebuild a.jsonl
compare
(releases 1 300 1 && releases 301 370 2 && releases 401 440 3) >a.jsonl
fundstelle index -q -a archiv --prune a.jsonl
compare
hits --sort newest Rathaus | awk 'NR % 9 == 0 { print $1 }' >ids
fundstelle index -q -a archiv --delete $(cat ids)
compare
fundstelle compact >/dev/null
compare
