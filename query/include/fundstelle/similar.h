/*
 * Releases that are about the same as one.
 */
#ifndef FUNDSTELLE_SIMILAR_H
#define FUNDSTELLE_SIMILAR_H

#include "fundstelle/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Most hits that fund_archive_similar returns. @since 0.1 */
#define FUND_SIMILAR_MAX 50

/** What of similar releases is wanted. @since 0.1 */
struct fund_similar_options {
    size_t size;           /**< sizeof(struct fund_similar_options) */
    uint32_t limit;        /**< 0 to FUND_SIMILAR_MAX */
    uint32_t snippet_size; /**< as in fund_search_options */
};
#define FUND_SIMILAR_OPTIONS_INIT                                                                  \
    {                                                                                              \
        sizeof(struct fund_similar_options), 10, 200                                               \
    }

/** As fund_archive_options_init. @return the same @threads any @since 0.1 */
FUND_API fund_status fund_similar_options_init(struct fund_similar_options *options, size_t size,
                                               struct fund_error *error);

/**
 * Finds releases that are about the same as one, by its 40 best words: those that are rare in the
 * archive and frequent in it or in its title (tf-idf; OR-ed, and ranked by BM25).
 *
 * The release itself and its other versions are left out; versions among the others are one hit.
 * Best first, equally good: newest first. A hit's score is its share of what the release itself
 * would have, from 0.05 to 1; a snippet is the beginning of the text, unmarked.
 * @param id       as fund_hit.id gives it
 * @param options  NULL for the defaults
 * @param results  filled on success, also with no hit at all; free it with fund_results_free
 * @return FUND_OK; FUND_NOT_FOUND: no release has this id; FUND_INVALID_ARGUMENT; FUND_LIMIT: an
 *         option; see Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_similar(fund_archive *archive, const char *id,
                                          const struct fund_similar_options *options,
                                          fund_results **results, struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
