/*
 * What is to be searched for: a parsed query, looked at by the analyser and in the archive, and the
 * store's queries for it.
 *
 * Where too little is found, the query is relaxed step by step (enum plan_step). First of all words
 * that no release has are corrected (correct.h). Then a compound that no release has is looked for
 * by its parts near each other in any order (Schulsanierung: "Sanierung der Schule"), then anywhere,
 * all of them, then by all but the last (Grundsteuererhöhung: Grundsteuer) or, less, all but the
 * first (Stadtbücherei: Bücherei), unless too many releases have those. At last any of the words
 * will do, and beside them the parts of compounds and words of the same meaning (any.h). Phrases,
 * fields, groups with an operator and exclusions stay. A question is relaxed to any of its words at
 * once: that no release has them all says nothing, and that one has them somewhere in a long text
 * little.
 *
 * In each step a word without umlauts that no release has is taken for the spelling with umlauts
 * that one has (Muller for Müller), and words like "der" or "welche" do not count where others are
 * left.
 */
#ifndef QUERY_LIB_PLAN_PLAN_H
#define QUERY_LIB_PLAN_PLAN_H

#include "query/lib/base/session.h"
#include "query/lib/names/name.h"
#include "query/lib/parse/parse.h"

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
    struct query_words words; /* QUERY_TEXT: those searched for, each once; others: all */
    struct plan_run *runs;    /* QUERY_TEXT: names among the words */
    size_t run_count;
    struct name_asked name; /* where plan_is_name */
    bool is_corrected;      /* some word is not the one that was typed */
    struct slice prefix;    /* QUERY_PREFIX: folded */
    struct slice *issuers;  /* QUERY_ISSUER: folded, those of the archive that are meant */
    size_t issuer_count;
    struct plan_node *group; /* QUERY_GROUP; NULL where nothing in it has a word */
};

/* A tree of parts, as struct query_node; what has no word is not in it. */
struct plan_node {
    enum query_operator type;
    struct plan_part part; /* QUERY_LEAF */
    struct plan_node *first, *next;
    uint32_t distance;
};

/* A list of parts. */
struct plan_leaves {
    const struct plan_part **items;
    size_t count, capacity;
};

/* Words of the archive that all words with a star of a query may stand for. */
#define PLAN_FORMS_MAX 10000
/* Words with a star in one query. */
#define PLAN_PREFIXES_MAX 64

/* Where a step finds fewer releases, the next one may fill the page. */
#define PLAN_ENOUGH 10

/* Some of the parts of a compound join other finds only where they have no more releases. */
#define PLAN_FRONT_MAX 20
/* Where nothing else is found: or no more than one of so many releases of the archive. */
#define PLAN_FRONT_SHARE 10

/* Words with a meaning that make a question, where others stand between them. */
#define PLAN_QUESTION_WORDS 4

/* Plain words beside a quotation that make a text of the query, whose quotations need not hold. */
#define PLAN_PASTED_WORDS 3

/* How far the query is relaxed; each step finds what those before it find, and more. */
enum plan_step {
    PLAN_STRICT, /* all words */
    PLAN_NEAR,   /* the parts of a compound near each other */
    PLAN_APART,  /* its parts, all of them, anywhere in a release */
    PLAN_FRONT,  /* all its parts but the last, or but the first */
    PLAN_ANY,    /* any of the words */
    PLAN_LOOSE   /* any of them, their parts or words of the same meaning */
};

struct plan {
    struct arena arena;
    struct plan_part *parts; /* those of the query, equal ones once */
    size_t count;
    struct plan_leaves leaves; /* those in groups too, but none that is excluded */
    bool has_text;             /* the query is not empty; one of signs alone looks for nothing */
    bool is_by_date;           /* what the steps find is not asked for best first */
    bool is_unweighted;        /* all that the query finds is equally good */
    bool has_rare;    /* PLAN_LOOSE: a word, or a part of one, is not common in the archive */
    bool is_question; /* a sentence rather than keywords: no release need have all its words */
    struct slice understood;
    struct build build;
    enum plan_step step;
    uint32_t front_max;     /* releases that the first parts of a compound may find */
    uint32_t strict_found;  /* releases, as far as it was asked */
    struct slice corrected; /* the words that were put in place of others; empty: none */
    bool is_words_tried, is_last_tried; /* whether words were to be corrected */
    struct store_query *query;          /* of this step */
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
 * Goes to the next step that may find more than this one, which found fewer releases than
 * PLAN_ENOUGH; *is_relaxed is false where there is none.
 *
 * Where nothing is found only compounds that no release holds are widened, else all. Some of a
 * compound's parts join what all of them find only where they are rare.
 */
fund_status plan_relax(struct session *session, struct plan *plan, uint32_t found, bool *is_relaxed,
                       struct fund_error *error);
/* Goes to PLAN_ANY at once, for a question; words that no release has are corrected. */
fund_status plan_ask_any(struct session *session, struct plan *plan, struct fund_error *error);
/*
 * The step in a few words, with the words that were corrected; empty for PLAN_STRICT without any.
 * Lies in the plan's arena. FUND_NO_MEMORY.
 */
fund_status plan_relaxed(struct plan *plan, struct slice *relaxed, struct fund_error *error);
void plan_finish(struct plan *plan);

#endif
