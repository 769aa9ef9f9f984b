# Facets: counts over all hits, selections of several values and facets, histograms; as text and as
# JSON; wrong ones.
. "$FUNCTIONS"
make_archive moorfurt auenrode
facet() { # NAME ARGUMENT... : one facet of the JSON
    name=$1
    shift
    fundstelle search --format json --limit 0 --facets "$@" |
        sed 's/.*"facets"://; s/"facet_totals":.*//' | grep -oE "\"$name\":\[[^]]*\]"
}
facet person --from 2023
facet issuer --from 2023
facet year --from 2023
facet month --from 2023 --facet-limit 1
facet year --select year=2023 --select 'person=Heike Vossberg'
fundstelle search --format json --limit 0 --facets --from 2023 | grep -oE '"issuer":\{[^}]*\}'
fundstelle search --format json --limit 0 --histogram year --from 2023 | grep -oE '"(facets|histogram)":.*'
found --select 'person=Heike Vossberg'
found --select 'person=Heike Vossberg' --select year=2023
found --select 'person=Heike Vossberg' --select 'person=Ulrich Wendtland' --sort oldest
found --select month=2024-03 --select month=2023-06
found --select 'person=heike vossberg'
found --select 'issuer=Stadt Moorfurt' Vereinbarung
fundstelle search --limit 0 --from 2023 --histogram month
fundstelle search --limit 0 --facets --facet-limit 2 --select day=2024-03-19 | sed -n '1,4p'
fails "write FACET=VALUE" search --select Moorfurt
fails "write FACET=VALUE" search --select stadt=Moorfurt
fails "'23' is no value of its facet" search --select year=23
fails "empty" search --select person=
fails "write year, month or day" search --histogram week
fails "no whole number from 0 to 1000" search --facets --facet-limit 1001
fails "takes no value" search --facets=person
