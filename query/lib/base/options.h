/*
 * Structs of options that a caller fills: its version of them may be an older one, which is shorter.
 */
#ifndef QUERY_LIB_BASE_OPTIONS_H
#define QUERY_LIB_BASE_OPTIONS_H

#include "core/base/error.h"

/*
 * Copies what the caller has given (NULL: nothing) over the defaults in *options, size bytes; both
 * begin with their size. FUND_INVALID_ARGUMENT where that is none; names are for its message.
 */
fund_status options_copy(const void *given, void *options, size_t size, const char *name,
                         const char *init_name, struct fund_error *error);

#endif
