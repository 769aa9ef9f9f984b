/*
 * Running queries.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/rows.hh"

#include <algorithm>
#include <cmath>
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

static bool has_weights(const struct store_search *search) noexcept
{
    int sort = sort_number(search);
    return sort != STORE_BY_DOCID_DESCENDING && sort != STORE_BY_DOCID_ASCENDING;
}

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

static bool by_relevance(const struct store_search *search) noexcept
{
    int sort = sort_number(search);
    return sort == STORE_BY_RELEVANCE || sort == STORE_BY_RELEVANCE_THEN_VALUE;
}

/* A search of a query with rows, in one database, for the best alone. */
class RowSearch
{
  public:
    RowSearch(Xapian::Enquire &enquire, const Xapian::Database &database,
              const struct store_search *search)
        : enquire_(enquire), database_(database), search_(search)
    {
    }

    /*
     * Rows are assumed where all their parts are, and looked at in documents that weigh enough for
     * the list with them. One that has less than was assumed may belong in the list with less
     * weight: then it is searched again, knowing what has been looked at.
     */
    Xapian::MSet run()
    {
        if (search_->query->rows.size() > assumed_max)
            return get(nullptr);
        set_mode(row_mode::sure);
        if (is_sure_worth_it())
            cut_off(get(nullptr));
        for (int i = 0; i < passes_max; i++) {
            set_mode(row_mode::assuming);
            row_decider decider(database_, search_->query);
            Xapian::MSet matches = get(&decider);
            if (!decider.was_wrong())
                return matches;
            cut_off(matches);
        }
        set_mode(row_mode::looking);
        return get(nullptr);
    }

  private:
    static constexpr int passes_max = 2;
    /* Of more rows some is always wrong. */
    static constexpr size_t assumed_max = 4;

    Xapian::MSet get(const Xapian::MatchDecider *decider)
    {
        return enquire_.get_mset(search_->offset, search_->limit, search_->check_at_least, nullptr,
                                 decider);
    }

    /* What follows finds at least these, with no less weight, whose last bit may differ. */
    void cut_off(const Xapian::MSet &matches)
    {
        const double almost_one = 1 - 1e-9;
        if (search_->limit > 0 && matches.size() == search_->limit)
            enquire_.set_cutoff(0, matches[search_->limit - 1].get_weight() * almost_one);
    }

    void set_mode(row_mode mode)
    {
        for (const std::shared_ptr<row_plan> &plan : search_->query->rows) {
            plan->mode = mode;
            plan->assumed = 0;
        }
    }

    /* Whether documents with a whole are few beside those that would have to be looked at. */
    bool is_sure_worth_it() const
    {
        for (const std::shared_ptr<row_plan> &plan : search_->query->rows)
            if (!plan->is_in_not && plan->whole_frequency >= search_->limit &&
                plan->whole_frequency < plan->rarest / 2)
                return true;
        return false;
    }

    Xapian::Enquire &enquire_;
    const Xapian::Database &database_;
    const struct store_search *search_;
};

static Xapian::MSet run(const struct store_reader *reader, const Xapian::Query &query,
                        const struct store_search *search, bool *is_chosen)
{
    Xapian::Enquire enquire(reader->database);
    enquire.set_query(query);
    if (has_own_weights(search))
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(search->k1, 0, search->k3, search->b, search->minimum_length));
    set_sort(enquire, search);
    if (search->only == nullptr && !search->query->rows.empty() && by_relevance(search) &&
        can_decide(reader->database))
        return RowSearch(enquire, reader->database, search).run();
    if (search->only == nullptr)
        return enquire.get_mset(search->offset, search->limit, search->check_at_least);
    Chooser chooser(search);
    *is_chosen = can_decide(reader->database);
    if (*is_chosen)
        return enquire.get_mset(search->offset, search->limit, search->check_at_least, nullptr,
                                &chooser);
    return enquire.get_mset(0, STORE_COLLECT_MAX, search->check_at_least);
}

static void fill_result(const Xapian::MSet &matches, const struct store_search *search,
                        bool is_chosen, struct store_result *result)
{
    std::unique_ptr<store_hit[]> hits;
    size_t count = 0, skipped = 0, most = is_chosen ? matches.size() : search->limit;
    Chooser chooser(search);
    if (!matches.empty())
        hits.reset(new store_hit[most]);
    for (Xapian::MSetIterator i = matches.begin(); i != matches.end() && count < most; ++i) {
        if (!is_chosen && !chooser.has(*i))
            continue;
        if (is_chosen || skipped++ >= search->offset)
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
        bool is_chosen = true;
        prepare_rows(search->query, reader->database, has_weights(search) ? search : nullptr, 0);
        Xapian::MSet matches = with_query(reader, search->query, [&](const Xapian::Query &query) {
            return run(reader, query, search, &is_chosen);
        });
        fill_result(matches, search, is_chosen, result);
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
