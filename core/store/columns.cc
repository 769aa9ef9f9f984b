/*
 * What many documents have in one slot, and the commit that a reader sees.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

struct store_values {
    Xapian::ValueIterator at, end;
    bool is_handed_out;
    store_docid last; /* that store_values_at was asked about */
    std::string value;
    std::string path;
};

/* Xapian tells it of a single database on this machine alone. */
static bool find_revision(const Xapian::Database &database, uint64_t *revision)
{
    try {
        *revision = database.get_revision();
        return true;
    } catch (const Xapian::InvalidOperationError &) {
        return false; /* several databases */
    } catch (const Xapian::UnimplementedError &) {
        return false; /* on another machine */
    }
}

extern "C" {

fund_status store_values_open(const struct store_reader *reader, uint32_t slot,
                              struct store_values **values, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        *values = new store_values{reader->database.valuestream_begin(slot),
                                   reader->database.valuestream_end(slot),
                                   false,
                                   0,
                                   std::string(),
                                   reader->path};
        return FUND_OK;
    });
}

fund_status store_values_next(struct store_values *values, bool *more, store_docid *docid,
                              struct slice *value, struct fund_error *error) noexcept
{
    return guard(error, values->path.c_str(), [&] {
        if (values->is_handed_out && values->at != values->end)
            ++values->at;
        values->is_handed_out = false;
        if (values->at == values->end) {
            *more = false;
            return FUND_OK;
        }
        values->value = *values->at;
        *docid = values->at.get_docid();
        *value = to_slice(values->value);
        *more = true;
        values->is_handed_out = true;
        return FUND_OK;
    });
}

fund_status store_values_at(struct store_values *values, store_docid docid, struct slice *value,
                            struct fund_error *error) noexcept
{
    if (docid <= values->last)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "a walk over values went from document %u to %u", values->last, docid);
    return guard(error, values->path.c_str(), [&] {
        values->last = docid;
        values->value.clear();
        values->is_handed_out = true;
        if (values->at != values->end && values->at.check(docid) && values->at != values->end &&
            values->at.get_docid() == docid)
            values->value = *values->at;
        *value = to_slice(values->value);
        return FUND_OK;
    });
}

void store_values_destroy(struct store_values *values) noexcept
{
    delete values;
}

fund_status store_reader_revision(const struct store_reader *reader, uint64_t *revision,
                                  struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        uint64_t commit = 0;
        if (!find_revision(reader->database, &commit)) {
            *revision = 0;
            return FUND_OK;
        }
        uint64_t identity = std::hash<std::string>()(reader->database.get_uuid());
        /* the step of splitmix64 (Steele, Lea, Flood 2014): each commit another number */
        uint64_t number = identity + (commit + 1) * UINT64_C(0x9e3779b97f4a7c15);
        *revision = number != 0 ? number : 1;
        return FUND_OK;
    });
}

} // extern "C"
