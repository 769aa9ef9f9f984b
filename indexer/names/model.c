/*
 * Checks a model once, so that looking things up needs no checks.
 */
#include "indexer/names/model.h"

#include "core/base/dict.h"

#define CHECKED_FROM offsetof(struct model_header, row_count)

static bool is_begin(enum label label)
{
    return label == LABEL_PERSON || label == LABEL_ORGANISATION;
}

static bool is_open(enum label label)
{
    return is_begin(label) || label == LABEL_PERSON_INSIDE || label == LABEL_ORGANISATION_INSIDE;
}

bool model_may_follow(enum label from, enum label to)
{
    bool is_continuation = to != LABEL_OUTSIDE && !is_begin(to) && to != LABEL_PERSON_SINGLE &&
                           to != LABEL_ORGANISATION_SINGLE;
    if (!is_open(from))
        return !is_continuation;
    return is_continuation && (from < LABEL_ORGANISATION) == (to < LABEL_ORGANISATION);
}

uint64_t model_checksum(struct slice bytes)
{
    return dict_hash_text(slice_part(bytes, CHECKED_FROM, bytes.size));
}

static fund_status damaged(struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "the model of names is damaged; build it again");
}

/* A table without an empty row would be searched for ever. */
static bool has_empty_row(const struct model_row *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].key == 0)
            return true;
    return false;
}

fund_status model_open(struct slice bytes, struct model *out, struct fund_error *error)
{
    const struct model_header *header = (const void *)bytes.data;
    if (bytes.size < sizeof(*header) || (uintptr_t)bytes.data % MODEL_ALIGNMENT != 0 ||
        header->magic != MODEL_MAGIC)
        return damaged(error);
    if (header->version != MODEL_VERSION)
        return error_set(error, FUND_VERSION, "the model of names has version %u, not %u",
                         header->version, MODEL_VERSION);
    uint32_t count = header->row_count;
    if (header->size != bytes.size || count == 0 || count > MODEL_ROWS_MAX ||
        bytes.size != sizeof(*header) + count * sizeof(struct model_row) ||
        header->checksum != model_checksum(bytes))
        return damaged(error);
    const struct model_row *rows = (const void *)(bytes.data + sizeof(*header));
    if (!has_empty_row(rows, count))
        return damaged(error);
    *out = (struct model){header, rows, count};
    return FUND_OK;
}
