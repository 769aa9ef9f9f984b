#!/usr/bin/env python3
"""
How often a misspelled word finds what the right one finds: words of the sample archive, each with a
mistake of each kind (typos.py), asked of all towns together. A word that some release has as it is
typed is no mistake and does not count.

usage: spelling.py FUNDSTELLE SOURCE_ROOT SAME_HITS [--misses]
"""

import glob
import os
import re
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
import floors  # noqa: E402
import typos  # noqa: E402

# Letters of the words; so many words of each length.
LENGTHS = {"4-5": (4, 5), "6-9": (6, 9), "10-": (10, 40)}
WORDS = 200
LETTER = "[A-Za-zÄÖÜäöüß]"


def words_of(root):
    """The words of the sample that have no hyphen, in an order that does not follow the alphabet."""
    words = set()
    for path in glob.glob(os.path.join(root, "data/sample/*/*.txt")):
        with open(path, encoding="utf-8") as text:
            words.update(re.findall(f"(?<![\\w-]){LETTER}[a-zäöüß]{{3,39}}(?![\\w-])",
                                    text.read()))
    return sorted(words, key=lambda word: zlib.crc32(word.encode()))


def ask(program, archive, pairs):
    """The verdict of same_hits on each pair."""
    lines = "".join(f"{wrong}\t{right}\n" for wrong, right in pairs)
    answer = subprocess.run([program, archive], input=lines, check=True, stdout=subprocess.PIPE,
                            text=True)
    return [line.split("\t") for line in answer.stdout.splitlines()]


def main():
    program, root, same_hits = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    shows_misses = "--misses" in sys.argv
    words = words_of(root)
    values = {}
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "archive")
        subprocess.run([program, "index", "-a", archive, os.path.join(root, "data/sample")],
                       check=True, capture_output=True)
        for length, (least, most) in LENGTHS.items():
            chosen = [word for word in words if least <= len(word) <= most][:WORDS]
            same = total = 0
            for kind, make in typos.KINDS.items():
                pairs = [(make(word), word) for word in chosen]
                verdicts = ask(same_hits, archive, [pair for pair in pairs if pair[0]])
                good = sum(row[0] == "same" for row in verdicts)
                bad = sum(row[0] == "other" for row in verdicts)
                values["corrected", kind, length] = good / max(1, good + bad)
                same, total = same + good, total + good + bad
                if shows_misses:
                    print(*["\t".join(row) for row in verdicts if row[0] == "other"], sep="\n")
            values["corrected", "ALL", length] = same / total
    sys.exit(0 if floors.check(values, {key[:2] for key in values}) else 1)


main()
