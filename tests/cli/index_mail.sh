# An e-mail release, where GMime was there at build time.
. "$FUNCTIONS"
fundstelle index -q -a archiv --format eml "$FIXTURES/formate/post.eml" 2>err ||
    skip "built without GMime"
found Fähre
fundstelle search --format json Fähre | grep -o '"date":[^}]*"issuer":"[^"]*"'
