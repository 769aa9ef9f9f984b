/*
 * What the tests of positions share: texts in the making, kept also as plain lists.
 */
#ifndef TESTS_UNIT_POSITIONS_FIXTURE_H
#define TESTS_UNIT_POSITIONS_FIXTURE_H

#include "core/positions/positions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define VALUE_MAX ((size_t)64 * 1024 * 1024)

/* A term is a number here, and its name the number in letters. */
struct standing {
    uint32_t term, position;
};

struct sample {
    struct positions_builder *builder;
    struct buffer value;
    struct standing *items; /* rising by position and term, each once */
    size_t count, capacity;
};

static inline struct slice name_of(uint32_t term, char out[16])
{
    return slice_of(out, (size_t)snprintf(out, 16, "K%u", term));
}

/* xorshift64* (Vigna 2016): the same numbers everywhere. */
static inline uint32_t random_below(uint64_t *state, uint32_t limit)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % limit;
}

static inline void sample_create(struct sample *sample)
{
    *sample = (struct sample){.value = buffer_init(VALUE_MAX)};
    assert_int_equal(positions_builder_create(&sample->builder, NULL), FUND_OK);
}

static inline void sample_clear(struct sample *sample)
{
    positions_builder_clear(sample->builder);
    buffer_clear(&sample->value);
    sample->count = 0;
}

static inline void sample_destroy(struct sample *sample)
{
    positions_builder_destroy(sample->builder);
    buffer_finish(&sample->value);
    free(sample->items);
}

static inline void sample_add(struct sample *sample, uint32_t term, uint32_t position)
{
    char name[16];
    assert_int_equal(positions_add(sample->builder, name_of(term, name), position, NULL), FUND_OK);
    if (sample->count == sample->capacity) {
        sample->capacity = sample->capacity * 2 + 16;
        sample->items = realloc(sample->items, sample->capacity * sizeof(*sample->items));
        assert_non_null(sample->items);
    }
    sample->items[sample->count++] = (struct standing){term, position};
}

static inline int by_position(const void *a, const void *b)
{
    const struct standing *left = a, *right = b;
    if (left->position != right->position)
        return left->position < right->position ? -1 : 1;
    return left->term < right->term ? -1 : left->term > right->term;
}

static inline struct slice sample_encode(struct sample *sample)
{
    size_t kept = 0;
    if (sample->count > 0) /* there are no items yet otherwise */
        qsort(sample->items, sample->count, sizeof(*sample->items), by_position);
    for (size_t i = 0; i < sample->count; i++)
        if (i == 0 || by_position(&sample->items[kept - 1], &sample->items[i]) != 0)
            sample->items[kept++] = sample->items[i];
    sample->count = kept;
    assert_int_equal(positions_encode(sample->builder, &sample->value, NULL), FUND_OK);
    return buffer_slice(&sample->value);
}

/*
 * A text of so many positions at random, with gaps and with positions that have several terms. Its
 * terms are below term_count.
 */
static inline void sample_fill(struct sample *sample, uint64_t *state, uint32_t size,
                               uint32_t term_count)
{
    uint32_t position = 0;
    for (uint32_t i = 0; i < size; i++) {
        position += random_below(state, 20) == 0 ? 1 + random_below(state, 40) : 1;
        sample_add(sample, random_below(state, term_count), position);
        while (random_below(state, 10) == 0)
            sample_add(sample, random_below(state, term_count), position);
    }
}

#endif
