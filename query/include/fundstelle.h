/*
 * libfundstelle: search in archives of German municipal press releases.
 *
 * An archive is a folder written by `fundstelle index`. Open it once, ask it from as many threads
 * as you like, close it when all results are freed:
 *
 *     struct fund_error error;
 *     fund_archive *archive;
 *     if (fund_archive_open("archiv", NULL, &archive, &error) != FUND_OK)
 *         … error.message …
 *     struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
 *     options.query = "Lebensqualität Ruhr";
 *     fund_results *results;
 *     if (fund_archive_search(archive, &options, &results, &error) == FUND_OK) {
 *         for (size_t i = 0; i < fund_results_count(results); i++)
 *             puts(fund_results_hit(results, i)->title);
 *         fund_results_free(results);
 *     }
 *     fund_archive_close(archive);
 *
 * Sections   archives; the query language, as texts and as queries that are built; searching, what
 *            is asked and what is found; explanations; similar releases; releases; persons,
 *            organisations and places; completion; analysis.
 * Text       All strings are UTF-8 and end in a NUL that no size counts. Strings that go in must be
 *            well-formed, else FUND_INVALID_ARGUMENT; paths may be any bytes. Offsets and sizes
 *            count bytes, days count from 1970-01-01.
 * Errors     What can fail returns a fund_status. Outputs come last, followed only by the caller's
 *            struct fund_error (NULL allowed), and stay untouched on failure. A NULL where none is
 *            allowed is FUND_INVALID_ARGUMENT. Every function that reads an archive may also return
 *            FUND_CORRUPT, FUND_IO, FUND_NETWORK, FUND_NO_MEMORY, FUND_INTERNAL, FUND_NOT_FOUND and
 *            FUND_VERSION (the folder is gone, or another archive by now), and what a wrong
 *            aliases.txt gives, see Names; only what a function adds to these is told with it.
 * Ownership  What a function hands out through an out-parameter is the caller's until its _free or
 *            _close. Pointers that a function returns are borrowed from the object asked and live
 *            as long as it. Results do not depend on the archive's later commits.
 * Threads    One fund_archive may be used from many threads at once. All else belongs to one thread
 *            at a time.
 * Processes  After fork(), open a new archive in the child. The library prints nothing, never
 *            exits, reads no environment variable and starts no thread.
 * Names      Persons, organisations and places have the names that the archive knows them by:
 *            "Stegemann" in one release is "Andreas Stegemann" of others. What the file aliases.txt
 *            in the archive's folder says wins; it is read again when it changes. While it is wrong,
 *            every call that reads the archive gives FUND_INVALID_ARGUMENT with its line, or
 *            FUND_LIMIT.
 * Growth     Structs that the caller fills begin with their size; set them by their _INIT. They grow
 *            at the end, and a shorter one of an older caller is taken for one with the defaults
 *            behind it. Structs that the library fills are only ever read through pointers and grow
 *            at the end, too, but for those that it hands out as arrays, which stay as they are:
 *            fund_range, fund_segment, fund_version, fund_medium, fund_entity, fund_date,
 *            fund_counted, fund_facet_value, fund_span, fund_term.
 */
#ifndef FUNDSTELLE_H
#define FUNDSTELLE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define FUND_API __attribute__((visibility("default")))
#else
#define FUND_API
#endif

/** Version of this header. fund_version() gives the library's. */
#define FUND_VERSION_MAJOR 0
#define FUND_VERSION_MINOR 1
#define FUND_VERSION_PATCH 0

#ifndef FUND_STATUS_DEFINED
#define FUND_STATUS_DEFINED

