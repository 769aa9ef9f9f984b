#!/usr/bin/env python3
"""
Runs scorers and data sets that are too large or not free for this repository, and compares what
they print with floors.tsv. They lie in $FUNDSTELLE_SHARED, else in shared beside the repository;
without them the test is skipped.

usage: shared.py FUNDSTELLE SOURCE_ROOT splits|ragsource|xquad
       shared.py FUNDSTELLE SOURCE_ROOT names TRAINER NAMES_EXPORT
"""

import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import floors  # noqa: E402
import names_cv  # noqa: E402

SKIP = 77
# Words that must be split, and words that must not.
COMPOUNDS = ["municipal", "germanet_sample", "cdec"]
WHOLES = ["cdec", "noncomp", "persnames", "citynames"]
TOWNS = ["elbgrund", "lindenbruch", "norderfleth", "wiesenhain"]


def need(path):
    if not os.path.exists(path):
        print(f"skipped: there is no {path}; set FUNDSTELLE_SHARED")
        sys.exit(SKIP)
    return path


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def splits(program, _, shared):
    """Lines "municipal.tsv n 250 exact 0.9 P 0.9 R 0.9 F1 0.9 non-compounds split 0.0 of 113"."""
    row = re.compile(r"(\S+)\.tsv .* exact (\S+) .* F1 (\S+) non-compounds split (\S+) of")
    names = sorted(set(COMPOUNDS + WHOLES))
    files = [need(os.path.join(shared, "data/compounds", name + ".tsv")) for name in names]
    scorer = need(os.path.join(shared, "eval/score_splits.py"))
    values = {}
    for match in map(row.match, output_of(sys.executable, scorer, "--bin", program,
                                          *files).splitlines()):
        name, exact, f1, split = match.groups()
        if name in COMPOUNDS:
            values["split_exact", name, "ALL"] = float(exact)
            values["split_f1", name, "ALL"] = float(f1)
        if name in WHOLES:
            values["left_whole", name, "ALL"] = 1 - float(split)
    return values


def names(program, root, shared):
    """
    Lines "pers mentions strict 0.9 0.9 0.9" of models that have not seen the town, and of the
    program itself "event dates found 9/10 = 0.900".
    """
    row = re.compile(r"(\w{4} [a-z ]+?) +[\d.]+ +[\d.]+ +([\d.]+)$")
    dates = re.compile(r"event dates found .* = ([\d.]+)$")
    scorer = need(os.path.join(shared, "eval/score_names.py"))
    values = {}
    for town, printed in names_cv.each_town(sys.argv[4:6], root, scorer):
        for match in filter(None, map(row.match, printed.splitlines())):
            values["names_f1", town, match[1]] = float(match[2])
    with tempfile.TemporaryDirectory() as folder:
        for town in TOWNS:
            archive, export = os.path.join(folder, town), os.path.join(folder, town + ".jsonl")
            subprocess.run([program, "index", "-a", archive,
                            os.path.join(root, "data/sample", town)],
                           check=True, capture_output=True)
            with open(export, "w", encoding="utf-8") as out:
                subprocess.run([program, "export", "-a", archive], check=True, stdout=out)
            printed = output_of(sys.executable, scorer, names_cv.gold_of(root, town), export)
            for match in filter(None, map(dates.match, printed.splitlines())):
                values["dates_recall", town, "ALL"] = float(match[1])
    return values


def retrieval(name, program, shared):
    """The table of score.py, whose last row is ALL and whose third column is nDCG@10."""
    dataset = need(os.path.join(shared, "data/retrieval", name))
    scorer = need(os.path.join(shared, "eval/run_fundstelle.py"))
    printed = output_of(sys.executable, scorer, "--bin", program, dataset)
    rows = [line.split() for line in printed.splitlines()]
    if any("failed" in row for row in rows):
        sys.exit(printed)
    return {("ndcg10", name, row[0]): float(row[2]) for row in rows if row[0] == "ALL"}


def main():
    program, root, task = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    beside = os.path.join(os.path.abspath(root), os.pardir, "shared")
    shared = need(os.environ.get("FUNDSTELLE_SHARED") or os.path.normpath(beside))
    if task in ("ragsource", "xquad"):
        values = retrieval(task, program, shared)
    else:
        values = {"splits": splits, "names": names}[task](program, root, shared)
    if not values:
        sys.exit("nothing was measured")
    sys.exit(0 if floors.check(values, {key[:2] for key in values}) else 1)


main()
