"""The rows of the table: printed, and kept in the folder so that a run can be continued."""

import json
import os

import latency
import processes
from corpus import QUERY_KINDS


class Row:
    """A line of the table: what a build has cost, or why there was none, and times of queries."""

    def __init__(self, label):
        self.label, self.cost, self.index_bytes = label, processes.Cost(), 0
        self.times, self.reason, self.load, self.notes = {}, None, os.getloadavg()[0], []

    def as_json(self):
        return {**vars(self), "cost": vars(self.cost)}

    @classmethod
    def from_json(cls, values):
        row = cls(values["label"])
        vars(row).update(values)
        row.cost = processes.Cost()
        vars(row.cost).update(values["cost"])
        return row


class Results:
    """
    Rows by label, in the order in which they came. What the file has is read, and each new row is
    written to it at once.
    """

    def __init__(self, path):
        self.path = path
        self.rows = {}
        self.read()

    def read(self):
        if os.path.exists(self.path):
            with open(self.path, encoding="utf-8") as file:
                self.rows = {row["label"]: Row.from_json(row) for row in json.load(file)}

    def has(self, label):
        return label in self.rows and self.rows[label].reason is None

    def add(self, row):
        self.read()  # another run in the same folder may have added to it
        self.rows[row.label] = row
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump([kept.as_json() for kept in self.rows.values()], file)

    def report(self, corpus):
        rows = list(self.rows.values())
        print_builds([row for row in rows if row.cost.wall > 0 or row.reason], corpus)
        print_queries([row for row in rows if row.times])
        notes = [note for row in rows for note in row.notes]
        if notes:
            print("\n" + "\n".join(notes))


def print_builds(rows, corpus):
    print(f"\n{'indexing':26s} {'docs/s':>8s} {'CPU s':>8s} {'docs/CPU s':>10s} {'peak MB':>8s} "
          f"{'index MB':>8s} {'/raw':>5s} {'load':>5s}")
    for row in rows:
        if row.reason:
            print(f"{row.label:26s} skipped: {row.reason}")
            continue
        print(f"{row.label:26s} {corpus.count / row.cost.wall:8.0f} {row.cost.cpu:8.1f} "
              f"{corpus.count / row.cost.cpu:10.0f} {row.cost.peak_bytes / 1e6:8.0f} "
              f"{row.index_bytes / 1e6:8.1f} {row.index_bytes / corpus.raw_bytes:5.2f} "
              f"{row.load:5.1f}")


def print_queries(rows):
    kinds = QUERY_KINDS + ["all", "newest", "page"]
    print(f"\n{'ms, p50/p99':26s} " + " ".join(f"{kind:>12s}" for kind in kinds))
    for row in rows:
        every = sorted(sum((row.times.get(kind, []) for kind in QUERY_KINDS), []))
        times = {**row.times, "all": every}
        print(f"{row.label:26s} " + " ".join(f"{shown(times.get(kind)):>12s}" for kind in kinds))


def shown(times):
    if not times:
        return "-"
    return f"{latency.percentile(times, 0.5):.2f}/{latency.percentile(times, 0.99):.2f}"
