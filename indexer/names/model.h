/*
 * model: the tagger's weights as the trainer writes them and the program carries them: one row of
 * small numbers for each feature, in a hash table that is used where it lies.
 */
#ifndef INDEXER_NAMES_MODEL_H
#define INDEXER_NAMES_MODEL_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>
#include <string.h>

/* B, I, E and S: begin, inside and end of a name of several tokens, and one that is single. */
enum label {
    LABEL_OUTSIDE,
    LABEL_PERSON, /* B, I, E, S follow one another */
    LABEL_PERSON_INSIDE,
    LABEL_PERSON_END,
    LABEL_PERSON_SINGLE,
    LABEL_ORGANISATION,
    LABEL_ORGANISATION_INSIDE,
    LABEL_ORGANISATION_END,
    LABEL_ORGANISATION_SINGLE,
    LABEL_COUNT
};

/* Scores are those of the labels beyond LABEL_OUTSIDE, whose own is always 0. */
#define MODEL_SCORES (LABEL_COUNT - 1)

/* Those of one token, side by side: what is done to one is done to all at once. */
typedef int16_t model_scores __attribute__((vector_size(MODEL_SCORES * sizeof(int16_t))));

#define MODEL_MAGIC     0x314c444f4d444e46u /* "FNDMODL1" on a little-endian machine */
#define MODEL_VERSION   3u
#define MODEL_ROWS_MAX  ((uint32_t)1 << 22)
#define MODEL_ALIGNMENT 16

/* Bits of the filter that tells most keys that have no row: some twelve to each that has one. */
#define MODEL_FILTER_BITS ((uint32_t)1 << 20)

/* The file: this header and row_count rows. Byte order: the machine's. */
struct model_header {
    uint64_t magic;
    uint32_t version;
    uint32_t size;     /* of the whole file in bytes */
    uint64_t checksum; /* dict_hash_text of everything behind it */
    uint32_t row_count;
    uint32_t reserved;
    int16_t transitions[LABEL_COUNT][LABEL_COUNT]; /* from, to */
    int16_t unused[7];                             /* rounds up to a multiple of MODEL_ALIGNMENT */
    uint32_t filter[MODEL_FILTER_BITS / 32];       /* the bit of each row's key is set */
};
_Static_assert(sizeof(struct model_header) % MODEL_ALIGNMENT == 0, "rows lie behind it");

struct model_row {
    uint32_t key; /* 0: empty */
    int8_t weights[MODEL_SCORES];
};

struct model {
    const struct model_header *header;
    const struct model_row *rows;
    uint32_t row_count;
};

/* Whether `to` may follow `from`: no name is left open or begins in its middle. */
bool model_may_follow(enum label from, enum label to);

/*
 * Makes a model of bytes that must stay in place, aligned to MODEL_ALIGNMENT. FUND_CORRUPT: no
 * model, cut short or damaged. FUND_VERSION: another version's.
 */
fund_status model_open(struct slice bytes, struct model *model, struct fund_error *error);
/* dict_hash_text of what a model's header does not count in: for the trainer and the tests. */
uint64_t model_checksum(struct slice bytes);

/* Where a key's row is, if nothing else took its place. */
static inline uint32_t model_place(uint32_t row_count, uint32_t key)
{
    return (uint32_t)((uint64_t)key * row_count >> 32);
}

/* The word of the filter that has a key's bit, and the bit in it. */
static inline uint32_t model_filter_word(uint32_t key)
{
    return key % MODEL_FILTER_BITS / 32;
}

static inline uint32_t model_filter_bit(uint32_t key)
{
    return (uint32_t)1 << key % 32;
}

/* False: the key has no row. Nine in ten of those are told so. */
static inline bool model_may_have(const struct model *model, uint32_t key)
{
    return (model->header->filter[model_filter_word(key)] & model_filter_bit(key)) != 0;
}

/* Sends for the row of a key. */
static inline void model_fetch(const struct model *model, uint32_t key)
{
    __builtin_prefetch(&model->rows[model_place(model->row_count, key)]);
}

/* The row of a key that model_may_have told of, or NULL. */
static inline const struct model_row *model_find_kept(const struct model *model, uint32_t key)
{
    uint32_t at = model_place(model->row_count, key);
    while (model->rows[at].key != key) {
        if (model->rows[at].key == 0)
            return NULL;
        at = at + 1 < model->row_count ? at + 1 : 0;
    }
    return &model->rows[at];
}

/* The row of a key, or NULL. */
static inline const struct model_row *model_find(const struct model *model, uint32_t key)
{
    return model_may_have(model, key) ? model_find_kept(model, key) : NULL;
}

static inline model_scores model_weights(const struct model_row *row)
{
    int8_t weights __attribute__((vector_size(MODEL_SCORES)));
    memcpy(&weights, row->weights, sizeof(weights));
    return __builtin_convertvector(weights, model_scores);
}

static inline model_scores model_load(const int16_t scores[MODEL_SCORES])
{
    model_scores loaded;
    memcpy(&loaded, scores, sizeof(loaded));
    return loaded;
}

#endif
