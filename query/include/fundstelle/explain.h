/*
 * Explanations: how a query is understood, and why a release matches it.
 */
#ifndef FUNDSTELLE_EXPLAIN_H
#define FUNDSTELLE_EXPLAIN_H

#include "fundstelle/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a query was understood. @since 0.1 */
typedef struct fund_explanation fund_explanation;

/** A line of an explanation: a piece of the query, or where a release has it. @since 0.1 */
struct fund_explained {
    uint32_t depth;   /**< how far it is indented: what it belongs to is the last line with less */
    const char *text; /**< in the query language, "all of", "any of", "without" or "near each
                              other"; where a release has it: its words */
    const char *meaning; /**< in English, with the archive's names and words; "" where nothing is to
                              be said */
    int matches;   /**< whether the release has it; -1 where none was asked about, and for what
                              is only joined */
    double weight; /**< what it adds to the release's score; 0 for what only restricts */
};

/**
 * Explains how a query is understood, and why a release matches it: each word and value with its
 * parts, and with an id what the release has of it, in which field, with how much weight. Where the
 * search relaxes the query, so does this. Names that plain words are add their weight at the first
 * of them.
 * @param options      as for a search; offset, limit, fold and snippet_size do not matter
 * @param id           of a release, as fund_hit.id; NULL for none
 * @param explanation  filled on success; free it with fund_explanation_free
 * @return FUND_OK; FUND_NOT_FOUND: no release has this id; others as fund_archive_search
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_explain(fund_archive *archive,
                                          const struct fund_search_options *options, const char *id,
                                          fund_explanation **explanation, struct fund_error *error);

/** As fund_results_understood, borrowed from the explanation. @threads any @since 0.1 */
FUND_API const char *fund_explanation_understood(const fund_explanation *explanation);

/** As fund_results_relaxed, borrowed from the explanation. @threads any @since 0.1 */
FUND_API const char *fund_explanation_relaxed(const fund_explanation *explanation);

/** Number of lines; 0 for NULL. @threads any @since 0.1 */
FUND_API size_t fund_explanation_count(const fund_explanation *explanation);

/**
 * A line.
 * @param index  0 <= index < fund_explanation_count
 * @return borrowed from the explanation; NULL beyond the last
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_explained *fund_explanation_line(const fund_explanation *explanation,
                                                            size_t index);

/** Frees an explanation with all that was borrowed from it; NULL is allowed. @threads one
 *  @since 0.1 */
FUND_API void fund_explanation_free(fund_explanation *explanation);

#ifdef __cplusplus
}
#endif

#endif
