"""Fundstelle itself: everything on unless a row says otherwise."""

import os
import subprocess

import processes
from peer import Peer


class Fundstelle(Peer):
    name = "Fundstelle"
    settings = ("compounds, names, dates, facets, stored text; queries through the library, "
                "without relaxing and folding; 'as shipped' with both")
    variants = ["-j2", "-j1", "-j2 texts", "-j2 no names"]

    def indexer(self):
        return os.path.join(self.build_folder, "indexer", "fundstelle-index")

    def missing(self):
        return None if os.path.exists(self.indexer()) else "not built"

    def has_option(self, option):
        usage = subprocess.run([self.indexer(), "--help"], text=True, stdout=subprocess.PIPE,
                               check=False).stdout
        return option in usage

    def command(self, archive, variant, path):
        command = [self.indexer(), "-q", "-a", archive]
        if variant.startswith("-j"):
            command += ["--jobs", variant[2]]
        if "no names" in variant:
            if not self.has_option("--no-names"):
                raise processes.Failed("this build has no option --no-names")
            command.append("--no-names")
        return command + [path]

    def build(self, corpus, folder, variant, cost):
        path = corpus.texts if "texts" in variant else corpus.lines
        processes.run(self.command(folder, variant, path), cost, folder=corpus.folder)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(folder)

    def search(self, corpus, folder, variant):
        if variant != self.variants[0]:
            return None
        return self.search_as(corpus, folder, "strict")

    def search_as(self, corpus, folder, mode):
        program = os.path.join(self.build_folder, "tests", "bench", "peers", "search_queries")
        return processes.run([program, folder, mode], stdin=corpus.queries, folder=corpus.folder)
