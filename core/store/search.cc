/*
 * Running queries: by core/match where all databases are on this machine, else by Xapian.
 */
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

static bool is_parameter(double value) noexcept
{
    return std::isfinite(value) && value >= 0;
}

/* As a number: C lets an enum hold any, while C++ must not even read one that it does not name. */
static int sort_number(const struct store_search *search) noexcept
{
    int number;
    static_assert(sizeof(number) == sizeof(search->sort), "an enum is an int");
    std::memcpy(&number, &search->sort, sizeof(number));
    return number;
}

static fund_status check_sort(const struct store_search *search, struct fund_error *error) noexcept
{
    int sort = sort_number(search);
    switch (sort) {
    case STORE_BY_VALUE_DESCENDING:
    case STORE_BY_VALUE_ASCENDING:
    case STORE_BY_RELEVANCE_THEN_VALUE:
        return check_slot(search->sort_slot, error);
    case STORE_BY_RELEVANCE:
    case STORE_BY_DOCID_DESCENDING:
    case STORE_BY_DOCID_ASCENDING:
        return FUND_OK;
    default:
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no sort order", sort);
    }
}

static fund_status check_search(const struct store_search *search,
                                struct fund_error *error) noexcept
{
    if (static_cast<uint64_t>(search->offset) + search->limit > STORE_HITS_MAX)
        return error_set(error, FUND_LIMIT, "more than %d hits were asked for", STORE_HITS_MAX);
    if (!is_parameter(search->k1) || !is_parameter(search->k3) || !is_parameter(search->b) ||
        search->b > 1 || !is_parameter(search->minimum_length))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "BM25 takes finite parameters from 0 up, and a b of at most 1");
    return check_sort(search, error);
}

/* Whether a search has BM25 parameters of its own. */
static bool has_own_weights(const struct store_search *search) noexcept
{
    return search->k1 > 0 || search->k3 > 0 || search->b > 0 || search->minimum_length > 0;
}

/* ---- on this machine --------------------------------------------------------------------------- */

static enum match_sort sort_of(const struct store_search *search) noexcept
{
    switch (search->sort) {
    case STORE_BY_RELEVANCE:
        return MATCH_BY_WEIGHT;
    case STORE_BY_VALUE_DESCENDING:
        return MATCH_BY_VALUE_DESCENDING;
    case STORE_BY_VALUE_ASCENDING:
        return MATCH_BY_VALUE_ASCENDING;
    case STORE_BY_RELEVANCE_THEN_VALUE:
        return MATCH_BY_WEIGHT_THEN_VALUE;
    case STORE_BY_DOCID_DESCENDING:
        return MATCH_BY_NUMBER_DESCENDING;
    case STORE_BY_DOCID_ASCENDING:
        return MATCH_BY_NUMBER_ASCENDING;
    }
    return MATCH_BY_WEIGHT;
}

static struct match_search to_match(const struct store_search *search) noexcept
{
    struct match_search asked = {};
    asked.query = search->query->match.get();
    asked.offset = search->offset;
    asked.limit = search->limit;
    asked.check_at_least = search->check_at_least;
    asked.sort = sort_of(search);
    asked.sort_slot = search->sort_slot;
    asked.only = search->only;
    asked.only_count = search->only_count;
    /* Xapian's defaults */
    bool is_own = has_own_weights(search);
    asked.k1 = is_own ? search->k1 : 1;
    asked.b = is_own ? search->b : 0.5;
    asked.minimum_length = is_own ? search->minimum_length : 0.5;
    return asked;
}

static fund_status search_here(const struct store_reader *reader, const struct store_search *search,
                               struct store_result *result, struct fund_error *error)
{
    const local_databases local(reader);
    const struct match_databases databases = local.all();
    const struct match_search asked = to_match(search);
    struct match_result found = {};
    fund_status status = match_run(&databases, &asked, &found, error);
    if (status != FUND_OK)
        return local_failure(reader->path.c_str(), status, error);
    std::unique_ptr<struct match_hit, decltype(&std::free)> owned(found.hits, std::free);
    std::unique_ptr<store_hit[]> hits(found.count > 0 ? new store_hit[found.count] : nullptr);
    for (size_t i = 0; i < found.count; i++)
        hits[i] = store_hit{found.hits[i].docid, found.hits[i].weight};
    *result = store_result{hits.release(), found.count, found.lower, found.estimated, found.upper};
    return FUND_OK;
}

/* ---- by Xapian --------------------------------------------------------------------------------- */

static void set_sort(Xapian::Enquire &enquire, const struct store_search *search)
{
    switch (search->sort) {
    case STORE_BY_RELEVANCE:
        break;
    case STORE_BY_VALUE_DESCENDING:
        enquire.set_sort_by_value_then_relevance(search->sort_slot, true);
        break;
    case STORE_BY_VALUE_ASCENDING:
        enquire.set_sort_by_value_then_relevance(search->sort_slot, false);
        break;
    case STORE_BY_RELEVANCE_THEN_VALUE:
        enquire.set_sort_by_relevance_then_value(search->sort_slot, true);
        break;
    case STORE_BY_DOCID_DESCENDING:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::DESCENDING);
        break;
    case STORE_BY_DOCID_ASCENDING:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        break;
    }
}

/* Takes the documents of a rising list. */
class Chooser : public Xapian::MatchDecider
{
  public:
    explicit Chooser(const struct store_search *search) : search_(search)
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        return has(document.get_docid());
    }

    bool has(store_docid docid) const
    {
        return std::binary_search(search_->only, search_->only + search_->only_count, docid);
    }

  private:
    const struct store_search *search_;
};

static Xapian::MSet ask(const struct store_reader *reader, const struct store_search *search)
{
    Xapian::Enquire enquire(reader->database);
    enquire.set_query(stock_query_of(reader, search->query));
    if (has_own_weights(search))
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(search->k1, 0, search->k3, search->b, search->minimum_length));
    set_sort(enquire, search);
    if (search->only == nullptr)
        return enquire.get_mset(search->offset, search->limit, search->check_at_least);
    return enquire.get_mset(0, STORE_COLLECT_MAX, search->check_at_least);
}

static bool is_chosen(const struct store_search *search, store_docid docid)
{
    return search->only == nullptr ||
           std::binary_search(search->only, search->only + search->only_count, docid);
}

static void fill_result(const Xapian::MSet &matches, const struct store_search *search,
                        struct store_result *result)
{
    std::unique_ptr<store_hit[]> hits;
    size_t count = 0, left_out = search->only == nullptr ? 0 : search->offset;
    if (!matches.empty())
        hits.reset(new store_hit[search->limit]);
    for (Xapian::MSetIterator i = matches.begin(); i != matches.end() && count < search->limit;
         ++i) {
        if (!is_chosen(search, *i))
            continue;
        if (left_out > 0)
            left_out--;
        else
            hits[count++] = store_hit{*i, i.get_weight()};
    }
    *result = store_result{hits.release(), count, matches.get_matches_lower_bound(),
                           matches.get_matches_estimated(), matches.get_matches_upper_bound()};
}

extern "C" {

fund_status store_search(struct store_reader *reader, const struct store_search *search,
                         struct store_result *result, struct fund_error *error) noexcept
{
    fund_status status = check_search(search, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        if (is_local(reader))
            return search_here(reader, search, result, error);
        fill_result(ask(reader, search), search, result);
        return FUND_OK;
    });
}

void store_result_finish(struct store_result *result) noexcept
{
    if (result == nullptr)
        return;
    delete[] result->hits;
    *result = store_result{};
}

} // extern "C"
