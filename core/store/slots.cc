/*
 * What many documents have in one slot, and one document has: of the shards' files where they are at
 * hand, else of Xapian.
 */
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <memory>
#include <vector>

struct store_values {
    const struct store_reader *reader;
    Xapian::ValueIterator at, end;
    std::unique_ptr<values_walk[]> walks; /* of the shards; NULL: at and end are used */
    size_t shard;                         /* of the value that was handed out */
    bool is_handed_out;
    store_docid last; /* that store_values_at was asked about */
    std::string value;
};

/* ---- files ---------------------------------------------------------------------------------- */

static fund_status open_walks(struct store_values *values, uint32_t slot, struct fund_error *error)
{
    const glass_shards &shards = values->reader->glass;
    fund_status status = FUND_OK;
    values->walks.reset(new values_walk[shards.size()]);
    for (size_t i = 0; status == FUND_OK && i < shards.size(); i++)
        status = glass_values_open(shards[i].get(), slot, &values->walks[i].at, error);
    return status;
}

/* A copy of the value at hand, which the map has until a writer overtakes. */
static fund_status take(struct store_values *values, const struct glass_values &at,
                        struct fund_error *error)
{
    values->value = to_string(at.value);
    return glass_values_check(&at, error);
}

static fund_status next_of_walks(struct store_values *values, bool *more, store_docid *docid,
                                 struct fund_error *error)
{
    const glass_shards &shards = values->reader->glass;
    fund_status status = FUND_OK;
    store_docid least = GLASS_END;
    if (values->is_handed_out)
        status = glass_values_next(&values->walks[values->shard].at, error);
    for (size_t i = 0; status == FUND_OK && i < shards.size(); i++) {
        store_docid found = shards_docid(shards, {i, values->walks[i].at.docid});
        if (found < least) {
            least = found;
            values->shard = i;
        }
    }
    bool has_one = least != GLASS_END;
    if (status == FUND_OK && has_one)
        status = take(values, values->walks[values->shard].at, error);
    for (size_t i = 0; status == FUND_OK && !has_one && i < shards.size(); i++)
        status = glass_values_check(&values->walks[i].at, error);
    if (status != FUND_OK)
        return status;
    values->is_handed_out = *more = has_one;
    if (has_one)
        *docid = least;
    return FUND_OK;
}

static fund_status seek_in_walks(struct store_values *values, store_docid docid,
                                 struct fund_error *error)
{
    struct shard_place place = shards_place(values->reader->glass, docid);
    struct glass_values &at = values->walks[place.shard].at;
    fund_status status = glass_values_skip(&at, place.docid, error);
    if (status != FUND_OK)
        return status;
    values->shard = place.shard;
    values->is_handed_out = at.docid == place.docid;
    if (values->is_handed_out)
        return take(values, at, error);
    values->value.clear();
    return glass_values_check(&at, error);
}

static fund_status read_value(struct store_reader *reader, store_docid docid, uint32_t slot,
                              struct fund_error *error)
{
    struct shard_place place = shards_place(reader->glass, docid);
    buffer_clear(&reader->bytes);
    fund_status status =
        glass_value(reader->glass[place.shard].get(), slot, place.docid, &reader->bytes, error);
    if (status == FUND_OK && reader->bytes.size == 0)
        status = shards_require(reader->glass, docid, error);
    if (status == FUND_OK)
        reader->value.assign(reader->bytes.data != nullptr ? reader->bytes.data : "",
                             reader->bytes.size);
    return status;
}

/* ---- Xapian --------------------------------------------------------------------------------- */

static void next_of_xapian(struct store_values *values, bool *more, store_docid *docid)
{
    if (values->is_handed_out && values->at != values->end)
        ++values->at;
    values->is_handed_out = false;
    if (values->at == values->end) {
        *more = false;
        return;
    }
    values->value = *values->at;
    *docid = values->at.get_docid();
    *more = values->is_handed_out = true;
}

static void seek_in_xapian(struct store_values *values, store_docid docid)
{
    values->value.clear();
    values->is_handed_out = true;
    if (values->at != values->end && values->at.check(docid) && values->at != values->end &&
        values->at.get_docid() == docid)
        values->value = *values->at;
}

extern "C" {

fund_status store_values_open(const struct store_reader *reader, uint32_t slot,
                              struct store_values **values, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        auto opened = std::make_unique<store_values>();
        opened->reader = reader;
        fund_status result = FUND_OK;
        if (is_local(reader)) {
            result = open_walks(opened.get(), slot, error);
        } else {
            opened->at = reader->database.valuestream_begin(slot);
            opened->end = reader->database.valuestream_end(slot);
        }
        if (result == FUND_OK)
            *values = opened.release();
        return local_failure(reader->path.c_str(), result, error);
    });
}

fund_status store_values_next(struct store_values *values, bool *more, store_docid *docid,
                              struct slice *value, struct fund_error *error) noexcept
{
    return guard(error, values->reader->path.c_str(), [&] {
        fund_status status = FUND_OK;
        if (values->walks != nullptr)
            status = next_of_walks(values, more, docid, error);
        else
            next_of_xapian(values, more, docid);
        if (status == FUND_OK && *more)
            *value = to_slice(values->value);
        return local_failure(values->reader->path.c_str(), status, error);
    });
}

fund_status store_values_at(struct store_values *values, store_docid docid, struct slice *value,
                            struct fund_error *error) noexcept
{
    if (docid <= values->last)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "a walk over values went from document %u to %u", values->last, docid);
    return guard(error, values->reader->path.c_str(), [&] {
        values->last = docid;
        fund_status status = FUND_OK;
        if (values->walks != nullptr)
            status = seek_in_walks(values, docid, error);
        else
            seek_in_xapian(values, docid);
        if (status == FUND_OK)
            *value = to_slice(values->value);
        return local_failure(values->reader->path.c_str(), status, error);
    });
}

void store_values_destroy(struct store_values *values) noexcept
{
    delete values;
}

fund_status store_reader_value(struct store_reader *reader, store_docid docid, uint32_t slot,
                               struct slice *value, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        fund_status result = FUND_OK;
        if (is_local(reader))
            result = read_value(reader, docid, slot, error);
        else
            reader->value = reader->database.get_document(docid).get_value(slot);
        if (result == FUND_OK)
            *value = to_slice(reader->value);
        return local_failure(reader->path.c_str(), result, error);
    });
}

fund_status store_reader_value_bounds(struct store_reader *reader, uint32_t slot,
                                      struct slice *lower, struct slice *upper,
                                      struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string smallest = reader->database.get_value_lower_bound(slot);
        reader->upper = reader->database.get_value_upper_bound(slot);
        reader->lower.swap(smallest);
        *lower = to_slice(reader->lower);
        *upper = to_slice(reader->upper);
        return FUND_OK;
    });
}

} // extern "C"
