"""Stock Xapian, as its documentation has it: TermGenerator with the German stemmer, one writer."""

import latency
import processes
from corpus import read_table
from peer import Peer, here, python_with


class Xapian(Peer):
    name = "Xapian TermGenerator"
    packages = ["python3-xapian"]
    settings = ("German stemmer, positions, one writer, flush each 10,000; compacted afterwards, "
                "not counted; Python's binding, in which the indexing itself is C++")

    def run(self, corpus, action, path, folder, cost=None):
        return processes.run([python_with("xapian"), here("peer_xapian.py"), action, path, folder],
                             cost, env={"XAPIAN_FLUSH_THRESHOLD": "10000"}, folder=corpus.folder)

    def build(self, corpus, folder, variant, cost):
        self.run(corpus, "index", corpus.table, folder, cost)

    def finish(self, corpus, folder, variant):
        self.run(corpus, "compact", folder, folder + ".compact")
        return processes.folder_bytes(folder + ".compact")

    def search(self, corpus, folder, variant):
        return self.run(corpus, "search", corpus.queries, folder + ".compact")


def index(table, path):
    import xapian
    base = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("german"))
    for name, date, title, text in read_table(table):
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(title, 1, "S")
        generator.index_text(text)
        document.add_boolean_term("Q" + name)
        document.add_value(0, date)
        document.set_data("\n".join([title, date, text]))
        base.add_document(document)
    base.commit()
    base.close()


def compact(path, to):
    import xapian
    xapian.Database(path).compact(to)


def search(queries, path):
    import xapian
    enquire = xapian.Enquire(xapian.Database(path))
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("german"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)

    def query_of(kind, words, first, last):
        text = (" OR " if kind == "or" else " ").join(words)
        query = parser.parse_query(f'"{text}"' if kind in ("phrase", "person") else text)
        if not first:
            return query
        days = xapian.Query(xapian.Query.OP_VALUE_RANGE, 0, first, last)
        return xapian.Query(xapian.Query.OP_FILTER, query, days)

    def ask(kind, words, first, last):
        enquire.set_query(query_of(kind, words, first, last))
        if kind == "newest":
            enquire.set_sort_by_value(0, True)
        else:
            enquire.set_sort_by_relevance()
        return [match.document.get_data().split(b"\n", 2)[:2] for match in enquire.get_mset(0, 10)]

    latency.time_queries(queries, ask, ["rare", "frequent", "and", "or", "phrase", "date", "person",
                                        "newest"])


if __name__ == "__main__":
    latency.worker({"index": index, "compact": compact, "search": search})
