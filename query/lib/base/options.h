/*
 * What a caller gives: structs of options, of which its version may be an older one, which is
 * shorter; strings and days.
 */
#ifndef QUERY_LIB_BASE_OPTIONS_H
#define QUERY_LIB_BASE_OPTIONS_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

/*
 * Copies what the caller has given (NULL: nothing) over the defaults in *options, size bytes; both
 * begin with their size. FUND_INVALID_ARGUMENT where that is none; names are for its message.
 */
fund_status options_copy(const void *given, void *options, size_t size, const char *name,
                         const char *init_name, struct fund_error *error);

/* A string of the caller's, its size bounded before it is looked at any further; what: it is, for
 * the message. FUND_INVALID_ARGUMENT, FUND_LIMIT beyond FUND_QUERY_MAX. */
fund_status options_string(const char *string, const char *what, struct slice *out,
                           struct fund_error *error);
/* Days beyond the calendar that the program has are as good as its ends. */
int32_t options_day(int32_t day);

#endif
