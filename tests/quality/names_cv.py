#!/usr/bin/env python3
"""
Cross-validation of the tagger of names: trains on three towns, finds the names of the fourth, and
prints precision, recall and F1 for each town. shared.py holds the figures against the floors.

usage: names_cv.py TRAINER EXPORT SOURCE_ROOT SCORER [GOLD.jsonl FOLDER]

With GOLD and FOLDER the built-in training set of all towns is scored on those releases instead.
"""

import os
import subprocess
import sys
import tempfile

TOWNS = ["elbgrund", "lindenbruch", "norderfleth", "wiesenhain"]


def gold_of(root, town):
    return os.path.join(root, "data/judged", town, "gold.jsonl")


def texts_of(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith(".txt"))


def score(tools, root, scorer, towns, gold, folder, scratch):
    """What the scorer prints of a model that was trained on these towns."""
    trainer, export = tools
    model, found = os.path.join(scratch, "names.model"), os.path.join(scratch, "found.jsonl")
    training = []
    for town in towns:
        training += [gold_of(root, town), os.path.join(root, "data/sample", town)]
    subprocess.run([trainer, model] + training, check=True)
    with open(found, "w", encoding="utf-8") as out:
        subprocess.run([export, model] + texts_of(folder), check=True, stdout=out)
    return subprocess.run([sys.executable, scorer, gold, found], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def each_town(tools, root, scorer):
    """(town, what the scorer prints of it) with the other towns' model."""
    with tempfile.TemporaryDirectory() as scratch:
        for town in TOWNS:
            others = [other for other in TOWNS if other != town]
            yield town, score(tools, root, scorer, others, gold_of(root, town),
                              os.path.join(root, "data/sample", town), scratch)


def main():
    tools, root, scorer = sys.argv[1:3], sys.argv[3], sys.argv[4]
    if len(sys.argv) > 6:
        with tempfile.TemporaryDirectory() as scratch:
            print(score(tools, root, scorer, TOWNS, sys.argv[5], sys.argv[6], scratch))
        return
    for town, printed in each_town(tools, root, scorer):
        print(town)
        print(printed)


if __name__ == "__main__":
    main()
