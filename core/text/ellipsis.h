/*
 * Ergänzungsstrich: which word a hyphen at a word's end or front stands for, by signs and
 * connecting words. What the words are made of is not looked at here.
 */
#ifndef CORE_TEXT_ELLIPSIS_H
#define CORE_TEXT_ELLIPSIS_H

#include "core/text/scanner.h"

/* How far a hyphen reaches. */
#define ELLIPSIS_SIZE_MAX   200 /* bytes from the one word's front to the other's end */
#define ELLIPSIS_ITEMS_MAX  6   /* words with a hyphen in one list */
#define ELLIPSIS_TOKENS_MAX 16  /* with connecting words, and the word at the list's end */

/*
 * Whether a connecting word is all that stands behind a hyphen, so that the space before it is
 * missing: "und " in "Haupt-und Realschule". rest: what follows the hyphen.
 */
bool ellipsis_is_glued(struct slice rest);
/*
 * Whether the token has a hyphen behind it that no word follows: "Haupt-", with an en dash too. A
 * hyphen between spaces is one before "und" or "oder" and another capital: "Haupt - und Real".
 */
bool ellipsis_is_open(struct slice text, const struct scan_token *token);
/*
 * The index of the token whose end completes the first one, which is open: that of "Realschule"
 * after "Haupt- und". 0 where there is none.
 */
size_t ellipsis_find_end(struct slice text, const struct scan_token *tokens, size_t count);

/* The last word that "-tagesstätten" could be completed with. Zeroed at the front of a text. */
struct ellipsis_front {
    struct scan_token word; /* "Kindergärten" */
    struct scan_token last; /* the token before the one to come */
    size_t items;           /* words completed with it */
    bool is_known;          /* there was a token */
    bool is_connected;      /* last is a connecting word */
};

/* Moves over a token; true where it begins with a hyphen and front->word completes it. */
bool ellipsis_follow(struct ellipsis_front *front, struct slice text,
                     const struct scan_token *token);

/*
 * Where in whole the rest begins behind a prefix of a verb or noun, if front is one too and a rest
 * of some letters remains: 4 for "Vor" and "Nachteile". 0 where it is not so.
 */
size_t ellipsis_prefix_size(struct slice front, struct slice whole);

#endif
