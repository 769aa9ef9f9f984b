/*
 * Largest weights first, rounded to a step that fits a byte.
 */
#include "indexer/names/trainer/write.h"

#include <math.h>
#include <stdlib.h>

/* Rows are full to this share, so that a key is found after few looks. */
#define FULL_SHARE 0.5f
#define STEPS_MAX  127

struct ranked {
    uint32_t key, row;
    float weight; /* the largest of its row */
};

static int compare(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    return (left->key > right->key) - (left->key < right->key);
}

static int16_t steps_of(float weight, float step, int16_t most)
{
    float steps = rintf(weight / step);
    return (int16_t)(steps > most ? most : steps < -most ? -most : steps);
}

static void put(const struct crf_weights *weights, const struct ranked *ranked, float step,
                struct model_row *rows, uint32_t row_count)
{
    uint32_t at = model_place(row_count, ranked->key);
    while (rows[at].key != 0)
        at = at + 1 < row_count ? at + 1 : 0;
    rows[at].key = ranked->key;
    for (int i = 0; i < MODEL_SCORES; i++)
        rows[at].weights[i] = (int8_t)steps_of(weights->rows[ranked->row][i], step, STEPS_MAX);
}

static void fill_header(const struct crf_weights *weights, float step, uint32_t row_count,
                        size_t size, struct model_header *header)
{
    *header = (struct model_header){.magic = MODEL_MAGIC,
                                    .version = MODEL_VERSION,
                                    .size = (uint32_t)size,
                                    .row_count = row_count};
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            header->transitions[from][to] =
                steps_of(weights->transitions[from][to], step, INT16_MAX);
}

fund_status write_model(const struct crf_weights *weights, size_t rows_max, struct buffer *out,
                        struct fund_error *error)
{
    struct ranked *ranked = calloc(weights->row_count + 1, sizeof(*ranked));
    if (ranked == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < weights->row_count; i++) {
        ranked[i] = (struct ranked){.key = weights->keys[i], .row = (uint32_t)i};
        for (int k = 0; k < MODEL_SCORES; k++)
            ranked[i].weight = fmaxf(ranked[i].weight, fabsf(weights->rows[i][k]));
    }
    qsort(ranked, weights->row_count, sizeof(*ranked), compare);
    bool has_weight = weights->row_count > 0 && ranked[0].weight > 0;
    float step = has_weight ? ranked[0].weight / STEPS_MAX : 1;
    size_t kept = 0;
    while (kept < weights->row_count && kept < rows_max && ranked[kept].weight > step / 2)
        kept++;
    uint32_t row_count = (uint32_t)((float)kept / FULL_SHARE) + 2;
    size_t size = sizeof(struct model_header) + row_count * sizeof(struct model_row);
    char *bytes = calloc(1, size);
    fund_status status = bytes == NULL ? error_no_memory(error) : FUND_OK;
    if (status == FUND_OK) {
        struct model_header *header = (void *)bytes;
        fill_header(weights, step, row_count, size, header);
        struct model_row *rows = (void *)(bytes + sizeof(*header));
        for (size_t i = 0; i < kept; i++) {
            put(weights, &ranked[i], step, rows, row_count);
            header->filter[model_filter_word(ranked[i].key)] |= model_filter_bit(ranked[i].key);
        }
        header->checksum = model_checksum(slice_of(bytes, size));
        status = buffer_append(out, slice_of(bytes, size), error);
    }
    free(bytes);
    free(ranked);
    return status;
}
