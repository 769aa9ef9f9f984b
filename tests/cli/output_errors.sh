# A full disk, a reader that went away, a closed output: errors, not half an answer.
. "$FUNCTIONS"
make_archive moorfurt
[ -e /dev/full ] || skip "there is no /dev/full"
for command in 'search Sandsäcke' 'search --format json Sandsäcke' export persons info help; do
    fundstelle $command >/dev/full
    echo "exit $?"
done
fundstelle info >&-
echo "exit $?"
(trap '' PIPE; sleep 0.2; fundstelle export; echo "exit $?" >&2) 2>err | true
sleep 1
cat err
