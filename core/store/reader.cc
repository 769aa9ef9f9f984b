/*
 * Reading what is stored: the commit, counts, data, metadata.
 */
#include "core/schema/schema.h"
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <functional>
#include <memory>

static fund_status read_dictionary(struct store_reader &reader, size_t shard, std::string &wrapped,
                                   struct fund_error *error)
{
    if (!is_local(&reader)) {
        Xapian::Database one(reader.database.internal[shard].get());
        wrapped = one.get_metadata(STORE_META_DICTIONARY);
        return FUND_OK;
    }
    buffer_clear(&reader.bytes);
    fund_status status = glass_metadata_get(
        reader.glass[shard].get(), slice_from(STORE_META_DICTIONARY), &reader.bytes, error);
    if (status == FUND_OK)
        wrapped = to_string(buffer_slice(&reader.bytes));
    return status;
}

/* Of several databases as one, Xapian gives the first one's metadata: they are asked one by one. */
static fund_status open_unpacker(struct store_reader &reader, size_t shard,
                                 struct fund_error *error)
{
    std::string wrapped;
    reader.packings.resize(reader.database.size());
    if (reader.packings[shard] != nullptr)
        return FUND_OK;
    fund_status status = read_dictionary(reader, shard, wrapped, error);
    if (status == FUND_OK)
        reader.packings[shard] = std::make_unique<unpacker>(packing_unwrap(wrapped));
    return status;
}

static fund_status read_packed(struct store_reader &reader, store_docid docid,
                               struct fund_error *error)
{
    if (reader.glass.empty()) {
        reader.packed = reader.database.get_document(docid).get_data();
        return FUND_OK;
    }
    struct shard_place place = shards_place(reader.glass, docid);
    buffer_clear(&reader.bytes);
    fund_status status =
        glass_data(reader.glass[place.shard].get(), place.docid, &reader.bytes, error);
    if (status != FUND_OK)
        return status;
    if (reader.bytes.size == 0)
        return shards_require(reader.glass, docid, error);
    reader.packed.assign(reader.bytes.data, reader.bytes.size);
    return FUND_OK;
}

static fund_status read_data(struct store_reader &reader, store_docid docid, bool is_first_alone,
                             struct fund_error *error)
{
    reader.packed.clear();
    size_t shard = (docid - 1) % reader.database.size();
    fund_status status = read_packed(reader, docid, error);
    if (status == FUND_OK && reader.packed.empty())
        reader.data.clear();
    else if (status == FUND_OK)
        status = open_unpacker(reader, shard, error);
    if (status == FUND_OK && !reader.packed.empty())
        reader.packings[shard]->unpack(reader.packed, is_first_alone, reader.data);
    return status;
}

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

/* How many documents have the term, in all shards. */
static fund_status count_term(const struct store_reader *reader, struct slice term,
                              uint32_t *documents, struct fund_error *error)
{
    fund_status status = FUND_OK;
    uint32_t count = 0;
    for (size_t i = 0; status == FUND_OK && i < reader->glass.size(); i++) {
        postings_walk walk;
        status = glass_postings_open(reader->glass[i].get(), term, &walk.at, error);
        if (status == FUND_OK)
            status = glass_postings_check(&walk.at, error);
        count += walk.at.document_count;
    }
    if (status == FUND_OK)
        *documents = count;
    return status;
}

/* The first document of one shard that has the term and is not hidden; GLASS_END. */
static fund_status find_in_shard(const struct store_reader *reader, size_t shard, struct slice term,
                                 store_docid *docid, struct fund_error *error)
{
    postings_walk walk;
    fund_status status = glass_postings_open(reader->glass[shard].get(), term, &walk.at, error);
    while (status == FUND_OK && walk.at.docid != GLASS_END &&
           store_reader_hides(reader, shards_docid(reader->glass, {shard, walk.at.docid})))
        status = glass_postings_next(&walk.at, error);
    if (status == FUND_OK)
        status = glass_postings_check(&walk.at, error);
    if (status == FUND_OK)
        *docid = shards_docid(reader->glass, {shard, walk.at.docid});
    return status;
}

static fund_status find_in_shards(const struct store_reader *reader, struct slice term,
                                  store_docid *docid, struct fund_error *error)
{
    fund_status status = FUND_OK;
    store_docid least = GLASS_END, found = GLASS_END;
    for (size_t i = 0; status == FUND_OK && i < reader->glass.size(); i++) {
        status = find_in_shard(reader, i, term, &found, error);
        least = found < least ? found : least;
    }
    if (status == FUND_OK)
        *docid = least == GLASS_END ? 0 : least;
    return status;
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
        bool is_moved = false;
        opened->folders = shards_folders(path);
        fund_status status =
            shards_follow(opened->folders, opened->database, opened->glass, &is_moved, error);
        if (status == FUND_OK)
            *reader = opened.release();
        return local_failure(path, status, error);
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

void store_reader_ask_xapian(struct store_reader *reader) noexcept
{
    reader->folders.clear();
    reader->glass.clear();
}

fund_status store_reader_reopen(struct store_reader *reader, bool *changed,
                                struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        bool is_newer = reader->database.reopen(), is_moved = false;
        fund_status status = FUND_OK;
        if (is_newer || reader->glass.empty())
            status =
                shards_follow(reader->folders, reader->database, reader->glass, &is_moved, error);
        if (changed != nullptr)
            *changed = is_newer || is_moved;
        return local_failure(reader->path.c_str(), status, error);
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
        if (slice_starts_with(term, slice_from(SCHEMA_FORM)) && !form_tables_of(*reader).empty()) {
            *documents = form_frequency(*reader, text);
            return FUND_OK;
        }
        uint32_t found = 0;
        fund_status counted = FUND_OK;
        if (is_local(reader))
            counted = count_term(reader, term, &found, error);
        else
            found = reader->database.get_termfreq(text);
        if (counted != FUND_OK)
            return local_failure(reader->path.c_str(), counted, error);
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
        if (is_local(reader))
            return local_failure(reader->path.c_str(), find_in_shards(reader, term, docid, error),
                                 error);
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
        fund_status result = FUND_OK;
        if (is_local(reader)) {
            buffer_clear(&reader->bytes);
            result = glass_metadata_get(reader->glass[0].get(), key, &reader->bytes, error);
            if (result == FUND_OK)
                reader->metadata = to_string(buffer_slice(&reader->bytes));
        } else {
            reader->metadata = reader->database.get_metadata(to_string(key));
        }
        if (result == FUND_OK)
            *value = to_slice(reader->metadata);
        return local_failure(reader->path.c_str(), result, error);
    });
}

fund_status store_reader_data(struct store_reader *reader, store_docid docid, struct slice *data,
                              struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        fund_status status = read_data(*reader, docid, false, error);
        if (status == FUND_OK)
            *data = to_slice(reader->data);
        return local_failure(reader->path.c_str(), status, error);
    });
}

fund_status store_reader_first_data(struct store_reader *reader, store_docid docid,
                                    struct slice *data, struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        fund_status status = read_data(*reader, docid, true, error);
        if (status == FUND_OK)
            *data = to_slice(reader->data);
        return local_failure(reader->path.c_str(), status, error);
    });
}

} // extern "C"
