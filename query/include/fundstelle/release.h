/*
 * Releases as a whole: one, all of them, or what has changed.
 */
#ifndef FUNDSTELLE_RELEASE_H
#define FUNDSTELLE_RELEASE_H

#include "fundstelle/archive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One release, whole. @since 0.1 */
typedef struct fund_release fund_release;

/** A walk over releases, all or those that have changed. @since 0.1 */
typedef struct fund_export fund_export;

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
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_release(fund_archive *archive, const char *id,
                                          fund_release **release, struct fund_error *error);

#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" /* a function beside a struct of the same name */
#endif
/** Everything in a release; borrowed from it, NULL for NULL. @threads any @since 0.1 */
FUND_API const struct fund_release_view *fund_release_view(const fund_release *release);
#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/** Frees a release with all that was borrowed from it; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_release_free(fund_release *release);

/**
 * Begins a walk over all releases in the order of their dates, oldest first, those without a date
 * last. It gives the releases that were there at its beginning, each as it is when its turn comes;
 * one that was removed meanwhile is left out.
 * @param walk  filled on success; end it with fund_export_close, before fund_archive_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @threads any
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
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_changes(fund_archive *archive, uint64_t since, fund_export **walk,
                                          struct fund_error *error);

/** The archive's revision at the walk's beginning: what to go on from. @threads any @since 0.1 */
FUND_API uint64_t fund_export_revision(const fund_export *walk);

/**
 * The next id of a release that was deleted since, in the order of ids; a walk over everything has
 * none.
 * @return NULL after the last one; borrowed from the walk
 * @threads one
 * @since 0.1
 */
FUND_API const char *fund_export_next_deleted(fund_export *walk);

/**
 * The next release.
 * @param release  filled on success: NULL after the last one; free it with fund_release_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors. After a failure the next call tries the same
 *         release again.
 * @threads one
 * @since 0.1
 */
FUND_API fund_status fund_export_next(fund_export *walk, fund_release **release,
                                      struct fund_error *error);

/** Ends a walk; the releases that it gave stay. NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_export_close(fund_export *walk);

#ifdef __cplusplus
}
#endif

#endif
