# The issuer given to index stands in every answer.
. "$FUNCTIONS"
fundstelle index -a archiv --issuer 'Stadt Moorfurt' "$FIXTURES/moorfurt" >/dev/null 2>&1
fundstelle search Sandsäcke | grep ', id ' | masked
fundstelle search --format json Sandsäcke | grep -o '"issuer":"[^"]*"'
fundstelle show "$(id_of Sandsäcke)" | head -n 3
