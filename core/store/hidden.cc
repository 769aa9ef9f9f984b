/*
 * The terms of a few are read once, when the first one is asked for. Of many that would take far
 * longer, 350 us each in releases of 2 KB, than to look for them in the list of each term: 20,000 made
 * a search take 7 s.
 */
#include "core/store/hidden.hh"

#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/local.hh"

#include <algorithm>
#include <new>

/* So many are read; walks over all names take longer by looking into each list. */
#define FEW 64

hidden_documents::hidden_documents(const struct store_reader &read_from, const Xapian::docid *first,
                                   size_t count)
    : reader(read_from), docids(first, first + count)
{
    if (count <= FEW || !is_local(&reader))
        return;
    by_shard.resize(reader.glass.size());
    for (Xapian::docid docid : docids) {
        struct shard_place place = shards_place(reader.glass, docid);
        by_shard[place.shard].push_back(place.docid);
    }
}

/* For guard(). */
[[noreturn]] static void throw_failure(fund_status status, const struct fund_error &error)
{
    if (status == FUND_NO_MEMORY)
        throw std::bad_alloc();
    if (status == FUND_MODIFIED)
        throw Xapian::DatabaseModifiedError(error.message);
    throw Xapian::DatabaseCorruptError(error.message);
}

void hidden_documents::read() const
{
    size_t shards = reader.database.size();
    term_counts found;
    std::vector<term_counts> apart(shards > 1 ? shards : 0);
    for (Xapian::docid docid : docids)
        for (Xapian::TermIterator at = reader.database.termlist_begin(docid);
             at != reader.database.termlist_end(docid); ++at) {
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

/* Those of the documents, which rise, that have the term. */
static uint32_t count_having(const struct glass_reader *reader, const std::string &term,
                             const std::vector<uint32_t> &docids)
{
    struct fund_error error = {};
    uint32_t count = 0;
    postings_walk walk;
    fund_status status = glass_postings_open(reader, to_slice(term), &walk.at, &error);
    for (auto at = docids.begin(); status == FUND_OK && at != docids.end();) {
        status = glass_postings_skip(&walk.at, *at, &error);
        count += walk.at.docid == *at;
        at = std::lower_bound(at, docids.end(), std::max(walk.at.docid, *at + 1));
    }
    if (status == FUND_OK)
        status = glass_postings_check(&walk.at, &error);
    if (status != FUND_OK)
        throw_failure(status, error);
    return count;
}

uint32_t hidden_documents::count_in(size_t shard, const std::string &term) const
{
    return count_having(reader.glass[shard].get(), term, by_shard[shard]);
}

uint32_t hidden_documents::leave(const std::string &term, uint32_t frequency) const
{
    if (!by_shard.empty() && is_local(&reader)) {
        for (size_t shard = 0; shard < by_shard.size() && frequency > 0; shard++)
            frequency -= std::min(frequency, count_in(shard, term));
        return frequency;
    }
    if (!is_read)
        read();
    return left_of(counts, term, frequency);
}

uint32_t hidden_documents::leave_in(size_t shard, const std::string &term, uint32_t frequency) const
{
    if (!by_shard.empty() && is_local(&reader))
        return frequency - std::min(frequency, count_in(shard, term));
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
            hidden = std::make_unique<hidden_documents>(*reader, docids, count);
        reader->hidden.swap(hidden);
        return FUND_OK;
    });
}

bool store_reader_hides(const struct store_reader *reader, store_docid docid) noexcept
{
    return reader->hidden != nullptr && reader->hidden->has(docid);
}

} // extern "C"
