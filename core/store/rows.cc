/*
 * See rows.hh. Each search has a source of its own for each database, made by clone() and init(),
 * so that the plan alone is shared.
 *
 * What a document weighs is known before its value is looked at, so that Xapian's least weight
 * spares most of that. Weights are those of Xapian's BM25 and its OP_SYNONYM (Xapian 1.4,
 * weight/bm25weight.cc; Robertson and Zaragoza 2009).
 */
#include "core/store/rows.hh"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

static_assert(STORE_ROW_TERMS_MAX == ROW_TERMS_MAX, "every row that the store takes can be made");

namespace
{

constexpr Xapian::docid none = std::numeric_limits<Xapian::docid>::max();

/* Values cost so many times what a step in a list does: others are asked first unless they have so
 * many more documents. */
constexpr Xapian::doccount look_cost = 8;

void throw_failure(fund_status status, const struct fund_error &error)
{
    if (status == FUND_NO_MEMORY)
        throw std::bad_alloc();
    if (status == FUND_CORRUPT)
        throw Xapian::DatabaseCorruptError(error.message);
    if (status != FUND_OK)
        throw Xapian::InvalidArgumentError(error.message);
}

struct match_deleter {
    void operator()(struct row_match *match) const
    {
        row_match_destroy(match);
    }
};

} // namespace

struct row_looker::inside {
    std::shared_ptr<row_plan> plan;
    Xapian::ValueIterator at, end;
    std::unique_ptr<struct row_match, match_deleter> match;
};

row_looker::row_looker(const Xapian::Database &database, const std::shared_ptr<row_plan> &plan)
    : inside_(new inside{plan, database.valuestream_begin(plan->slot),
                         database.valuestream_end(plan->slot), nullptr})
{
    struct row_match *match = nullptr;
    struct fund_error error = {};
    throw_failure(row_match_create(plan->row.get(), &match, &error), error);
    inside_->match.reset(match);
}

row_looker::~row_looker() = default;
row_looker::row_looker(row_looker &&) noexcept = default;

bool row_looker::has_row(Xapian::docid docid)
{
    Xapian::ValueIterator &at = inside_->at;
    row_plan &plan = *inside_->plan;
    struct fund_error error = {};
    bool is_found = false;
    if (at == inside_->end || !at.check(docid) || at == inside_->end || at.get_docid() != docid)
        return false;
    if (plan.look_at_most > 0 && ++plan.looked_at > plan.look_at_most)
        throw row_is_enough();
    std::string value = *at;
    throw_failure(row_find(inside_->match.get(), to_slice(value), &is_found, &error), error);
    return is_found;
}

row_decider::row_decider(const Xapian::Database &database, const struct store_query *query)
    : query_(query)
{
    for (const std::shared_ptr<row_plan> &plan : query->rows)
        lookers_.emplace_back(database, plan);
}

static bool is_required(const struct store_query *query, const std::shared_ptr<row_plan> &plan)
{
    return std::find(query->required.begin(), query->required.end(), plan) != query->required.end();
}

bool row_decider::operator()(const Xapian::Document &document) const
{
    Xapian::docid docid = document.get_docid();
    bool is_right = true;
    for (size_t i = 0; i < lookers_.size(); i++) {
        const std::shared_ptr<row_plan> &plan = query_->rows[i];
        if (plan->assumed != docid)
            continue;
        bool has_row = lookers_[i].has_row(docid);
        plan->known[docid] = has_row;
        is_right = is_right && has_row;
        if (!has_row && is_required(query_, plan))
            return false;
    }
    was_wrong_ = was_wrong_ || !is_right;
    return is_right;
}

namespace
{

/* The documents of a part. */
class PartList
{
  public:
    void open(const Xapian::Database &database, const row_part &part)
    {
        weight_ = part.weight;
        for (const std::string &term : part.terms) {
            lists_.push_back(database.postlist_begin(term));
            frequency_ += database.get_termfreq(term);
        }
        settle();
    }

    /* The first document from docid on; `none` behind the last. */
    Xapian::docid skip_to(Xapian::docid docid)
    {
        if (docid_ >= docid)
            return docid_;
        for (Xapian::PostingIterator &list : lists_)
            if (list != Xapian::PostingIterator() && *list < docid)
                list.skip_to(docid);
        settle();
        return docid_;
    }

    Xapian::docid docid() const
    {
        return docid_;
    }

    Xapian::doccount frequency() const
    {
        return frequency_;
    }

    double weight() const
    {
        return weight_;
    }

    /* How often the document at hand has it. */
    Xapian::termcount count() const
    {
        Xapian::termcount count = 0;
        for (const Xapian::PostingIterator &list : lists_)
            if (list != Xapian::PostingIterator() && *list == docid_)
                count += list.get_wdf();
        return count;
    }

  private:
    void settle()
    {
        docid_ = none;
        for (const Xapian::PostingIterator &list : lists_)
            if (list != Xapian::PostingIterator())
                docid_ = std::min(docid_, *list);
    }

