/*
 * Which documents a query finds at all, and the commit that a reader sees.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/rows.hh"

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

/* Notes each document that it is asked about and takes none, so that no list of hits is made. */
class Collector : public Xapian::MatchDecider
{
  public:
    Collector(std::vector<store_docid> *docids, uint32_t max) : docids_(docids), max_(max)
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        if (docids_->size() < max_)
            docids_->push_back(document.get_docid());
        else
            is_cut_ = true;
        return false;
    }

    bool is_cut() const
    {
        return is_cut_;
    }

  private:
    std::vector<store_docid> *docids_;
    size_t max_;
    mutable bool is_cut_ = false;
};

static bool collect_by_decider(Xapian::Enquire *enquire, uint32_t at_least, uint32_t max,
                               std::vector<store_docid> *docids)
{
    Collector collector(docids, max);
    enquire->get_mset(0, 1, at_least, nullptr, &collector);
    return !collector.is_cut();
}

static bool collect_by_hits(Xapian::Enquire *enquire, uint32_t max,
                            std::vector<store_docid> *docids)
{
    Xapian::MSet matches = enquire->get_mset(0, max, max);
    for (Xapian::MSetIterator i = matches.begin(); i != matches.end(); ++i)
        docids->push_back(*i);
    return matches.size() < max || matches.get_matches_upper_bound() <= max;
}

static bool collect(const struct store_reader *reader, const Xapian::Query &query, uint32_t max,
                    std::vector<store_docid> *docids)
{
    Xapian::Enquire enquire(reader->database);
    docids->clear();
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    bool is_complete =
        can_decide(reader->database)
            ? collect_by_decider(&enquire, reader->database.get_doccount(), max, docids)
            : collect_by_hits(&enquire, max, docids);
    if (!std::is_sorted(docids->begin(), docids->end()))
        std::sort(docids->begin(), docids->end());
    return is_complete;
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

bool can_decide(const Xapian::Database &database)
{
    uint64_t revision = 0;
    return find_revision(database, &revision);
}

extern "C" {

fund_status store_collect(struct store_reader *reader, const struct store_query *query,
                          uint32_t max, struct store_docids *result,
                          struct fund_error *error) noexcept
{
    if (max == 0 || max > STORE_COLLECT_MAX)
        return error_set(error, FUND_LIMIT, "%u documents cannot be collected at once", max);
    return guard(error, reader->path.c_str(), [&] {
        std::vector<store_docid> found;
        prepare_rows(query, reader->database, nullptr, 0);
        bool is_complete = with_query(reader, query, [&](const Xapian::Query &asked) {
            return collect(reader, asked, max, &found);
        });
        std::unique_ptr<store_docid[]> docids(new store_docid[found.size() + 1]);
        std::copy(found.begin(), found.end(), docids.get());
        *result = store_docids{docids.release(), found.size(), is_complete};
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

} // extern "C"
