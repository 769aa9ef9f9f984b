#!/usr/bin/env python3
"""
Indexes the sample archive and compares the roles of its persons with data/judged.

usage: roles.py FUNDSTELLE SOURCE_ROOT [--errors]
       roles.py --export FILE GOLD RELEASES [--errors]

An annotated role such as "Polizeioberrat, Leiter des Polizeireviers" is one role for each part
between commas. Many are the annotator's conclusion ("Zeitzeugin"); only those count that stand
beside the name. A role stands beside the name where its head (what comes before an article,
preposition or bracket: "Leiter") stands, in any inflection, in the same sentence

- before the name with nothing between but capitalised words, titles, articles, prepositions, a
  comma or a copula: "der Leiter des Polizeireviers, Max Muster", or
- behind it, after a comma, bracket or copula and at most eight words: "Max Muster, seit Mai
  Leiter des Polizeireviers",

and with no other person between. Two roles are the same where their words are, articles aside, in
any case and inflection.

role_head: share of these roles whose head the found person has among its own roles.
role_whole: share of those which stand there word by word that are found word by word, or with more
words behind ("Bürgermeister von Dobrowice" for "Bürgermeister").
role_precision: share of found roles that have the head of an annotated role, of persons with one
that stands beside the name.
Persons that were not found count as wrong in the first two.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import floors  # noqa: E402

TOWNS = ["elbgrund", "lindenbruch", "norderfleth", "wiesenhain"]
ARTICLES = {"der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines"}
CONNECTORS = ARTICLES | {"von", "vom", "im", "in", "am", "an", "bei", "beim", "für", "zur", "zum",
                         "aus", "zu", "und", "&", "seine", "ihre", "sein", "ihr"}
COPULAS = {"ist", "war", "wird", "wurde", "bleibt", "sind", "heißt"}
ENDINGS = ["", "e", "er", "es", "en", "em", "n", "s", "nen"]
TOKEN = re.compile(r"\b(?:Dr|Prof|Dipl|Ing|Dipl\.-Ing|Dr\.-Ing|a|D|i|R|e|V|St|med|rer|nat|phil|v|l"
                   r"|r|h|c|sc|Hans-[A-Z]|[A-Z])\.|\d+\.|\w+(?:[-./*:]\w+)*|\n|\S")
BEFORE, BEHIND = 10, 8


def fold(word):
    word = word.lower()
    for letter, folded in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        word = word.replace(letter, folded)
    return word


def forms(word):
    word = fold(word)
    return {word[:len(word) - len(end)] for end in ENDINGS
            if word.endswith(end) and (not end or len(word) - len(end) >= 3)}


def is_same(words, others):
    return len(words) == len(others) and all(forms(a) & forms(b) for a, b in zip(words, others))


def words_of(role):
    return [token for token in TOKEN.findall(role) if token.lower() not in ARTICLES]


def parts_of(role):
    """The roles between commas, each a pair of its head's words and all its words."""
    pairs = []
    for part in re.split(r", (?![^(]*\))", role or ""):
        tokens = TOKEN.findall(re.sub(r" \(.*?\)", "", part))
        head = []
        for token in tokens:
            if token.lower() in CONNECTORS or token == "(":
                break
            head.append(token)
        while head and head[-1] in ("a.", "D.", "i.", "R."):
            head.pop()
        if head:
            pairs.append((head, words_of(part)))
    return pairs


class Release:
    """The tokens of a text, and where each of its persons stands."""

    def __init__(self, text, persons):
        self.tokens = TOKEN.findall(text)
        self.places = {}
        for index, person in enumerate(persons):
            for surface in sorted(person["surface"], key=len, reverse=True):
                self.mark(TOKEN.findall(surface), index)

    def mark(self, name, index):
        for at in range(len(self.tokens) - len(name) + 1):
            if self.tokens[at:at + len(name)] == name:
                for i in range(at, at + len(name)):
                    self.places.setdefault(i, (index, at, at + len(name)))

    def allowed_before(self, at, is_first):
        token = self.tokens[at]
        if at in self.places:
            return False
        if token in COPULAS:
            return is_first
        return (token[0].isupper() or token[0].isdigit() or token.lower() in CONNECTORS
                or token in ",„“\"()")

    def before(self, start):
        """Ends of the word sequences that stand before the name at start."""
        for at in range(start - 1, max(-1, start - 1 - BEFORE), -1):
            if not self.allowed_before(at, at == start - 1):
                if self.tokens[at][0].islower() and at not in self.places:
                    yield at + 1
                return
            yield at + 1

    def behind(self, end):
        """Starts of the word sequences that stand behind the name that ends at end."""
        if end >= len(self.tokens) or (self.tokens[end] not in ",(–-"
                                       and self.tokens[end] not in COPULAS):
            return
        for at in range(end + 1, min(len(self.tokens), end + 2 + BEHIND)):
            if at in self.places or self.tokens[at] in ".!?:;\n":
                return
            yield at

    def stands_beside(self, index, words):
        size = len(words)
        for place, start, end in set(self.places.values()):
            if place != index:
                continue
            for at in self.before(start):
                if at >= size and is_same(self.tokens[at - size:at], words):
                    return True
            for at in self.behind(end):
                if is_same(self.tokens[at:at + size], words):
                    return True
        return False

    def stands_whole(self, index, words):
        """The same for all words of a role, articles between them aside."""
        near = []
        for place, start, end in set(self.places.values()):
            if place == index:
                near.append(self.tokens[max(0, start - 2 * BEFORE):start])
                near.append(self.tokens[end:end + 2 * BEFORE])
        for tokens in near:
            tokens = [token for token in tokens if token.lower() not in ARTICLES]
            if any(is_same(tokens[i:i + len(words)], words) for i in range(len(tokens))):
                return True
        return False


