# Phrases, words that must not be there, either of two words; after "--" nothing is an option.
. "$FUNCTIONS"
make_archive moorfurt
found '"süße Brezeln"'
found 'Bürgermeisterin -Laternenumzug'
found Bürgermeisterin NICHT Laternenumzug
found --sort newest Laternenumzug ODER Sandsäcke
found -- -Laternenumzug Bürgermeisterin
found -- --sort
