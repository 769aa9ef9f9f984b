/*
 * match: which documents a query finds, and the best of them, in the files of glass databases
 * (core/glass/reader.h).
 *
 * Weights are those of Xapian 1.4, so that an archive on other machines, which Xapian must ask,
 * answers the same: BM25 (Robertson and Zaragoza 2009, The probabilistic relevance framework) as in
 * its weight/bm25weight.cc, several terms that count as one as its OP_SYNONYM weighs them, the
 * frequencies of what is combined as it estimates them.
 *
 * A query is evaluated a document at a time. Lists that cannot lift a document among the best any
 * more are only asked about documents that others have found (Turtle and Flood 1995, Query
 * evaluation: strategies and optimizations: max_score). Positions of words are looked at last, and
 * only in documents that would be among the best with them.
 */
#ifndef CORE_MATCH_MATCH_H
#define CORE_MATCH_MATCH_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct glass_reader;

/* ---- queries -------------------------------------------------------------------------------- */

/* A tree; it is never changed, so that many threads and many larger trees may share it. */
struct match_query;

enum match_operator {
    MATCH_AND,
    MATCH_OR,
    MATCH_AND_NOT,   /* the first without the others */
    MATCH_AND_MAYBE, /* the first; the others only add weight */
    MATCH_FILTER,    /* the first where all others are, which add no weight */
    MATCH_SYNONYM    /* like OR, weighed as if it were one term; no rows below it */
};

/* The caller owns one reference to what is made; FUND_NO_MEMORY. */
fund_status match_query_term(struct slice term, struct match_query **query,
                             struct fund_error *error);
fund_status match_query_all(struct match_query **query, struct fund_error *error);
fund_status match_query_none(struct match_query **query, struct fund_error *error);
/* Takes a reference to each child; none of them is the query that finds nothing. */
fund_status match_query_combine(enum match_operator op, struct match_query *const *children,
                                size_t count, struct match_query **query, struct fund_error *error);
/* Documents whose value of the slot is in [first, last] by byte order; an empty bound is open. */
fund_status match_query_range(uint32_t slot, struct slice first, struct slice last,
                              struct match_query **query, struct fund_error *error);
/* The child's weight times factor; 0 is no weight. */
fund_status match_query_scale(struct match_query *child, double factor, struct match_query **query,
                              struct fund_error *error);
/* Every term that begins with prefix, as one; more than limit of them is FUND_LIMIT when it is
 * looked for. */
fund_status match_query_wildcard(struct slice prefix, uint32_t limit, struct match_query **query,
                                 struct fund_error *error);

/*
 * Words that stand in a row, by a value with their positions (core/positions). A document must have
 * each word as a term with one of the prefixes, the second of which may be empty, that is none. whole:
 * where not empty, a term whose documents are found without a look; it weighs as itself, the words
 * factor times as much as without it.
 */
struct match_row {
    const struct slice *words;
    size_t count;
    bool is_in_order; /* side by side; else in any order within the window */
    uint32_t window, slot;
    struct slice prefixes[2];
    struct slice whole;
    double factor;
};
/* FUND_LIMIT beyond ROW_TERMS_MAX words. */
fund_status match_query_row(const struct match_row *row, struct match_query **query,
                            struct fund_error *error);
/* One more reference to it. */
struct match_query *match_query_share(struct match_query *query);
/* Gives a reference up; NULL allowed. */
void match_query_release(struct match_query *query);

/* ---- searching ------------------------------------------------------------------------------ */

/* Databases as one: document d of the i-th of n is document (d - 1) * n + i + 1, i from 0. */
struct match_databases {
    const struct glass_reader *const *readers;
    size_t count; /* from 1 */
};

enum match_sort {
    MATCH_BY_WEIGHT,            /* then the lower number first */
    MATCH_BY_WEIGHT_THEN_VALUE, /* the greater value of sort_slot, then the lower number */
    MATCH_BY_VALUE_DESCENDING,  /* then weight, then number */
    MATCH_BY_VALUE_ASCENDING,
    MATCH_BY_NUMBER_ASCENDING, /* without weights */
    MATCH_BY_NUMBER_DESCENDING
};

struct match_search {
    const struct match_query *query;
    uint32_t offset, limit;
    /* Documents to find before the total may be an estimate; those with rows, whose positions are
     * dear, only where it is UINT32_MAX. */
    uint32_t check_at_least;
    enum match_sort sort;
    uint32_t sort_slot;
    const uint32_t *only; /* NULL, or the only documents that may be found, rising */
    size_t only_count;
    double k1, b, minimum_length; /* of BM25, whose k3 is for words that a query repeats as one */
};

struct match_hit {
    uint32_t docid;
    double weight; /* 0 without weights */
};

struct match_result {
    struct match_hit *hits; /* owned: free() */
    size_t count;
    uint32_t lower, estimated, upper; /* of all that is found */
};

/* FUND_MODIFIED where commits have overtaken a reader; FUND_CORRUPT, FUND_LIMIT, FUND_NO_MEMORY.
 * *result is filled on success. */
fund_status match_run(const struct match_databases *databases, const struct match_search *search,
                      struct match_result *result, struct fund_error *error);

/* How many documents a query finds: all up to most, unless too many positions had to be looked at,
 * which is exact, else an estimate of the rest from a sample. */
fund_status match_count(const struct match_databases *databases, const struct match_query *query,
                        uint32_t most, uint32_t *documents, bool *is_exact,
                        struct fund_error *error);

/* The first max documents that a query finds, rising; *docids is the caller's to free. is_complete:
 * there are no more. */
fund_status match_collect(const struct match_databases *databases, const struct match_query *query,
                          uint32_t max, uint32_t **docids, size_t *count, bool *is_complete,
                          struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
