/*
 * store: xapian-core for C.
 *
 * The only door to Xapian in this project. Handles are opaque; strings are pointer and size and may
 * hold any byte. Every function that can fail returns a fund_status and fills *error (NULL allowed)
 * with one line; outputs come last and stay untouched on failure. No C++ exception leaves a
 * function: one guard sorts each of Xapian's exception types into a status:
 *
 *   DatabaseLockError               FUND_LOCKED; FUND_IO where the lock could not be tried
 *   DatabaseModifiedError           FUND_MODIFIED
 *   DatabaseNotFoundError           FUND_NOT_FOUND
 *   DatabaseVersionError            FUND_VERSION
 *   DatabaseCorruptError, SerialisationError                   FUND_CORRUPT
 *   DocNotFoundError                FUND_CORRUPT: who reads a document has its number from here
 *   DatabaseOpeningError, DatabaseCreateError, other DatabaseError   FUND_IO; FUND_NOT_FOUND and
 *                                   FUND_CORRUPT where Xapian 1.4 has no type of its own
 *   DatabaseClosedError, AssertionError, InvalidOperationError, other LogicError   FUND_INTERNAL
 *   NetworkError, NetworkTimeoutError       FUND_NETWORK
 *   InvalidArgumentError, RangeError        FUND_INVALID_ARGUMENT
 *   QueryParserError, WildcardError         FUND_LIMIT for a wildcard that expands too far,
 *                                           FUND_INVALID_QUERY otherwise
 *   UnimplementedError, FeatureUnavailableError   FUND_UNSUPPORTED
 *   length_error, out_of_range, bad_array_new_length of std    FUND_CORRUPT: Xapian believed a
 *                                   damaged length
 *   std::bad_alloc                  FUND_NO_MEMORY
 *   anything else                   FUND_INTERNAL
 *
 * A handle belongs to one thread at a time; different handles may be used side by side. Slices that
 * a function hands out are borrowed from the handle that the function's comment names.
 * Source of the semantics: Xapian 1.4 API documentation.
 */
