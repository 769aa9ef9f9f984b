# The summary of an indexing run as JSON, and the options of how it runs.
. "$FUNCTIONS"
mkdir eingang
cp "$FIXTURES"/moorfurt/*.txt eingang
: >eingang/leer.txt
report() {
    fundstelle index -a archiv "$@" --report json eingang 2>/dev/null | sed 's/"seconds":[0-9.]*/"seconds":N/'
}
report --memory 128M --jobs 2
report
for size in 1M 128 viel -1G 99999999999999999999G; do
    fundstelle index -a archiv --memory "$size" eingang 2>&1
    echo "exit $?"
done
fundstelle index -a archiv --report xml eingang 2>&1
echo "exit $?"
