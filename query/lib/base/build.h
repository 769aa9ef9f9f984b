/*
 * Queries that are built together and freed together. The first failure sticks: functions after it
 * do nothing and return NULL, so that only build.status is to be looked at in the end.
 */
#ifndef QUERY_LIB_BASE_BUILD_H
#define QUERY_LIB_BASE_BUILD_H

#include "core/store/store.h"

struct build {
    struct store_query **owned;
    size_t count, capacity;
    fund_status status;
    struct fund_error *error;
};

static inline struct build build_init(struct fund_error *error)
{
    return (struct build){NULL, 0, 0, FUND_OK, error};
}

void build_finish(struct build *build);

/* Prefix and text as one term; false where it is empty or longer than any in an archive. */
bool build_join(const char *prefix, struct slice text, char out[static STORE_TERM_MAX],
                struct slice *term);

struct store_query *build_all(struct build *build);
struct store_query *build_none(struct build *build);
/* prefix and text make the term; one too long to be in an archive matches nothing. */
struct store_query *build_term(struct build *build, const char *prefix, struct slice text);
struct store_query *build_scale(struct build *build, struct store_query *child, double factor);
/* One child is returned as it is; none gives the query that matches nothing. */
struct store_query *build_combine(struct build *build, enum store_operator op,
                                  struct store_query *const *children, size_t count);
struct store_query *build_pair(struct build *build, enum store_operator op,
                               struct store_query *first, struct store_query *second);

/* Terms of names within window positions in any order. */
struct build_word {
    const char *prefix;
    struct slice text;
};
struct store_query *build_near(struct build *build, const struct build_word *words, size_t count,
                               uint32_t window);
/* Number of documents that hold the term; 0 for one too long to be in an archive. */
fund_status build_term_frequency(const struct store_reader *reader, const char *prefix,
                                 struct slice text, uint32_t *documents, struct fund_error *error);

/* A stem that is a word or a part of one, weighed as one term. */
struct store_query *build_part(struct build *build, struct slice stem);
/* Such stems side by side or, within window positions, in any order; they weigh as they all do. */
struct store_query *build_phrase(struct build *build, const struct slice *stems, size_t count);
struct store_query *build_near_parts(struct build *build, const struct slice *stems, size_t count,
                                     uint32_t window);
/* A whole word, or its parts side by side, which weigh factor times as much as alone: every document
 * that has the one has the others. */
struct store_query *build_compound(struct build *build, struct slice whole,
                                   const struct slice *stems, size_t count, double factor);
/* About how many documents have the stem as a word or as a part of one; 0: none. */
fund_status build_part_frequency(const struct store_reader *reader, struct slice stem,
                                 uint32_t *documents, struct fund_error *error);

/*
 * Documents that the query finds: exact up to at_least, about so many above. After a failure of the
 * build, that.
 */
fund_status build_count(const struct build *build, struct store_reader *reader,
                        const struct store_query *query, uint32_t at_least, uint32_t *documents,
                        struct fund_error *error);

/* A form of the reader's archive, and all that begin so: more than limit of those written fail the
 * search. */
struct store_query *build_form(struct build *build, const struct store_reader *reader,
                               struct slice form);
struct store_query *build_forms(struct build *build, const struct store_reader *reader,
                                struct slice begin, uint32_t limit);
struct store_query *build_value_range(struct build *build, uint32_t slot, struct slice first,
                                      struct slice last);

#endif
