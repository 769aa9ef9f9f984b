/*
 * What all of libfundstelle shares: versions, statuses, errors, days and ranges of text.
 */
#ifndef FUNDSTELLE_BASE_H
#define FUNDSTELLE_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef FUND_API
#if defined(__GNUC__)
#define FUND_API __attribute__((visibility("default")))
#else
#define FUND_API
#endif
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

/** No moment, in every field that counts seconds. @since 0.1 */
#define FUND_TIME_NONE INT64_MIN

/** A piece of a text: bytes start up to end. Equal: there is none. @since 0.1 */
struct fund_range {
    size_t start, end;
};

/** The library's version, "0.1.0"; static, never NULL. @threads any @since 0.1 */
FUND_API const char *fund_version(void);

/** A status in a few English words, "not found"; static, never NULL. @threads any @since 0.1 */
FUND_API const char *fund_status_text(fund_status status);

#ifdef __cplusplus
}
#endif

#endif
