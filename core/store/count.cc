/*
 * How many documents a query finds, and which they are.
 */
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

static Xapian::Enquire enquire_of(const struct store_reader *reader,
                                  const struct store_query *query)
{
    Xapian::Enquire enquire(reader->database);
    enquire.set_query(stock_query_of(reader, query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    return enquire;
}

static struct store_docids to_docids(const uint32_t *found, size_t count, bool is_complete)
{
    std::unique_ptr<store_docid[]> docids(new store_docid[count + 1]);
    std::copy(found, found + count, docids.get());
    return store_docids{docids.release(), count, is_complete};
}

static fund_status collect_here(const struct store_reader *reader, const struct store_query *query,
                                uint32_t max, struct store_docids *result, struct fund_error *error)
{
    const local_databases local(reader);
    const struct match_databases databases = local.all();
    uint32_t *docids = nullptr;
    size_t count = 0;
    bool is_complete = false;
    fund_status status =
        match_collect(&databases, query->match.get(), max, &docids, &count, &is_complete, error);
    if (status != FUND_OK)
        return local_failure(reader->path.c_str(), status, error);
    std::unique_ptr<uint32_t, decltype(&std::free)> owned(docids, std::free);
    *result = to_docids(docids, count, is_complete);
    return FUND_OK;
}

static struct store_docids collect_by_xapian(const struct store_reader *reader,
                                             const struct store_query *query, uint32_t max)
{
    std::vector<store_docid> docids;
    Xapian::MSet matches = enquire_of(reader, query).get_mset(0, max, max);
    for (Xapian::MSetIterator i = matches.begin(); i != matches.end(); ++i)
        docids.push_back(*i);
    std::sort(docids.begin(), docids.end());
    bool is_complete = docids.size() < max || matches.get_matches_upper_bound() <= max;
    return to_docids(docids.data(), docids.size(), is_complete);
}

extern "C" {

fund_status store_count(struct store_reader *reader, const struct store_query *query, uint32_t most,
                        struct store_total *total, struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        if (is_local(reader)) {
            const local_databases local(reader);
            const struct match_databases databases = local.all();
            fund_status status = match_count(&databases, query->match.get(), most,
                                             &total->documents, &total->is_exact, error);
            return local_failure(reader->path.c_str(), status, error);
        }
        Xapian::MSet matches = enquire_of(reader, query).get_mset(0, 1, most + 1);
        *total =
            store_total{matches.get_matches_estimated(),
                        matches.get_matches_lower_bound() == matches.get_matches_upper_bound()};
        return FUND_OK;
    });
}

fund_status store_collect(struct store_reader *reader, const struct store_query *query,
                          uint32_t max, struct store_docids *result,
                          struct fund_error *error) noexcept
{
    if (max == 0 || max > STORE_COLLECT_MAX)
        return error_set(error, FUND_LIMIT, "%u documents cannot be collected at once", max);
    return guard(error, reader->path.c_str(), [&] {
        if (is_local(reader))
            return collect_here(reader, query, max, result, error);
        *result = collect_by_xapian(reader, query, max);
        return FUND_OK;
    });
}

void store_docids_finish(struct store_docids *docids) noexcept
{
    if (docids == nullptr)
        return;
    delete[] docids->items;
    *docids = store_docids{};
}

} // extern "C"
