# Operators, brackets, stars, exact words, NAHE, fields; what is wrong says its column.
. "$FUNCTIONS"
make_archive moorfurt
found --sort newest 'Sandsäcke ODER Brezeln'
found --sort newest 'Werl Sandsäcke ODER Brezeln'
found 'Vossberg UND Brezeln ODER Xylophon'
found -- '-(Brezeln ODER Feuerwehr)'
found Vossberg NICHT Brezeln
found 'brez*'
found =Sandsäcken
found =Sandsaecken
found 'Bürgermeisterin NAHE/3 Vereinbarung'
found 'Bürgermeisterin NAHE/2 Vereinbarung'
found titel:Feuerwehr
found titel:Leitungen
found --sort newest 'person:(Kallweit ODER Odendahl)'
found stadt:Moorfurt
found --issuer moorfurt
found --issuer Auenrode Werl
found 'Feuerwehr ODER'
found ':-) (Feuerwehr'
fundstelle search --format json 'Übung Brezeln ODER "500 Sandsäcke"' | grep -o '"understood":"[^,]*"'
fails 'query, column 3: ' search 'ä NAHE/0 Brezeln'
fails 'query, column 8: ' search 'person:Voss*'
fails 'query, column 1: ' search 'stadt: Moorfurt'
fails 'more than 32 brackets' search "$(printf '%033d' 0 | tr 0 '(')"
