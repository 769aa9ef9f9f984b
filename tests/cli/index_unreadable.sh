# A folder and a file without read permission are named; the rest is indexed.
. "$FUNCTIONS"
mkdir eingang eingang/geheim
cp "$FIXTURES"/moorfurt/*.txt eingang
cp "$FIXTURES/nachbarort/001.txt" eingang/geheim/freibad.txt
chmod 000 eingang/002.txt eingang/geheim
as_user=
if [ "$(id -u)" -eq 0 ]; then
    command -v setpriv >/dev/null || skip "root reads everything, and setpriv is not installed"
    as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
    chmod 711 ..
    chmod 777 . && chown -R 65534:65534 eingang
    $as_user test -x "$FUNDSTELLE" || skip "root reads everything, and nobody cannot run the program"
fi
$as_user "$FUNDSTELLE" index -a archiv eingang >out 2>&1
grep -q '002.txt' out && echo "the file is named"
grep -q 'geheim' out && echo "the folder is named"
$as_user "$FUNDSTELLE" info -a archiv | grep '^Releases'
