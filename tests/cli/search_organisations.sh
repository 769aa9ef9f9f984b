# Organisations by name and by acronym; as a filter too.
. "$FUNCTIONS"
make_archive moorfurt
found org:WUW
found 'org:"Wasserverband Untere Werl"'
found --organisation WUW
found --organisation 'Wasserverband Untere Werl' Vereinbarung
found --organisation WUW Sandsäcke
