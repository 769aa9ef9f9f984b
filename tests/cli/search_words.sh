# Words: whatever the case, the ending, the spelling of umlauts, and as a part of a compound.
. "$FUNCTIONS"
make_archive moorfurt
found Laternenumzug
found laternenumzüge
found Umzug
found Trinkwasser
found Übung
found uebung
found Strassenverkehr
found Feuerwehr Lärm
found Xylophonmeisterschaft
