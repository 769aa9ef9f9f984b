/*
 * tense: whether a sentence tells of what was or of what will be: "am Freitag" is one or the other.
 */
#ifndef CORE_DATES_TENSE_H
#define CORE_DATES_TENSE_H

#include "core/base/slice.h"

/* A longer sentence is taken for several. */
#define TENSE_WORDS_MAX 160

enum tense { TENSE_OPEN, TENSE_PAST, TENSE_FUTURE };

struct tense_word {
    size_t start, end;
    int place; /* among the words of its sentence, commas counted as some */
    int verb;
};

/* A walk over the sentences of a text. */
struct tense_finder {
    struct slice text;
    size_t end; /* of the sentence that the words are of */
    struct tense_word words[TENSE_WORDS_MAX];
    size_t count;
    bool has_verbs; /* are looked up: only in a sentence with a date */
    bool has_participle, has_state;
};

void tense_init(struct tense_finder *finder, struct slice text);
/* Of the sentence around `at`, which never becomes smaller from call to call. */
enum tense tense_at(struct tense_finder *finder, size_t at);

#endif
