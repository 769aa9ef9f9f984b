"""The made-up releases that all engines read, and the queries that all are asked."""

import datetime
import json
import os
import random
import re
from collections import Counter

import processes

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,}")
QUERY_KINDS = ["rare", "frequent", "and", "or", "phrase", "date", "person"]
SAMPLE_RELEASES = 20000


class Corpus:
    """
    Releases number 0 up to count, in a folder:
      releases.jsonl  for what reads JSON Lines
      texts/          a file each, for what reads folders
      table.tsv       id, date, title, text; tabs, line ends and backslashes escaped as in COPY
      persons.tsv     number and the persons named
      queries.tsv     kind, words, first day, last day
    """

    def __init__(self, folder, root, count, seed):
        self.folder, self.root, self.count, self.seed = folder, root, count, seed
        self.lines = os.path.join(folder, "releases.jsonl")
        self.texts = os.path.join(folder, "texts")
        self.table = os.path.join(folder, "table.tsv")
        self.persons = os.path.join(folder, "persons.tsv")
        self.queries = os.path.join(folder, "queries.tsv")
        self.raw_bytes = 0

    def make(self, make_releases, per_kind):
        """Makes all of it, but where it lies there already."""
        made = os.path.join(self.folder, "made.json")
        what = [self.count, self.seed, per_kind]
        if os.path.exists(made):
            with open(made, encoding="utf-8") as file:
                was, self.raw_bytes = json.load(file)
            if was == what:
                return
        self._make(make_releases, per_kind)
        with open(made, "w", encoding="utf-8") as file:
            json.dump([what, self.raw_bytes], file)

    def _make(self, make_releases, per_kind):
        os.makedirs(self.texts, exist_ok=True)
        size = processes.run([make_releases, "--lines", self.lines, "--texts", self.texts,
                              "--persons", self.persons, self.root, str(self.seed), "0",
                              str(self.count)], folder=self.folder)
        self.raw_bytes = int(size)
        self._write_table()
        self._write_queries(per_kind)

    def make_more(self, make_releases, first, count, path):
        """JSON Lines of further releases."""
        processes.run([make_releases, "--lines", path, self.root, str(self.seed), str(first),
                       str(count)], folder=self.folder)

    def _write_table(self):
        with open(self.lines, encoding="utf-8") as lines, \
                open(self.table, "w", encoding="utf-8") as table:
            for line in lines:
                release = json.loads(line)
                row = [release["id"], release["date"], release["title"], text_of(release)]
                table.write("\t".join(escape(field) for field in row) + "\n")

    def _write_queries(self, per_kind):
        rows = Drawer(self, random.Random(self.seed)).draw(per_kind)
        with open(self.queries, "w", encoding="utf-8") as file:
            for row in rows:
                file.write("\t".join(row) + "\n")


def text_of(release):
    """What an engine searches: title, body and what stands below pictures."""
    parts = [release["title"], release["body"]]
    for medium in release.get("media", []):
        parts += [medium["title"], medium["credit"], medium["caption"]]
    return "\n".join(parts)


def escape(field):
    return field.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def unescape(field):
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), field)


def read_table(path):
    """Rows of table.tsv, unescaped."""
    with open(path, encoding="utf-8") as table:
        for line in table:
            yield [unescape(field) for field in line.rstrip("\n").split("\t")]


class Drawer:
    """Draws queries from the releases: words by how many of them have it."""

    def __init__(self, corpus, rng):
        self.rng = rng
        step = max(1, corpus.count // SAMPLE_RELEASES)
        self.texts = [row[3] for i, row in enumerate(read_table(corpus.table)) if i % step == 0]
        self.persons = []
        with open(corpus.persons, encoding="utf-8") as file:
            for line in file:
                self.persons += line.rstrip("\n").split("\t")[1:]
        self.releases_with = Counter()
        for text in self.texts:
            self.releases_with.update(set(WORD.findall(text)))

    def share(self, word):
        return self.releases_with[word] / len(self.texts)

    def words_between(self, low, high):
        return sorted(word for word in self.releases_with if low <= self.share(word) <= high)

    def pair(self, is_wanted, neighbours):
        """Two different words of one release."""
        while True:
            words = WORD.findall(self.rng.choice(self.texts))
            if neighbours:
                at = self.rng.randrange(len(words) - 1)
                pair = words[at:at + 2]
            else:
                pair = [self.rng.choice(words), self.rng.choice(words)]
            if pair[0] != pair[1] and is_wanted(pair):
                return " ".join(pair)

    def days(self):
        first = datetime.date(2005, 1, 1) + datetime.timedelta(self.rng.randrange(18 * 365))
        last = first + datetime.timedelta(self.rng.randrange(30, 730))
        return [first.isoformat(), last.isoformat()]

    def draw(self, per_kind):
        pick, few = self.rng.choice, 2 / len(self.texts)
        rare = self.words_between(few, max(10 * few, 0.0005))
        frequent = self.words_between(0.05, 0.3)
        middle = self.words_between(0.003, 0.03)
        middling = set(middle)
        both = lambda pair: pair[0] in middling and pair[1] in middling
        one = lambda pair: pair[0] in middling or pair[1] in middling
        makers = {
            "rare": lambda: [pick(rare), "", ""],
            "frequent": lambda: [pick(frequent), "", ""],
            "and": lambda: [self.pair(both, False), "", ""],
            "or": lambda: [pick(middle) + " " + pick(middle), "", ""],
            "phrase": lambda: [self.pair(one, True), "", ""],
            "date": lambda: [pick(middle)] + self.days(),
            "person": lambda: [pick(self.persons), "", ""],
            "page": lambda: [pick(frequent), "", ""],
            "newest": lambda: [pick(frequent), "", ""],
        }
        return [[kind] + make() for kind, make in makers.items() for _ in range(per_kind)]
