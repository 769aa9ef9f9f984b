# Memory for a text of one-letter words: that of all tokens' JSON at once would be 400 MB.
. "$FUNCTIONS"
(ulimit -v 200000 && fundstelle analyse a >/dev/null 2>&1) || skip "no room can be taken away"
yes 'ä b' | head -n 65536 >text
(ulimit -v 200000 && fundstelle analyse --format json <text >tokens) || echo "exit $?"
wc -l <tokens
grep -o '"text":"[^"]*","start":[0-9]*,"end":[0-9]*,"folded"' tokens | wc -l
grep -o '"text":"b","start":262142,"end":262143,"folded"' tokens
tail -c 5 tokens
