/*
 * See reader.h: all lengths at once.
 */
#include "core/base/pages.h"
#include "core/glass/reader_trees.h"

#include <stdlib.h>

/* The lengths up to the end of the piece at hand, as far as numbers take no more bytes than they
 * mostly do. */
static void read_usual(struct glass_postings *all, uint32_t *lengths)
{
    const unsigned char *at = all->at;
    uint32_t docid = all->docid, length = all->wdf;
    while (all->end - at >= 3) {
        uint64_t next = (uint64_t)docid + at[0] + 1;
        bool is_short = at[1] < 0x80;
        if (at[0] >= 0x80 || (!is_short && at[2] >= 0x80) || next > all->piece_last)
            break;
        length = is_short ? at[1] : (at[1] & 0x7fu) | (uint32_t)at[2] << 7;
        docid = (uint32_t)next;
        lengths[docid] = length;
        at += is_short ? 2 : 3;
    }
    all->at = at;
    all->docid = docid;
    all->wdf = length;
}

static fund_status read_all(const struct glass_reader *reader, uint32_t *lengths,
                            struct fund_error *error)
{
    struct glass_postings all;
    fund_status status = glass_postings_open(reader, slice_of(NULL, 0), &all, error);
    while (status == FUND_OK && all.docid != GLASS_END) {
        lengths[all.docid] = all.wdf;
        read_usual(&all, lengths);
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
    pages_expect(lengths, ((size_t)reader->counts.last_document + 1) * sizeof(*lengths));
    fund_status status = read_all(reader, lengths, error);
    /* another thread may have been faster */
    if (status != FUND_OK || !atomic_compare_exchange_strong(&owner->lengths, &none, lengths))
        free(lengths);
    *table = glass_lengths_at_hand(reader);
    return status;
}
