/*
 * Who and what made-up releases name: towns of data/names, and for each its persons and
 * organisations. Some are named again and again, new ones come up all the time.
 */
#ifndef TESTS_BENCH_RELEASES_CAST_H
#define TESTS_BENCH_RELEASES_CAST_H

#include "core/base/arena.h"
#include "tests/bench/words.h"

/* A list of data/names: one column of it. */
struct cast_list {
    struct slice *items;
    size_t count, capacity;
};

struct cast {
    struct arena arena;
    uint64_t seed;
    struct cast_list municipalities, first_names, surnames, bodies, clubs, firms;
};

/* Reads data/names below root. Finish also after a failure. */
fund_status cast_read(struct cast *cast, const char *root, uint64_t seed, struct fund_error *error);
void cast_finish(struct cast *cast);

/* A town that publishes: some publish much more than others. */
struct slice cast_draw_town(const struct cast *cast, struct draws *draws);
/* Any other place. */
struct slice cast_draw_place(const struct cast *cast, struct draws *draws);

/* Appends a person of this town: first name, a space, surname. Those at the head of a town change
 * with the years. */
fund_status cast_append_person(const struct cast *cast, struct draws *draws, struct slice town,
                               int year, struct buffer *out, struct fund_error *error);
/* Appends a club, a firm or an association of this town. */
fund_status cast_append_organisation(const struct cast *cast, struct draws *draws,
                                     const struct words *words, struct slice town,
                                     struct buffer *out, struct fund_error *error);

/* Appends the word with its first letter made a capital, or small. */
fund_status cast_append_capital(struct buffer *out, struct slice word, struct fund_error *error);
fund_status cast_append_small(struct buffer *out, struct slice word, struct fund_error *error);

#endif
