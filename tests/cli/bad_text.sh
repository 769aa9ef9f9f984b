# Arguments that are not UTF-8, and control characters in what is reported.
. "$FUNCTIONS"
fundstelle search "$(printf 'M\374ll')"
echo "exit $?"
fundstelle show --archive "$(printf 'a\300\257')" x
echo "exit $?"
fundstelle "$(printf 'b\033[31m\342\200\256\302\233')"
echo "exit $?"