#ifndef CORE_STORE_STORE_H
#define CORE_STORE_STORE_H

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
#define STORE_NOEXCEPT noexcept
extern "C" {
#else
#define STORE_NOEXCEPT
#endif

/* Longest term in bytes that may be posted (Xapian's limit is 245, less for NUL bytes). */
#define STORE_TERM_MAX 240
/* Most children of one query node, and most leaves (terms, ranges, wildcards) of one query. */
#define STORE_QUERY_CHILDREN_MAX 16384
/* Most terms of one store_query_row. */
#define STORE_ROW_TERMS_MAX 4096
/* Deepest nesting of a query: Xapian recurses over it. */
#define STORE_QUERY_DEPTH_MAX 256
/* Largest number of hits that one search may ask for (offset + limit). */
#define STORE_HITS_MAX 100000
/* Largest data of a document in bytes, and largest dictionary. */
#define STORE_DATA_MAX       ((size_t)64 * 1024 * 1024)
#define STORE_DICTIONARY_MAX ((size_t)1024 * 1024)
/* Metadata: the dictionary with which the data of documents is compressed. */
#define STORE_META_DICTIONARY "fundstelle.dictionary"

typedef uint32_t store_docid; /* 1.., 0 is none */

/* The version of the Xapian library in use, e.g. "1.4.22". Static. */
const char *store_library_version(void) STORE_NOEXCEPT;

/* ---- documents ------------------------------------------------------------------------------ */

struct store_document;

fund_status store_document_create(struct store_document **document,
                                  struct fund_error *error) STORE_NOEXCEPT;
void store_document_destroy(struct store_document *document) STORE_NOEXCEPT; /* NULL allowed */

/* Adds a term without position, raising its within-document frequency by wdf_increment. Terms of
 * 0 bytes or more than STORE_TERM_MAX are FUND_LIMIT. */
fund_status store_document_add_term(struct store_document *document, struct slice term,
                                    uint32_t wdf_increment,
                                    struct fund_error *error) STORE_NOEXCEPT;
/* Adds an occurrence at a position (from 1), raising the frequency by wdf_increment. */
fund_status store_document_add_posting(struct store_document *document, struct slice term,
                                       uint32_t position, uint32_t wdf_increment,
                                       struct fund_error *error) STORE_NOEXCEPT;
/* Sets a value slot; an empty value removes it. */
fund_status store_document_set_value(struct store_document *document, uint32_t slot,
                                     struct slice value, struct fund_error *error) STORE_NOEXCEPT;
/* The data that store_reader_data gives, and how many of its first bytes
 * store_reader_first_data gives. More than STORE_DATA_MAX bytes are FUND_LIMIT. */
fund_status store_document_set_data(struct store_document *document, struct slice data,
                                    size_t first_size, struct fund_error *error) STORE_NOEXCEPT;
/* Empties the document so that it can be filled again. */
fund_status store_document_clear(struct store_document *document,
                                 struct fund_error *error) STORE_NOEXCEPT;

/*
 * Makes a dictionary for store_writer_set_dictionary of texts, which stand one after another and
 * have these sizes: at most room bytes. The same texts give the same dictionary. FUND_LIMIT where
 * they are too few or too short for one; several hundred of them, or a hundred times its size,
 * make a good one.
 */
fund_status store_train_dictionary(struct slice texts, const size_t *sizes, size_t count,
                                   char *dictionary, size_t room, size_t *size,
                                   struct fund_error *error) STORE_NOEXCEPT;

/* ---- writing -------------------------------------------------------------------------------- */

struct store_writer;

/*
 * Nothing is committed but by store_writer_commit. A change that fails inside Xapian (disk full,
 * out of memory) drops all changes since the last commit: from then on the writer refuses
 * everything with the same status, and must be closed. Refused arguments and missing documents do
 * no harm.
 */
enum store_create {
    STORE_OPEN, /* must exist */
    STORE_OPEN_OR_CREATE,
    STORE_CREATE /* must not exist; FUND_INVALID_ARGUMENT otherwise */
};

/* path: a database folder, or a folder with a stub file XAPIANDB. flush_threshold: documents
 * between flushes to disk, 0 for Xapian's default (10000).
 * Not while other threads read the environment: Xapian takes the number from there. */
fund_status store_writer_open(const char *path, enum store_create how, uint32_t flush_threshold,
                              struct store_writer **writer,
                              struct fund_error *error) STORE_NOEXCEPT;
/* What was not committed is lost. NULL allowed. */
void store_writer_close(struct store_writer *writer) STORE_NOEXCEPT;
fund_status store_writer_add(struct store_writer *writer, const struct store_document *document,
                             store_docid *docid, struct fund_error *error) STORE_NOEXCEPT;
/* Replaces the documents indexed by unique_term by this one, or adds it. */
fund_status store_writer_replace(struct store_writer *writer, struct slice unique_term,
                                 const struct store_document *document, store_docid *docid,
                                 struct fund_error *error) STORE_NOEXCEPT;
/* Deletes all documents indexed by the term; none is no error. */
fund_status store_writer_delete(struct store_writer *writer, struct slice unique_term,
                                struct fund_error *error) STORE_NOEXCEPT;
/* Deletes the document; FUND_NOT_FOUND where there is none. */
fund_status store_writer_delete_docid(struct store_writer *writer, store_docid docid,
                                      struct fund_error *error) STORE_NOEXCEPT;
/* An empty value removes the key. Keys of 0 bytes or more than STORE_TERM_MAX are FUND_LIMIT. */
fund_status store_writer_set_metadata(struct store_writer *writer, struct slice key,
                                      struct slice value, struct fund_error *error) STORE_NOEXCEPT;
/*
 * The dictionary (as store_train_dictionary makes one) for the data of documents that are
 * written from now on. It becomes part of the database; set it before there are any documents, as
 * a database has one. FUND_INVALID_ARGUMENT: it is none.
 */
fund_status store_writer_set_dictionary(struct store_writer *writer, struct slice dictionary,
                                        struct fund_error *error) STORE_NOEXCEPT;
fund_status store_writer_commit(struct store_writer *writer,
                                struct fund_error *error) STORE_NOEXCEPT;
/* The table of forms (core/forms/forms.h) that documents written from now on go by; set it before there
 * are any, as a database has one. Empty: none. FUND_LIMIT beyond FORMS_SIZE_MAX. */
fund_status store_writer_set_forms(struct store_writer *writer, struct slice table,
                                   struct fund_error *error) STORE_NOEXCEPT;
/* A reader of what this writer holds, uncommitted changes included; valid until the next change.
 * Close it before the writer. */
struct store_reader;
fund_status store_writer_reader(struct store_writer *writer, struct store_reader **reader,
                                struct fund_error *error) STORE_NOEXCEPT;

/* ---- building ------------------------------------------------------------------------------- */

/*
 * A new database, or a part of one, as a whole and many times faster than by a writer: documents are
 * added one after another, and no database is there before the end. Its files are not forced to the
 * disk, which store_join does with what it makes of them.
 */
struct store_builder;

/* path: a folder that is made by this, FUND_IO where there is one already. first: the number of the
 * first document, from 1. dictionary as for store_writer_set_dictionary; empty for none. It is not
 * written: the database that store_join takes metadata from must have it, and without store_join
 * the data of documents cannot be read. */
fund_status store_builder_create(const char *path, store_docid first, struct slice dictionary,
                                 struct store_builder **builder,
                                 struct fund_error *error) STORE_NOEXCEPT;
/* Files that were begun are left. NULL allowed. */
void store_builder_destroy(struct store_builder *builder) STORE_NOEXCEPT;
/* Adds a document, which stays the caller's, and gives its number, one more than the last. After a
 * failure (FUND_LIMIT, FUND_IO, FUND_NO_MEMORY) only store_builder_destroy may follow. */
fund_status store_builder_add(struct store_builder *builder, const struct store_document *document,
                              store_docid *docid, struct fund_error *error) STORE_NOEXCEPT;
/* Bytes of memory that it holds; they grow with each document. */
size_t store_builder_memory(const struct store_builder *builder) STORE_NOEXCEPT;
/* Writes what is left; only store_builder_destroy may follow. */
fund_status store_builder_finish(struct store_builder *builder,
                                 struct fund_error *error) STORE_NOEXCEPT;
/*
 * Makes one database, on the disk and without gaps in its files, of several, built or written, whose
 * data has the dictionary that metadata has. Documents keep their numbers, which must rise from part
 * to part: FUND_INVALID_ARGUMENT. metadata: a database, may be one of them, of which only that is
 * taken. Fails where destination exists: FUND_IO. FUND_CORRUPT for a damaged part. Nobody may write
 * to the parts meanwhile. threads: how many may work at it, 1 or more.
 */
fund_status store_join(const char *metadata, const char *const *parts, size_t count,
                       const char *destination, size_t threads,
                       struct fund_error *error) STORE_NOEXCEPT;

/* ---- reading -------------------------------------------------------------------------------- */

struct store_reader;

fund_status store_reader_open(const char *path, struct store_reader **reader,
                              struct fund_error *error) STORE_NOEXCEPT;
/* Every iterator, result and document made from the reader must be destroyed first. */
void store_reader_close(struct store_reader *reader) STORE_NOEXCEPT;
/* Moves to the newest commit; *changed (NULL allowed) says whether there was one. Walks that were
 * begun before must have ended. */
fund_status store_reader_reopen(struct store_reader *reader, bool *changed,
                                struct fund_error *error) STORE_NOEXCEPT;
/* What it reads has Xapian's own positions beside those of store_query_row, which then are taken
 * where a part of it lies on another machine. */
void store_reader_allow_stock_positions(struct store_reader *reader) STORE_NOEXCEPT;
/* From now on until it is opened anew, all is read and searched by Xapian, as if the databases lay on
 * other machines: to compare with. */
void store_reader_ask_xapian(struct store_reader *reader) STORE_NOEXCEPT;
/* Most documents that are hidden. */
#define STORE_HIDDEN_MAX 100000
/*
 * From now on, until it is called again, the reader's terms, their frequencies and the first document
 * of one are told as if these documents (which rise) were not there; searches find them. Of a few
 * their terms are read once the first term is asked for, which takes some 100 us for each; what goes
 * wrong then is that call's failure. Walks that were begun before must have ended. FUND_LIMIT.
 */
fund_status store_reader_hide(struct store_reader *reader, const store_docid *docids, size_t count,
                              struct fund_error *error) STORE_NOEXCEPT;
bool store_reader_hides(const struct store_reader *reader, store_docid docid) STORE_NOEXCEPT;
fund_status store_reader_document_count(const struct store_reader *reader, uint32_t *count,
                                        struct fund_error *error) STORE_NOEXCEPT;
fund_status store_reader_last_docid(const struct store_reader *reader, store_docid *docid,
                                    struct fund_error *error) STORE_NOEXCEPT;
/* A number that only this commit of this database has; 0 where Xapian tells none: for several
 * databases as one, and for one on another machine. */
fund_status store_reader_revision(const struct store_reader *reader, uint64_t *revision,
                                  struct fund_error *error) STORE_NOEXCEPT;
/* Average length of a document in terms (sum of wdf). */
fund_status store_reader_average_length(const struct store_reader *reader, double *length,
                                        struct fund_error *error) STORE_NOEXCEPT;
/* Number of documents that hold the term; 0 is no error. A term with SCHEMA_FORM in front is counted
 * as if each form were written, whatever table of forms the documents go by. */
fund_status store_reader_term_frequency(const struct store_reader *reader, struct slice term,
                                        uint32_t *documents,
                                        struct fund_error *error) STORE_NOEXCEPT;
/* Appends the table of forms that the documents go by, as store_writer_set_forms was given it; of
 * several databases that of the first one. FUND_CORRUPT. */
fund_status store_reader_forms(const struct store_reader *reader, struct buffer *table,
                               struct fund_error *error) STORE_NOEXCEPT;
/* The first document indexed by the term; 0 where there is none. */
fund_status store_reader_find(const struct store_reader *reader, struct slice term,
                              store_docid *docid, struct fund_error *error) STORE_NOEXCEPT;
/* Borrowed from the reader until its next call of the same function. Empty where there is none. */
fund_status store_reader_metadata(struct store_reader *reader, struct slice key,
                                  struct slice *value, struct fund_error *error) STORE_NOEXCEPT;
fund_status store_reader_data(struct store_reader *reader, store_docid docid, struct slice *data,
                              struct fund_error *error) STORE_NOEXCEPT;
/* The first bytes of the data alone, see store_document_set_data. Borrowed as store_reader_data's,
 * until the next call of either. */
fund_status store_reader_first_data(struct store_reader *reader, store_docid docid,
                                    struct slice *data, struct fund_error *error) STORE_NOEXCEPT;
fund_status store_reader_value(struct store_reader *reader, store_docid docid, uint32_t slot,
                               struct slice *value, struct fund_error *error) STORE_NOEXCEPT;
/* Smallest and largest value of a slot over all documents (bounds, not exact after deletions). */
fund_status store_reader_value_bounds(struct store_reader *reader, uint32_t slot,
                                      struct slice *lower, struct slice *upper,
                                      struct fund_error *error) STORE_NOEXCEPT;
/* Checks the files of a database; *problems counts what is wrong. Prints nothing. */
fund_status store_check(const char *path, uint64_t *problems,
                        struct fund_error *error) STORE_NOEXCEPT;

/* ---- iterators ------------------------------------------------------------------------------ */

/*
 * Forward iterators. `more` is false at the end, with status FUND_OK; a failure is a status and
 * never looks like the end. The first call moves to the first item.
 */
struct store_terms;

/* All terms that begin with prefix (may be empty), in byte order, with their document counts; with
 * SCHEMA_FORM in front all forms, as store_reader_term_frequency counts them. */
fund_status store_terms_all(const struct store_reader *reader, struct slice prefix,
                            struct store_terms **terms, struct fund_error *error) STORE_NOEXCEPT;
/* The terms of one document that begin with prefix, with their wdf as frequency. */
fund_status store_terms_of(const struct store_reader *reader, store_docid docid,
                           struct slice prefix, struct store_terms **terms,
                           struct fund_error *error) STORE_NOEXCEPT;
/* The keys of the metadata that begin with prefix, each with frequency 0. */
fund_status store_terms_metadata(const struct store_reader *reader, struct slice prefix,
                                 struct store_terms **terms,
                                 struct fund_error *error) STORE_NOEXCEPT;
/* The term is borrowed from the iterator until the next call. Without a frequency (NULL) terms that no
 * document has, or only hidden ones, may be among them, and forms cost less. */
fund_status store_terms_next(struct store_terms *terms, bool *more, struct slice *term,
                             uint32_t *frequency, struct fund_error *error) STORE_NOEXCEPT;
/* The first document that has the term that was given last, as store_reader_find tells it; 0 where
 * that is not at hand, and it is to be asked. */
store_docid store_terms_first_document(const struct store_terms *terms) STORE_NOEXCEPT;
/* Moves to the first term >= target, which the following store_terms_next returns. */
fund_status store_terms_skip_to(struct store_terms *terms, struct slice target,
                                struct fund_error *error) STORE_NOEXCEPT;
void store_terms_destroy(struct store_terms *terms) STORE_NOEXCEPT;

struct store_values;
/* The values of one slot, by docid: those of all documents that have one, or of chosen ones. */
fund_status store_values_open(const struct store_reader *reader, uint32_t slot,
                              struct store_values **values,
                              struct fund_error *error) STORE_NOEXCEPT;
/* The value is borrowed from the iterator until its next call, as in the next function. */
fund_status store_values_next(struct store_values *values, bool *more, store_docid *docid,
                              struct slice *value, struct fund_error *error) STORE_NOEXCEPT;
/* The value of one document, empty where it has none. Docids must rise from call to call:
 * FUND_INVALID_ARGUMENT. */
fund_status store_values_at(struct store_values *values, store_docid docid, struct slice *value,
                            struct fund_error *error) STORE_NOEXCEPT;
void store_values_destroy(struct store_values *values) STORE_NOEXCEPT;

struct store_postings;
/* Documents that hold the term (all documents for an empty term), by docid. */
fund_status store_postings_open(const struct store_reader *reader, struct slice term,
                                struct store_postings **postings,
                                struct fund_error *error) STORE_NOEXCEPT;
fund_status store_postings_next(struct store_postings *postings, bool *more, store_docid *docid,
                                uint32_t *wdf, struct fund_error *error) STORE_NOEXCEPT;
void store_postings_destroy(struct store_postings *postings) STORE_NOEXCEPT;

/* ---- queries -------------------------------------------------------------------------------- */

struct store_query;

/* No OP_MAX: Xapian 1.4.22 dies of it below AND_MAYBE when a database has two shards. */
enum store_operator {
    STORE_AND,
    STORE_OR,
    STORE_AND_NOT,   /* first child without the others */
    STORE_AND_MAYBE, /* first child; the others only add weight */
    STORE_FILTER,    /* first child, restricted to all others, which add no weight */
    STORE_SYNONYM    /* like OR, weighted as if the children were one term; FUND_UNSUPPORTED where
                      * one has a row (store_query_row), whose frequency Xapian cannot estimate */
};

fund_status store_query_term(struct slice term, struct store_query **query,
                             struct fund_error *error) STORE_NOEXCEPT;
fund_status store_query_all(struct store_query **query, struct fund_error *error) STORE_NOEXCEPT;
fund_status store_query_none(struct store_query **query, struct fund_error *error) STORE_NOEXCEPT;
/*
 * Combines children, which stay the caller's. No children gives the query that matches nothing.
 * More than STORE_QUERY_CHILDREN_MAX, or STORE_QUERY_DEPTH_MAX levels, is FUND_LIMIT.
 */
fund_status store_query_combine(enum store_operator op, struct store_query *const *children,
                                size_t count, struct store_query **query,
                                struct fund_error *error) STORE_NOEXCEPT;
/*
 * Words whose positions are no postings of Xapian's but a value of the document, as positions_encode
 * (core/positions/positions.h) makes it: side by side, or in any order within window positions. A
 * document that has all words as terms must have a value with a number for each. Hits are those that
 * Xapian's PHRASE or NEAR over its own positions would find, and weigh as all of the words do; a single word is found wherever it is. More than STORE_ROW_TERMS_MAX are FUND_LIMIT. A search fails with FUND_CORRUPT where
 * it meets a damaged value, with FUND_UNSUPPORTED where it needs another machine that has no stock
 * positions.
 */
struct store_row {
    const struct slice *words; /* as the value has them */
    size_t count;
    bool is_in_order; /* side by side */
    uint32_t window;  /* in any order; smaller than count is count */
    uint32_t slot;
    struct slice prefixes[2];  /* a word is a term with one of them; both count as one term */
    struct slice stock_prefix; /* with it the words are terms of Xapian's positions */
    /* Where not empty: a term whose documents are found, too, all of which have the row. It weighs
     * as itself, the row factor times as much as without it. */
    struct slice whole;
    double factor;
};
fund_status store_query_row(const struct store_row *row, struct store_query **query,
                            struct fund_error *error) STORE_NOEXCEPT;
/* Documents whose value is in [first, last] by byte order; an empty bound is open. Documents
 * without a value are never in a range. */
fund_status store_query_value_range(uint32_t slot, struct slice first, struct slice last,
                                    struct store_query **query,
                                    struct fund_error *error) STORE_NOEXCEPT;
/* The child's weight times factor (>= 0, finite). */
fund_status store_query_scale(const struct store_query *child, double factor,
                              struct store_query **query, struct fund_error *error) STORE_NOEXCEPT;
/* Every term that begins with prefix; more than limit (from 1) of them fails the search:
 * FUND_LIMIT. */
fund_status store_query_wildcard(struct slice prefix, uint32_t limit, struct store_query **query,
                                 struct fund_error *error) STORE_NOEXCEPT;
/*
 * Documents that have a form (without SCHEMA_FORM), and those that have one which begins so; limit as
 * for store_query_wildcard, of the forms that are written. For a reader of the same commit: which terms
 * stand for them depends on its tables of forms.
 */
fund_status store_query_form(const struct store_reader *reader, struct slice form,
                             struct store_query **query, struct fund_error *error) STORE_NOEXCEPT;
fund_status store_query_forms(const struct store_reader *reader, struct slice begin, uint32_t limit,
                              struct store_query **query, struct fund_error *error) STORE_NOEXCEPT;
void store_query_destroy(struct store_query *query) STORE_NOEXCEPT;

/* ---- searching ------------------------------------------------------------------------------ */

enum store_sort {
    STORE_BY_RELEVANCE,        /* then docid */
    STORE_BY_VALUE_DESCENDING, /* sort_slot, then relevance, then docid */
    STORE_BY_VALUE_ASCENDING,
    STORE_BY_RELEVANCE_THEN_VALUE, /* equal scores: larger value of sort_slot first */
    STORE_BY_DOCID_DESCENDING,     /* no weighting at all */
    STORE_BY_DOCID_ASCENDING
};

struct store_search {
    const struct store_query *query;
    uint32_t offset, limit;  /* offset + limit at most STORE_HITS_MAX */
    uint32_t check_at_least; /* documents to look at before the total becomes an estimate */
    enum store_sort sort;
    uint32_t sort_slot;
    /* Where not NULL: only these documents, rising; the totals then mean nothing. */
    const store_docid *only;
    size_t only_count;
    /* BM25 parameters as Robertson and Zaragoza (2009) name them; all 0 for Xapian's defaults
     * (k1 1, k2 0, k3 1, b 0.5, minimum normalised length 0.5). */
    double k1, k3, b, minimum_length;
};

struct store_hit {
    store_docid docid;
    double score; /* 0 where the sort asks for no weights */
};

struct store_result {
    struct store_hit *hits; /* owned */
    size_t count;
    uint32_t total_lower, total_estimated, total_upper; /* equal where the total is exact */
};

/* *result is filled on success; pass it to store_result_finish. */
fund_status store_search(struct store_reader *reader, const struct store_search *search,
                         struct store_result *result, struct fund_error *error) STORE_NOEXCEPT;
void store_result_finish(struct store_result *result) STORE_NOEXCEPT;

struct store_total {
    uint32_t documents;
    bool is_exact;
};

/*
 * How many documents a query finds: exact up to most (below UINT32_MAX), an estimate beyond.
 */
fund_status store_count(struct store_reader *reader, const struct store_query *query, uint32_t most,
                        struct store_total *total, struct fund_error *error) STORE_NOEXCEPT;

/* Most documents that store_collect gives. */
#define STORE_COLLECT_MAX 1000000

struct store_docids {
    store_docid *items; /* owned, rising */
    size_t count;
    bool is_complete; /* else there are more */
};

/* The documents that a query finds, at most max (from 1), without any order of hits. Pass *result,
 * which is filled on success, to store_docids_finish. */
fund_status store_collect(struct store_reader *reader, const struct store_query *query,
                          uint32_t max, struct store_docids *result,
                          struct fund_error *error) STORE_NOEXCEPT;
void store_docids_finish(struct store_docids *docids) STORE_NOEXCEPT;

/* ---- values in byte order ------------------------------------------------------------------- */

/* Bytes of an encoded day (core/base/date.h): byte order is day order. */
#define STORE_DAY_SIZE 4
void store_encode_day(int32_t day, char out[STORE_DAY_SIZE]) STORE_NOEXCEPT;
/* False where the value has another size. */
bool store_decode_day(struct slice value, int32_t *day) STORE_NOEXCEPT;
/* The same for a moment (core/base/clock.h). */
#define STORE_MOMENT_SIZE 8
void store_encode_moment(int64_t moment, char out[STORE_MOMENT_SIZE]) STORE_NOEXCEPT;
/* False where the value has another size. */
bool store_decode_moment(struct slice value, int64_t *moment) STORE_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
