#!/usr/bin/env python3
"""
Indexes the sample archive, asks for the releases like each one that has any, and compares nDCG@10
and precision with floors.tsv.

usage: similar.py FUNDSTELLE SOURCE_ROOT

Nobody has judged which releases are alike, but data/judged says which are both just right (grade 2)
for one query: where that is two to six, each is taken as like the others. That misses some which
are alike, and has some that only share a person: the figures tell one method from another, not how
good one is. Other versions of a release are left out of the answer, and here, too.

similar_ndcg10: nDCG as in search.py, each relevant release counted 1; versions folded into one hit
are one.
similar_p5: how many of the first five are relevant, of as many as there are or of five.
"""

import collections
import json
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import floors  # noqa: E402

TOWNS = ["elbgrund", "lindenbruch", "norderfleth", "wiesenhain"]
GROUP_MAX = 6


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ask(program, arguments):
    answer = subprocess.run([program] + arguments, capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: exit {answer.returncode}: {answer.stderr.strip()}")
    return json.loads(answer.stdout)["hits"]


def groups(hits):
    """The files of each hit and its other versions, which stand behind it, in order."""
    found = []
    for hit in hits:
        if hit["version_of"] is None:
            found.append([])
        found[-1].append(hit["file"])
    return [frozenset(files) for files in found]


def partners(queries):
    """file -> files that are as right for some query."""
    like = collections.defaultdict(set)
    for query in queries:
        best = [file for file, grade in query["relevant"].items() if grade == 2]
        if 2 <= len(best) <= GROUP_MAX:
            for file in best:
                like[file].update(best)
    return like


def score(found, count):
    """(nDCG@10, precision@5) of 0s and 1s, best first, with count relevant ones in all."""
    gain = sum(hit / math.log2(i + 2) for i, hit in enumerate(found[:10]))
    ideal = sum(1 / math.log2(i + 2) for i in range(min(count, 10)))
    return gain / ideal, sum(found[:5]) / min(count, 5)


def score_town(program, root, town, folder):
    archive = os.path.join(folder, town)
    subprocess.run([program, "index", "-a", archive, os.path.join(root, "data/sample", town)],
                   check=True, capture_output=True)
    hits = ask(program, ["search", "-a", archive, "--format", "json", "--limit", "1000",
                         "--sort", "oldest", "--from", "1900"])
    versions, ids = {}, {}
    for group in groups(hits):
        for file in group:
            versions[file] = group
    for hit in hits:
        ids[hit["file"]] = hit["id"]
    scores = []
    like = partners(read_lines(os.path.join(root, "data/judged", town, "queries.jsonl")))
    for file, others in sorted(like.items()):
        relevant = {versions[other] for other in others} - {versions[file]}
        if relevant:
            found = ask(program, ["similar", "-a", archive, "--format", "json", ids[file]])
            scores.append(score([group in relevant for group in groups(found)], len(relevant)))
    return scores


def main():
    program, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        for town in TOWNS:
            scores += score_town(program, root, town, folder)
    values = {
        ("similar_ndcg10", "sample", "ALL"): sum(ndcg for ndcg, _ in scores) / len(scores),
        ("similar_p5", "sample", "ALL"): sum(p5 for _, p5 in scores) / len(scores),
    }
    sys.exit(0 if floors.check(values, {key[:2] for key in values}) else 1)


main()
