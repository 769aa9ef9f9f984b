/*
 * Whole new databases, written by core/glass.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <memory>
#include <utility>

struct store_builder {
    struct glass_builder *glass = nullptr;
    std::unique_ptr<packer> packing;
    ~store_builder()
    {
        glass_builder_destroy(glass);
    }
};

extern "C" {

fund_status store_builder_create(const char *path, store_docid first, struct slice dictionary,
                                 struct store_builder **builder, struct fund_error *error) noexcept
{
    if (dictionary.size > STORE_DICTIONARY_MAX)
        return error_set(error, FUND_LIMIT, "a dictionary is larger than %zu bytes",
                         STORE_DICTIONARY_MAX);
    return guard(error, path, [&] {
        auto created = std::make_unique<store_builder>();
        created->packing = std::make_unique<packer>(to_string(dictionary));
        fund_status status = glass_builder_create(path, first, &created->glass, error);
        if (status == FUND_OK)
            *builder = created.release();
        return status;
    });
}

void store_builder_destroy(struct store_builder *builder) noexcept
{
    delete builder;
}

fund_status store_builder_add(struct store_builder *builder, const struct store_document *document,
                              store_docid *docid, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        std::string packed;
        if (!document->data.empty())
            packed = builder->packing->pack(document->data, document->first_size);
        return glass_builder_add(builder->glass, &document->gathered, to_slice(packed), docid,
                                 error);
    });
}

size_t store_builder_memory(const struct store_builder *builder) noexcept
{
    return glass_builder_memory(builder->glass);
}

fund_status store_builder_finish(struct store_builder *builder, struct fund_error *error) noexcept
{
    return glass_builder_finish(builder->glass, error);
}

fund_status store_join(const char *metadata, const char *const *parts, size_t count,
                       const char *destination, size_t threads, struct fund_error *error) noexcept
{
    return guard(error, metadata, [&] {
        Xapian::Database database(metadata);
        std::vector<std::pair<std::string, std::string>> owned;
        for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
            owned.emplace_back(*key, database.get_metadata(*key));
        std::vector<glass_metadata> items;
        for (const auto &item : owned)
            items.push_back({to_slice(item.first), to_slice(item.second)});
        return glass_join(parts, count, items.data(), items.size(), destination, threads, error);
    });
}

} // extern "C"
