/*
 * Documents before they are written: terms, values and data.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

/* One string is used for all terms, so that none is allocated for each. */
static const std::string &set_term(struct store_document *document, struct slice term)
{
    document->term.assign(term.data, term.size);
    return document->term;
}

extern "C" {

fund_status store_document_create(struct store_document **document,
                                  struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        *document = new store_document();
        return FUND_OK;
    });
}

void store_document_destroy(struct store_document *document) noexcept
{
    delete document;
}

fund_status store_document_add_term(struct store_document *document, struct slice term,
                                    uint32_t wdf_increment, struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        document->document.add_term(set_term(document, term), wdf_increment);
        return FUND_OK;
    });
}

fund_status store_document_add_posting(struct store_document *document, struct slice term,
                                       uint32_t position, uint32_t wdf_increment,
                                       struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    if (position == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "a term at position 0; the first is 1");
    return guard(error, nullptr, [&] {
        document->document.add_posting(set_term(document, term), position, wdf_increment);
        return FUND_OK;
    });
}

fund_status store_document_set_value(struct store_document *document, uint32_t slot,
                                     struct slice value, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        document->document.add_value(slot, to_string(value));
        return FUND_OK;
    });
}

fund_status store_document_set_data(struct store_document *document, struct slice data,
                                    size_t first_size, struct fund_error *error) noexcept
{
    if (data.size > STORE_DATA_MAX)
        return error_set(error, FUND_LIMIT, "the data of a document is larger than %zu bytes",
                         STORE_DATA_MAX);
    if (first_size > data.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "a first part of %zu of %zu bytes",
                         first_size, data.size);
    return guard(error, nullptr, [&] {
        document->data = to_string(data);
        document->first_size = first_size;
        return FUND_OK;
    });
}

fund_status store_document_clear(struct store_document *document, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        document->document = Xapian::Document();
        document->data.clear();
        document->first_size = 0;
        return FUND_OK;
    });
}

} // extern "C"
