# Persons by surname, in full, with their role, in the genitive; as a filter too. A town is none.
. "$FUNCTIONS"
make_archive moorfurt
found --sort newest person:Vossberg
found --sort newest 'person:"Heike Vossberg"'
found --sort newest 'person:"Bürgermeisterin Vossberg"'
found --sort newest person:Vossbergs
found person:Kallweit
found person:Odendahl
found person:Moorfurt
found --person Vossberg --sort=oldest
found --person 'Heike Vossberg' --person=Kallweit
found --person Odendahl Sandsäcke
found --person Odendahl Brezeln