/** What became of a call. Values are part of the ABI: new ones are only added at the end. */
typedef enum fund_status {
    FUND_OK = 0,               /**< Done. */
    FUND_INVALID_ARGUMENT = 1, /**< The caller broke the function's contract, or a bad option. */
    FUND_INVALID_QUERY = 2,    /**< The query text is wrong at fund_error.offset. */
    FUND_NOT_FOUND = 3,        /**< No such archive, file or release. */
    FUND_LOCKED = 4,           /**< Another process is writing to the archive. */
    FUND_MODIFIED = 5,         /**< A writer overtook this reader; reopen and try again. */
    FUND_CORRUPT = 6,          /**< The archive's files are damaged or no archive's. */
    FUND_VERSION = 7,          /**< Written by another version or analyser; rebuild the archive. */
    FUND_IO = 8,               /**< Reading or writing failed: permissions, disk full, device. */
    FUND_NETWORK = 9,          /**< A remote part of the archive did not answer. */
    FUND_LIMIT = 10,           /**< Larger, deeper or longer than a stated limit. */
    FUND_NO_MEMORY = 11,       /**< Memory ran out. */
    FUND_UNSUPPORTED = 12,     /**< Well-formed, but not offered here. */
    FUND_INTERNAL = 13         /**< A bug of ours; please report it. */
} fund_status;

/** What went wrong. Owned by the caller; written only when a call fails. */
struct fund_error {
    fund_status code; /**< The status that the call returned. */
    size_t offset; /**< FUND_INVALID_QUERY, and FUND_LIMIT where one place is to blame: byte offset
                            into the query text; otherwise 0. */
    char message[256]; /**< One line of UTF-8 without line end: what, where, what to do. */
};

#endif /* FUND_STATUS_DEFINED */

/** No date, in every field that counts days. @since 0.1 */
#define FUND_DATE_NONE INT32_MIN
/** No moment. @since 0.1 */
#define FUND_TIME_NONE INT64_MIN

/** A piece of a text: bytes start up to end. Equal: there is none. @since 0.1 */
struct fund_range {
    size_t start, end;
};

/** An open archive. @since 0.1 */
typedef struct fund_archive fund_archive;
/** One page of hits. @since 0.1 */
typedef struct fund_results fund_results;
/** One release, whole. @since 0.1 */
typedef struct fund_release fund_release;
/** A walk over all releases. @since 0.1 */
typedef struct fund_export fund_export;
/** A list of persons, organisations or places. @since 0.1 */
typedef struct fund_names fund_names;
/** What a search box offers. @since 0.1 */
typedef struct fund_completions fund_completions;
/** The German analyser on its own. @since 0.1 */
typedef struct fund_analyser fund_analyser;
/** What the analyser made of a text. @since 0.1 */
typedef struct fund_analysis fund_analysis;
/** A query that was built, not written. @since 0.1 */
typedef struct fund_query fund_query;
/** How a query was understood. @since 0.1 */
typedef struct fund_explanation fund_explanation;

/** The library's version, "0.1.0". Static. @since 0.1 */
FUND_API const char *fund_version(void);

/** A status in a few English words, never NULL. Static. @since 0.1 */
FUND_API const char *fund_status_text(fund_status status);

/* ---- archives ------------------------------------------------------------------------------- */

/** How to open an archive. @since 0.1 */
struct fund_archive_options {
    size_t size;          /**< sizeof(struct fund_archive_options) */
    uint32_t readers_max; /**< Readers kept open for later calls, 1 to 256; 0: as many as
                             processors. More calls at once than that open one for their time. */
};
#define FUND_ARCHIVE_OPTIONS_INIT                                                                  \
    {                                                                                              \
        sizeof(struct fund_archive_options), 0                                                     \
    }

/**
 * Opens an archive for reading.
 *
 * @param path     the archive's folder
 * @param options  NULL for the defaults
 * @param archive  filled on success; close it with fund_archive_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_NOT_FOUND: no such folder; FUND_CORRUPT: the folder is
 *         no archive, or damaged; FUND_VERSION: written by another version, the message says how to
 *         rebuild; see Errors for the others
 * @since 0.1
 */
FUND_API fund_status fund_archive_open(const char *path, const struct fund_archive_options *options,
                                       fund_archive **archive, struct fund_error *error);

/** Closes an archive; NULL is allowed. No other call on it may be under way, no walk of
 *  fund_archive_export be open. @since 0.1 */
FUND_API void fund_archive_close(fund_archive *archive);

/** A table of an archive's index. @since 0.1 */
struct fund_table {
    const char *name;    /**< "postlist" */
    uint64_t size_bytes; /**< on the disk */
};

