# Archives that are none: a missing folder, a folder of other things, one of another analyser.
. "$FUNCTIONS"
mkdir ordner
echo Notiz >ordner/notiz.txt
for command in 'search Rathaus' 'show x' export persons organisations info; do
    fails fehlt $command -a fehlt
    fails ordner $command -a ordner
done
cp -r "$FIXTURES/moorfurt" REST
fails ordner index -a ordner REST
cat ordner/notiz.txt
