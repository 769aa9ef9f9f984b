"""What is measured of Fundstelle alone, in processor time: reruns, single releases, growth."""

import os
import shutil

import processes


def measure(arguments, engine, corpus, archive, cost):
    """Lines of text. The archive is one that the bench has made of the lines at this cost."""
    notes = []
    if arguments.alone:
        notes.append(rerun(engine, corpus))
        notes.append(one_more(arguments, engine, corpus, archive))
    if arguments.against:
        notes.append(growth(engine, corpus, arguments.against, cost))
    return notes


def rerun(engine, corpus):
    """The folder of texts again, all unchanged, beside find(1), which asks stat() of each."""
    archive = os.path.join(corpus.folder, "rerun")
    first, again, stat = processes.Cost(), processes.Cost(), processes.Cost()
    processes.run(engine.command(archive, "-j2", corpus.texts), first, folder=corpus.folder)
    processes.run(engine.command(archive, "-j2", corpus.texts), again, folder=corpus.folder)
    processes.run(["find", corpus.texts, "-type", "f", "-printf", "%s\n"], stat,
                  stdout=os.devnull, folder=corpus.folder)
    shutil.rmtree(archive)
    beside = (again.cpu - stat.cpu) / corpus.count * 1e6
    return (f"unchanged rerun, a file, beside find's stat(): {beside:.1f} µs CPU "
            f"({again.wall:.2f} s for all)")


def one_more(arguments, engine, corpus, archive):
    """The median of a few single releases into the whole archive."""
    program = os.path.join(arguments.build, "tests", "bench", "releases", "make_releases")
    taken = []
    for i in range(5):
        path = os.path.join(corpus.folder, f"one{i}.jsonl")
        corpus.make_more(program, corpus.count + i, 1, path)
        cost = processes.Cost()
        processes.run(engine.command(archive, "-j1", path), cost, folder=corpus.folder)
        taken.append(cost.cpu)
    return ("one new release into this archive, commit included: "
            f"{sorted(taken)[2] * 1e3:.0f} ms CPU")


def growth(engine, corpus, less, cost):
    """Cost of a release in this archive against one of fewer releases."""
    small = processes.Cost()
    part = os.path.join(corpus.folder, "part.jsonl")
    archive = os.path.join(corpus.folder, "part")
    with open(corpus.lines, "rb") as lines, open(part, "wb") as out:
        for _, line in zip(range(less), lines):
            out.write(line)
    processes.run(engine.command(archive, "-j2", part), small, folder=corpus.folder)
    shutil.rmtree(archive)
    os.remove(part)
    ratio = (cost.cpu / corpus.count) / (small.cpu / less)
    return (f"CPU a release, {corpus.count:,} against {less:,}: "
            f"{cost.cpu / corpus.count * 1e3:.2f} ms against {small.cpu / less * 1e3:.2f} ms, "
            f"{ratio:.2f} times")