/** How often something is there. @since 0.1 */
struct fund_tally {
    const char *name;
    uint32_t count;
};

/** What an archive holds. @since 0.1 */
struct fund_info {
    uint32_t release_count;
    uint32_t person_count;       /**< different names */
    uint32_t organisation_count; /**< different names */
    int32_t first_day, last_day; /**< of publication; FUND_DATE_NONE where no release has a date */
    uint32_t format_version;     /**< of the archive */
    const char *analyser;        /**< the fingerprint of the analyser that wrote it */
    const char *path;
    uint32_t generation; /**< how often it was made anew; 0 where it is spread over several */
    uint64_t size_bytes; /**< of the index on the disk; 0 where it is spread, as table_count */
    const struct fund_table *tables; /**< by name */
    size_t table_count;
    const struct fund_tally *issuers; /**< releases of each, most first; the first 100 */
    size_t issuer_count;
    const struct fund_tally *years; /**< releases published in each, in order; without those that
                                         have no date */
    size_t year_count;
    uint64_t revision; /**< each commit that changes releases has the next number, see
                            fund_archive_changes */
    int has_names;     /**< as fund_archive_has_names */
};

/**
 * Tells what the archive holds at its latest commit.
 * @param info  filled on success; free it with fund_info_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_info(fund_archive *archive, struct fund_info **info,
                                       struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_info_free(struct fund_info *info);

/**
 * Tells whether the archive knows names. One that `fundstelle index --no-names` made has words alone:
 * what asks for persons, organisations, places, roles or dates in the text finds nothing.
 * @param has_names  1 or 0 on success
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_has_names(fund_archive *archive, int *has_names,
                                            struct fund_error *error);

/* ---- the query language: texts -------------------------------------------------------------- */

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
 * @since 0.1
 */
