/*
 * What made-up releases are put together from: the sentences of data/sample, taken apart into
 * pieces of which some are replaced each time: names, places, months, numbers and words that others
 * of their kind can stand for.
 */
#ifndef TESTS_BENCH_RELEASES_PATTERNS_H
#define TESTS_BENCH_RELEASES_PATTERNS_H

#include "core/base/arena.h"
#include "tests/bench/words.h"

#include <stdint.h>

enum piece_kind {
    PIECE_TEXT, /* as it is */
    PIECE_WORD, /* another word of its kind may stand for it */
    PIECE_NUMBER,
    PIECE_MONTH,
    PIECE_TOWN,    /* the releases' own town, perhaps the front of a word */
    PIECE_PLACE,   /* another one */
    PIECE_PERSON,  /* first name and surname */
    PIECE_SURNAME, /* of a person */
    PIECE_ORGANISATION
};

struct piece {
    enum piece_kind kind;
    unsigned slot; /* persons: which of the source's */
    struct slice text;
    const struct words_kind *words; /* PIECE_WORD */
};

/* The start of a last clause that may be swapped for another with the same word: ", dass". */
#define PATTERN_CLAUSES 8

struct sentence {
    const struct piece *pieces;
    size_t count;
    size_t tail; /* the piece that the last clause begins with; count where there is none */
    unsigned clause;
    unsigned source;
    bool has_names; /* persons, organisations or other places */
    bool ends_line; /* the last one of its line */
};

enum block_kind {
    BLOCK_TITLE,
    BLOCK_PARAGRAPH,
    BLOCK_MEDIA_TITLE,
    BLOCK_MEDIA_CREDIT,
    BLOCK_MEDIA_CAPTION
};

struct block {
    enum block_kind kind;
    size_t first, count; /* sentences */
};

/* A release of the sample. */
struct source {
    struct slice town;
    int32_t published;
    struct block *blocks;
    size_t block_count, block_capacity;
    size_t first_sentence, sentence_count; /* of its paragraphs; they lie side by side */
};

struct patterns {
    struct arena arena;
    struct sentence *sentences;
    size_t sentence_count, sentence_capacity;
    struct source *sources;
    size_t source_count, source_capacity;
    /* Numbers of the sentences that have such a last clause. */
    uint32_t *clauses[PATTERN_CLAUSES];
    size_t clause_count[PATTERN_CLAUSES], clause_capacity[PATTERN_CLAUSES];
};

/*
 * Reads the releases of data/sample, by the names that data/judged has of each, below root. The
 * pieces point to the words, which must live as long; finish also after a failure.
 */
fund_status patterns_read(struct patterns *patterns, const char *root, const struct words *words,
                          struct fund_error *error);
void patterns_finish(struct patterns *patterns);

#endif
