/*
 * What of an archive one text can complete to, so that whoever asks but once reads no more: the kinds
 * that may stand there, of words and keys those that begin alike.
 */
#ifndef QUERY_LIB_COMPLETION_NEED_H
#define QUERY_LIB_COMPLETION_NEED_H

#include "query/lib/completion/typed.h"

struct completion_need {
    unsigned kinds; /* 1 << enum completion_kind, or-ed: what has to be read */
    /* Up to the first vowel that may be meant as an umlaut; borrowed from what was typed. */
    struct slice word;                        /* all words needed begin so */
    struct slice begins[COMPLETION_RUNS_MAX]; /* some word of each key begins with one of these */
    size_t begin_count;
};

/* kinds: what is wanted of them. The need lives as long as typed's arena. */
struct completion_need completion_need_of(const struct completion_typed *typed, unsigned kinds);
/* Whether a key, as completion_normalise gives it, is needed. NULL: every one is. */
bool completion_need_key(const struct completion_need *need, struct slice key);
/* The same for all texts of a kind. */
bool completion_need_kind(const struct completion_need *need, enum completion_kind kind);

#endif