FUND_API fund_status fund_query_parse(const char *text, struct fund_parse **parse,
                                      struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_parse_free(struct fund_parse *parse);

/* ---- the query language: queries that are built --------------------------------------------- */

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
    FUND_MATCH_PREFIX = 3  /**< as "…*", without the star */
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
 * @return FUND_OK; FUND_INVALID_QUERY: no date, with its offset in value; FUND_INVALID_ARGUMENT: an
 *         empty value, or a match that the field does not have; FUND_LIMIT; FUND_NO_MEMORY
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
 * @since 0.1
 */
FUND_API fund_status fund_query_combine(enum fund_query_operator how,
                                        const fund_query *const *children, size_t count,
                                        uint32_t distance, fund_query **query,
                                        struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_query_free(fund_query *query);

/* ---- searching: what is asked --------------------------------------------------------------- */

/** Most hits that one call returns (limit). @since 0.1 */
#define FUND_LIMIT_MAX 1000
/** The furthest that it looks (offset + limit). @since 0.1 */
#define FUND_WINDOW_MAX 100000

/** Order of hits. @since 0.1 */
enum fund_sort {
    FUND_BY_RELEVANCE = 0, /**< best first; equally good: newest first */
    FUND_BY_NEWEST = 1,    /**< newest first; without a date last */
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

/* ---- searching: what is found --------------------------------------------------------------- */

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
 * @since 0.1
 */
FUND_API fund_status fund_archive_search(fund_archive *archive,
                                         const struct fund_search_options *options,
                                         fund_results **results, struct fund_error *error);

/** Hits on this page. @since 0.1 */
FUND_API size_t fund_results_count(const fund_results *results);
/** A hit of this page, 0 <= index < fund_results_count; NULL beyond. @since 0.1 */
FUND_API const struct fund_hit *fund_results_hit(const fund_results *results, size_t index);
/**
 * Releases found, on all pages: exact where facets are counted, up to FUND_FACET_HITS_MAX, else up to
 * some 10,000; an estimate beyond.
 * @param exact  NULL allowed; 0 where it is an estimate
 * @since 0.1
 */
FUND_API uint32_t fund_results_total(const fund_results *results, int *exact);
/** Those that the query finds as it was asked, but for corrected words, without being relaxed: the first of all; as exact as
 *  fund_results_total. @since 0.1 */
FUND_API uint32_t fund_results_strict_total(const fund_results *results);
/** The query as it was understood, in the query language; where the archive has a word only with
 *  umlauts that were not typed, with these; where a word was corrected, with its correction.
 *  @since 0.1 */
FUND_API const char *fund_results_understood(const fund_results *results);
/**
 * How the query was relaxed, see enum fund_relax, in a few words: "the parts of a compound near each
 * other", "the parts of a compound anywhere", "some of the parts of a compound", "any of the words",
 * "any of the words, or others of the same meaning", "words of the same meaning" (for one word).
 * Where words that no release has were taken for others, these come first: "corrected: Biotonne,
 * Wochenmarkt", and with a step "corrected: Biotonne; any of the words". At most 8 words are
 * corrected. NULL where it was not.
 * @since 0.1
 */
FUND_API const char *fund_results_relaxed(const fund_results *results);
/** A better spelling of the query, to be offered: the query text with other words in place of some
 *  that few releases have, which all together are found in ten times as many releases or more. All
 *  else in it stands as it was typed. NULL where there is none to offer, and where the words were
 *  corrected already. @since 0.1 */
FUND_API const char *fund_results_suggestion(const fund_results *results);
/**
 * The commit of the archive that these results are of, as a number that no other commit has; 0
 * where that cannot be told (an archive on several machines).
 *
 * Each call searches the newest commit. Pages of one query with the same number fit together: they
 * have every hit once, hits of one score or day in an order that does not change. Where the numbers
 * differ, releases came or went in between, so that a hit may stand on both pages or on none; a
 * caller that shows pages side by side then asks for the first ones again.
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
 * @since 0.1
 */
FUND_API const struct fund_facet *fund_results_facet(const fund_results *results,
                                                     enum fund_facet_kind kind);
/**
 * Hits by year, month or day, counted as those facets are, but all periods that have any, in the
 * order of time; those without hits are left out. facet_limit does not hold here.
 * @return NULL where fund_search_options.histograms did not ask for it
 * @since 0.1
 */
FUND_API const struct fund_facet *fund_results_histogram(const fund_results *results,
                                                         enum fund_facet_kind kind);

/** NULL is allowed. @since 0.1 */
FUND_API void fund_results_free(fund_results *results);

/* ---- explanations --------------------------------------------------------------------------- */

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
 * @param options      as for a search; sort, offset, limit and snippet_size do not matter
 * @param id           of a release, as fund_hit.id; NULL for none
 * @param explanation  filled on success; free it with fund_explanation_free
 * @return FUND_OK; FUND_NOT_FOUND: no release has this id; others as fund_archive_search
 * @since 0.1
 */
FUND_API fund_status fund_archive_explain(fund_archive *archive,
                                          const struct fund_search_options *options, const char *id,
                                          fund_explanation **explanation, struct fund_error *error);
/** The query as it was understood. @since 0.1 */
FUND_API const char *fund_explanation_understood(const fund_explanation *explanation);
/** As fund_results_relaxed. @since 0.1 */
FUND_API const char *fund_explanation_relaxed(const fund_explanation *explanation);
/** Number of lines. @since 0.1 */
FUND_API size_t fund_explanation_count(const fund_explanation *explanation);
/** A line, 0 <= index < fund_explanation_count; NULL beyond. @since 0.1 */
FUND_API const struct fund_explained *fund_explanation_line(const fund_explanation *explanation,
                                                            size_t index);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_explanation_free(fund_explanation *explanation);

/* ---- similar releases ----------------------------------------------------------------------- */

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
 * @since 0.1
 */
FUND_API fund_status fund_archive_similar(fund_archive *archive, const char *id,
                                          const struct fund_similar_options *options,
                                          fund_results **results, struct fund_error *error);

/* ---- releases ------------------------------------------------------------------------------- */

/** A picture or other medium that goes with a release. @since 0.1 */
struct fund_medium {
    struct fund_range title, credit, caption;
};

/** A person or organisation in a release. @since 0.1 */
struct fund_entity {
    const char *name;
    const char *title; /**< "Dr."; NULL where none, and for organisations */
    const char *role;  /**< "Bürgermeister"; NULL where none, and for organisations */
    const char *const *aliases;
    size_t alias_count;
    const struct fund_range *mentions;
    size_t mention_count;
};

/** How exact a date is; a month or year may also be several: "Mai bis Juli". @since 0.1 */
enum fund_precision {
    FUND_PRECISION_DAY = 0,
    FUND_PRECISION_RANGE = 1,
    FUND_PRECISION_MONTH = 2,
    FUND_PRECISION_YEAR = 3,
    FUND_PRECISION_APPROXIMATE = 4, /**< "Mitte 2020" */
    FUND_PRECISION_RECURRING = 5    /**< "jeden Dienstag im Mai": each week, from the first such day
                                         to the last */
};

/** A date that the text names. @since 0.1 */
struct fund_date {
    struct fund_range range;
    int32_t first_day, last_day; /**< both inclusive */
    enum fund_precision precision;
};

/** What fund_release_view gives. @since 0.1 */
struct fund_release_view {
    const char *id, *file;
    const char *issuer, *url; /**< NULL where unknown */
    int32_t published;        /**< day, or FUND_DATE_NONE */
    const char *text;         /**< all fields, a blank line between two; ranges count its bytes */
    size_t text_size;
    struct fund_range title, subtitle, lead, body, contact;
    const struct fund_medium *media;
    size_t medium_count;
    const struct fund_entity *persons;
    size_t person_count;
    const struct fund_entity *organisations;
    size_t organisation_count;
    const struct fund_entity *places;
    size_t place_count;
    const struct fund_date *dates;
    size_t date_count;
    int64_t updated; /**< the last change that its maker tells, seconds since 1970-01-01 00:00 UTC,
                          or FUND_TIME_NONE */
};

/**
 * Fetches one release. One whose embargo lies ahead is not found, here as in searches and exports.
 * @param id       as fund_hit.id gives it
 * @param release  filled on success; free it with fund_release_free
 * @return FUND_OK; FUND_NOT_FOUND: no release has this id; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_release(fund_archive *archive, const char *id,
                                          fund_release **release, struct fund_error *error);
#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" /* a function beside a struct of the same name */
#endif
/** Everything in a release. @since 0.1 */
FUND_API const struct fund_release_view *fund_release_view(const fund_release *release);
#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
/** NULL is allowed. @since 0.1 */
FUND_API void fund_release_free(fund_release *release);

/**
 * Begins a walk over all releases in the order of their dates, oldest first, those without a date
 * last. It gives the releases that were there at its beginning, each as it is when its turn comes;
 * one that was removed meanwhile is left out.
 * @param walk  filled on success; end it with fund_export_close, before fund_archive_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_export(fund_archive *archive, fund_export **walk,
                                         struct fund_error *error);
/**
 * Begins a walk over what has changed since a revision (fund_export_revision of an earlier walk, 0
 * for everything): releases that were added or changed, in the same order, and the ids of those
 * that were deleted. So that none is missed, releases whose embargo has ended within the last 30
 * days are given again.
 * @param since  a revision that the archive has had
 * @param walk   filled on success; end it with fund_export_close, before fund_archive_close
 * @return FUND_OK; FUND_LIMIT: so long ago that not all deletions are known any more, export
 *         everything; FUND_INVALID_ARGUMENT: the archive has not had such a revision; others as
 *         fund_archive_search
 * @since 0.1
 */
FUND_API fund_status fund_archive_changes(fund_archive *archive, uint64_t since, fund_export **walk,
                                          struct fund_error *error);
/** The archive's revision at the walk's beginning: what to go on from. @since 0.1 */
FUND_API uint64_t fund_export_revision(const fund_export *walk);
/**
 * The next id of a release that was deleted since, in the order of ids; a walk over everything has
 * none.
 * @return NULL after the last one; borrowed from the walk
 * @since 0.1
 */
FUND_API const char *fund_export_next_deleted(fund_export *walk);
/**
 * The next release.
 * @param release  filled on success: NULL after the last one; free it with fund_release_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors. After a failure the next call tries the same
 *         release again.
 * @since 0.1
 */
FUND_API fund_status fund_export_next(fund_export *walk, fund_release **release,
                                      struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_export_close(fund_export *walk);

/* ---- persons, organisations and places ------------------------------------------------------ */

/** Which names. @since 0.1 */
enum fund_names_kind { FUND_PERSONS = 0, FUND_ORGANISATIONS = 1, FUND_PLACES = 2 };

/** A role or an alias. @since 0.1 */
struct fund_counted {
    const char *text;
    uint32_t count;      /**< releases that give it; 0: only the alias file does */
    int32_t first_year;  /**< of these releases, 0 where unknown */
    int32_t last_year;   /**< the same */
    const char *release; /**< aliases: id of a release that has it, NULL where none; roles: NULL */
};

/** A name in the archive. Borrowed from its fund_names. @since 0.1 */
struct fund_name {
    const char *name;
    uint32_t count;                   /**< releases */
    const struct fund_counted *roles; /**< persons: most frequent first */
    size_t role_count;
    const struct fund_counted *aliases; /**< other names: most frequent first */
    size_t alias_count;
    const char *issuer; /**< persons: whose releases name them; NULL where unknown, for others */
    int32_t first_year, last_year; /**< persons: of these releases, 0 where unknown */
};

/**
 * Lists names, most releases first, then by name.
 *
 * A full name is one person within an issuer, another one where nobody gave the name for more than
 * 25 years. A name that is short for others ("Stegemann") counts for the one of them that releases
 * of the same issuer name nearest in time, at most two years away. An acronym that only one
 * organisation explains counts for that. The archive's alias file wins over all of this.
 * @param prefix  only names of which (or of whose aliases) one word begins so, whatever the case
 *                and spelling of its umlauts; NULL or empty for all
 * @param names   filled on success; free it with fund_names_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_names(fund_archive *archive, enum fund_names_kind kind,
                                        const char *prefix, fund_names **names,
                                        struct fund_error *error);
/** Number of names. @since 0.1 */
FUND_API size_t fund_names_count(const fund_names *names);
/** One name, 0 <= index < fund_names_count; NULL beyond. @since 0.1 */
FUND_API const struct fund_name *fund_names_item(const fund_names *names, size_t index);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_names_free(fund_names *names);

/* ---- completion ----------------------------------------------------------------------------- */

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
 * Looked up in memory, in what was read from the archive by the first call, which waits for it
 * (about a third of a second for 100,000 releases): at most 500,000 words, 100,000 persons, 50,000
 * organisations and 20,000 places, those of most releases, and the 100,000 newest titles of the
 * 200,000 releases that came last. Releases that come later are found once what was read is 30
 * seconds old (or 50 times as old as reading took, if that is more): then one call reads it anew,
 * while others go on with what was there. A program that does not want to wait there lets a thread
 * of its own call fund_archive_prepare_completion from time to time.
 *
 * @param text         up to the cursor, at most FUND_QUERY_MAX bytes; NULL or empty: nothing
 * @param options      NULL for the defaults
 * @param completions  filled on success, also with none; free it with fund_completions_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_LIMIT: the text is too long; see Errors. Half a query
 *         is no wrong one.
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
 * @since 0.1
 */
FUND_API fund_status fund_archive_prepare_completion(fund_archive *archive,
                                                     struct fund_error *error);
/** Number of completions. @since 0.1 */
FUND_API size_t fund_completions_count(const fund_completions *completions);
/** One completion, 0 <= index < fund_completions_count, best first; NULL beyond. @since 0.1 */
FUND_API const struct fund_completion *fund_completions_item(const fund_completions *completions,
                                                             size_t index);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_completions_free(fund_completions *completions);

/* ---- analysis ------------------------------------------------------------------------------- */

/**
 * Opens the analyser, the one that archives are written and asked with; it needs none of them. Open
 * it once for many texts: it remembers the words it has seen. fund_archive_analyser gives that of an
 * archive with decisions on compounds of its own.
 *
 * One fund_analyser belongs to one thread at a time; several may be used side by side.
 *
 * @param analyser  filled on success; close it with fund_analyser_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_IO; FUND_NO_MEMORY
 * @since 0.1
 */
FUND_API fund_status fund_analyser_open(fund_analyser **analyser, struct fund_error *error);
/**
 * Opens the analyser that an archive is asked with, its own decisions on compounds included: those
 * of the file compounds.txt as it was when the archive was made. It does not need the archive any
 * more and does not follow it when it is rebuilt.
 *
 * @param archive   an open archive
 * @param analyser  filled on success; close it with fund_analyser_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_analyser(fund_archive *archive, fund_analyser **analyser,
                                           struct fund_error *error);
/** NULL is allowed. What it made of texts stays. @since 0.1 */
FUND_API void fund_analyser_close(fund_analyser *analyser);

/** An archive's own decisions on compounds. @since 0.1 */
struct fund_compounds {
    const char *text;  /**< the file compounds.txt as it was when the archive was made; "" where
                            there was none */
    size_t text_size;  /**< bytes */
    size_t count;      /**< words that it decides about */
    int is_file_other; /**< 1: the file in the archive's folder decides otherwise by now, is wrong or
                            cannot be read; the archive goes on with its copy */
};

/**
 * Tells the decisions on compounds that an archive was made and is asked with.
 * @param compounds  filled on success, also where there are none; free it with fund_compounds_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @since 0.1
 */
FUND_API fund_status fund_archive_compounds(fund_archive *archive,
                                            struct fund_compounds **compounds,
                                            struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_compounds_free(struct fund_compounds *compounds);

/** What a term stands for. @since 0.1 */
enum fund_term_kind {
    FUND_TERM_WHOLE = 0, /**< the whole word */
    FUND_TERM_PART = 1   /**< a part of it; a word without parts is its own only part */
};

/** What a word is found by. Borrowed from its fund_token. @since 0.1 */
struct fund_term {
    enum fund_term_kind kind;
    const char *stem;
    uint32_t position; /**< FUND_TERM_PART: place among the text's parts, from 1; parts in a row
                            are found as a phrase. FUND_TERM_WHOLE: its first part's. */
    struct fund_range range; /**< what it stands for, in bytes of the text; a part that the writer
                                  left out lies in the word that has it: in "Haupt- und Realschule"
                                  the second part of Hauptschule */
};

/** A word, number or the like in the text. Borrowed from its fund_analysis. @since 0.1 */
struct fund_token {
    struct fund_range range;       /**< bytes of the text */
    const char *folded;            /**< in lower case, umlauts written out, other marks stripped */
    const struct fund_term *terms; /**< the whole word, then its parts in order */
    size_t whole_count;            /**< 1; 2 where another word is meant and follows the first:
                                        Hauptschule for "Haupt-" in "Haupt- und Realschule" */
    size_t term_count;             /**< more than whole_count */
    const struct fund_term *inner; /**< words inside a longer one that have no parts where they
                                        stand alone, as Sparkasse in Bezirkssparkasse, which has
                                        three; at the position of their last part */
    size_t inner_count;
};

/** Longest text in bytes that fund_analyser_read takes. @since 0.1 */
#define FUND_ANALYSIS_MAX 4194304
/**
 * Analyses a text.
 * @param text      well-formed UTF-8, not needed afterwards; it need not end in a NUL, and a NUL in
 *                  it is a character like others. NULL is allowed where size is 0.
 * @param size      bytes, at most FUND_ANALYSIS_MAX
 * @param analysis  filled on success, also with no token at all; free it with fund_analysis_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT: no well-formed UTF-8, or a NULL; FUND_LIMIT: the text is
 *         too long; FUND_NO_MEMORY
 * @since 0.1
 */
FUND_API fund_status fund_analyser_read(fund_analyser *analyser, const char *text, size_t size,
                                        fund_analysis **analysis, struct fund_error *error);
/** Number of tokens. @since 0.1 */
FUND_API size_t fund_analysis_count(const fund_analysis *analysis);
/** A token, 0 <= index < fund_analysis_count, in the order of the text; NULL beyond. @since 0.1 */
FUND_API const struct fund_token *fund_analysis_token(const fund_analysis *analysis, size_t index);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_analysis_free(fund_analysis *analysis);

#ifdef __cplusplus
}
#endif

#endif /* FUNDSTELLE_H */
