# The alias file: what it joins, where it is wrong, and that nothing is indexed anew for it. Places
# and roles as fields and options.
. "$FUNCTIONS"
make_archive moorfurt
found 'person:"Jens Odendahl"'
found person:Ordnungschef
printf '%s\n' '# names of Moorfurt' 'person: Jens Odendahl = Ordnungschef' \
    'organisation: Wasserverband Untere Werl = Wasserbund' >archiv/aliases.txt
found person:Ordnungschef
found --person Ordnungschef
found org:Wasserbund
fundstelle organisations wasserbund | sed 's/001-[0-9a-f]*/ID/'
found rolle:Bürgermeisterin
found ort:Moorfurt
found place:Moorfurt -Laternenumzug
found --place Moorfurt
found --place Werlingen
echo 'person Jens' >>archiv/aliases.txt
fails "archiv/aliases.txt' line 4: there is no ':'" search Moorfurt
fails 'line 4' persons
fails 'line 4' info
rm archiv/aliases.txt
mkdir archiv/aliases.txt
fails 'aliases.txt' search Moorfurt
rmdir archiv/aliases.txt
found person:Ordnungschef
fails 'ort:' search ort:
fails 'rolle:' search 'rolle: x'
fails 'place' search --place '-'
