# On a terminal hits are bold and long lines are wrapped at 80 columns; NO_COLOR and TERM=dumb keep
# them plain.
. "$FUNCTIONS"
command -v script >/dev/null || skip "script (util-linux) is not installed"
make_archive moorfurt
bold=$(printf '\033[1mSandsäcke')
on_terminal() {
    script -qec "$*" /dev/null </dev/null | tr -d '\r'
}
on_terminal "'$FUNDSTELLE' search Sandsäcke" >out
grep -cF "$bold" out
sed 's/\x1b\[[0-9]*m//g' out | awk 'length($0) > 80' | wc -l
NO_COLOR=1 on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -cF "$bold"
TERM=dumb on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -cF "$bold"