def found_person(gold, found):
    """The found person that is the annotated one, or None."""
    for person in found:
        if person["name"] == gold["name"]:
            return person
    for person in found:
        if {mention["text"] for mention in person["mentions"]} & set(gold["surface"]):
            return person
    return None


class Score:
    def __init__(self):
        self.counts = {name: [0, 0] for name in ("role_head", "role_whole", "role_precision")}

    def add(self, name, is_right):
        self.counts[name][0] += is_right
        self.counts[name][1] += 1

    def value(self, name):
        right, count = self.counts[name]
        return right / count if count else 1.0


def score_person(release, index, gold, person, score):
    """Adds the person's roles to the score; the lines that tell what is wrong."""
    wanted = parts_of(gold.get("role"))
    beside = [(head, words) for head, words in wanted if release.stands_beside(index, head)]
    mine = parts_of(person.get("role")) if person else []
    lines = []
    for head, words in beside:
        is_right = any(is_same(head, other[:len(head)]) for _, other in mine)
        score.add("role_head", is_right)
        if not is_right:
            lines.append(("head", " ".join(words)))
        if release.stands_whole(index, words):
            is_right = any(is_same(words, other[:len(words)]) for _, other in mine)
            score.add("role_whole", is_right)
            if not is_right:
                lines.append(("whole", " ".join(words)))
    for head, words in mine if beside else []:
        is_right = any(is_same(other[:len(head)], head) or is_same(head[:len(other)], other)
                       or forms(other[-1]) & forms(head[-1]) for other, _ in wanted)
        score.add("role_precision", is_right)
        if not is_right:
            lines.append(("extra", " ".join(words)))
    return lines


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def score_town(export, gold, releases, score, has_errors):
    found = {os.path.basename(line["file"]): line for line in read_lines(export)}
    for line in read_lines(gold):
        with open(os.path.join(releases, line["file"]), encoding="utf-8") as file:
            release = Release(file.read(), line["persons"])
        persons = found.get(line["file"], {}).get("persons", [])
        for index, person in enumerate(line["persons"]):
            mine = found_person(person, persons)
            for kind, role in score_person(release, index, person, mine, score):
                if has_errors:
                    role_of_mine = mine["role"] if mine else "(person not found)"
                    print(f"{line['file']} {kind:5s} {person['name']}: {role} | {role_of_mine}")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    has_errors = "--errors" in sys.argv
    if arguments[0] == "--export":
        score = Score()
        score_town(*arguments[1:4], score, has_errors)
        for name, (right, count) in score.counts.items():
            print(f"{name} {right}/{count} = {score.value(name):.3f}")
        return
    program, root = os.path.abspath(arguments[0]), arguments[1]
    values = {}
    with tempfile.TemporaryDirectory() as folder:
        for town in TOWNS:
            archive, export = os.path.join(folder, town), os.path.join(folder, town + ".jsonl")
            releases = os.path.join(root, "data/sample", town)
            subprocess.run([program, "index", "-a", archive, releases],
                           check=True, capture_output=True)
            with open(export, "w", encoding="utf-8") as out:
                subprocess.run([program, "export", "-a", archive], check=True, stdout=out)
            score = Score()
            score_town(export, os.path.join(root, "data/judged", town, "gold.jsonl"), releases,
                       score, has_errors)
            for name in score.counts:
                values[name, town, "ALL"] = score.value(name)
    sys.exit(0 if floors.check(values, {key[:2] for key in values}) else 1)


main()
