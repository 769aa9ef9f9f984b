/*
 * Their terms are read once, when the first one is asked for.
 */
#include "core/store/hidden.hh"

#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <algorithm>

hidden_documents::hidden_documents(const Xapian::Database &read_from, const Xapian::docid *first,
                                   size_t count)
    : database(read_from), docids(first, first + count)
{
}

void hidden_documents::read() const
{
    size_t shards = database.size();
    term_counts found;
    std::vector<term_counts> apart(shards > 1 ? shards : 0);
    for (Xapian::docid docid : docids)
        for (Xapian::TermIterator at = database.termlist_begin(docid);
             at != database.termlist_end(docid); ++at) {
            found[*at]++;
            if (shards > 1)
                apart[(docid - 1) % shards][*at]++;
        }
    counts.swap(found);
    in_shards.swap(apart);
    is_read = true;
}

bool hidden_documents::has(Xapian::docid docid) const
{
    return std::binary_search(docids.begin(), docids.end(), docid);
}

static uint32_t left_of(const std::unordered_map<std::string, uint32_t> &counts,
                        const std::string &term, uint32_t frequency)
{
    auto found = counts.find(term);
    return found == counts.end() || found->second > frequency ? frequency
                                                              : frequency - found->second;
}

uint32_t hidden_documents::leave(const std::string &term, uint32_t frequency) const
{
    if (!is_read)
        read();
    return left_of(counts, term, frequency);
}

uint32_t hidden_documents::leave_in(size_t shard, const std::string &term, uint32_t frequency) const
{
    if (!is_read)
        read();
    return left_of(in_shards.empty() ? counts : in_shards[shard], term, frequency);
}

extern "C" {

fund_status store_reader_hide(struct store_reader *reader, const store_docid *docids, size_t count,
                              struct fund_error *error) noexcept
{
    if (count > STORE_HIDDEN_MAX)
        return error_set(error, FUND_LIMIT, "%zu documents cannot be hidden at once", count);
    return guard(error, reader->path.c_str(), [&] {
        std::unique_ptr<hidden_documents> hidden;
        if (count > 0)
            hidden = std::make_unique<hidden_documents>(reader->database, docids, count);
        reader->hidden.swap(hidden);
        return FUND_OK;
    });
}

bool store_reader_hides(const struct store_reader *reader, store_docid docid) noexcept
{
    return reader->hidden != nullptr && reader->hidden->has(docid);
}

} // extern "C"
