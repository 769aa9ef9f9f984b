# check and compact: a sound archive, a damaged one, none.
. "$FUNCTIONS"
make_archive moorfurt nachbarort
fundstelle check
echo "exit $?"
fundstelle export >vorher
fundstelle compact | sed 's/[0-9.]* MB/N MB/g'
fundstelle export | cmp - vorher && echo same
ls archiv
fundstelle check
head -c 24000 /dev/zero | tr '\0' x |
    dd of=archiv/generation-2/docdata.glass bs=1 seek=200 conv=notrunc 2>/dev/null
# Xapian itself may read past a damaged block, of which sanitizers tell
fundstelle check >zeilen 2>/dev/null
echo "exit $?"
[ -s zeilen ] && echo lines
rm archiv/generation-2/postlist.glass
fundstelle check >zeilen
echo "exit $?"
fails 'no archive' check -a nirgends
fails 'no archive' compact -a nirgends
fails 'no such option' check x
fundstelle check --help | head -n 1
fundstelle help compact | head -n 1
