#!/usr/bin/env python3
"""
Fundstelle beside other search engines, all from Debian's packages, in one run on the same made-up
releases: speed of indexing, processor time, memory, size of the index, and latency of queries.
../README.md tells what is measured how.

usage: peers.py [OPTION]... BUILD

BUILD is a build folder of meson; --install installs the packages of engines that are missing.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # the source tree stays as it is

import alone
import latency
import processes
from corpus import Corpus
from peer_files import Omindex, Recoll
from peer_fundstelle import Fundstelle
from peer_groonga import Groonga
from peer_lucene import Lucene
from peer_postgresql import Postgresql
from peer_sqlite import Sqlite
from peer_xapian import Xapian
from results import Results, Row

PEERS = {"fundstelle": Fundstelle, "xapian": Xapian, "omindex": Omindex, "recoll": Recoll,
         "lucene": Lucene, "sqlite": Sqlite, "postgresql": Postgresql, "groonga": Groonga}
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def read_arguments():
    parser = argparse.ArgumentParser(description="Fundstelle beside other search engines")
    parser.add_argument("build", help="a build folder of meson")
    parser.add_argument("--count", type=int, default=10000, help="releases (default 10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=100, help="of each kind (default 100)")
    parser.add_argument("--only", help="engines, by commas: " + ", ".join(PEERS))
    parser.add_argument("--variants", help="rows of Fundstelle, by commas")
    parser.add_argument("--against", type=int, help="also the cost of so many releases")
    parser.add_argument("--alone", action="store_true",
                        help="also what is measured of Fundstelle alone")
    parser.add_argument("--install", action="store_true", help="install missing packages")
    parser.add_argument("--folder", help="where it all lies and stays: a run in the same "
                        "folder goes on with what is not measured yet; default: a temporary one")
    return parser.parse_args()


def install(peers):
    absent = sorted({package for peer in peers if peer.missing() for package in peer.packages})
    if absent:
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", *absent], check=True)


def take(peer, variant, corpus, keep):
    """Builds and asks one engine; its index is removed, or kept under another name."""
    row = Row(peer.label(variant))
    folder = os.path.join(corpus.folder, "index-" + row.label.replace(" ", "-"))
    clean(folder)
    try:
        peer.build(corpus, folder, variant, row.cost)
        row.index_bytes = peer.finish(corpus, folder, variant)
        row.times = latency.read_times(peer.search(corpus, folder, variant) or "")
    except processes.Failed as failure:
        row.reason = str(failure)
    if keep and row.reason is None:
        clean(keep)
        os.rename(folder, keep)
    clean(folder)
    return row


def clean(path):
    for name in (path, path + ".compact"):
        if os.path.isdir(name):
            shutil.rmtree(name)
        elif os.path.exists(name):
            os.remove(name)


def take_peer(peer, corpus, results):
    for variant in peer.variants:
        if not results.has(peer.label(variant)):
            print(f"… {peer.label(variant)}", file=sys.stderr)
            results.add(take(peer, variant, corpus, None))


def take_fundstelle(arguments, peer, corpus, results):
    """The archive of the first row also answers as shipped, and takes what is measured alone."""
    for variant in peer.variants:
        if results.has(peer.label(variant)):
            continue
        print(f"… {peer.label(variant)}", file=sys.stderr)
        archive = os.path.join(corpus.folder, "archive")
        is_first = variant == peer.variants[0]
        row = take(peer, variant, corpus, archive if is_first else None)
        results.add(row)
        if is_first and row.reason is None:
            shipped = Row("Fundstelle as shipped")
            shipped.times = latency.read_times(peer.search_as(corpus, archive, "shipped"))
            shipped.notes = alone.measure(arguments, peer, corpus, archive, row.cost)
            results.add(shipped)


def measure(arguments, peers, corpus, results):
    corpus.make(make_releases_of(arguments.build), arguments.queries)
    for peer in peers:
        if peer.missing():
            row = Row(peer.name)
            row.reason = peer.missing()
            results.add(row)
        elif isinstance(peer, Fundstelle):
            take_fundstelle(arguments, peer, corpus, results)
        else:
            take_peer(peer, corpus, results)


def make_releases_of(build):
    return os.path.join(build, "tests", "bench", "releases", "make_releases")


def report(corpus, results, peers):
    print(f"{corpus.count:,} made-up releases, {corpus.raw_bytes / 1e6:.1f} MB as texts, seed "
          f"{corpus.seed}; {time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, "
          f"{platform.machine()}")
    results.report(corpus)
    print()
    for peer in peers:
        print(f"{peer.name}: {peer.missing() or peer.settings}")


def main():
    arguments = read_arguments()
    arguments.build = os.path.abspath(arguments.build)
    names = arguments.only.split(",") if arguments.only else list(PEERS)
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        sys.exit(f"peers.py: no engine '{unknown[0]}'; there are {', '.join(PEERS)}")
    peers = [PEERS[name](arguments.build) for name in names]
    if arguments.variants:
        Fundstelle.variants = arguments.variants.split(",")
    if arguments.install:
        install(peers)
    folder = arguments.folder or tempfile.mkdtemp(prefix="peers.")
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    try:
        corpus = Corpus(folder, ROOT, arguments.count, arguments.seed)
        results = Results(os.path.join(folder, "results.json"))
        measure(arguments, peers, corpus, results)
        report(corpus, results, peers)
    finally:
        if not arguments.folder:
            shutil.rmtree(folder)
    has_failed = any(row.reason for row in results.rows.values()
                     if row.label.startswith(Fundstelle.name))
    sys.exit(1 if has_failed else 0)


if __name__ == "__main__":
    main()
