/*
 * See reader.h: all lengths at once.
 */
#include "core/glass/reader_trees.h"

#include <stdlib.h>

static fund_status read_all(const struct glass_reader *reader, uint32_t *lengths,
                            struct fund_error *error)
{
    struct glass_postings all;
    fund_status status = glass_postings_open(reader, slice_of(NULL, 0), &all, error);
    while (status == FUND_OK && all.docid != GLASS_END) {
        lengths[all.docid] = all.wdf;
        status = glass_postings_next(&all, error);
    }
    if (status == FUND_OK)
        status = glass_postings_check(&all, error);
    glass_postings_close(&all);
    return status;
}

const uint32_t *glass_lengths_at_hand(const struct glass_reader *reader)
{
    return atomic_load_explicit(&reader->lengths, memory_order_acquire);
}

fund_status glass_lengths_table(const struct glass_reader *reader, const uint32_t **table,
                                struct fund_error *error)
{
    struct glass_reader *owner = (struct glass_reader *)reader;
    uint32_t *none = NULL, *lengths;
    *table = glass_lengths_at_hand(reader);
    if (*table != NULL || !reader_is_dense(reader))
        return FUND_OK;
    lengths = calloc((size_t)reader->counts.last_document + 1, sizeof(*lengths));
    if (lengths == NULL)
        return error_no_memory(error);
    fund_status status = read_all(reader, lengths, error);
    /* another thread may have been faster */
    if (status != FUND_OK || !atomic_compare_exchange_strong(&owner->lengths, &none, lengths))
        free(lengths);
    *table = glass_lengths_at_hand(reader);
    return status;
}
