# What is damaged says so and how to make it anew, which works whatever is missing.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" texte
fundstelle index -q texte 2>/dev/null
fundstelle export | sed 's/"revision":[0-9]*//' >vorher
check() { # WHAT
    echo "# $1"
    fails 'is damaged' search Rathaus
    fails 'rebuild it with fundstelle index --rebuild PATH' search Rathaus
    fundstelle check >zeilen 2>&1
    echo "check: exit $?"
    fundstelle index --rebuild texte 2>&1 | tail -n 1
    fundstelle check
    fundstelle export | sed 's/"revision":[0-9]*//' | cmp - vorher && echo same
}
rm -r archiv/generation-1
check 'no generation'
rm archiv/generation-2/iamglass
check 'no version file'
rm archiv/generation-3/postlist.glass
check 'no table'
: >archiv/generation-4/postlist.glass
check 'an empty table'
head -c 100 /dev/zero >archiv/generation-5/iamglass
check 'a foreign version file'
echo 'auto generation-9' >archiv/XAPIANDB
check 'a stub that names another'
head -c 24000 /dev/zero | tr '\0' x |
    dd of=archiv/generation-10/postlist.glass bs=1 seek=200 conv=notrunc 2>/dev/null
check 'overwritten'
ls archiv
echo '# who follows it begins anew'
fails 'export everything' export --since 1
since=$(fundstelle export --since 0 | sed -n 's/.*"revision":\([0-9]*\).*/\1/p' | tail -n 1)
fundstelle export --since "$since" | sed 's/:[0-9]*}/:N}/'
echo neu >>texte/001.txt
fundstelle index -q texte 2>/dev/null
fundstelle export --since "$since" | grep -o '"file":"[^"]*"'
echo '# a process that dies of what there was'
sleep 1 # such revisions are seconds
FUNDSTELLE_TEST_DEATH=past: fundstelle index --rebuild texte 2>&1 | tail -n 1
fundstelle check
fails 'export everything' export --since "$since" | sed 's/since [0-9]*/since N/'
echo '# and what is sound goes on'
since=$(fundstelle export --since 0 | sed -n 's/.*"revision":\([0-9]*\).*/\1/p' | tail -n 1)
rm texte/001.txt
fundstelle index -q --rebuild texte 2>/dev/null
fundstelle export --since "$since" | grep -c '"deleted":true'
