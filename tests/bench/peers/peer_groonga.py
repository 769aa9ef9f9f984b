"""Groonga, its index made after the releases are loaded, as its manual advises."""

import json
import os

import latency
import processes
from corpus import read_table
from peer import Peer

SCHEMA = ["table_create Releases TABLE_PAT_KEY ShortText",
          "column_create Releases day COLUMN_SCALAR Int32",
          "column_create Releases title COLUMN_SCALAR ShortText",
          "column_create Releases text COLUMN_SCALAR Text"]
INDEX = ["table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram"
         " --normalizer NormalizerAuto",
         "column_create Terms text COLUMN_INDEX|WITH_POSITION Releases text"]


class Groonga(Peer):
    name = "Groonga"
    packages = ["groonga-bin"]
    settings = ("TokenBigram (whole words in Latin script), NormalizerAuto, no stemming, static "
                "index; its own times")

    def build(self, corpus, folder, variant, cost):
        commands = os.path.join(corpus.folder, "load.grn")
        write_load(corpus, commands)
        os.makedirs(folder)
        processes.run(["groonga", "--file", commands, "-n", os.path.join(folder, "db")], cost,
                      stdout=os.devnull, folder=corpus.folder)
        os.remove(commands)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(folder)

    def search(self, corpus, folder, variant):
        """Each answer tells its own time, so that the client's does not count."""
        queries = [query for query in latency.read_queries(corpus.queries)
                   if query[0] != "page"]
        commands = os.path.join(corpus.folder, "select.grn")
        with open(commands, "w", encoding="utf-8") as file:
            for _ in range(latency.PASSES):
                for query in queries:
                    file.write(select(*query) + "\n")
        answers = processes.run(["groonga", "--file", commands, os.path.join(folder, "db")],
                                folder=corpus.folder).splitlines()
        best, found = {}, {}
        for number, answer in enumerate(answers):
            if number >= latency.WARM_PASSES * len(queries):
                header, body = json.loads(answer)
                which = number % len(queries)
                best[which] = min(best.get(which, float("inf")), header[2] * 1e3)
                found[which] = len(body[0]) - 2
        return "".join(f"{query[0]}\t{best[i]:.4f}\t{found[i]}\n"
                       for i, query in enumerate(queries))


def write_load(corpus, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(SCHEMA) + "\nload --table Releases\n[\n")
        for i, (name, date, title, text) in enumerate(read_table(corpus.table)):
            row = {"_key": name, "day": int(date.replace("-", "")), "title": title, "text": text}
            file.write((",\n" if i else "") + json.dumps(row, ensure_ascii=False))
        file.write("\n]\n" + "\n".join(INDEX) + "\n")


def select(kind, words, first, last):
    text = (" OR " if kind == "or" else " ").join(words)
    if kind in ("phrase", "person"):
        text = f'\\"{" ".join(words)}\\"'
    command = (f'select Releases --match_columns text --query "{text}"'
               " --output_columns title,day --limit 10"
               f" --sort_keys {'-day' if kind == 'newest' else '-_score'}")
    if first:
        days = [day.replace("-", "") for day in (first, last)]
        command += f' --filter "day >= {days[0]} && day <= {days[1]}"'
    return command
