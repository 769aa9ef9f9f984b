# Phrases, words and phrases that must not be there; after "--" nothing is an option.
. "$FUNCTIONS"
make_archive moorfurt
found '"süße Brezeln"'
found 'Bürgermeisterin -Laternenumzug'
found -- -Laternenumzug Bürgermeisterin
found -- '-"süße Brezeln"' Bürgermeisterin
found -- --offset
