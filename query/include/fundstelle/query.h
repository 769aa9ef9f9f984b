/*
 * Queries: as texts in the query language, and as trees that a program builds. None of this needs
 * an archive.
 */
#ifndef FUNDSTELLE_QUERY_H
#define FUNDSTELLE_QUERY_H

#include "fundstelle/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A query that was built, not written. @since 0.1 */
typedef struct fund_query fund_query;

/* ---- texts ---------------------------------------------------------------------------------- */

/*
 * What a query is made of; all that stands beside each other must hold:
 *
 *     Schule                 in any form, or as a part of a compound
 *     "Haus am See"          words side by side, also in „…“ »…« '…'
 *     -Karneval, NICHT x     without it; NOT is the same
 *     Elbe ODER Oder         one of them: what stands directly beside it; OR
 *     a UND b ODER c         a and b, or c; AND
 *     (a b) ODER -(c d)      brackets
 *     Schul*                 words that begin so, any umlaut in either spelling
 *     =Müller, ="der Müller" exactly this form, in any case
 *     a NAHE/5 b             at most 5 other words between, of which compounds count once for each
 *                            part; NAHE alone: 10; NEAR
 *     titel: title:          words of the title or subtitle; titel:"a b", titel:(a ODER b),
 *                            titel:Schul*
 *     text:                  words alone, even where they are somebody's name
 *     person: org: ort: (place:) rolle: (role:) stadt: (issuer:) datum: (date:) termin: (event:)
 *                            each with a word, a "phrase" or a (bracket)
 *
 * Operators are in capitals, and words where one side is missing. A field that begins with a
 * capital and has a space behind its colon is a word: "Stadt: Neue Regeln". A star after less than
 * three letters is none. Nothing else that is pasted is an error.
 */

/** Longest query text in bytes. It looks for 512 words at most, of which a compound counts once for
 *  each part: of longer plain text and quotations the first ones count, as fund_results_understood
 *  shows; more in brackets, fields and what is left out is FUND_LIMIT. @since 0.1 */
#define FUND_QUERY_MAX 10240

/**
 * Reads a date as `datum:` of the query language does: "18.8.2023", "2023-08", "august 2023",
 * "2019..2021", "gestern", "letzte woche", "seit 2020". What is relative counts from today in
 * Germany; without a year the latest that has begun is meant.
 * @param text       UTF-8, at most 200 bytes
 * @param first_day  filled on success; FUND_DATE_NONE where that end is open
 * @param last_day   the same, inclusive
 * @return FUND_OK; FUND_INVALID_QUERY: it is no date; FUND_INVALID_ARGUMENT; FUND_LIMIT: the text is
 *         too long
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_date_read(const char *text, int32_t *first_day, int32_t *last_day,
                                    struct fund_error *error);

/** What a piece of a query text is. @since 0.1 */
enum fund_span_kind {
    FUND_SPAN_WORD = 0,
    FUND_SPAN_PHRASE = 1,    /**< with its quotes */
    FUND_SPAN_FIELD = 2,     /**< with its colon */
    FUND_SPAN_VALUE = 3,     /**< of a field: a word or a phrase, a date */
    FUND_SPAN_OPERATOR = 4,  /**< UND, ODER, NAHE */
    FUND_SPAN_BRACKET = 5,   /**< one of them */
    FUND_SPAN_EXCLUSION = 6, /**< the hyphen or NICHT */
    FUND_SPAN_PREFIX = 7,    /**< a word with its star */
    FUND_SPAN_EXACT = 8      /**< a word or phrase with its = */
};

/** A piece of a query text. @since 0.1 */
struct fund_span {
    struct fund_range range;
    enum fund_span_kind kind;
    uint32_t depth; /**< brackets that it is inside of; those of a bracket itself do not count */
};

/** How a query text is read. @since 0.1 */
struct fund_parse {
    const struct fund_span *spans; /**< in the order of the text, up to what is wrong */
    size_t span_count;
    fund_status status;      /**< FUND_OK, or what a search for it returns */
    struct fund_range wrong; /**< the piece that is wrong, where status is not FUND_OK */
    const char *message; /**< what is wrong with it and how to write it right; NULL where nothing
                                  is */
};

