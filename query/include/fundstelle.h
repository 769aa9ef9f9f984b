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
 * Text       All strings are UTF-8 and end in a NUL that no size counts. Strings that go in must be
 *            well-formed, else FUND_INVALID_ARGUMENT; paths may be any bytes. Offsets count bytes.
 * Errors     What can fail returns a fund_status. Outputs come last, followed only by the caller's
 *            struct fund_error (NULL allowed), and stay untouched on failure.
 * Ownership  What a function hands out through an out-parameter is the caller's until its _free or
 *            _close. Pointers that a function returns are borrowed from the object asked and live
 *            as long as it. Results do not depend on the archive's later commits.
 * Threads    One fund_archive may be used from many threads at once. All else belongs to one thread
 *            at a time.
 * Processes  After fork(), open a new archive in the child. The library prints nothing, never
 *            exits, reads no environment variable and starts no thread.
 * Names      Persons and organisations have the names that the archive knows them by: "Stegemann"
 *            in one release is "Andreas Stegemann" of others. What the file aliases.txt in the
 *            archive's folder says wins; it is read again when it changes. While it is wrong, every call that
 *            reads the archive gives FUND_INVALID_ARGUMENT with its line, or FUND_LIMIT.
 * Growth     Structs that the caller fills begin with their size; set them by their _INIT. Structs
 *            that the library fills are only ever read through pointers and grow at the end, but
 *            for those that it hands out as arrays, which stay as they are: fund_range,
 *            fund_segment, fund_medium, fund_entity, fund_date, fund_counted.
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
    fund_status code;  /**< The status that the call returned. */
    size_t offset;     /**< FUND_INVALID_QUERY: byte offset into the query text; otherwise 0. */
    char message[256]; /**< One line of UTF-8 without line end: what, where, what to do. */
};

#endif /* FUND_STATUS_DEFINED */

/** No date, in every field that counts days. @since 0.1 */
#define FUND_DATE_NONE INT32_MIN
/** No moment. @since 0.1 */
#define FUND_TIME_NONE INT64_MIN

/** Most hits that one call returns (limit), and the furthest that it looks (offset + limit). */
#define FUND_LIMIT_MAX  1000
#define FUND_WINDOW_MAX 100000
/** Longest query text in bytes; it may look for 512 words, of which a compound counts once for each
 *  part: FUND_LIMIT. @since 0.1 */
#define FUND_QUERY_MAX 10240
/** Longest text in bytes that fund_analyser_read takes. @since 0.1 */
#define FUND_ANALYSIS_MAX 4194304

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
/** The German analyser on its own. @since 0.1 */
typedef struct fund_analyser fund_analyser;
/** What the analyser made of a text. @since 0.1 */
typedef struct fund_analysis fund_analysis;

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
 * @return FUND_OK; FUND_NOT_FOUND: no such folder; FUND_CORRUPT: the folder is no archive, or
 *         damaged; FUND_VERSION: written by another version, the message says how to rebuild;
 *         FUND_INVALID_ARGUMENT, FUND_IO, FUND_NETWORK, FUND_NO_MEMORY
 * @since 0.1
 */
FUND_API fund_status fund_archive_open(const char *path, const struct fund_archive_options *options,
                                       fund_archive **archive, struct fund_error *error);

/** Closes an archive; NULL is allowed. No other call on it may be under way. @since 0.1 */
FUND_API void fund_archive_close(fund_archive *archive);

/** How much there is of something. @since 0.1 */
struct fund_tally {
    const char *name;
    uint64_t count;
};

/** What an archive holds. @since 0.1 */
struct fund_info {
    uint32_t release_count;
    uint32_t person_count;       /**< different names */
    uint32_t organisation_count; /**< different names */
    int32_t first_day, last_day; /**< of publication, days since 1970-01-01; FUND_DATE_NONE where no
                                      release has a date */
    uint32_t format_version;     /**< of the archive */
    const char *analyser;        /**< the fingerprint of the analyser that wrote it */
    const char *path;
    uint32_t generation; /**< how often it was made anew; 0 where it is spread over several */
    uint64_t size_bytes; /**< of the index on the disk; 0 where it is spread, as table_count */
    const struct fund_tally *tables; /**< bytes of each table of the index, by name */
    size_t table_count;
    const struct fund_tally *issuers; /**< releases of each, most first; the first 100 */
    size_t issuer_count;
    const struct fund_tally *years; /**< releases published in each, in order */
    size_t year_count;
    uint64_t revision; /**< each commit that changes releases has the next number */
};

