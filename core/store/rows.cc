/*
 * See rows.hh. Each search has a source of its own for each database, made by clone() and init(),
 * so that the row alone is shared by threads.
 */
#include "core/store/rows.hh"

#include <memory>
#include <new>

static_assert(STORE_ROW_TERMS_MAX == ROW_TERMS_MAX, "every row that the store takes can be made");

namespace
{

using shared_row = std::shared_ptr<const struct row>;

struct match_deleter {
    void operator()(struct row_match *match) const
    {
        row_match_destroy(match);
    }
};

void throw_failure(fund_status status, const struct fund_error &error)
{
    if (status == FUND_NO_MEMORY)
        throw std::bad_alloc();
    if (status == FUND_CORRUPT)
        throw Xapian::DatabaseCorruptError(error.message);
    if (status != FUND_OK)
        throw Xapian::InvalidArgumentError(error.message);
}

class RowSource : public Xapian::PostingSource
{
  public:
    RowSource(shared_row row, Xapian::valueno slot) : row_(std::move(row)), slot_(slot)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return document_count_;
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
        return is_started_ && at_ == end_;
    }

    void next(double min_weight) override
    {
        skip_to(docid_ + 1, min_weight);
    }

    void skip_to(Xapian::docid docid, double) override
    {
        start();
        if (at_ != end_)
            at_.skip_to(docid);
        while (at_ != end_ && !is_match())
            ++at_;
        docid_ = at_ != end_ ? at_.get_docid() : docid;
    }

    /* Looks at this document alone. */
    bool check(Xapian::docid docid, double) override
    {
        start();
        docid_ = docid;
        if (at_ == end_ || !at_.check(docid))
            return at_ == end_;
        return at_ == end_ || (at_.get_docid() == docid && is_match());
    }

    PostingSource *clone() const override
    {
        return new RowSource(row_, slot_);
    }

    void init(const Xapian::Database &database) override
    {
        database_ = database;
        document_count_ = database.get_doccount();
        is_started_ = false;
        docid_ = 0;
    }

    std::string get_description() const override
    {
        return "RowSource";
    }

  private:
    void start()
    {
        if (is_started_)
            return;
        at_ = database_.valuestream_begin(slot_);
        end_ = database_.valuestream_end(slot_);
        is_started_ = true;
    }

    bool is_match()
    {
        struct fund_error error = {};
        bool has_row = false;
        if (!match_) {
            struct row_match *match = nullptr;
            throw_failure(row_match_create(row_.get(), &match, &error), error);
            match_.reset(match);
        }
        std::string value = *at_;
        throw_failure(row_find(match_.get(), to_slice(value), &has_row, &error), error);
        return has_row;
    }

    shared_row row_;
    Xapian::valueno slot_;
    Xapian::Database database_;
    Xapian::ValueIterator at_, end_;
    Xapian::docid docid_ = 0; /* that was asked about, or found */
    Xapian::doccount document_count_ = 0;
    bool is_started_ = false;
    std::unique_ptr<struct row_match, match_deleter> match_;
};

} // namespace

Xapian::Query query_of_row(const struct slice *terms, size_t count, enum row_order order,
                           uint32_t window, uint32_t slot)
{
    struct row *created = nullptr;
    struct fund_error error = {};
    throw_failure(row_create(terms, count, order, window, &created, &error), error);
    shared_row row(created, row_destroy);
    return Xapian::Query((new RowSource(row, slot))->release());
}
