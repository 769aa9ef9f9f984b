/*
 * Archives: opening one, and what it holds.
 */
#ifndef FUNDSTELLE_ARCHIVE_H
#define FUNDSTELLE_ARCHIVE_H

#include "fundstelle/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An open archive. @since 0.1 */
typedef struct fund_archive fund_archive;

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
 * Sets options to what FUND_ARCHIVE_OPTIONS_INIT is, for languages that have no macros.
 * @param options  filled on success
 * @param size     sizeof(struct fund_archive_options) as the caller knows it
 * @return FUND_OK; FUND_INVALID_ARGUMENT: a NULL, or a size that no version has had
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_options_init(struct fund_archive_options *options, size_t size,
                                               struct fund_error *error);

/**
 * Opens an archive for reading.
 *
 * @param path     the archive's folder
 * @param options  NULL for the defaults
 * @param archive  filled on success; close it with fund_archive_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_NOT_FOUND: no such folder; FUND_CORRUPT: the folder is
 *         no archive, or damaged; FUND_VERSION: written by another version, the message says how to
 *         rebuild; see Errors for the others
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_open(const char *path, const struct fund_archive_options *options,
                                       fund_archive **archive, struct fund_error *error);

/**
 * Closes an archive; NULL is allowed. No other call on it may be under way, and no walk of
 * fund_archive_export or fund_archive_changes be open; all else that it has given stays.
 * @threads one
 * @since 0.1
 */
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
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_info(fund_archive *archive, struct fund_info **info,
                                       struct fund_error *error);

/** Frees it with all that it points to; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_info_free(struct fund_info *info);

/**
 * Tells whether the archive knows names. One that `fundstelle index --no-names` made has words alone:
 * what asks for persons, organisations, places, roles or dates in the text finds nothing.
 * @param has_names  1 or 0 on success
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_has_names(fund_archive *archive, int *has_names,
                                            struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
