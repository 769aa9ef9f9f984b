/*
 * words_form: the words of words_list.c in each of their forms, as it writes them at build time: a
 * hash table, so that most words of a text cost one look.
 */
#ifndef CORE_DATES_WORDS_FORM_H
#define CORE_DATES_WORDS_FORM_H

#include <stdint.h>

/* Bytes of the longest form, folded, and one more. */
#define WORDS_FORM_MAX 24
/* A power of two, some three times as many as there are forms. */
#define WORDS_SLOTS 4096u

enum words_form_flags {
    WORDS_NOUN = 1 << 0,   /* in running text only with its capital */
    WORDS_LOWER = 1 << 1,  /* in running text only without: "der Morgen" is not "morgen" */
    WORDS_TYPED = 1 << 2,  /* English: only where someone typed it */
    WORDS_SHORT = 1 << 3,  /* may have a dot behind it, and in running text must */
    WORDS_DAYTIME = 1 << 4 /* has a time of day joined: Freitagabend */
};

struct words_form {
    char letters[WORDS_FORM_MAX]; /* folded, zeros behind them */
    int16_t value;
    char kind; /* enum words_kind */
    uint8_t flags;
};

extern const struct words_form words_forms[];
/* Numbers of forms, from 1, where their hashes have them or behind that; 0: none. */
extern const uint16_t words_slots[WORDS_SLOTS];

/* By the first two letters of a form, the last letters that such forms have, as bits: most words of
 * a text are told by that to be none. */
#define WORDS_LETTERS 26u
extern const uint32_t words_ends[WORDS_LETTERS * WORDS_LETTERS];

#define WORDS_HASH_FIRST 2166136261u

/* FNV-1a, letter by letter. */
static inline uint32_t words_hash_on(uint32_t hash, char letter)
{
    return (hash ^ (unsigned char)letter) * 16777619u;
}

static inline uint32_t words_slot(uint32_t hash)
{
    return (hash ^ hash >> 15) % WORDS_SLOTS;
}

#endif
