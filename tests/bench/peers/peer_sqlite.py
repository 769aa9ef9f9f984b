"""SQLite FTS5: no stemming, no compounds."""

import sqlite3

import latency
import processes
from corpus import read_table
from peer import Peer, here, python_with


class Sqlite(Peer):
    name = "SQLite FTS5"
    settings = f"{sqlite3.sqlite_version}, unicode61, one transaction, then 'optimize'; no stemming"

    def missing(self):
        return None if python_with("sqlite3") else "this Python has no sqlite3"

    def build(self, corpus, folder, variant, cost):
        processes.run([python_with("sqlite3"), here("peer_sqlite.py"), "index", corpus.table,
                       folder], cost, folder=corpus.folder)

    def finish(self, corpus, folder, variant):
        return processes.folder_bytes(folder)

    def search(self, corpus, folder, variant):
        return processes.run([python_with("sqlite3"), here("peer_sqlite.py"), "search",
                              corpus.queries, folder], folder=corpus.folder)


def index(table, path):
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE releases USING fts5(id UNINDEXED, date UNINDEXED,"
                 " title UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO releases VALUES (?, ?, ?, ?)", read_table(table))
    base.execute("INSERT INTO releases(releases) VALUES ('optimize')")
    base.commit()
    base.close()


def match_of(kind, words):
    quoted = [f'"{word}"' for word in words]
    if kind in ("phrase", "person"):
        return f'"{" ".join(words)}"'
    return (" OR " if kind == "or" else " ").join(quoted)


def search(queries, path):
    base = sqlite3.connect(path)

    def ask(kind, words, first, last):
        ask_for, values = "SELECT title, date FROM releases WHERE releases MATCH ?", \
            [match_of(kind, words)]
        if first:
            ask_for += " AND date BETWEEN ? AND ?"
            values += [first, last]
        if kind == "page":
            ask_for = ask_for.replace("title, date", "title, date, snippet(releases, 3, '<b>', "
                                                     "'</b>', '…', 30)")
        order = "date DESC" if kind == "newest" else "rank"
        return base.execute(f"{ask_for} ORDER BY {order} LIMIT 10", values).fetchall()

    latency.time_queries(queries, ask, ["rare", "frequent", "and", "or", "phrase", "date", "person",
                                        "newest"])


if __name__ == "__main__":
    latency.worker({"index": index, "search": search})
