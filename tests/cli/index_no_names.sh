# An archive of words alone: made so, it stays so; one with names is not mixed.
. "$FUNCTIONS"
cp -r "$FIXTURES/moorfurt" texte
ask() {
    found Sandsäcke
    found titel:Feuerwehr
    found 'termin:2024-03-23' 2>notiz
    found 'person:Odendahl' --strict 2>>notiz
    found Sandsäcke --person Odendahl --strict 2>>notiz
    found 'Ort:Moorfurt' --strict 2>>notiz
    fundstelle persons Oden 2>>notiz
    echo "exit $?"
    sort notiz | uniq -c | sed 's/^ *//'
}
fundstelle index -q texte 2>/dev/null
ask
fails 'index --rebuild --no-names PATH' index --no-names texte
echo "# made anew without"
fundstelle index --rebuild --no-names texte 2>&1 | tail -n 1
ask
fundstelle info | grep '^Names'
fundstelle info --format json | grep -o '"names":[a-z]*'
fundstelle export | grep -c '"persons":\[\],"organisations":\[\],"places":\[\],"dates":\[\]'
found diesewortgibtesnicht
echo "# it stays so"
cp -r "$FIXTURES/nachbarort" texte
fundstelle index texte 2>&1 | tail -n 1
fundstelle index --no-names texte 2>&1 | tail -n 1
fundstelle persons 2>&1
fundstelle info --format json | grep -o '"names":[a-z]*'
echo "# made anew with them"
fundstelle index --rebuild texte 2>&1 | tail -n 1
ask
echo "# new, in one process and in several"
fundstelle index -q --no-names -a neu texte 2>/dev/null
fundstelle info -a neu --format json | grep -o '"names":[a-z]*'
fundstelle index -q -a neu texte
fundstelle info -a neu --format json | grep -o '"persons":[0-9]*,"organisations":[0-9]*,"names":[a-z]*'
i=0
mkdir viele
while [ $i -lt 320 ]; do
    printf 'Meldungsdatum: 01.02.2020\n\nRadweg %d\n\nDer Radweg %d führt zum See, sagte Petra Beispiel.\n' \
        $i $i >viele/$i.txt
    i=$((i + 1))
done
fundstelle index -q --no-names -j 2 -a gross viele
fundstelle info -a gross --format json | grep -o '"releases":[0-9]*,"persons":[0-9]*,"organisations":[0-9]*,"names":[a-z]*'
