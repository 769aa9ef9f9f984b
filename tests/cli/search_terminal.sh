# On a terminal hits are bold and long lines are wrapped at 80 columns; NO_COLOR and TERM=dumb keep
# them plain. Counts have bars.
. "$FUNCTIONS"
command -v script >/dev/null || skip "script (util-linux) is not installed"
script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip 'there are no pseudo-terminals here'
make_archive moorfurt
bold=$(printf '\033[1mSandsäcke')
on_terminal() {
    script -qec "$*" /dev/null </dev/null | tr -d '\r'
}
on_terminal "'$FUNDSTELLE' search Sandsäcke" >out
grep -cF "$bold" out
[ "$(sed 's/\x1b\[[0-9]*m//g' out | wc -L)" -le 80 ] && echo wrapped
NO_COLOR=1 on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -cF "$bold"
TERM=dumb on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -cF "$bold"
on_terminal "'$FUNDSTELLE' search --from 2023 --limit 0 --histogram year" | grep -c ▇
exit 0
