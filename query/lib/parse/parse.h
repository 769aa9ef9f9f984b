/*
 * The query language: text in, a list of parts out, all of which must hold.
 *
 * Words: a run of plain ones is one part, so that the analyser sees them together. Phrases in "…",
 * „…“, »…«, and of two words or more in '…', ‚…‘, ›…‹: an apostrophe is none. -x, NICHT x, ODER, UND,
 * brackets. Only capitals are operators. NICHT and the hyphen bind tightest, then NAHE, UND, ODER;
 * nothing between means all, and ODER joins what stands directly beside it, as in web search:
 * Hochwasser Elbe ODER Oder is Hochwasser (Elbe ODER Oder). wort* is the archive's words that begin
 * so; *wort is wort, whose compounds match anyway. =wort is this form in any case, umlauts as typed,
 * ="a b" such words side by side. a NAHE/5 b leaves five words or parts of compounds between two
 * words or phrases; the sides may be (a ODER b).
 *
 * Fields (tokens.c) take a word, a phrase or brackets: person:(Lampe ODER Koch) is person:Lampe ODER
 * person:Koch. Of stadt: all of the words are in the issuer's name; datum: is the day of publication,
 * termin: days that the text names; a phrase of titel: is one that the release has, with all its
 * words in the title; text: reads no names. Any other word: is plain text, and so is a field with a
 * capital and a space: "Stadt: Neue Regeln". Dates: period.h.
 *
 * Whatever is pasted is read somehow: an operator with nothing on one side is a word, a bracket
 * without its other half nothing. Refused are a field without a value, a date that is none, NAHE
 * beside a field, a star in a name or behind too few letters, and what goes beyond a limit.
 */
#ifndef QUERY_LIB_PARSE_PARSE_H
#define QUERY_LIB_PARSE_PARSE_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "query/lib/parse/period.h"

/* Most parts of one query, those in brackets included; a run of plain words is one part. */
#define QUERY_PARTS_MAX 1000
/* Brackets inside each other. */
#define QUERY_DEPTH_MAX 32
/* Words that NAHE may leave between, where it says nothing, and at most. */
#define QUERY_NEAR_DEFAULT 10
#define QUERY_NEAR_MAX     100
/* Letters before the star of wort*, of which an umlaut counts as two; with fewer it is refused, but
 * for a number, which is the word: 4* Hotel. */
#define QUERY_PREFIX_MIN 3
#define QUERY_REFUSED_STAR                                                                         \
    "'%.*s*' has too few letters before its star; write at least %d, or leave out the star"

enum query_kind {
    QUERY_TEXT, /* plain words */
    QUERY_PHRASE,
    QUERY_PERSON,
    QUERY_ORGANISATION,
    QUERY_PLACE,
    QUERY_ROLE,
    QUERY_PUBLISHED,
    QUERY_EVENT,
    QUERY_ISSUER,
    QUERY_WORDS,  /* words of text: and titel:, which are no names and are not relaxed */
    QUERY_PREFIX, /* wort*; text is without the star */
    QUERY_EXACT,  /* =wort, ="…"; text is without the sign */
    QUERY_GROUP   /* parts joined by operators */
};

struct query_node;

struct query_part {
    enum query_kind kind;
    bool is_excluded;
    bool is_option;       /* from the search options, not from the query text */
    bool in_title;        /* QUERY_WORDS, _PHRASE, _PREFIX and _EXACT: of titel: */
    bool is_list;         /* more words than one between spaces: they need not stand side by side */
    struct slice text;    /* without quotes and prefix; borrowed from the query */
    size_t offset;        /* of text in the query */
    struct day_span days; /* QUERY_PUBLISHED and QUERY_EVENT */
    const struct query_node *group; /* QUERY_GROUP */
};

enum query_operator {
    QUERY_LEAF,
    QUERY_ALL,
    QUERY_ANY,
    QUERY_NOT, /* of one child */
    QUERY_NEAR /* each child to the one before it; they are words, phrases or QUERY_ANY of them */
};

/* A tree of parts. Below a QUERY_ALL is no other one. */
struct query_node {
    enum query_operator type;
    struct query_part part;   /* QUERY_LEAF */
    struct query_node *first; /* children */
    struct query_node *next;  /* of the same parent */
    uint32_t distance;        /* child of QUERY_NEAR, but for the first: QUERY_NEAR_MAX at most */
};

struct query {
    struct query_part *parts; /* in the arena */
    size_t count, capacity;
    bool has_text; /* there was more than spaces, though maybe no word */
};

enum query_span_kind {
    QUERY_SPAN_WORD,
    QUERY_SPAN_PHRASE,
    QUERY_SPAN_FIELD, /* with its colon */
    QUERY_SPAN_VALUE, /* of a field */
    QUERY_SPAN_OPERATOR,
    QUERY_SPAN_BRACKET,
    QUERY_SPAN_EXCLUSION, /* the hyphen or NICHT alone */
    QUERY_SPAN_PREFIX,
    QUERY_SPAN_EXACT
};

/* A piece of the query text: bytes start up to end. */
struct query_span {
    size_t start, end;
    enum query_span_kind kind;
    uint32_t depth; /* brackets around it */
};

/* How a text was read, in its order. */
struct query_spans {
    struct query_span *items; /* in the arena */
    size_t count, capacity;
    size_t wrong_start, wrong_end; /* what the error is about, where there is one */
};

/*
 * Appends the parts of a well-formed text to *query; today: the day that "gestern" is the day
 * before of. spans: NULL, or filled, also on failure. FUND_INVALID_QUERY with the offset,
 * FUND_LIMIT, FUND_NO_MEMORY; *query may then hold some of the parts.
 */
fund_status query_parse(struct slice text, int32_t today, struct arena *arena, struct query *query,
                        struct query_spans *spans, struct fund_error *error);

/* Appends one part. FUND_LIMIT, FUND_NO_MEMORY. */
fund_status query_add(struct arena *arena, struct query *query, const struct query_part *part,
                      struct fund_error *error);

/* Appends what a tree asks for, all of which must hold: the children of a QUERY_ALL one by one. */
fund_status query_add_tree(struct arena *arena, struct query *query, const struct query_node *root,
                           struct fund_error *error);

#endif
