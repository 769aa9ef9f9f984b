#!/usr/bin/env python3
"""
Indexes the sample archive, asks its judged queries through the command and compares nDCG@10 with
floors.tsv: for each town over all queries, and for each kind of query over all towns.

usage: search.py FUNDSTELLE SOURCE_ROOT

nDCG as Järvelin and Kekäläinen (2002) with gain 2^grade - 1 and discount log2(rank + 1).
"""

import json
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import floors  # noqa: E402

TOWNS = ["elbgrund", "lindenbruch", "norderfleth", "wiesenhain"]
DEPTH = 10


def gain_of(grades):
    return sum((2 ** grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades[:DEPTH]))


def ask(program, archive, query):
    """The files found, best first; the other versions of a hit behind it."""
    words = query["query"] or ""
    command = [program, "search", "-a", archive, "--format", "json", "--limit", str(DEPTH)]
    if query.get("date_field") == "event":
        words += f" termin:{query.get('from') or ''}..{query.get('to') or ''}"
    else:
        for option in ("from", "to"):
            if query.get(option):
                command += ["--" + option, query[option]]
    answer = subprocess.run(command + ["--", words.strip()], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        sys.exit(f"{query['id']} {words!r}: exit {answer.returncode}: {answer.stderr.strip()}")
    return [os.path.basename(version["file"]) for hit in json.loads(answer.stdout)["hits"]
            for version in [hit] + hit["other_versions"]]


def score_town(program, root, town, folder):
    """(kind, nDCG@10) of each query that has an answer."""
    archive = os.path.join(folder, town)
    subprocess.run([program, "index", "-a", archive, os.path.join(root, "data/sample", town)],
                   check=True, capture_output=True)
    scores = []
    with open(os.path.join(root, "data/judged", town, "queries.jsonl"), encoding="utf-8") as lines:
        for query in map(json.loads, filter(str.strip, lines)):
            relevant = query["relevant"]
            if relevant:
                found = [relevant.get(file, 0) for file in ask(program, archive, query)]
                ideal = sorted(relevant.values(), reverse=True)
                scores.append((query["kind"], gain_of(found) / gain_of(ideal)))
    return scores


def mean(scores):
    return sum(scores) / len(scores)


def main():
    program, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    values = {}
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        for town in TOWNS:
            of_town = score_town(program, root, town, folder)
            values["ndcg10", town, "ALL"] = mean([score for _, score in of_town])
            scores += of_town
    for kind in sorted({kind for kind, _ in scores}):
        values["ndcg10", "sample", kind] = mean([score for k, score in scores if k == kind])
    values["ndcg10", "sample", "ALL"] = mean([score for _, score in scores])
    datasets = {key[:2] for key in values}
    sys.exit(0 if floors.check(values, datasets) else 1)


main()
