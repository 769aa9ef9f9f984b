/*
 * keys: what two spellings of a name have in common. Writer and reader link names by these.
 */
#ifndef CORE_NAMES_KEYS_H
#define CORE_NAMES_KEYS_H

#include "core/text/text.h"

/* Longest key in bytes; a longer one is cut there and ends in a hash of the whole. */
#define KEYS_SIZE_MAX 80
/* Bytes of an issuer's key. */
#define KEYS_ISSUER_SIZE 8
/* Initials of a name: fewest and most letters, and how many ways there are to take them. */
#define KEYS_INITIALS_MIN      3
#define KEYS_INITIALS_MAX      10
#define KEYS_INITIALS_WAYS_MAX 6

struct keys_key {
    char data[KEYS_SIZE_MAX];
    size_t size; /* 0: the name has no word */
};

static inline struct slice keys_slice(const struct keys_key *key)
{
    return slice_of(key->data, key->size);
}

/*
 * The key of a person's surname: the last word, folded, that is no suffix, without a genitive's s
 * behind an apostrophe.
 */
fund_status keys_surname(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                         struct fund_error *error);

/* "junior", "sen" and the like, which are no surname. */
bool keys_is_suffix(struct slice folded);

/*
 * The key of an organisation: the stems of its words without the legal form, so that
 * "Stadtwerke Elbgrund GmbH", "der Stadtwerken Elbgrund" and "STADTWERKE ELBGRUND" have one, and
 * "e.V." is "e. V.".
 */
fund_status keys_organisation(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                              struct fund_error *error);

/* The same from words that were read already. */
struct keys_word {
    struct slice folded, stem;
};
/* Whether the word is left out of the key. */
bool keys_is_dropped(const struct keys_word *words, size_t count, size_t at);
void keys_of_words(const struct keys_word *words, size_t count, struct keys_key *key);

/*
 * Folded initials that may stand for an organisation: those of its words or of the parts of these,
 * with or without und, für and the like: thw for Technisches Hilfswerk, bfe for Bürger für
 * Elbgrund.
 */
struct keys_initials {
    struct keys_key items[KEYS_INITIALS_WAYS_MAX]; /* all different */
    size_t count;
};
fund_status keys_initials(struct text_cursor *cursor, struct slice name,
                          struct keys_initials *initials, struct fund_error *error);
/* keys_organisation and keys_initials in one, which reads the name once. */
fund_status keys_linking(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                         struct keys_initials *initials, struct fund_error *error);

/*
 * What stands in quotation marks in an organisation's name, by which it is called too: Hafen für
 * alle in Verein „Hafen für alle“. Empty where nothing does.
 */
struct slice keys_quoted(struct slice name);

/*
 * A folded issuer's key, hexadecimal digits; of an empty one too. Towns are compared by their name:
 * "Stadt Elbgrund", "Große Kreisstadt Elbgrund" and "Pressestelle der Stadt Elbgrund" have one; a
 * district has another.
 */
void keys_issuer(struct slice folded, char key[static KEYS_ISSUER_SIZE]);

#endif
