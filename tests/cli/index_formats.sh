# Pages, feeds and JSON Lines in one folder; the same out of an archive are the same releases.
. "$FUNCTIONS"
cp -r "$FIXTURES/formate" eingang && rm eingang/post.eml
fundstelle index -q -a archiv eingang
found Mitternacht
found Kekse
found Schleuse
found datum:19.8.2023
found Deich
found Windmühle
fundstelle show --format json "$(id_of Brunnenfest)" |
    grep -o '"issuer":.*"updated":[^,]*'
(cd eingang && tar czf ../alles.tgz . && rm ./*)
fundstelle index -q -a archiv alles.tgz
fundstelle info | grep '^Releases'
found Mitternacht