/**
 * Tells what the archive holds at its latest commit.
 * @param info  filled on success; free it with fund_info_free
 * @since 0.1
 */
FUND_API fund_status fund_archive_info(fund_archive *archive, struct fund_info **info,
                                       struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_info_free(struct fund_info *info);

/* ---- searching ------------------------------------------------------------------------------ */

/**
 * Reads a date as `datum:` of the query language does: "18.8.2023", "2023-08", "august 2023",
 * "2019..2021", "gestern", "letzte woche", "seit 2020". What is relative counts from today in
 * Germany; without a year the latest that has begun is meant.
 * @param text       UTF-8, at most 200 bytes
 * @param first_day  days since 1970-01-01, or FUND_DATE_NONE where that end is open
 * @param last_day   the same, inclusive
 * @return FUND_OK; FUND_INVALID_QUERY where it is no date; FUND_INVALID_ARGUMENT; FUND_LIMIT
 * @since 0.1
 */
FUND_API fund_status fund_date_read(const char *text, int32_t *first_day, int32_t *last_day,
                                    struct fund_error *error);

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
                               once; in the order of dates as FUND_RELAX_EMPTY */
    FUND_RELAX_EMPTY = 1, /**< relax only where nothing is found */
    FUND_RELAX_NEVER = 2  /**< only what the query finds as it was asked */
};

/** What to search for. Every condition given must hold. @since 0.1 */
struct fund_search_options {
    size_t size;       /**< sizeof(struct fund_search_options) */
    const char *query; /**< in the query language, at most FUND_QUERY_MAX bytes; NULL or empty
                            matches every release */
    int32_t first_day, last_day; /**< published from … to, inclusive, days since 1970-01-01;
                                      FUND_DATE_NONE: open */
    const char *const *persons;  /**< each must be named in the release, as `person:` finds it; at
                                      most 24 words each */
    size_t person_count;         /**< at most 64 */
    const char *const *organisations;
    size_t organisation_count; /**< at most 64 */
    enum fund_sort sort;
    uint32_t offset;       /**< hits to leave out at the front */
    uint32_t limit;        /**< hits to return, 0 to FUND_LIMIT_MAX */
    uint32_t snippet_size; /**< wanted length of a hit's snippet in characters, 0 (none) to 1000 */
    const char *const *places; /**< each must be named in the release, as `ort:` finds it */
    size_t place_count;        /**< at most 64 */
    enum fund_relax relax;
};
#define FUND_SEARCH_OPTIONS_INIT                                                                   \
    {                                                                                              \
        sizeof(struct fund_search_options), NULL, FUND_DATE_NONE, FUND_DATE_NONE, NULL, 0, NULL,   \
            0, FUND_BY_RELEVANCE, 0, 10, 200, NULL, 0, FUND_RELAX_FILL                             \
    }

/** Why a piece of a snippet is marked. @since 0.1 */
enum fund_mark {
    FUND_MARK_NONE = 0,
    FUND_MARK_EXACT = 1, /**< the very word of the query, in any spelling of its umlauts */
    FUND_MARK_STEM = 2,  /**< another form of it: Vereinbarungen, Vereinbarung */
    FUND_MARK_PART = 3,  /**< a part of a compound: Kriminalität in Clan-Kriminalität */
    FUND_MARK_ALIAS = 4, /**< another name of the person or organisation asked for */
    FUND_MARK_FUZZY = 5  /**< a corrected spelling */
};

/** A piece of a snippet: plain text, nothing is escaped. @since 0.1 */
struct fund_segment {
    const char *text;
    size_t size; /**< bytes */
    enum fund_mark mark;
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
};

/**
 * Searches.
 * @param results  filled on success, also with no hit at all; free it with fund_results_free
 * @return FUND_OK; FUND_INVALID_QUERY: error->offset and the message say where and how to write it;
 *         FUND_INVALID_ARGUMENT; FUND_LIMIT: the query or the window is too large; FUND_CORRUPT,
 *         FUND_IO, FUND_NETWORK, FUND_NO_MEMORY
 * @since 0.1
 */
FUND_API fund_status fund_archive_search(fund_archive *archive,
                                         const struct fund_search_options *options,
                                         fund_results **results, struct fund_error *error);

