/*
 * What of an archive one text can complete to, so that whoever asks but once reads no more: the kinds
 * that may stand there, of words and keys those that begin alike.
 */
#ifndef QUERY_LIB_COMPLETION_NEED_H
#define QUERY_LIB_COMPLETION_NEED_H

#include "query/lib/completion/typed.h"

struct completion_need {
    unsigned kinds; /* 1 << enum completion_kind, or-ed: what has to be read */
    /* All words needed begin with one of these, which rise; none begins with another. */
    struct slice words[COMPLETION_RANGES_MAX];
    size_t word_count;
    /* Some word of each key begins one of these, apart from an e behind a, o and u. */
    struct slice begins[COMPLETION_RUNS_MAX];
    size_t begin_count;
    uint8_t classes[0x100]; /* enum need_class of each byte, see need.c */
};

/* kinds: what is wanted of them. The need lives as long as the arena and typed's. FUND_NO_MEMORY. */
fund_status completion_need_of(const struct completion_typed *typed, unsigned kinds,
                               struct arena *arena, struct completion_need *need,
                               struct fund_error *error);
/* Whether a key, as completion_normalise gives it, is needed. NULL: every one is. */
bool completion_need_key(const struct completion_need *need, struct slice key);
/* The same for what is found from one of its words on. */
bool completion_need_word(const struct completion_need *need, struct slice key_from_word);
/* Whether it is found by several words in a row; by one alone otherwise, where need is not NULL. */
bool completion_need_row(const struct completion_need *need, struct slice key_from_word);
/* Whether just one of the begins is a single word, or the beginning of one. */
bool completion_need_has_word(const struct completion_need *need);
/* The same for all texts of a kind. */
bool completion_need_kind(const struct completion_need *need, enum completion_kind kind);
/* False where no key of the text, as it is written, can be needed; far cheaper than its key. */
bool completion_need_text(const struct completion_need *need, struct slice text);

#endif
