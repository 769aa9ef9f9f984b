#!/usr/bin/env python3
"""
nDCG@10 of judged sets with other weights than those of the library.

usage: tune.py [--by-kind] [--halves] [--steps] [--misses KIND] [--archives DIR] RANK FUNDSTELLE
               DATASET... [-- WEIGHT=VALUE...]

DATASET holds releases and queries.jsonl. Archives are made in DIR, where they stay for the next
run, else in a temporary folder. --halves scores two halves of each set by a hash of the query: a
value that helps one and harms the other is chance. --steps scores by how far queries were relaxed.
Each set counts the same in the mean that is printed last.
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile

DEPTH = 10


def gain_of(grades):
    return sum((2 ** grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades[:DEPTH]))


def read_queries(dataset):
    with open(os.path.join(dataset, "queries.jsonl"), encoding="utf-8") as lines:
        queries = [json.loads(line) for line in lines if line.strip()]
    for query in queries:
        words = query["query"] or ""
        if query.get("from") or query.get("to"):
            field = "termin" if query.get("date_field") == "event" else "datum"
            words += f" {field}:{query.get('from') or ''}..{query.get('to') or ''}"
        query["asked"] = " ".join(words.split())
    return [query for query in queries if query["relevant"]]


def archive_of(fundstelle, dataset, folder):
    """The data set's archive, made where it is not there."""
    archive = os.path.join(folder, os.path.basename(os.path.normpath(dataset)))
    if not os.path.exists(archive):
        subprocess.run([fundstelle, "index", "-a", archive, os.path.join(dataset, "releases")],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return archive


def ask(rank, archive, queries, weights):
    """Fills in, for each query, step, score and found."""
    lines = "".join(f"{i}\t{query['asked']}\n" for i, query in enumerate(queries))
    answer = subprocess.run([rank, archive, *weights], input=lines, check=True,
                            stdout=subprocess.PIPE, text=True)
    for line in answer.stdout.splitlines():
        name, step, *files = line.split("\t")
        query = queries[int(name)]
        query["found"] = [os.path.basename(file) for file in files]
        query["step"] = step or "all of the words"
        grades = [query["relevant"].get(file, 0) for file in query["found"]]
        query["score"] = gain_of(grades) / gain_of(sorted(query["relevant"].values(), reverse=True))


def half_of(query):
    return hashlib.sha256(query["asked"].encode()).digest()[0] % 2


def print_groups(queries, key):
    groups = {}
    for query in queries:
        groups.setdefault(key(query), []).append(query["score"])
    for name, scores in sorted(groups.items()):
        print(f"    {name:50} {len(scores):5} {sum(scores) / len(scores):.4f}")


def print_misses(queries, kind):
    for query in queries:
        if query["kind"] == kind and query["score"] < 0.999:
            print(f"    {query['score']:.2f} {query['asked']!r} ({query['step']}): found "
                  f"{' '.join(query['found'][:5])}, wanted {query['relevant']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rank")
    parser.add_argument("fundstelle")
    parser.add_argument("datasets", nargs="+")
    parser.add_argument("--archives")
    parser.add_argument("--by-kind", action="store_true")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--misses", metavar="KIND")
    arguments = sys.argv[1:]
    weights = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, weights = arguments[:at], arguments[at + 1:]
    given = parser.parse_args(arguments)
    means = []
    with tempfile.TemporaryDirectory() as temporary:
        for dataset in given.datasets:
            queries = read_queries(dataset)
            archive = archive_of(given.fundstelle, dataset, given.archives or temporary)
            ask(given.rank, archive, queries, weights)
            means.append(sum(query["score"] for query in queries) / len(queries))
            print(f"{os.path.basename(os.path.normpath(dataset)):54} {len(queries):5} "
                  f"{means[-1]:.4f}")
            if given.by_kind:
                print_groups(queries, lambda query: query["kind"])
            if given.halves:
                print_groups(queries, lambda query: f"half {half_of(query)}")
            if given.steps:
                print_groups(queries, lambda query: query["step"])
            if given.misses:
                print_misses(queries, given.misses)
    print(f"{'mean of the sets':60} {sum(means) / len(means):.4f}")


main()
