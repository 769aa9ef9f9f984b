"""Engines that index folders of files: omindex and recoll, both on Xapian."""

import os

import processes
from peer import Peer


class Omindex(Peer):
    name = "omindex"
    packages = ["xapian-omega"]
    settings = "Omega's indexer over the folder of texts, --stemmer=german; size as it leaves it"

    def build(self, corpus, folder, variant, cost):
        processes.run(["omindex", "--db", folder, "--url", "/", "--stemmer=german", corpus.texts],
                      cost, folder=corpus.folder)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(folder)


class Recoll(Peer):
    name = "recoll"
    packages = ["recollcmd"]
    settings = "recollindex over the folder of texts, its defaults but for its priority, German stem expansion"

    def build(self, corpus, folder, variant, cost):
        os.makedirs(folder)
        with open(os.path.join(folder, "recoll.conf"), "w", encoding="utf-8") as file:
            file.write(f"topdirs = {corpus.texts}\nindexstemminglanguages = german\n"
                       "loglevel = 1\nidxniceprio = 0\n")
        processes.run(["recollindex", "-c", folder, "-z"], cost, folder=corpus.folder)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(os.path.join(folder, "xapiandb"))
