/*
 * Searching: what is asked, and what is found.
 */
#ifndef FUNDSTELLE_SEARCH_H
#define FUNDSTELLE_SEARCH_H

#include "fundstelle/archive.h"
#include "fundstelle/query.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One page of hits. @since 0.1 */
typedef struct fund_results fund_results;

/* ---- what is asked -------------------------------------------------------------------------- */

/** Most hits that one call returns (limit). @since 0.1 */
#define FUND_LIMIT_MAX 1000

/** The furthest that it looks (offset + limit). @since 0.1 */
#define FUND_WINDOW_MAX 100000

/** Order of hits. @since 0.1 */
enum fund_sort {
    FUND_BY_RELEVANCE = 0, /**< best first; equally good: newest first */
    FUND_BY_NEWEST = 1,    /**< newest first, those of one day as they stand in the archive;
                                without a date last */
    FUND_BY_OLDEST = 2     /**< oldest first; without a date last */
};

/** What to do where a query finds fewer releases than a page of ten. @since 0.1 */
enum fund_relax {
    FUND_RELAX_FILL = 0, /**< in the order of relevance, what a relaxed query finds stands behind; a
                               question of four or more words with others between them is relaxed at
                               once; in the order of dates, and with facets or selections, as
                               FUND_RELAX_EMPTY */
    FUND_RELAX_EMPTY = 1, /**< relax only where nothing is found */
    FUND_RELAX_NEVER = 2  /**< only what the query finds as it was asked */
};

/** By what hits are counted. New ones are only added at the end. @since 0.1 */
enum fund_facet_kind {
    FUND_FACET_PERSON = 0, /**< under the name that the archive knows the person by */
    FUND_FACET_ORGANISATION = 1,
    FUND_FACET_PLACE = 2,
    FUND_FACET_ISSUER = 3,
    FUND_FACET_YEAR = 4,  /**< of publication: "2023" */
    FUND_FACET_MONTH = 5, /**< "2023-08" */
    FUND_FACET_DAY = 6    /**< "2023-08-18" */
};

/** A facet as a bit of fund_search_options. @since 0.1 */
#define FUND_FACET_BIT(kind) (UINT32_C(1) << (kind))

/** All facets but that of days. @since 0.1 */
#define FUND_FACETS_USUAL 0x3fu

/** Most values of a facet that one call lists. @since 0.1 */
#define FUND_FACET_LIMIT_MAX 1000

/** Most values that may be selected. @since 0.1 */
#define FUND_SELECTIONS_MAX 200

/** Most hits that are counted: of more, so many are. @since 0.1 */
#define FUND_FACET_HITS_MAX 1000000

/** A value that hits must have: exactly as fund_facet_value.value tells it, in the same case.
 *  @since 0.1 */
struct fund_selection {
    enum fund_facet_kind facet;
    const char *value;
};

/** What to search for. @since 0.1 */
struct fund_search_options {
    size_t size; /**< sizeof(struct fund_search_options) */

    /* What a release must have, all of it. */
    const char *query;      /**< in the query language, at most FUND_QUERY_MAX bytes; NULL or empty
                                 matches every release */
    const fund_query *tree; /**< a query that was built; NULL: nothing */
    int32_t first_day, last_day; /**< published from … to, inclusive; FUND_DATE_NONE: open */
    const char *const *persons;  /**< each must be named in the release, as `person:` finds it; at
                                      most 24 words each */
    size_t person_count;         /**< at most 64 */
    const char *const *organisations; /**< the same as `org:` finds it */
    size_t organisation_count;        /**< at most 64 */
    const char *const *places;        /**< the same as `ort:` finds it */
    size_t place_count;               /**< at most 64 */
    const char *const *issuers; /**< the release's issuer must be one of these, as `stadt:` finds
                                     it */
    size_t issuer_count;        /**< at most 64 */
    const struct fund_selection *selections; /**< see fund_results_facet */
    size_t selection_count;                  /**< at most FUND_SELECTIONS_MAX */

    /* How it is searched for, and which hits are given. */
    enum fund_relax relax;
    int fold; /**< 1: versions of a release are one hit (fund_hit.versions); 0: each is one */
    enum fund_sort sort;
    uint32_t offset;       /**< hits to leave out at the front */
    uint32_t limit;        /**< hits to give, 0 to FUND_LIMIT_MAX */
    uint32_t snippet_size; /**< wanted length of a hit's snippet in characters, 0 (none) to 1000 */

