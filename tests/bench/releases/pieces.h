/*
 * Cuts text into sentences, and a sentence into pieces (patterns.h).
 */
#ifndef TESTS_BENCH_RELEASES_PIECES_H
#define TESTS_BENCH_RELEASES_PIECES_H

#include "tests/bench/releases/gold.h"

struct pieces_context {
    struct arena *arena; /* for the pieces; their texts point into the sentence */
    const struct words *words;
    const struct gold *gold;
    struct slice town;
};

/* Bytes of the first sentence: up to a full stop that is no abbreviation's before a capital. */
size_t pieces_sentence_end(struct slice line);

/* Fills in pieces, count, tail and clause. */
fund_status pieces_cut(const struct pieces_context *context, struct slice text,
                       struct sentence *sentence, struct fund_error *error);

/* Bytes of the word that the text begins with: letters and digits of any script, no punctuation. */
size_t pieces_word_size(struct slice text);

#endif
