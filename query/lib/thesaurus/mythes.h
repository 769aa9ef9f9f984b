/*
 * Reads a thesaurus in MyThes' format, as Debian's mythes-de has OpenThesaurus.
 */
#ifndef QUERY_LIB_THESAURUS_MYTHES_H
#define QUERY_LIB_THESAURUS_MYTHES_H

#include "core/base/error.h"
#include "core/base/slice.h"

/* Words of one meaning that are read; others are left out. */
#define MYTHES_WORDS_MAX 128

/* Takes the words of one meaning, at least two; each is one word without any remark. */
typedef fund_status (*mythes_taker)(void *context, const struct slice *words, size_t count,
                                    struct fund_error *error);

/*
 * Hands out each meaning of a file, once. Its format: the encoding, which must be UTF-8; then for
 * each entry "word|n" and n lines "-|word (remark)|…", which stand again with each of their words.
 * Left out are broader terms (Oberbegriff) and antonyms, coarse words, and what is several words.
 * FUND_CORRUPT with the line's number, FUND_NO_MEMORY, and what the taker gives.
 */
fund_status mythes_read(struct slice bytes, mythes_taker take, void *context,
                        struct fund_error *error);

#endif
