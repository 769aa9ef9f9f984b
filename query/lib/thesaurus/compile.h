/*
 * Makes the bytes that thesaurus.c reads.
 */
#ifndef QUERY_LIB_THESAURUS_COMPILE_H
#define QUERY_LIB_THESAURUS_COMPILE_H

#include "core/base/buffer.h"

/*
 * Compiles a thesaurus in MyThes' format; the same source gives the same bytes. Words with one stem
 * are one key; a meaning with less than two keys is left out. *out is appended to.
 * FUND_CORRUPT also where there is no such meaning; FUND_LIMIT, FUND_NO_MEMORY, and what opening the
 * analyser gives.
 */
fund_status compile_thesaurus(struct slice source, struct buffer *out, struct fund_error *error);

#endif
