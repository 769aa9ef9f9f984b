# On a terminal hits are in colour and lines are wrapped at its width, COLUMNS if that is set;
# NO_COLOR, TERM=dumb and --color keep them plain, a pipe does unless --color=always. Counts have
# bars, of ASCII where the locale is not UTF-8.
. "$FUNCTIONS"
command -v script >/dev/null || skip "script (util-linux) is not installed"
script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip 'there are no pseudo-terminals here'
make_archive moorfurt
mark=$(printf '\033[1;31mSandsäcke')
unset COLUMNS
on_terminal() {
    script -qec "$*" /dev/null </dev/null | tr -d '\r'
}
width() {
    sed 's/\x1b\[[0-9;]*m//g' | wc -L
}
on_terminal "'$FUNDSTELLE' search Sandsäcke" >out
grep -cF "$mark" out
[ "$(width <out)" -le 80 ] && [ "$(width <out)" -gt 60 ] && echo wrapped
COLUMNS=40 on_terminal "'$FUNDSTELLE' search Sandsäcke" >out
[ "$(width <out)" -le 40 ] && [ "$(width <out)" -gt 30 ] && echo narrow
on_terminal "stty cols 50; '$FUNDSTELLE' search Sandsäcke" >out
[ "$(width <out)" -le 50 ] && [ "$(width <out)" -gt 40 ] && echo between
COLUMNS=0x50 on_terminal "stty cols 50; '$FUNDSTELLE' search Sandsäcke" | diff - out && echo same
echo "plain: NO_COLOR, TERM=dumb, --color never, a pipe"
NO_COLOR=1 on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -c "$(printf '\033')"
TERM=dumb on_terminal "'$FUNDSTELLE' search Sandsäcke" | grep -c "$(printf '\033')"
on_terminal "'$FUNDSTELLE' search --color never Sandsäcke" | grep -c "$(printf '\033')"
fundstelle search Sandsäcke | grep -c "$(printf '\033')"
echo "always"
fundstelle search --color=always Sandsäcke | grep -cF "$mark"
NO_COLOR=1 on_terminal "'$FUNDSTELLE' search --color always Sandsäcke" | grep -cF "$mark"
fails "write auto, always or never" search --color ja Sandsäcke
echo "bars"
histogram="search --color never --from 2023 --limit 0 --histogram year"
on_terminal "'$FUNDSTELLE' $histogram" | tail -n 2
COLUMNS=59 on_terminal "'$FUNDSTELLE' $histogram" | tail -n 1
LC_ALL=C on_terminal "'$FUNDSTELLE' $histogram" | tail -n 2
