"""Lucene 8 with its GermanAnalyzer, and with its filter for compounds."""

import glob
import os
import random
import re
import shutil

import processes
from peer import Peer, here

JARS = ["lucene-core", "lucene-analyzers-common", "lucene-facet", "lucene-highlighter",
        "lucene-queries", "lucene-memory"]
PATTERNS = "/usr/share/hyphen/hyph_de_DE.dic"
PATTERN_LETTERS = 7  # longer ones are whole words; Lucene's tree has no room for all of them
DIGITS = re.compile("[0-9]")
WORDS = "/usr/share/dict/ngerman"


class Lucene(Peer):
    name = "Lucene 8"
    packages = ["liblucene8-java", "openjdk-17-jdk-headless", "wngerman", "hyphen-de"]
    settings = ("GermanAnalyzer, stored text, 64 MB buffer; 'compound': the same filters with "
                "HyphenationCompoundWordTokenFilter over hyphen-de's patterns of up to 7 letters "
                "and wngerman's words; the start of the JVM counts")
    variants = ["-j1", "-j2", "-j1 compound", "-j2 compound"]

    def class_path(self, corpus):
        jars = []
        for name in JARS:
            found = sorted(glob.glob(f"/usr/share/java/{name}.jar")
                           + glob.glob(f"/usr/share/java/{name}-8*.jar"))
            jars += found[:1]
        return ":".join(jars + [corpus.folder])

    def prepare(self, corpus):
        if os.path.exists(os.path.join(corpus.folder, "LucenePeer.class")):
            return
        processes.run(["javac", "-cp", self.class_path(corpus), "-d", corpus.folder,
                       here("LucenePeer.java")], folder=corpus.folder)
        write_words(os.path.join(corpus.folder, "words.txt"))
        write_patterns(os.path.join(corpus.folder, "patterns.xml"))

    def java(self, corpus, *arguments, cost=None):
        return processes.run(["java", "-cp", self.class_path(corpus), "LucenePeer", *arguments],
                             cost, folder=corpus.folder)

    def build(self, corpus, folder, variant, cost):
        self.prepare(corpus)
        chain = "compound" if "compound" in variant else "german"
        self.java(corpus, "index", corpus.table, folder, variant[2], chain, cost=cost)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(folder)

    def search(self, corpus, folder, variant):
        if "-j2" in variant:
            return None
        chain = "compound" if "compound" in variant else "german"
        times = self.java(corpus, "search", corpus.queries, folder, chain)
        page = os.path.join(corpus.folder, "lucene-page")
        times += self.java(corpus, "page", corpus.queries, page, chain, corpus.table)
        shutil.rmtree(page)
        return times


def write_words(path):
    with open(WORDS, encoding="utf-8") as words, open(path, "w", encoding="utf-8") as out:
        for word in words:
            if len(word) > 3:
                out.write(word.strip().lower() + "\n")


def write_patterns(path):
    """The patterns of hyphen-de, which are TeX's, in the form that Lucene has from FOP."""
    classes = "\n".join(f"{letter}{letter.upper()}" for letter in "abcdefghijklmnopqrstuvwxyzäöü")
    with open(PATTERNS, encoding="iso-8859-1") as lines:
        patterns = [line.strip() for line in lines][1:]
    patterns = [line for line in patterns
                if line and not line.startswith(("#", "%")) and "HYPHENM" not in line
                and "/" not in line and "=" not in line and "NEXTLEVEL" not in line
                and len(DIGITS.sub("", line)) <= PATTERN_LETTERS]
    random.Random(1).shuffle(patterns)  # its tree recurses deeply over sorted ones
    with open(path, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<hyphenation-info>\n'
                  '<hyphen-min before="2" after="2"/>\n'
                  f"<classes>\n{classes}\nß\n</classes>\n<patterns>\n")
        out.write("\n".join(patterns) + "\n</patterns>\n</hyphenation-info>\n")
