# Where no release has all words, any of them will do, and the answer says so.
. "$FUNCTIONS"
make_archive moorfurt
found --sort newest Sandsäcke Brezeln
fundstelle search --format json Sandsäcke Brezeln | grep -cE '"relaxed":"[^"]+"'
fundstelle search Sandsäcke Brezeln | sed -n '1p; 2s/:.*//p; 3s/:.*//p'
