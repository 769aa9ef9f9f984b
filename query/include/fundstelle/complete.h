/*
 * What a search box offers while somebody types.
 */
#ifndef FUNDSTELLE_COMPLETE_H
#define FUNDSTELLE_COMPLETE_H

#include "fundstelle/archive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a search box offers. @since 0.1 */
typedef struct fund_completions fund_completions;

/** What a completion is; or-ed, what is wanted. @since 0.1 */
enum fund_completion_kind {
    FUND_COMPLETE_WORDS = 1,         /**< a word, as it is mostly written; or several that titles
                                          go on with behind a word before the cursor */
    FUND_COMPLETE_PERSONS = 2,       /**< under the name that the archive knows */
    FUND_COMPLETE_ORGANISATIONS = 4, /**< the same */
    FUND_COMPLETE_PLACES = 8,
    FUND_COMPLETE_TITLES = 16, /**< of a release */
    FUND_COMPLETE_ALL = 31
};

/** Most completions that one call returns. @since 0.1 */
#define FUND_COMPLETIONS_MAX 100

/** What to complete. @since 0.1 */
struct fund_complete_options {
    size_t size;    /**< sizeof(struct fund_complete_options) */
    unsigned kinds; /**< enum fund_completion_kind, or-ed; not 0 */
    uint32_t limit; /**< completions to return, 0 to FUND_COMPLETIONS_MAX */
};
#define FUND_COMPLETE_OPTIONS_INIT                                                                 \
    {                                                                                              \
        sizeof(struct fund_complete_options), FUND_COMPLETE_ALL, 10                                \
    }

/** As fund_archive_options_init. @return the same @threads any @since 0.1 */
FUND_API fund_status fund_complete_options_init(struct fund_complete_options *options, size_t size,
                                                struct fund_error *error);

/** One completion. Borrowed from its fund_completions. @since 0.1 */
struct fund_completion {
    enum fund_completion_kind kind;
    const char *text;   /**< to show: "Hochwasserschutz", "Andreas Stegemann", a whole title */
    const char *detail; /**< to show beside it: a person's most frequent role, or the other name
                             that was found: "THW" for Technisches Hilfswerk; NULL where none */
    const char *query;  /**< the whole text of the search box once it is taken, a query */
    uint32_t count;     /**< releases: a word's in any of its forms; about, for names; several
                             words': titles that have them */
    struct fund_range match; /**< bytes of the text that were typed, so that a frontend can set them
                                  off; equal where the other name was found */
};

/**
 * Completes what is being typed into a search box: words, persons, organisations, places, titles.
 *
 *     struct fund_complete_options options = FUND_COMPLETE_OPTIONS_INIT;
 *     fund_completions *completions;
 *     if (fund_archive_complete(archive, "kosten stege", &options, &completions, &error) == FUND_OK) {
 *         for (size_t i = 0; i < fund_completions_count(completions); i++) {
 *             const struct fund_completion *item = fund_completions_item(completions, i);
 *             … item->text "Andreas Stegemann", item->detail "Bürgermeister",
 *               item->query "kosten person:\"Andreas Stegemann\"", item->match {8, 13}
 *         }
 *         fund_completions_free(completions);
 *     }
 *
 *     typed          some of what it may complete to
 *     muel, mül, Mul Müller (Muller too, where the archive has one)
 *     stege          Stegemann; Andreas Stegemann: names by any of their words
 *     andreas st     Andreas Stegemann
 *     thw            Technisches Hilfswerk, where a release explains it
 *     tag der off    Tag der offenen Tür, where titles share it; Tag der offenen Tür im Rathaus:
 *                    titles by any of their words and what follows
 *     person:steg    persons alone; so org:, ort:, titel: and their English names
 *     -karn          -Karneval
 *     "tag der       titles that have these words in a row; quotes are closed
 *
 * Case and the spelling of umlauts do not matter; a vowel may be meant as an umlaut, at half the
 * weight, as have words in lower case. What agrees with several words before the cursor comes
 * first, then what was typed as a whole word, then what most releases have, each kind with a share
 * of the list; titles last, newest first. Of a word's forms one is offered, function words (der,
 * und) never.
 *
 * Looked up in memory, in what was read from the archive: at most 500,000 words, 100,000 persons,
 * 50,000 organisations and 20,000 places, those of most releases, and the 100,000 newest titles of
 * the 200,000 releases that came last. The first call on an archive reads only what its text needs,
 * for programs that complete one text; the second reads all of it and waits for that (about a third
 * of a second for 100,000 releases), unless fund_archive_prepare_completion has done so. Releases
 * that come later are found once what was read is 30 seconds old (or 50 times as old as reading
 * took, if that is more): then one call reads it anew, while others go on with what was there. A
 * program that does not want to wait there lets a thread of its own call
 * fund_archive_prepare_completion from time to time.
 *
 * @param text         up to the cursor, at most FUND_QUERY_MAX bytes; NULL or empty: nothing
 * @param options      NULL for the defaults
 * @param completions  filled on success, also with none; free it with fund_completions_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_LIMIT: the text is too long; see Errors. Half a query
 *         is no wrong one.
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_complete(fund_archive *archive, const char *text,
                                           const struct fund_complete_options *options,
                                           fund_completions **completions,
                                           struct fund_error *error);

/**
 * Reads what completions are looked up in, where a commit or the alias file has changed it, so that
 * no later call of fund_archive_complete has to. Calls that come meanwhile go on with the older
 * one.
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_prepare_completion(fund_archive *archive,
                                                     struct fund_error *error);

/** Number of completions; 0 for NULL. @threads any @since 0.1 */
FUND_API size_t fund_completions_count(const fund_completions *completions);

/**
 * One completion, best first.
 * @param index  0 <= index < fund_completions_count
 * @return borrowed from the completions; NULL beyond the last
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_completion *fund_completions_item(const fund_completions *completions,
                                                             size_t index);

/** Frees completions with all that was borrowed from them; NULL is allowed. @threads one
 *  @since 0.1 */
FUND_API void fund_completions_free(fund_completions *completions);

#ifdef __cplusplus
}
#endif

#endif
