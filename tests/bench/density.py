#!/usr/bin/env python3
"""Tells how dense the names and dates in releases are: reads what 'fundstelle export' prints and
prints, for each kind, the mentions and the different names of a release per thousand words."""

import json
import re
import sys

KINDS = ("persons", "organisations", "places", "dates")
WORD = re.compile(r"\w+")


def words_of(release):
    texts = [release.get(key) for key in ("title", "subtitle", "lead", "body", "contact")]
    for media in release.get("media") or ():
        texts += [media.get(key) for key in ("title", "credit", "caption")]
    return sum(len(WORD.findall(text)) for text in texts if text)


def main():
    releases = words = 0
    names = dict.fromkeys(KINDS, 0)
    mentions = dict.fromkeys(KINDS, 0)
    for line in sys.stdin:
        release = json.loads(line)
        releases += 1
        words += words_of(release)
        for kind in KINDS:
            found = release.get(kind) or ()
            names[kind] += len(found)
            mentions[kind] += sum(len(item.get("mentions", (item,))) for item in found)
    if words == 0:
        sys.exit("density.py: no words")
    print(f"{releases} releases of {words / releases:.0f} words")
    for kind in KINDS:
        print(f"{kind}: {1000 * mentions[kind] / words:.1f} mentions,"
              f" {1000 * names[kind] / words:.1f} names")


if __name__ == "__main__":
    main()
