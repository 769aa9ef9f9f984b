# Dates that no calendar has, or that are none: exit 2 with examples.
. "$FUNCTIONS"
for date in 31.02.2023 2023-02-29 1900-02-29 2023-13 2023-00 0.1.2023 1.0.2023 32.1.2023 \
    18/8/2023 0999 10000 2023-08-18x 2023- 18.8 demnächst ''; do
    fails "write 18.8.2023, 2023-08, 'august 2023' or 'letzte woche'" search --from "$date"
done
fails "--to: '31.04.2024' is no day of the calendar" search --to 31.04.2024 Rathaus
fails "--from is later than --to" search --from 2024 --to 2023-12-31 Rathaus
