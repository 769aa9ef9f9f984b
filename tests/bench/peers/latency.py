"""
Times queries in the process of the engine itself; what the Python runners of peers share.

Taken is the processor time of the thread that asks: with all in memory it is what the clock shows
on a machine that does nothing else, and other work on the machine does not disturb it.
"""

import sys
import time

PASSES = 5
WARM_PASSES = 2  # the first passes warm up and do not count


def read_queries(path):
    """Rows of queries.tsv: kind, list of words, first day, last day."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, words, first, last = line.rstrip("\n").split("\t")
            yield kind, words.split(" "), first, last


def time_queries(path, search, kinds):
    """
    Prints "kind TAB milliseconds TAB hits" for each query of these kinds: of the counted passes the
    fastest. search(kind, words, first, last) returns its hits with title and date.
    """
    queries = [query for query in read_queries(path) if query[0] in kinds]
    best = [float("inf")] * len(queries)
    found = [0] * len(queries)
    for number in range(PASSES):
        for i, query in enumerate(queries):
            start = time.thread_time()
            hits = search(*query)
            taken = time.thread_time() - start
            found[i] = len(hits)
            if number >= WARM_PASSES:
                best[i] = min(best[i], taken)
    for query, taken, hits in zip(queries, best, found):
        print(f"{query[0]}\t{taken * 1e3:.4f}\t{hits}")


def read_times(text):
    """What time_queries printed: kind -> sorted milliseconds."""
    times = {}
    for line in text.splitlines():
        kind, milliseconds, _ = line.split("\t")
        times.setdefault(kind, []).append(float(milliseconds))
    return {kind: sorted(values) for kind, values in times.items()}


def percentile(values, share):
    """Nearest rank."""
    return values[min(len(values) - 1, int(len(values) * share))]


def worker(actions):
    """Runs the action that the first argument names with the others."""
    actions[sys.argv[1]](*sys.argv[2:])
