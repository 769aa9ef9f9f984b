# Order, pages, and pages beyond the end, which still have a total.
. "$FUNCTIONS"
make_archive moorfurt
found --from 2023 --sort newest
found --from 2023 --sort oldest
found --sort relevance Sandsäcke
found --from 2023 --sort newest --limit 2
found --from 2023 --sort newest --limit 1 --offset 1
found --from 2023 --sort newest --offset 3
found --from 2023 --limit 0
found --limit 1000 --offset 0 Sandsäcke
fundstelle search --format json --from 2023 --sort newest --limit 1 --offset 1 |
    grep -oE '"(total|total_exact|rank)":[a-z0-9]+'
