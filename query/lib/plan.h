/*
 * What is to be searched for: a parsed query, looked at by the analyser and in the archive, and the
 * store's queries for it.
 */
#ifndef QUERY_LIB_PLAN_H
#define QUERY_LIB_PLAN_H

#include "query/lib/name.h"
#include "query/lib/parse.h"
#include "query/lib/session.h"

/* Most words and parts of words that one query looks for. */
#define PLAN_TERMS_MAX 512

/* A part of the query; what its kind does not have is empty. */
struct plan_part {
    const struct query_part *asked;
    struct query_words words; /* QUERY_TEXT: those searched for, each once; QUERY_PHRASE: all */
    struct name_asked name;   /* QUERY_PERSON, QUERY_ORGANISATION */
};

struct plan {
    struct arena arena;
    struct plan_part *parts; /* as many as the query has */
    size_t count;
    struct slice understood;
    struct build build;
    struct store_query *strict;  /* all words */
    struct store_query *relaxed; /* any of the words; NULL where that is the same */
};

/* Why plan.relaxed found something where plan.strict did not. */
#define PLAN_RELAXED "any of the words"

/*
 * Makes the plan; the query and the session must outlive it. FUND_INVALID_QUERY for a name without
 * a word (FUND_INVALID_ARGUMENT in the options), FUND_LIMIT, FUND_NO_MEMORY, and what reading
 * gives. *plan is to be finished after success only.
 */
fund_status plan_make(struct session *session, const struct query *query, struct plan *plan,
                      struct fund_error *error);
void plan_finish(struct plan *plan);

#endif
