# Names, media and dates in JSON; every offset counts characters of the text.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle show --format=json "$(id_of Trinkwassernetz)" >out
grep -o '"media":\[[^]]*\]' out
grep -o '{"name":"Heike Vossberg","title":null,"role":"Bürgermeisterin"' out
grep -o '{"name":"Ruth Kallweit","title":null,"role":"Leiterin des WUW"' out
grep -o '{"name":"Wasserverband Untere Werl","aliases":\["WUW"\]' out
grep -o '"from":"2024-04-15","to":"2024-04-15","precision":"day"' out
grep -o '"text":"In der vergangenen Woche","start":53,"end":77,"from":"2024-02-26","to":"2024-03-03"' out
command -v python3 >/dev/null || skip "python3 is not installed: offsets not compared"
python3 - <<'END'
import json
release = json.load(open('out', encoding='utf-8'))
found = [m for kind in ('persons', 'organisations', 'places') for e in release[kind] for m in e['mentions']]
found += release['dates']
assert len(found) > 6
for m in found:
    assert release['text'][m['start']:m['end']] == m['text'], m
print('offsets agree')
END
