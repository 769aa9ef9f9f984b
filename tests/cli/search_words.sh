# Words: whatever the case, the ending and the spelling of umlauts.
. "$FUNCTIONS"
make_archive moorfurt
found Laternenumzug
found laternenumzüge
found Übung
found uebung
found Strassenverkehr
found Feuerwehr Lärm
found Xylophonmeisterschaft
