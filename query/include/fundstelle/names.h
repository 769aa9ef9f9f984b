/*
 * The persons, organisations and places of an archive.
 */
#ifndef FUNDSTELLE_NAMES_H
#define FUNDSTELLE_NAMES_H

#include "fundstelle/archive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A list of persons, organisations or places. @since 0.1 */
typedef struct fund_names fund_names;

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
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_names(fund_archive *archive, enum fund_names_kind kind,
                                        const char *prefix, fund_names **names,
                                        struct fund_error *error);

/** Number of names; 0 for NULL. @threads any @since 0.1 */
FUND_API size_t fund_names_count(const fund_names *names);

/**
 * One name.
 * @param index  0 <= index < fund_names_count
 * @return borrowed from the names; NULL beyond the last
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_name *fund_names_item(const fund_names *names, size_t index);

/** Frees names with all that was borrowed from them; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_names_free(fund_names *names);

#ifdef __cplusplus
}
#endif

#endif
