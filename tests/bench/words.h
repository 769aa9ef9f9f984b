/*
 * The words of data/counts to draw from: as often as they are there, or alike to another one.
 */
#ifndef TESTS_BENCH_WORDS_H
#define TESTS_BENCH_WORDS_H

#include "core/base/buffer.h"
#include "tests/bench/draws.h"

struct words;

/* path: of the counts. */
fund_status words_open(const char *path, struct words **words, struct fund_error *error);
void words_close(struct words *words); /* NULL is allowed */

/* Frequent words more often. */
struct slice words_draw(const struct words *words, struct draws *draws);
/* Any word as often as any other. */
struct slice words_draw_any(const struct words *words, struct draws *draws);

/* How many words are more frequent; UINT32_MAX for a word that the counts do not have. */
uint32_t words_rank(const struct words *words, struct slice word);

/*
 * A kind of words: nouns (a capital, then small letters), or words in small letters, by their last
 * three bytes, which mostly tell their gender and number. Too frequent ones, which hold sentences
 * together, are of no kind.
 */
#define WORDS_KIND_ENDING 3
struct words_kind;
/* NULL where the word is of no kind, or of one with few words. Borrowed. */
const struct words_kind *words_kind_of(const struct words *words, struct slice word);
/* A word of the kind, frequent ones more often. */
struct slice words_draw_kind(const struct words_kind *kind, struct draws *draws);
/* Any of them as often as any other. */
struct slice words_draw_any_kind(const struct words_kind *kind, struct draws *draws);
/* Any noun as often as any other. */
struct slice words_draw_noun(const struct words *words, struct draws *draws);

/* True for a word of letters without a capital behind its first; *is_noun: with one there. */
bool words_is_plain(struct slice word, bool *is_noun);

#endif
