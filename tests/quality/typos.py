"""
Mistakes that people make in German words, each kind on its own: what tests/quality/spelling.py asks
for. Which letter is hit depends on the word alone, so that each run has the same ones. The sounds
here are a list of their own, not that of query/lib/spell/costs.c.
"""

import re
import zlib

NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "rzg", "z": "tuh", "u": "zij", "i": "uok",
    "o": "ipl", "p": "oü", "ü": "pö", "a": "qsy", "s": "adwx", "d": "sfec", "f": "dgrv",
    "g": "fhtb", "h": "gjzn", "j": "hkum", "k": "jli", "l": "köo", "ö": "läp", "ä": "öü",
    "y": "asx", "x": "ysc", "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "njk",
}
SOUNDS = [
    ("ie", "i"), ("ih", "i"), ("eh", "e"), ("ah", "a"), ("oh", "o"), ("uh", "u"), ("äu", "eu"),
    ("eu", "äu"), ("ä", "e"), ("ei", "ai"), ("ck", "k"), ("tz", "z"), ("ph", "f"), ("th", "t"),
    ("rh", "r"), ("chs", "x"), ("x", "ks"), ("qu", "kw"), ("v", "f"), ("f", "v"), ("dt", "t"),
    ("tion", "zion"), ("ß", "s"), ("ss", "s"), ("k", "c"), ("c", "k"), ("z", "s"), ("y", "i"),
    ("pf", "f"), ("w", "v"),
]
AT_END = [("d", "t"), ("t", "d"), ("g", "k"), ("b", "p"), ("ig", "ich"), ("er", "a"), ("s", "z")]


def pick(word, kind, choices):
    """One of them, always the same for a word and a kind."""
    return choices[zlib.crc32(f"{kind} {word}".encode()) % len(choices)] if choices else None


def transpose(word):
    places = [i for i in range(1, len(word) - 1) if word[i].lower() != word[i + 1].lower()]
    i = pick(word, "transpose", places)
    return i and word[:i] + word[i + 1] + word[i] + word[i + 2:]


def omit(word):
    """Any letter but the first, and none of two alike: that is undouble."""
    places = [i for i in range(1, len(word))
              if word[i] != word[i - 1].lower() and word[i:i + 1] != word[i + 1:i + 2]]
    i = pick(word, "omit", places)
    return i and word[:i] + word[i + 1:]


def double(word):
    """A letter twice."""
    places = [i for i in range(1, len(word)) if word[i] not in (word[i - 1].lower(), "ß", "-")
              and word[i:i + 1] != word[i + 1:i + 2]]
    i = pick(word, "double", places)
    return i and word[:i] + word[i] + word[i:]


def undouble(word):
    i = pick(word, "undouble", [i for i in range(1, len(word)) if word[i] == word[i - 1].lower()])
    return i and word[:i] + word[i + 1:]


def neighbour(word):
    """The key beside, also at the front."""
    places = [i for i in range(len(word)) if word[i].lower() in NEIGHBOURS]
    i = pick(word, "neighbour", places)
    if i is None:
        return None
    letter = pick(word, "key", NEIGHBOURS[word[i].lower()])
    return word[:i] + (letter.upper() if word[i].isupper() else letter) + word[i + 1:]


def insert(word):
    """A key beside the right one is hit with it."""
    places = [i for i in range(1, len(word)) if word[i] in NEIGHBOURS]
    i = pick(word, "insert", places)
    return i and word[:i] + pick(word, "key", NEIGHBOURS[word[i]]) + word[i:]


def sound(word):
    lower = word.lower()
    changes = [(m.start(), old, new) for old, new in SOUNDS
               for m in re.finditer(f"(?={old})", lower)]
    changes += [(len(word) - len(old), old, new) for old, new in AT_END if lower.endswith(old)]
    change = pick(word, "sound", changes)
    if change is None:
        return None
    start, old, new = change
    new = new.capitalize() if word[start].isupper() else new
    return word[:start] + new + word[start + len(old):]


def two(word):
    """A letter left out and, further on, one twice."""
    half = len(word) // 2
    front, rest = omit(word[:half]), double(word[half:])
    return front + rest if front and rest else None


KINDS = {"transpose": transpose, "omit": omit, "double": double, "undouble": undouble,
         "neighbour": neighbour, "insert": insert, "sound": sound, "two": two}
