/*
 * The terms of a word with an Ergänzungsstrich: its own, those of the word that is meant, and the
 * parts that it borrows. See core/text/text.h.
 */
#ifndef CORE_TEXT_EXPAND_H
#define CORE_TEXT_EXPAND_H

#include "core/text/scanner.h"
#include "core/text/type_cache.h"

/* What is written, what is meant, the parts. */
#define EXPAND_TERMS_MAX (2 + TEXT_PARTS_MAX)

struct expansion {
    struct text_term terms[EXPAND_TERMS_MAX]; /* without positions */
    size_t term_count;
    struct slice folded; /* of what is written */
    struct buffer joined;
    char folded_bytes[TEXT_TERM_MAX];
    char stem_bytes[EXPAND_TERMS_MAX][TEXT_TERM_MAX];
};

/*
 * "Haupt" completed with the end of "Realschule", "tagesstätten" with the front of "Kindergärten".
 * *is_expanded tells whether there is anything to complete it with; only then the terms are set.
 */
fund_status expand_with_end(struct expansion *expansion, struct type_cache *types,
                            struct slice text, const struct scan_token *front,
                            const struct scan_token *whole, bool *is_expanded,
                            struct fund_error *error);
fund_status expand_with_front(struct expansion *expansion, struct type_cache *types,
                              struct slice text, const struct scan_token *whole,
                              const struct scan_token *end, bool *is_expanded,
                              struct fund_error *error);

#endif
