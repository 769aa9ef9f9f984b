/*
 * Counting what a query finds: a few documents one by one, of many those in a sample. It is taken
 * all over the archive, since neighbours are of the same days.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/rows.hh"

#include <algorithm>

namespace
{

/* Documents of a sample at least, where there are so many, and how many of them are neighbours. */
constexpr Xapian::docid sample_size = 4096, window = 32;

/* Values that are looked at for the exact number. */
constexpr uint64_t values_max = 250;

/* Every so many windows of documents one. */
class Sample : public Xapian::PostingSource
{
  public:
    explicit Sample(Xapian::docid stride) : stride_(stride)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return document_count_ / stride_;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return document_count_;
    }

    Xapian::docid get_docid() const override
    {
        return docid_;
    }

    bool at_end() const override
    {
        return docid_ > last_;
    }

    void next(double) override
    {
        skip_to(docid_ + 1, 0);
    }

    void skip_to(Xapian::docid docid, double) override
    {
        Xapian::docid number = docid / window, left_out = number % stride_;
        docid_ = left_out == 0 ? docid : (number - left_out + stride_) * window;
    }

    PostingSource *clone() const override
    {
        return new Sample(stride_);
    }

    void init(const Xapian::Database &database) override
    {
        document_count_ = database.get_doccount();
        last_ = database.get_lastdocid();
        docid_ = 0;
    }

    std::string get_description() const override
    {
        return "Sample";
    }

  private:
    Xapian::docid stride_, docid_ = 0, last_ = 0;
    Xapian::doccount document_count_ = 0;
};

/* Counts each document that it is asked about and takes none, so that no list of hits is made. */
class Counter : public Xapian::MatchDecider
{
  public:
    explicit Counter(uint32_t most) : most_(most)
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        (void)document;
        if (++found_ > most_)
            throw row_is_enough();
        return false;
    }

    uint32_t found() const
    {
        return found_;
    }

  private:
    uint32_t most_;
    mutable uint32_t found_ = 0;
};

} // namespace

struct counted {
    uint32_t documents;
    bool are_all;
};

/* The query's documents, one more than most at most. */
static struct counted count_up_to(const Xapian::Database &database, Xapian::Enquire *enquire,
                                  const Xapian::Query &query, uint32_t most)
{
    Counter counter(most);
    enquire->set_query(query);
    try {
        enquire->get_mset(0, 1, database.get_doccount(), nullptr, &counter);
        return counted{counter.found(), true};
    } catch (const row_is_enough &) {
        return counted{counter.found(), false};
    }
}

static struct store_total count_by_sample(const Xapian::Database &database,
                                          Xapian::Enquire *enquire, const Xapian::Query &query)
{
    Xapian::docid stride = std::max<Xapian::docid>(database.get_lastdocid() / sample_size, 1);
    Xapian::Query sample((new Sample(stride))->release());
    Xapian::Query both(Xapian::Query::OP_FILTER, query, sample);
    struct counted counted = count_up_to(database, enquire, both, UINT32_MAX);
    uint64_t all = static_cast<uint64_t>(counted.documents) * stride;
    return store_total{static_cast<uint32_t>(std::min<uint64_t>(all, database.get_doccount())),
                       stride == 1};
}

static struct store_total count_by_decider(const Xapian::Database &database,
                                           const struct store_query *query,
                                           Xapian::Enquire *enquire, const Xapian::Query &asked,
                                           uint32_t most)
{
    prepare_rows(query, database, nullptr, values_max);
    struct counted counted = count_up_to(database, enquire, asked, most);
    if (counted.are_all)
        return store_total{counted.documents, true};
    prepare_rows(query, database, nullptr, 0);
    struct store_total total = count_by_sample(database, enquire, asked);
    total.documents = std::max(total.documents, counted.documents);
    return total;
}

static struct store_total count_by_hits(Xapian::Enquire *enquire, uint32_t most)
{
    Xapian::MSet matches = enquire->get_mset(0, 1, most + 1);
    return store_total{matches.get_matches_estimated(),
                       matches.get_matches_lower_bound() == matches.get_matches_upper_bound()};
}

extern "C" {

fund_status store_count(struct store_reader *reader, const struct store_query *query, uint32_t most,
                        struct store_total *total, struct fund_error *error) noexcept
{
    return guard(error, reader->path.c_str(), [&] {
        *total = with_query(reader, query, [&](const Xapian::Query &asked) {
            Xapian::Enquire enquire(reader->database);
            enquire.set_query(asked);
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_docid_order(Xapian::Enquire::ASCENDING);
            return can_decide(reader->database)
                       ? count_by_decider(reader->database, query, &enquire, asked, most)
                       : count_by_hits(&enquire, most);
        });
        return FUND_OK;
    });
}

} // extern "C"