    std::vector<Xapian::PostingIterator> lists_;
    Xapian::docid docid_ = none;
    Xapian::doccount frequency_ = 0; /* at most */
    double weight_ = 0;
};

class RowSource : public Xapian::PostingSource
{
  public:
    RowSource(std::shared_ptr<row_plan> plan, bool is_in_and)
        : plan_(std::move(plan)), is_in_and_(is_in_and)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return plan_->whole.terms.empty() ? 0 : whole_frequency_;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        uint64_t guessed = whole_frequency_ + static_cast<uint64_t>(rarest_) * look_cost;
        return static_cast<Xapian::doccount>(std::min<uint64_t>(guessed, get_termfreq_max()));
    }

    Xapian::doccount get_termfreq_max() const override
    {
        uint64_t most = static_cast<uint64_t>(whole_frequency_) + rarest_;
        return static_cast<Xapian::doccount>(std::min<uint64_t>(most, document_count_));
    }

    Xapian::docid get_docid() const override
    {
        return docid_;
    }

    double get_weight() const override
    {
        return weight_;
    }

    bool at_end() const override
    {
        return is_at_end_;
    }

    void next(double min_weight) override
    {
        skip_to(docid_ + 1, min_weight);
    }

    void skip_to(Xapian::docid docid, double min_weight) override
    {
        min_weight /= plan_->scale;
        for (;;) {
            Xapian::docid with_whole = whole_.skip_to(docid);
            Xapian::docid next = std::min(with_whole, find_parts(docid, with_whole, min_weight));
            if (next == none) {
                is_at_end_ = true;
                return;
            }
            docid_ = next;
            if (is_hit(next == with_whole, min_weight))
                return;
            docid = next + 1;
        }
    }

    /* Looks at this document alone, if a false does no harm. */
    bool check(Xapian::docid docid, double min_weight) override
    {
        if (!is_in_and_) {
            skip_to(docid, min_weight);
            return true;
        }
        min_weight /= plan_->scale;
        docid_ = docid;
        bool has_whole = whole_.skip_to(docid) == docid;
        if (!has_whole && find_parts(docid, docid, min_weight) != docid)
            return false;
        return is_hit(has_whole, min_weight);
    }

    PostingSource *clone() const override
    {
        return new RowSource(plan_, is_in_and_);
    }

    void init(const Xapian::Database &database) override
    {
        database_ = database;
        document_count_ = database.get_doccount();
        is_at_end_ = false;
        docid_ = 0;
        whole_ = PartList();
        parts_.assign(plan_->parts.size(), PartList());
        open();
        set_most();
    }

    std::string get_description() const override
    {
        return "RowSource";
    }

  private:
    void open()
    {
        whole_.open(database_, plan_->whole);
        for (size_t i = 0; i < parts_.size(); i++)
            parts_[i].open(database_, plan_->parts[i]);
        std::stable_sort(parts_.begin(), parts_.end(), [](const PartList &a, const PartList &b) {
            return a.frequency() < b.frequency();
        });
        whole_frequency_ = whole_.frequency();
        rarest_ = parts_.empty() ? 0 : parts_[0].frequency();
    }

    /* The most that a part can add to a document's weight. */
    double most_of(const row_part &part) const
    {
        double count = 0, length = database_.get_doclength_lower_bound();
        for (const std::string &term : part.terms)
            count += database_.get_wdf_upper_bound(term);
        return count > 0 ? weight_of(part.weight, count, std::max(count, length)) : 0;
    }

    void set_most()
    {
        double most = 0;
        most_of_parts_ = 0;
        if (plan_->is_weighted) {
            for (const row_part &part : plan_->parts)
                most_of_parts_ += plan_->factor * most_of(part);
            most = most_of_parts_ + most_of(plan_->whole);
        }
        set_maxweight(most);
    }

    /* The first document from docid on that has all parts, at most `last`, if it can weigh enough
     * without the whole; else `none`. */
    Xapian::docid find_parts(Xapian::docid docid, Xapian::docid last, double min_weight)
    {
        bool is_left_out = plan_->mode == row_mode::sure && !plan_->is_in_not;
        if (is_left_out || parts_.empty() || (min_weight > 0 && most_of_parts_ < min_weight))
            return none;
        for (size_t i = 0; i < parts_.size();) {
            Xapian::docid next = parts_[i].skip_to(docid);
            if (next == none || next > last)
                return none;
            i = next == docid ? i + 1 : 0;
            docid = next;
        }
        return docid;
    }

    double weight_of(double weight, double count, double length) const
    {
        double normal = std::max(length * plan_->length_factor, plan_->minimum_length);
        double denominator = plan_->k1 * (normal * plan_->b + (1 - plan_->b)) + count;
        return weight * (count / denominator);
    }

    /* Of the document at hand; the parts count where it has them all. */
    double weigh(bool has_whole)
    {
        double sum = 0, length = database_.get_doclength(docid_);
        bool has_parts = true;
        for (PartList &part : parts_)
            has_parts = has_parts && part.skip_to(docid_) == docid_;
        for (const PartList &part : parts_)
            if (has_parts)
                sum += weight_of(part.weight(), std::min<double>(part.count(), length), length);
        sum *= plan_->factor;
        return has_whole ? sum + weight_of(whole_.weight(), whole_.count(), length) : sum;
    }

