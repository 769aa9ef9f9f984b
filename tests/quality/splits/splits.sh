#!/bin/sh
# splits.sh SOURCE SPLIT_WORDS LEXICON: scores the splitter on the word lists in ../shared beside the
# source tree (or in $FUNDSTELLE_SHARED) and fails below the floors. Skipped without the lists.
set -eu
source_root=$1 split_words=$2 lexicon=$3
shared=${FUNDSTELLE_SHARED:-$source_root/../shared}
if [ ! -r "$shared/eval/score_splits.py" ]; then
    echo "SKIP: no word lists in $shared"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The scorer calls BIN analyse --format tsv.
printf '#!/bin/sh\nexec "%s" "%s"\n' "$split_words" "$lexicon" > "$folder/splitter"
chmod +x "$folder/splitter"
python3 "$shared/eval/score_splits.py" --bin "$folder/splitter" "$shared"/data/compounds/*.tsv |
    tee "$folder/scores"

# list, least exact, least F1, most non-compounds split
cat > "$folder/floors" <<'FLOORS'
municipal.tsv 0.964 0.972 0.030
germanet_sample.tsv 0.920 0.960 0.050
cdec.tsv 0.948 0.940 0.040
noncomp.tsv 0.965 0 0.035
persnames.tsv 0.960 0 0.040
citynames.tsv 0.950 0 0.050
FLOORS
awk 'NR == FNR { exact[$1] = $2; f1[$1] = $3; split_most[$1] = $4; lists++; next }
     { seen++
       if ($5 < exact[$1] || $11 < f1[$1] || $14 > split_most[$1]) {
           print "below the floor: " $0
           failed = 1 } }
     END { exit failed || seen != lists }' "$folder/floors" "$folder/scores"
