#include "core/store/written.hh"

#include "core/store/handles.hh"

#include <new>

static void require(fund_status status, const struct fund_error &error)
{
    switch (status) {
    case FUND_OK:
        return;
    case FUND_NO_MEMORY:
        throw std::bad_alloc();
    case FUND_MODIFIED:
        throw Xapian::DatabaseModifiedError(error.message);
    default:
        throw Xapian::DatabaseCorruptError(error.message);
    }
}

/* ---- counting ------------------------------------------------------------------------------- */

static uint32_t count_in_file(const struct glass_reader *reader, const std::string &term)
{
    struct fund_error error;
    postings_walk walk;
    fund_status status = glass_postings_open(reader, to_slice(term), &walk.at, &error);
    if (status == FUND_OK)
        status = glass_postings_check(&walk.at, &error);
    require(status, error);
    return walk.at.document_count;
}

uint32_t written_frequency(const store_reader &reader, const std::string &term)
{
    uint32_t found = 0;
    if (reader.glass.empty())
        return reader.database.get_termfreq(term);
    for (const auto &shard : reader.glass)
        found += count_in_file(shard.get(), term);
    return found;
}

uint32_t written_frequency_in(const store_reader &reader, size_t shard, const std::string &term)
{
    if (!reader.glass.empty())
        return count_in_file(reader.glass[shard].get(), term);
    return Xapian::Database(reader.database.internal[shard].get()).get_termfreq(term);
}

/* ---- walking -------------------------------------------------------------------------------- */

written_terms::written_terms(const store_reader &reader, const std::string &prefix)
{
    struct fund_error error;
    if (reader.glass.size() == 1) {
        local = std::make_unique<terms_walk>();
        require(glass_terms_open(reader.glass[0].get(), to_slice(prefix), &local->at, &error),
                error);
    } else {
        stock = reader.database.allterms_begin(prefix);
    }
    take();
}

void written_terms::check() const
{
    struct fund_error error;
    if (local)
        require(glass_terms_check(&local->at, &error), error);
}

void written_terms::take()
{
    if (local) {
        now = local->at.term;
        return;
    }
    bool has_one = stock != Xapian::TermIterator();
    if (has_one)
        text = *stock;
    now = has_one ? to_slice(text) : slice_of(nullptr, 0);
}

uint32_t written_terms::frequency() const
{
    return local ? local->at.document_count : stock.get_termfreq();
}

void written_terms::next()
{
    struct fund_error error;
    if (local)
        require(glass_terms_next(&local->at, &error), error);
    else
        ++stock;
    take();
}

void written_terms::skip_to(struct slice target)
{
    struct fund_error error;
    if (is_at_end())
        return;
    if (local)
        require(glass_terms_skip(&local->at, target, &error), error);
    else
        stock.skip_to(to_string(target));
    take();
}