    /* What of all hits is counted. */
    uint32_t facets;      /**< FUND_FACET_BIT of each facet, or-ed; 0: none */
    uint32_t histograms;  /**< the same for years, months or days in the order of time */
    uint32_t facet_limit; /**< values of each facet, 0 to FUND_FACET_LIMIT_MAX */
};
/* clang-format off */
#define FUND_SEARCH_OPTIONS_INIT                                                                   \
    {                                                                                              \
        sizeof(struct fund_search_options),                                                        \
        NULL, NULL,                             /* query, tree */                                  \
        FUND_DATE_NONE, FUND_DATE_NONE,         /* days */                                         \
        NULL, 0, NULL, 0, NULL, 0, NULL, 0,     /* persons, organisations, places, issuers */      \
        NULL, 0,                                /* selections */                                   \
        FUND_RELAX_FILL, 1,                     /* relax, fold */                                  \
        FUND_BY_RELEVANCE, 0, 10, 200,          /* sort, offset, limit, snippet_size */            \
        0, 0, 10                                /* facets, histograms, facet_limit */              \
    }
/* clang-format on */

/** As fund_archive_options_init. @return the same @threads any @since 0.1 */
FUND_API fund_status fund_search_options_init(struct fund_search_options *options, size_t size,
                                              struct fund_error *error);
/* ---- what is found -------------------------------------------------------------------------- */

/** Why a piece of a snippet is marked. @since 0.1 */
enum fund_mark {
    FUND_MARK_NONE = 0,
    FUND_MARK_EXACT = 1, /**< the very word of the query, in any spelling of its umlauts */
    FUND_MARK_STEM = 2,  /**< another form of it: Vereinbarungen, Vereinbarung */
    FUND_MARK_PART = 3,  /**< a part of a compound: Kriminalität in Clan-Kriminalität */
    FUND_MARK_ALIAS = 4, /**< another name of the person or organisation asked for, or another word
                              of the same meaning */
    FUND_MARK_FUZZY = 5  /**< a corrected spelling */
};

/** A piece of a snippet: plain text, nothing is escaped. @since 0.1 */
struct fund_segment {
    const char *text;
    size_t size; /**< bytes */
    enum fund_mark mark;
};

/** Another version of a hit's release. @since 0.1 */
struct fund_version {
    const char *id;
    const char *title; /**< never NULL */
    const char *file;
    int32_t published; /**< day, or FUND_DATE_NONE */
};

/** One hit. Borrowed from its fund_results. @since 0.1 */
struct fund_hit {
    uint32_t rank;      /**< from 1, over all pages */
    const char *id;     /**< for fund_archive_release */
    const char *file;   /**< path below the one that was indexed */
    int32_t published;  /**< day, or FUND_DATE_NONE */
    const char *title;  /**< never NULL */
    const char *issuer; /**< NULL where unknown */
    const char *url;    /**< NULL where it has none */
    double score;       /**< larger is better; 0 where the order is by date */
    uint32_t versions;  /**< releases that this hit stands for, itself included */
    const struct fund_segment *snippet;
    size_t segment_count;
    const char *const *persons; /**< names, in the order of the text */
    size_t person_count;
    const char *const *organisations;
    size_t organisation_count;
    int relaxed; /**< 1: only a relaxed query finds it, see fund_results_relaxed; such hits stand
                      behind all others */
    const struct fund_version *other_versions; /**< newest first */
    size_t other_version_count;                /**< at most 20 are told */
};

/**
 * Searches.
 *
 * Versions of one release are folded into one hit: the same text sent again or by several towns,
 * corrected, or grown within a few days. Releases that are only alike, next week's notice say, stay
 * apart. The version that the order puts first stands for the others, with equal scores the newest.
 * Offset, limit and ranks count hits, fund_results_total counts releases: the pages are at an end
 * where one has fewer hits than its limit. Folding compares each 50 releases of the order with each
 * other, up to the first 1000; behind them each release is a hit. So a hit is the same whatever the
 * page, and pages join without gap or repetition.
 * @param results  filled on success, also with no hit at all; free it with fund_results_free
 * @return FUND_OK; FUND_INVALID_QUERY: error->offset and the message say where and how to write it;
 *         FUND_INVALID_ARGUMENT: an option; FUND_LIMIT: the query or the window is too large; see
 *         Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_search(fund_archive *archive,
                                         const struct fund_search_options *options,
                                         fund_results **results, struct fund_error *error);

/** Hits on this page; 0 for NULL. @threads any @since 0.1 */
FUND_API size_t fund_results_count(const fund_results *results);

