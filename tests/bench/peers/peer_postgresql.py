"""PostgreSQL's full-text search: a server of the bench's own, a stored tsvector, a GIN index."""

import glob
import os
import pwd
import re
import shutil

import latency
import processes
from peer import Peer

SCHEMA = """
CREATE TABLE releases (id text, date date, title text, text text);
COPY releases FROM STDIN;
"""
INDEX = """
SET maintenance_work_mem = '512MB';
ALTER TABLE releases ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('german', text)) STORED;
CREATE INDEX ON releases USING gin (words);
CREATE INDEX ON releases (date);
ANALYZE releases;
CHECKPOINT;
"""


class Postgresql(Peer):
    name = "PostgreSQL"
    packages = ["postgresql"]
    settings = ("15, a server of its own, to_tsvector('german'), GIN, maintenance_work_mem 512MB, "
                "ts_rank; its client's round trip counted")

    def __init__(self, build_folder):
        super().__init__(build_folder)
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        self.programs = found[-1] if found else ""

    def as_server(self, *command):
        """The server refuses to run as root."""
        if os.geteuid() != 0:
            return [os.path.join(self.programs, command[0]), *command[1:]]
        return ["runuser", "-u", "postgres", "--", os.path.join(self.programs, command[0]),
                *command[1:]]

    def start(self, corpus, folder):
        """All of the server's processes are children of the one that the shell waits for."""
        processes.run(self.as_server("pg_ctl", "-D", folder, "-w", "-l",
                                     os.path.join(folder, "log"), "-o",
                                     f"-k {folder} -c listen_addresses=''", "start"),
                      stdout=os.devnull, folder=corpus.folder)

    def stop(self, corpus, folder):
        processes.run(self.as_server("pg_ctl", "-D", folder, "-w", "stop"), folder=corpus.folder)

    def sql(self, corpus, folder, path, cost=None, quiet=True):
        user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        return processes.run(["psql", "-h", folder, "-U", user, "-d", "postgres", "-v",
                              "ON_ERROR_STOP=1", "-X", "-A", "-t"] + (["-q"] if quiet else []),
                             cost, stdin=path, folder=corpus.folder)

    def build(self, corpus, folder, variant, cost):
        os.makedirs(folder)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        processes.run(self.as_server("initdb", "-D", folder, "--locale=C.UTF-8", "-A", "trust"),
                      folder=corpus.folder)
        commands = os.path.join(corpus.folder, "load.sql")
        with open(commands, "w", encoding="utf-8") as file, \
                open(corpus.table, encoding="utf-8") as table:
            file.write(SCHEMA.lstrip())
            shutil.copyfileobj(table, file)
            file.write("\\.\n" + INDEX)
        script = os.path.join(corpus.folder, "server.sh")
        self.write_script(script, folder, commands)
        processes.run(["sh", script], cost, folder=corpus.folder)
        os.remove(commands)

    def write_script(self, path, folder, commands):
        """Starts the server, loads, stops it: one tree of processes, all of which counts."""
        server = " ".join(self.as_server("postgres", "-D", folder, "-k", folder, "-c",
                                         "listen_addresses="))
        user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        stop = " ".join(self.as_server("pg_ctl", "-D", folder, "-m", "fast", "-w", "stop"))
        psql = f"psql -h {folder} -U {user} -d postgres -X -q"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"set -e\n{server} >/dev/null 2>&1 &\nserver=$!\n"
                       f"until {psql} -c 'SELECT 1' >/dev/null 2>&1; do sleep 0.1; done\n"
                       f"{psql} -v ON_ERROR_STOP=1 <{commands} >/dev/null\n"
                       f"{stop} >/dev/null\nwait $server\n")

    def finish(self, corpus, folder, variant):
        self.start(corpus, folder)
        ask = os.path.join(corpus.folder, "size.sql")
        with open(ask, "w", encoding="utf-8") as file:
            file.write("SELECT pg_total_relation_size('releases');\n")
        size = self.sql(corpus, folder, ask)
        self.stop(corpus, folder)
        return int(size)

    def search(self, corpus, folder, variant):
        queries = [query for query in latency.read_queries(corpus.queries)
                   if query[0] != "page"]
        commands = os.path.join(corpus.folder, "select.sql")
        with open(commands, "w", encoding="utf-8") as file:
            file.write("\\timing on\n")
            for _ in range(latency.PASSES):
                file.writelines(select(*query) for query in queries)
        self.start(corpus, folder)
        said = self.sql(corpus, folder, commands)
        self.stop(corpus, folder)
        taken = [float(text) for text in re.findall(r"^Time: ([0-9.]+) ms", said, re.M)]
        counted = taken[latency.WARM_PASSES * len(queries):]
        return "".join(f"{query[0]}\t{min(counted[i::len(queries)]):.4f}\t0\n"
                       for i, query in enumerate(queries))


def select(kind, words, first, last):
    text = (" | " if kind == "or" else " & ").join(words)
    function = "phraseto_tsquery" if kind in ("phrase", "person") else "to_tsquery"
    days = f" AND date BETWEEN '{first}' AND '{last}'" if first else ""
    order = "date" if kind == "newest" else "ts_rank(words, query)"
    if function == "phraseto_tsquery":
        text = " ".join(words)
    return (f"SELECT title, date FROM releases, {function}('german', '{text}') query"
            f" WHERE words @@ query{days} ORDER BY {order} DESC LIMIT 10;\n")
