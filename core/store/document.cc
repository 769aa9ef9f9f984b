/*
 * Documents before they are written: terms, values and data.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

extern "C" {

fund_status store_document_create(struct store_document **document,
                                  struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        auto created = std::make_unique<store_document>();
        created->first_size = 0;
        fund_status status = document_init(&created->gathered, error);
        if (status == FUND_OK)
            *document = created.release();
        else
            document_finish(&created->gathered);
        return status;
    });
}

void store_document_destroy(struct store_document *document) noexcept
{
    if (document == nullptr)
        return;
    document_finish(&document->gathered);
    delete document;
}

fund_status store_document_add_term(struct store_document *document, struct slice term,
                                    uint32_t wdf_increment, struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return document_add(&document->gathered, term, 0, wdf_increment, error);
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
    return document_add(&document->gathered, term, position, wdf_increment, error);
}

fund_status store_document_set_value(struct store_document *document, uint32_t slot,
                                     struct slice value, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return document_set_value(&document->gathered, slot, value, error);
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
    (void)error;
    document_clear(&document->gathered);
    document->data.clear();
    document->first_size = 0;
    return FUND_OK;
}

} // extern "C"