    /* Whether the document at hand weighs enough and has the row. */
    bool is_hit(bool has_whole, double min_weight)
    {
        if (plan_->is_weighted) {
            weight_ = weigh(has_whole);
            if (weight_ < min_weight)
                return false;
        }
        return has_whole || has_row();
    }

    bool has_row()
    {
        auto known = plan_->known.find(docid_);
        if (known != plan_->known.end())
            return known->second;
        if (plan_->mode == row_mode::assuming && !plan_->is_in_not) {
            plan_->assumed = docid_;
            return true;
        }
        if (!looker_)
            looker_.reset(new row_looker(database_, plan_));
        return looker_->has_row(docid_);
    }

    std::shared_ptr<row_plan> plan_;
    bool is_in_and_;
    Xapian::Database database_;
    PartList whole_;
    std::vector<PartList> parts_; /* the rarest first */
    Xapian::docid docid_ = 0;     /* that was asked about, or found */
    Xapian::doccount document_count_ = 0, whole_frequency_ = 0, rarest_ = 0;
    double most_of_parts_ = 0, weight_ = 0;
    bool is_at_end_ = false;
    std::unique_ptr<row_looker> looker_;
};

} // namespace

std::shared_ptr<row_plan> row_plan_of(const struct store_row *row)
{
    struct row *created = nullptr;
    struct fund_error error = {};
    auto plan = std::make_shared<row_plan>();
    enum row_order order = row->is_in_order ? ROW_SIDE_BY_SIDE : ROW_ANY_ORDER;
    uint32_t window = row->is_in_order ? 0 : row->window;
    throw_failure(row_create(row->words, row->count, order, window, &created, &error), error);
    plan->row.reset(created, row_destroy);
    for (size_t i = 0; i < row->count; i++) {
        std::string word = to_string(row->words[i]);
        row_part part;
        part.terms.push_back(to_string(row->prefixes[0]) + word);
        if (row->prefixes[1].size > 0)
            part.terms.push_back(to_string(row->prefixes[1]) + word);
        plan->parts.push_back(part);
    }
    if (row->whole.size > 0)
        plan->whole.terms.push_back(to_string(row->whole));
    plan->factor = row->whole.size > 0 ? row->factor : 1;
    plan->slot = row->slot;
    return plan;
}

Xapian::Query query_of_row(const std::shared_ptr<row_plan> &plan, bool is_in_and)
{
    return Xapian::Query((new RowSource(plan, is_in_and))->release());
}

/* As BM25Weight::init has it, for a term that is asked for once. */
static double term_weight(double frequency, double documents, double k1, double k3)
{
    double weight = (documents - frequency + 0.5) / (frequency + 0.5);
    if (weight < 2)
        weight = weight * 0.5 + 1;
    weight = std::log(weight) * (k1 + 1);
    return k3 > 0 ? weight * (k3 + 1) / (k3 + 1) : weight;
}

/* Several terms as one: as if they were in documents by chance. */
static double frequency_of(const Xapian::Database &database, const row_part &part)
{
    double documents = database.get_doccount(), frequency = 0;
    for (const std::string &term : part.terms) {
        double other = database.get_termfreq(term);
        frequency = std::floor(frequency + other - frequency * other / documents + 0.5);
    }
    return frequency;
}

/* Returns its documents. */
static Xapian::doccount weigh_part(const Xapian::Database &database, const row_plan &plan,
                                   double k3, row_part *part)
{
    if (part->terms.empty())
        return 0;
    double frequency = frequency_of(database, *part);
    part->weight = term_weight(frequency, database.get_doccount(), plan.k1, k3);
    return static_cast<Xapian::doccount>(frequency);
}

void prepare_rows(const struct store_query *query, const Xapian::Database &database,
                  const struct store_search *search, uint64_t look_at_most)
{
    for (const std::shared_ptr<row_plan> &plan : query->rows) {
        plan->mode = row_mode::looking;
        plan->known.clear();
        plan->is_weighted = search != nullptr && database.get_doccount() > 0;
        plan->looked_at = 0;
        plan->look_at_most = look_at_most;
        if (!plan->is_weighted)
            continue;
        bool is_default = !has_own_weights(search);
        plan->k1 = is_default ? 1 : search->k1;
        plan->b = is_default ? 0.5 : search->b;
        plan->minimum_length = is_default ? 0.5 : search->minimum_length;
        plan->length_factor = database.get_avlength() > 0 ? 1 / database.get_avlength() : 0;
        double k3 = is_default ? 1 : search->k3;
        plan->rarest = database.get_doccount();
        for (row_part &part : plan->parts)
            plan->rarest = std::min(plan->rarest, weigh_part(database, *plan, k3, &part));
        plan->whole_frequency = weigh_part(database, *plan, k3, &plan->whole);
    }
}
