/*
 * Reading what is stored: counts, data, values, metadata, spelling.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <memory>

/* Of several databases as one, Xapian gives the first one's metadata: they are asked one by one. */
static unpacker &unpacker_of(struct store_reader &reader, store_docid docid)
{
    size_t shards = reader.database.size(), shard = (docid - 1) % shards;
    reader.packings.resize(shards);
    if (reader.packings[shard] == nullptr) {
        Xapian::Database one(reader.database.internal[shard].get());
        reader.packings[shard] =
            std::make_unique<unpacker>(packing_unwrap(one.get_metadata(STORE_META_DICTIONARY)));
    }
    return *reader.packings[shard];
}

static void read_data(struct store_reader &reader, store_docid docid, bool is_first_alone)
{
    reader.packed = reader.database.get_document(docid).get_data();
    if (reader.packed.empty())
        reader.data.clear();
    else
        unpacker_of(reader, docid).unpack(reader.packed, is_first_alone, reader.data);
}

extern "C" {

fund_status store_reader_open(const char *path, struct store_reader **reader,
                              struct fund_error *error) noexcept
{
    return guard(error, path, [&] {
        auto opened = std::make_unique<store_reader>();
        opened->path = path;
        opened->database = Xapian::Database(path);
        if (opened->database.size() == 0) /* Xapian would take it for an empty database */
            return error_set(error, FUND_CORRUPT, "'%s': a stub file that names no database", path);
        opened->folders = shards_folders(path);
        shards_follow(opened->folders, opened->database, opened->glass);
        *reader = opened.release();
        return FUND_OK;
    });
}

void store_reader_close(struct store_reader *reader) noexcept
{
    delete reader;
}

void store_reader_allow_stock_positions(struct store_reader *reader) noexcept
{
    reader->has_stock_positions = true;
}

fund_status store_reader_reopen(struct store_reader *reader, bool *changed,
                                struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        bool is_newer = reader->database.reopen();
        if (is_newer || reader->glass.empty())
            is_newer |= shards_follow(reader->folders, reader->database, reader->glass);
        if (changed != nullptr)
            *changed = is_newer;
        return FUND_OK;
    });
}

fund_status store_reader_document_count(const struct store_reader *reader, uint32_t *count,
                                        struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        *count = reader->database.get_doccount();
        return FUND_OK;
    });
}

fund_status store_reader_last_docid(const struct store_reader *reader, store_docid *docid,
                                    struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        *docid = reader->database.get_lastdocid();
        return FUND_OK;
    });
}

fund_status store_reader_average_length(const struct store_reader *reader, double *length,
                                        struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        *length = reader->database.get_avlength();
        return FUND_OK;
    });
}

fund_status store_reader_term_frequency(const struct store_reader *reader, struct slice term,
                                        uint32_t *documents, struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string text = to_string(term);
        uint32_t found = reader->database.get_termfreq(text);
        *documents = reader->hidden != nullptr ? reader->hidden->leave(text, found) : found;
        return FUND_OK;
    });
}

fund_status store_reader_find(const struct store_reader *reader, struct slice term,
                              store_docid *docid, struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string text = to_string(term);
        Xapian::PostingIterator first = reader->database.postlist_begin(text);
        Xapian::PostingIterator end = reader->database.postlist_end(text);
        while (first != end && store_reader_hides(reader, *first))
            ++first;
        *docid = first != end ? *first : 0;
        return FUND_OK;
    });
}

fund_status store_reader_metadata(struct store_reader *reader, struct slice key,
                                  struct slice *value, struct fund_error *error) noexcept
{
    fund_status status = check_term(key, "key", error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        reader->metadata = reader->database.get_metadata(to_string(key));
        *value = to_slice(reader->metadata);
        return FUND_OK;
    });
}

fund_status store_reader_data(struct store_reader *reader, store_docid docid, struct slice *data,
                              struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        read_data(*reader, docid, false);
        *data = to_slice(reader->data);
        return FUND_OK;
    });
}

fund_status store_reader_first_data(struct store_reader *reader, store_docid docid,
                                    struct slice *data, struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        read_data(*reader, docid, true);
        *data = to_slice(reader->data);
        return FUND_OK;
    });
}

fund_status store_reader_value(struct store_reader *reader, store_docid docid, uint32_t slot,
                               struct slice *value, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        reader->value = reader->database.get_document(docid).get_value(slot);
        *value = to_slice(reader->value);
        return FUND_OK;
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
