"""Compares measured values with floors.tsv: what both scripts of this folder share."""

import os


def read():
    """The rows of floors.tsv: (measure, dataset, kind) -> floor."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.tsv")
    floors = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                measure, dataset, kind, floor = line.rstrip("\n").split("\t")
                floors[measure, dataset, kind] = float(floor)
    return floors


def check(values, datasets):
    """
    Prints values, (measure, dataset, kind) -> value, beside their floors. True where none lies
    below and every floor of these (measure, dataset) pairs has a value.
    """
    floors = read()
    is_good = True
    print(f"{'measure':12s} {'dataset':14s} {'kind':22s} {'value':>6s} {'floor':>6s}")
    for key, value in values.items():
        floor = floors.get(key)
        shown = "" if floor is None else f"{floor:6.3f}"
        is_below = floor is not None and value < floor
        is_good = is_good and not is_below
        print(f"{key[0]:12s} {key[1]:14s} {key[2]:22s} {value:6.3f} {shown:>6s}"
              + ("  BELOW" if is_below else ""))
    for key in floors:
        if key[:2] in datasets and key not in values:
            print(f"{' '.join(key)}: has a floor, but was not measured")
            is_good = False
    return is_good