/**
 * A hit of this page, in their order.
 * @param index  0 <= index < fund_results_count
 * @return borrowed from the results; NULL beyond the last
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_hit *fund_results_hit(const fund_results *results, size_t index);

/**
 * Releases found, on all pages: exact where facets are counted, up to FUND_FACET_HITS_MAX. Else exact
 * up to 1,000, unless some 250 releases or more would have to be looked into for words side by side;
 * beyond an estimate from a sample of the archive, which mostly errs by less than a third.
 * @param exact  filled with 0 where it is an estimate, else 1; NULL allowed
 * @threads any
 * @since 0.1
 */
FUND_API uint32_t fund_results_total(const fund_results *results, int *exact);

/**
 * Releases that the query finds as it was asked, but for corrected words, without being relaxed: the
 * first of all; as exact as fund_results_total.
 * @threads any
 * @since 0.1
 */
FUND_API uint32_t fund_results_strict_total(const fund_results *results);

/**
 * The query as it was understood, in the query language; where the archive has a word only with
 * umlauts that were not typed, with these; where a word was corrected, with its correction.
 * @return borrowed from the results; "" where every release was asked for
 * @threads any
 * @since 0.1
 */
FUND_API const char *fund_results_understood(const fund_results *results);

/**
 * How the query was relaxed, see enum fund_relax, in a few words: "the parts of a compound near each
 * other", "the parts of a compound anywhere", "some of the parts of a compound", "any of the words",
 * "any of the words, or others of the same meaning", "words of the same meaning" (for one word).
 * Where words that no release has were taken for others, these come first: "corrected: Biotonne,
 * Wochenmarkt", and with a step "corrected: Biotonne; any of the words". At most 8 words are
 * corrected. NULL where it was not.
 * @threads any
 * @since 0.1
 */
FUND_API const char *fund_results_relaxed(const fund_results *results);

/**
 * A better spelling of the query, to be offered: the query text with other words in place of some
 * that few releases have, which all together are found in ten times as many releases or more. All
 * else in it stands as it was typed. With FUND_RELAX_NEVER, where nothing is found: with other words
 * in place of those that no release has, where that finds any.
 * @return borrowed from the results; NULL where there is none to offer, and where the words were
 *         corrected already
 * @threads any
 * @since 0.1
 */
FUND_API const char *fund_results_suggestion(const fund_results *results);

/**
 * The commit of the archive that these results are of, as a number that no other commit has; 0
 * where that cannot be told (an archive on several machines).
 *
 * Each call searches the newest commit. Pages of one query with the same number fit together: they
 * have every hit once, hits of one score or day in an order that does not change. Where the numbers
 * differ, releases came or went in between, so that a hit may stand on both pages or on none; a
 * caller that shows pages side by side then asks for the first ones again.
 * @threads any
 * @since 0.1
 */
FUND_API uint64_t fund_results_revision(const fund_results *results);

/** A value and its hits. An item of an array: stays as it is. @since 0.1 */
struct fund_facet_value {
    const char *value;           /**< as a selection takes it */
    uint32_t count;              /**< hits that have it */
    int is_selected;             /**< 1: it is one of the selections */
    int32_t first_day, last_day; /**< of a year, month or day; else FUND_DATE_NONE */
};

/** The values of one facet. Borrowed from its fund_results. @since 0.1 */
struct fund_facet {
    enum fund_facet_kind kind;
    const struct fund_facet_value *values;
    size_t value_count; /**< listed here */
    uint32_t different; /**< values that some hit has, in all */
    uint32_t without;   /**< hits that have none */
    int is_exact;       /**< 0: only the first FUND_FACET_HITS_MAX hits by their age in the archive
                             were counted */
};

/**
 * A facet of the results, the most frequent values first, equally frequent ones by the bytes of
 * their names; at most facet_limit of them, and behind these the selected ones that are not among
 * them.
 *
 * All hits of the query are counted, not only those of the page, each once for a value. Selections
 * restrict the hits, the page and the total: several values of one facet are alternatives, and each
 * facet that has any must hold. The counts of a facet leave out its own selections, but heed those
 * of the others: a value's count is the number of hits that there are when it alone is selected in
 * its facet. How far a query is relaxed does not depend on selections.
 *
 * @return NULL where fund_search_options.facets did not ask for it
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_facet *fund_results_facet(const fund_results *results,
                                                     enum fund_facet_kind kind);

/**
 * Hits by year, month or day, counted as those facets are, but all periods that have any, in the
 * order of time; those without hits are left out. facet_limit does not hold here.
 * @return NULL where fund_search_options.histograms did not ask for it
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_facet *fund_results_histogram(const fund_results *results,
                                                         enum fund_facet_kind kind);

/** Frees results with all that was borrowed from them; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_results_free(fund_results *results);

#ifdef __cplusplus
}
#endif

#endif
