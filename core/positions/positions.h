/*
 * positions: where the terms of a text stand, as one compact value.
 *
 * The value is the text as a row of numbers, one a position, each of so few bits as the text has
 * different terms. Which term has which number is not written down: a perfect hash function (Fox,
 * Chen and Heath 1992, A faster algorithm for constructing minimal perfect hash functions) gives
 * each term of the text its own number, and it takes about three bits a term. Of a term that the text
 * does not have it gives the number of some other one: whoever asks must know from elsewhere, a
 * posting list say, that all terms are there.
 *
 *   terms          varint: how many different terms, n; some may be at no position
 *   entries        varint
 *   width          byte: low 5 bits: bits of an entry, w; high 3 bits: the variant of the hash
 *   seeds          a byte for each bucket of terms
 *   rows           the entries of w bits, least significant first; zero bits fill the last byte
 *
 * An entry below 2^w - 2 is a term at the next position; 2^w - 2 says that the next entry is at the
 * same position as the one before; 2^w - 1 that so many positions are free as the following entries
 * tell, w - 1 bits each, least significant first, with the highest bit of an entry set where
 * another follows.
 */
#ifndef CORE_POSITIONS_POSITIONS_H
#define CORE_POSITIONS_POSITIONS_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Occurrences of one text; those of a release of 256 MiB are fewer. */
#define POSITIONS_MAX ((uint32_t)1 << 28)

/* ---- writing -------------------------------------------------------------------------------- */

struct positions_builder;

fund_status positions_builder_create(struct positions_builder **builder, struct fund_error *error);
void positions_builder_destroy(struct positions_builder *builder); /* NULL allowed */
/* Empties it, so that the next text can be added. */
void positions_builder_clear(struct positions_builder *builder);
/*
 * Adds a term at a position, from 1. Positions need not rise, but what is far out of order takes
 * long. The same term twice at a position counts once. Terms are told apart by 64 bits of hash.
 * FUND_LIMIT beyond POSITIONS_MAX, FUND_INVALID_ARGUMENT at position 0, FUND_NO_MEMORY.
 */
fund_status positions_add(struct positions_builder *builder, struct slice term, uint32_t position,
                          struct fund_error *error);
/* Gives the term a number, though it may stand nowhere: a row with it is then not found by the
 * number of some other one. FUND_NO_MEMORY. */
fund_status positions_know(struct positions_builder *builder, struct slice term,
                           struct fund_error *error);
/* Appends the value; nothing where no term was added at a position. */
fund_status positions_encode(struct positions_builder *builder, struct buffer *value,
                             struct fund_error *error);

/* ---- reading -------------------------------------------------------------------------------- */

/* A value as read; borrows its bytes. */
struct positions {
    const unsigned char *seeds, *rows;
    size_t row_bytes;
    uint32_t term_count, entry_count, bucket_count;
    uint32_t number_count; /* numbers are below */
    uint32_t variant, width;
};

/* False where the bytes are no such value. Whatever they are, the functions below do no harm. */
bool positions_read(struct slice value, struct positions *positions);

/* What positions_number takes for a term. */
uint64_t positions_hash(struct slice term);
/* The term's number, below number_count; of a term that the text does not have, any. */
uint32_t positions_number(const struct positions *positions, uint64_t hash);

struct positions_walk {
    const struct positions *positions;
    uint32_t at;       /* entry */
    uint64_t position; /* of the last term */
    bool is_damaged;   /* the row ended early */
};

static inline struct positions_walk positions_walk(const struct positions *positions)
{
    struct positions_walk walk = {positions, 0, 0, false};
    return walk;
}

/* The next term in the order of positions, which are from 1. False behind the last. */
bool positions_next(struct positions_walk *walk, uint32_t *number, uint32_t *position);

/* The next whose number has another value than 0 in wanted, which is of number_count: faster. */
bool positions_next_wanted(struct positions_walk *walk, const uint16_t *wanted, uint32_t *number,
                           uint32_t *position);

/*
 * Whether somewhere the one number seems to stand at the position before the other's: where it is
 * false, it nowhere does. Several times as fast as a walk, since it looks at many entries at once.
 */
bool positions_may_follow(const struct positions *positions, uint32_t before, uint32_t behind);

/* How often each number occurs, for number_count of them. False where the value is damaged. */
bool positions_count(const struct positions *positions, uint32_t *counts);

#endif
