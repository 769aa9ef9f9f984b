/*
 * The names in a release of the sample as data/judged has them.
 */
#ifndef TESTS_BENCH_RELEASES_GOLD_H
#define TESTS_BENCH_RELEASES_GOLD_H

#include "tests/bench/releases/patterns.h"

/* A name in one of the forms in which the text has it. */
struct gold_name {
    enum piece_kind kind; /* PIECE_PERSON, _SURNAME, _ORGANISATION or _PLACE */
    unsigned slot;
    struct slice text;
};

#define GOLD_NAMES_MAX 400

struct gold {
    struct slice file; /* "001.txt", a NUL behind it */
    struct gold_name names[GOLD_NAMES_MAX];
    size_t count;
};

/* Reads a line of gold.jsonl; copies lie in the arena. Names beyond the limit are left out. */
fund_status gold_read(struct slice line, struct arena *arena, struct gold *gold,
                      struct fund_error *error);

/* The longest of the names that stands at the start of the text; NULL where none does. */
const struct gold_name *gold_at(const struct gold *gold, struct slice text);

#endif
