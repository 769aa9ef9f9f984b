/*
 * Walks over the values of a slot in the order of docids. A walk reads each block of values once,
 * where Document::get_value looks for the document and the block each time.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

struct store_values {
    Xapian::ValueIterator at, end;
    store_docid last;
    std::string value;
    std::string path;
};

extern "C" {

fund_status store_values_open(const struct store_reader *reader, uint32_t slot,
                              struct store_values **values, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        *values = new store_values{reader->database.valuestream_begin(slot),
                                   reader->database.valuestream_end(slot), 0, std::string(),
                                   reader->path};
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
        if (values->at != values->end)
            values->at.skip_to(docid);
        bool is_there = values->at != values->end && values->at.get_docid() == docid;
        values->value = is_there ? *values->at : std::string();
        values->last = docid;
        *value = to_slice(values->value);
        return FUND_OK;
    });
}

void store_values_destroy(struct store_values *values) noexcept
{
    delete values;
}

} // extern "C"
