# -word leaves a word out, also one that begins like an option; a single letter only behind --.
. "$FUNCTIONS"
make_archive moorfurt
found --sort newest Vossberg
found Vossberg -Laternenumzug
found Vossberg -archiv --sort oldest
found Vossberg -haltern --sort oldest
found Vossberg --sort oldest -- -x
found -Vossberg
found -Vossberg -- -Feuerwehr
found Vossberg -a archiv --sort oldest
found Vossberg '-"süße Brezeln"'
found Vossberg -person:Kallweit
