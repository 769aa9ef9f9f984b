/*
 * Status codes and the error record that every function which can fail uses.
 *
 * The block between FUND_STATUS_DEFINED and its #endif stands in query/include/fundstelle/base.h too,
 * letter for letter (a test compares them): the public header must compile alone, and what the core
 * reports must reach the caller without translation.
 */
#ifndef CORE_BASE_ERROR_H
#define CORE_BASE_ERROR_H

#include <stddef.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

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

#if defined(__GNUC__)
#define ERROR_PRINTF(text_at, first) __attribute__((__format__(__printf__, text_at, first)))
#else
#define ERROR_PRINTF(text_at, first)
#endif

/* What to do about FUND_CORRUPT and FUND_VERSION, for messages about an archive. */
#define ERROR_REBUILD "rebuild it with fundstelle index --rebuild PATH"

/*
 * Fills *error (NULL allowed) and returns code, so that a failing function ends with
 * `return error_set(error, FUND_IO, "…")`. The message is cut at a character's border where it is
 * too long; line ends and other control characters in it become spaces, bytes that are no UTF-8
 * question marks.
 */
fund_status error_set(struct fund_error *error, fund_status code, const char *format, ...)
    ERROR_PRINTF(3, 4);

/* The same with a byte offset into the query text. */
fund_status error_set_at(struct fund_error *error, fund_status code, size_t offset,
                         const char *format, ...) ERROR_PRINTF(4, 5);

/* The usual "out of memory" error. */
fund_status error_no_memory(struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