/** Hits on this page. @since 0.1 */
FUND_API size_t fund_results_count(const fund_results *results);
/** A hit of this page, 0 <= index < fund_results_count; NULL beyond. @since 0.1 */
FUND_API const struct fund_hit *fund_results_hit(const fund_results *results, size_t index);
/** All hits over all pages. @param exact NULL allowed; 0 where it is an estimate. @since 0.1 */
FUND_API uint32_t fund_results_total(const fund_results *results, int *exact);
/** Those that the query finds as it was asked, without being relaxed: the first of all; as exact as
 *  fund_results_total. @since 0.1 */
FUND_API uint32_t fund_results_strict_total(const fund_results *results);
/** The query as it was understood, in the query language; where the archive has a word only with
 *  umlauts that were not typed, with these. @since 0.1 */
FUND_API const char *fund_results_understood(const fund_results *results);
/** How the query was relaxed, see enum fund_relax, in a few words: "the parts of a compound near each
 *  other", "the parts of a compound anywhere", "some of the parts of a compound", "any of the words";
 *  each finds what those before it find, too. NULL where it was not. @since 0.1 */
FUND_API const char *fund_results_relaxed(const fund_results *results);
/** A better spelling of the query; NULL where there is none to offer. @since 0.1 */
FUND_API const char *fund_results_suggestion(const fund_results *results);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_results_free(fund_results *results);

/* ---- releases ------------------------------------------------------------------------------- */

/** A piece of a release's text: bytes start up to end. Equal: there is none. @since 0.1 */
struct fund_range {
    size_t start, end;
};

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
 * @return FUND_OK; FUND_NOT_FOUND: no release has this id; others as fund_archive_search
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
 * @since 0.1
 */
FUND_API fund_status fund_archive_export(fund_archive *archive, fund_export **walk,
                                         struct fund_error *error);
/**
 * The same of what has changed: added and changed releases, and the ids of deleted ones. Releases
 * whose embargo has ended within the last 30 days count as changed.
 * @param since  fund_export_revision of an earlier walk; 0: everything
 * @return FUND_LIMIT: so long ago that not all deletions are known; FUND_INVALID_ARGUMENT: the
 *         archive has had no such revision; others as fund_archive_export
 * @since 0.1
 */
FUND_API fund_status fund_archive_changes(fund_archive *archive, uint64_t since, fund_export **walk,
                                          struct fund_error *error);
/** The archive's revision at the walk's beginning: what to go on from. @since 0.1 */
FUND_API uint64_t fund_export_revision(const fund_export *walk);
/** The next id of a deleted release, by id; NULL after the last. @since 0.1 */
FUND_API const char *fund_export_next_deleted(fund_export *walk);
/**
 * The next release.
 * @param release  filled on success: NULL after the last one; free it with fund_release_free
 * @return FUND_OK; FUND_NOT_FOUND: the archive's folder is gone; others as fund_archive_search. The
 *         next call tries the same release again.
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
    const char
        *issuer; /**< persons: whose releases name them; NULL where unknown, and for others */
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

/* ---- analysis ------------------------------------------------------------------------------- */

/**
 * Opens the analyser, the one that archives are written and asked with; it needs none of them. Open
 * it once for many texts: it remembers the words it has seen. fund_archive_analyser gives that of an
 * archive with decisions on compounds of its own.
 *
 * One fund_analyser belongs to one thread at a time; several may be used side by side.
 *
 * @param analyser  filled on success; close it with fund_analyser_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT, FUND_IO, FUND_NO_MEMORY
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
 * @return FUND_OK; FUND_INVALID_ARGUMENT, and what fund_archive_open returns
 * @since 0.1
 */
FUND_API fund_status fund_archive_analyser(fund_archive *archive, fund_analyser **analyser,
                                           struct fund_error *error);
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
 * @return FUND_OK; FUND_INVALID_ARGUMENT, and what fund_archive_open returns
 * @since 0.1
 */
FUND_API fund_status fund_archive_compounds(fund_archive *archive,
                                            struct fund_compounds **compounds,
                                            struct fund_error *error);
/** NULL is allowed. @since 0.1 */
FUND_API void fund_compounds_free(struct fund_compounds *compounds);
/** NULL is allowed. What it made of texts stays. @since 0.1 */
FUND_API void fund_analyser_close(fund_analyser *analyser);

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
