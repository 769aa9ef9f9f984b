/*
 * The query language: text in, a list of parts out, all of which must hold. README.md tells the
 * language. Only an empty field value and a date that is none are errors.
 */
#ifndef QUERY_LIB_PARSE_H
#define QUERY_LIB_PARSE_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "query/lib/period.h"

/* Most parts of one query; a run of plain words is one part. */
#define QUERY_PARTS_MAX 1000

enum query_kind {
    QUERY_TEXT, /* plain words */
    QUERY_PHRASE,
    QUERY_PERSON,
    QUERY_ORGANISATION,
    QUERY_PLACE,
    QUERY_ROLE,
    QUERY_PUBLISHED,
    QUERY_EVENT
};

struct query_part {
    enum query_kind kind;
    bool is_excluded;
    bool is_option;       /* from the search options, not from the query text */
    struct slice text;    /* without quotes and prefix; borrowed from the query */
    size_t offset;        /* of text in the query */
    struct day_span days; /* QUERY_PUBLISHED and QUERY_EVENT */
};

struct query {
    struct query_part *parts; /* in the arena */
    size_t count, capacity;
    bool has_text; /* there was more than spaces, though maybe no word */
};

/*
 * Appends the parts of a well-formed text to *query; today: the day that "gestern" is the day
 * before of. FUND_INVALID_QUERY with the offset,
 * FUND_LIMIT, FUND_NO_MEMORY; *query may then hold some of them.
 */
fund_status query_parse(struct slice text, int32_t today, struct arena *arena, struct query *query,
                        struct fund_error *error);

/* Appends one part. FUND_LIMIT, FUND_NO_MEMORY. */
fund_status query_add(struct arena *arena, struct query *query, const struct query_part *part,
                      struct fund_error *error);

#endif
