# The text of a search, piped: no escape sequence, nothing wrapped.
. "$FUNCTIONS"
make_archive moorfurt
fundstelle search --from 2023 --sort newest --limit 2 >out
grep -vE '^   .*( |…)' out >heads
grep ', id ' out | masked
cat heads
fundstelle search Sandsäcke | head -n 3 | masked
fundstelle search Sandsäcke | sed -n '5p' | grep -c Sandsäcke
fundstelle search Sandsäcke | grep -c "$(printf '\033')"
fundstelle search Xylophonmeisterschaft
echo "exit $?"
