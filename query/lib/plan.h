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

/* Most different names that one query asks for by person:, org:, ort: and rolle:, and by options. */
#define PLAN_NAMES_MAX 200

/* A name among plain words. */
struct plan_run {
    enum name_kind kind; /* NAME_PERSON or NAME_ORGANISATION */
    struct name_links links;
    bool is_alternative; /* releases without the words are found too, by the links */
    double strength;     /* 0..1: how surely the words are the name */
};

/* A part of the query; what its kind does not have is empty. */
struct plan_part {
    const struct query_part *asked;
    struct query_words words; /* QUERY_TEXT: those searched for, each once; QUERY_PHRASE: all */
    struct plan_run *runs;    /* QUERY_TEXT: names among the words */
    size_t run_count;
    struct name_asked name; /* where plan_is_name */
};

/* A page that has fewer hits than this has room for what a compound's parts find. */
#define PLAN_ENOUGH 10

/* The first parts of a compound join other finds only where they have no more releases. */
#define PLAN_FRONT_MAX 20
/* Where nothing else is found: or no more than one of so many releases of the archive. */
#define PLAN_FRONT_SHARE 10

/* How far the query is relaxed; each step finds what those before it find, and more. */
enum plan_step {
    PLAN_STRICT, /* all words */
    PLAN_NEAR,   /* the parts of a compound near each other */
    PLAN_APART,  /* its parts, all of them, anywhere in a release */
    PLAN_FRONT,  /* what it is about: all its parts but the last */
    PLAN_ANY,    /* any of the words */
    PLAN_LOOSE   /* any of them, their parts or words of the same meaning */
};

struct plan {
    struct arena arena;
    struct plan_part *parts; /* those of the query, equal ones once */
    size_t count;
    bool is_by_date; /* what the steps find is not asked for best first */
    bool has_text;   /* the query is not empty; one of signs alone looks for nothing */
    struct slice understood;
    struct build build;
    enum plan_step step;
    uint32_t front_max;         /* releases that the first parts of a compound may find */
    uint32_t strict_found;      /* releases, as far as it was asked */
    enum plan_step step_before; /* PLAN_LOOSE: the step that it joins, */
    uint32_t found_before;      /* and what that found; 0: nothing is joined */
    bool has_rare;              /* a word, or a part of one, is not common in the archive */
    struct store_query *query;  /* of this step */
};

/* person:, org:, ort: and rolle: */
static inline bool plan_is_name(enum query_kind kind)
{
    return kind == QUERY_PERSON || kind == QUERY_ORGANISATION || kind == QUERY_PLACE ||
           kind == QUERY_ROLE;
}

/*
 * Makes the plan; the query and the session must outlive it. FUND_INVALID_QUERY for a name without
 * a word (FUND_INVALID_ARGUMENT in the options), FUND_LIMIT, FUND_NO_MEMORY, and what reading
 * gives. *plan is to be finished after success only.
 */
fund_status plan_make(struct session *session, const struct query *query, struct plan *plan,
                      struct fund_error *error);
/*
 * Goes to the next step where this one found too little: nothing at all, or fewer releases than
 * PLAN_ENOUGH and the parts of a compound may give more. *is_relaxed is false where it stays.
 *
 * A compound that some release holds is widened by its parts near each other, no further. Its first
 * parts join what all of them find only where they are rare. The last step comes in place of "any
 * of the words" where the best are asked for first; it is for nothing found, or joins what a query
 * of several words has found, below it.
 */
fund_status plan_relax(struct session *session, struct plan *plan, uint32_t found, bool *is_relaxed,
                       struct fund_error *error);
/* The step in a few words; NULL for PLAN_STRICT. Static. */
const char *plan_relaxed(const struct plan *plan);
void plan_finish(struct plan *plan);

#endif
