/*
 * lists: what single words can be, from the lists of data/names that are built in.
 */
#ifndef INDEXER_NAMES_LISTS_H
#define INDEXER_NAMES_LISTS_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

/* A word may be several of these; data/names/README.md says what each class means. */
enum word_class {
    WORD_NO = 1 << 0,      /* never part of a person's name */
    WORD_STREET = 1 << 1,  /* what stands before it is no person: Platz, Preis */
    WORD_NOUN = 1 << 2,    /* a common noun by its end */
    WORD_TITLE = 1 << 3,   /* Herr, Frau */
    WORD_DEGREE = 1 << 4,  /* Dr., Prof. */
    WORD_ROLE = 1 << 5,    /* Bürgermeister */
    WORD_SURNAME = 1 << 6, /* a surname although it is also a common word */
    WORD_PARTICLE = 1 << 7,
    WORD_PREFIX = 1 << 8, /* first word of a double surname: Schulze, Große */
    WORD_SUFFIX = 1 << 9, /* junior */
    WORD_ORG = 1 << 10,   /* an organisation by itself: Ordnungsamt */
    WORD_BODY = 1 << 11,  /* one with something beside it: Verein */
    WORD_FIRM = 1 << 12,  /* one with a name behind it: Bäckerei */
    WORD_CITY = 1 << 13,  /* Stadt, Kreis */
    WORD_CLUB = 1 << 14,  /* TSV */
    WORD_ACRONYM = 1 << 15,
    WORD_LEGAL = 1 << 16,     /* GmbH */
    WORD_ADJECTIVE = 1 << 17, /* first word of an organisation: Freiwillige, Karlsruher */
    WORD_FIRST_NAME = 1 << 18,
    WORD_MALE = 1 << 19, /* of a first name; neither: unknown */
    WORD_FEMALE = 1 << 20,
    WORD_PLACE = 1 << 21,       /* a municipality */
    WORD_PLACE_START = 1 << 22, /* the first words of one: Haltern am */
    WORD_MASCULINE = 1 << 23,   /* of an organisation's head */
    WORD_FEMININE = 1 << 24,
    WORD_NEUTER = 1 << 25,
    WORD_GENITIVE = 1 << 26, /* the classes are those of the word without its genitive ending */
    WORD_NOT_ROLE = 1 << 27, /* in the lists only: takes the class away from a shorter ending */
    WORD_NOT_ORG = 1 << 28,
    WORD_HEAD = 1 << 29,  /* ends what institutions are called: Werkstatt */
    WORD_FAMILY = 1 << 30 /* a frequent surname */
};
/* A well-known organisation: Bosch. No enumerator, which would be negative. */
#define WORD_BRAND (1u << 31)

struct lists;

fund_status lists_create(struct lists **lists, struct fund_error *error);
void lists_destroy(struct lists *lists);

/* Longest word and place name in bytes that are looked up; longer ones are of no class. */
#define LISTS_WORD_MAX 96

/* The classes of one word, or-ed. */
uint32_t lists_classify(const struct lists *lists, struct slice word);
/* Bytes of an organisation's head without its genitive ending: "Amtes" 3. */
size_t lists_nominative(const struct lists *lists, struct slice word);
/* Sends for what the next three need of a word with this hash of dict_key_hash. */
void lists_fetch(const struct lists *lists, uint64_t hash);
/* The first name's classes (WORD_FIRST_NAME and sex) alone; "Hans-Josef" has Hans's. */
uint32_t lists_first_name(const struct lists *lists, struct slice word);
/* Whether it is a frequent surname, as written. */
bool lists_is_surname(const struct lists *lists, struct slice word);
/* WORD_PLACE, WORD_PLACE_START, both or 0 for one or more words with single spaces. */
uint32_t lists_place(const struct lists *lists, struct slice words);

#endif