/**
 * Reads a query text without any archive, so that a frontend can show what is what and underline
 * errors while somebody types. Only names without a word and stars that stand for too many words
 * are found later, by the search.
 * @param text   UTF-8, at most FUND_QUERY_MAX bytes
 * @param parse  filled on success, also where the text is wrong; free it with fund_parse_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_LIMIT: the text is too long; FUND_NO_MEMORY
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_query_parse(const char *text, struct fund_parse **parse,
                                      struct fund_error *error);

/** Frees it with all that it points to; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_parse_free(struct fund_parse *parse);

/* ---- queries that are built ----------------------------------------------------------------- */

/** Where a query looks. @since 0.1 */
enum fund_query_field {
    FUND_FIELD_ANY = 0,
    FUND_FIELD_TITLE = 1,
    FUND_FIELD_TEXT = 2, /**< anywhere, but words are no names */
    FUND_FIELD_PERSON = 3,
    FUND_FIELD_ORGANISATION = 4,
    FUND_FIELD_PLACE = 5,
    FUND_FIELD_ROLE = 6,
    FUND_FIELD_ISSUER = 7,
    FUND_FIELD_PUBLISHED = 8, /**< datum: */
    FUND_FIELD_EVENT = 9      /**< termin: */
};

/** How it looks there. @since 0.1 */
enum fund_query_match {
    FUND_MATCH_WORDS = 0,  /**< all of them, in any form */
    FUND_MATCH_PHRASE = 1, /**< side by side */
    FUND_MATCH_EXACT = 2,  /**< as "=…" */
    FUND_MATCH_PREFIX = 3  /**< as "…*", without the star: three letters or more */
};

/** How queries are joined. @since 0.1 */
enum fund_query_operator {
    FUND_ALL = 0,
    FUND_ANY = 1,
    FUND_NOT = 2, /**< of one query */
    FUND_NEAR = 3 /**< each near the one before it: words and phrases, or FUND_ANY of them */
};

/**
 * Makes a query of one value, for fund_search_options.tree. It is the same as the text form: what
 * stands in value is never read as an operator, though.
 * @param match  FUND_MATCH_WORDS for the fields from FUND_FIELD_PERSON on
 * @param value  UTF-8, at most FUND_QUERY_MAX bytes, copied; of FUND_FIELD_PUBLISHED and _EVENT a
 *               date as `datum:` and `termin:` read it
 * @param query  filled on success; free it with fund_query_free
 * @return FUND_OK; FUND_INVALID_QUERY: no date, with its offset in value, or too few letters for
 *         FUND_MATCH_PREFIX; FUND_INVALID_ARGUMENT: an empty value, or a match that the field does
 *         not have; FUND_LIMIT; FUND_NO_MEMORY
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_query_create(enum fund_query_field field, enum fund_query_match match,
                                       const char *value, fund_query **query,
                                       struct fund_error *error);

/**
 * The same for days: published or with an event from first_day to last_day, FUND_DATE_NONE for an
 * open end.
 * @param field  FUND_FIELD_PUBLISHED or FUND_FIELD_EVENT
 * @param query  filled on success; free it with fund_query_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT: another field, or the first day lies behind the last;
 *         FUND_NO_MEMORY
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_query_create_days(enum fund_query_field field, int32_t first_day,
                                            int32_t last_day, fund_query **query,
                                            struct fund_error *error);

/**
 * Joins queries. The children are copied and stay the caller's.
 * @param count     from 1; 1 for FUND_NOT, from 2 for FUND_NEAR
 * @param distance  FUND_NEAR: other words that may stand between two, 1 to 100; else 0
 * @param query     filled on success; free it with fund_query_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_LIMIT: more than 1000 values or 32 levels;
 *         FUND_NO_MEMORY
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_query_combine(enum fund_query_operator how,
                                        const fund_query *const *children, size_t count,
                                        uint32_t distance, fund_query **query,
                                        struct fund_error *error);

/** Frees a query; queries joined of it and searches for it stay. NULL is allowed. @threads one
 *  @since 0.1 */
FUND_API void fund_query_free(fund_query *query);

#ifdef __cplusplus
}
#endif

#endif
