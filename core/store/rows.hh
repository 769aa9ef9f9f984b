/*
 * Rows of terms whose positions stand in the values of a slot (core/positions).
 */
#ifndef CORE_STORE_ROWS_HH
#define CORE_STORE_ROWS_HH

#include "core/positions/row.h"
#include "core/store/handles.hh"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

/* A term, or several that count as one, with the weight of a search. */
struct row_part {
    std::vector<std::string> terms;
    double weight = 0; /* of the term, as BM25 multiplies it with what a document has of it */
};

/* How a search finds rows. */
enum class row_mode {
    looking,  /* in values */
    sure,     /* by the whole alone */
    assuming, /* where all parts are, and tells so in `assumed`; where it is known, that */
};

/* A row as it is looked for, and what the search at hand makes of it. */
struct row_plan {
    std::shared_ptr<const struct row> row;
    std::vector<row_part> parts; /* as asked for: repeated ones, too */
    row_part whole;              /* has terms where there is such a term */
    double factor = 1;           /* of the parts' weights */
    Xapian::valueno slot = 0;
    double scale = 1; /* the most by which queries around it multiply its weight, at least 1: Xapian
                         1.4.22 tells a source the least weight that the scaled one must have */
    bool is_in_not = false; /* something is found where the row is not: it is always looked at */
    /* of the search */
    row_mode mode = row_mode::looking;
    Xapian::docid assumed = 0; /* the last document that was taken for one that has it */
    std::unordered_map<Xapian::docid, bool> known;
    Xapian::doccount whole_frequency = 0, rarest = 0;
    bool is_weighted = false;
    double k1 = 0, b = 0, minimum_length = 0, length_factor = 0;
    uint64_t looked_at = 0, look_at_most = 0; /* values; 0: no bound */
};

/* Ends a search in which enough was looked at. */
struct row_is_enough {
};

/*
 * The documents whose value has the row, of those that have all of its parts, and those that have
 * the whole; weighed as the whole OR the parts side by side. Throws std::bad_alloc, and
 * Xapian::InvalidArgumentError beyond the limits of row_create.
 */
std::shared_ptr<row_plan> row_plan_of(const struct store_row *row);
/* is_in_and: as a child of AND or FILTER. Of others Xapian 1.4.22 takes the document behind one for
 * which check() is false for checked (OrPostList::check). */
Xapian::Query query_of_row(const std::shared_ptr<row_plan> &plan, bool is_in_and);

/* Weighs the rows for a search; NULL: without weights. At most so many values are looked at, then
 * row_is_enough is thrown; 0: all. */
void prepare_rows(const struct store_query *query, const Xapian::Database &database,
                  const struct store_search *search, uint64_t look_at_most);

/* Looks into the values of a slot, for documents that rise. */
class row_looker
{
  public:
    row_looker(const Xapian::Database &database, const std::shared_ptr<row_plan> &plan);
    ~row_looker();
    row_looker(row_looker &&) noexcept;
    bool has_row(Xapian::docid docid);

  private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

/* Takes the documents of which all that was assumed is so, and makes it known. One database. */
class row_decider : public Xapian::MatchDecider
{
  public:
    row_decider(const Xapian::Database &database, const struct store_query *query);
    bool operator()(const Xapian::Document &document) const override;
    /* Something that was assumed is not so, and the document may be found without it. */
    bool was_wrong() const
    {
        return was_wrong_;
    }

  private:
    const struct store_query *query_;
    mutable std::vector<row_looker> lookers_;
    mutable bool was_wrong_ = false;
};

/*
 * Runs action, which takes a Xapian::Query, with the query as this reader can ask for it: servers
 * on other machines know nothing of rows, which is found out by asking them.
 */
template <typename Action>
auto with_query(struct store_reader *reader, const struct store_query *query, Action action)
{
    bool has_rows = !query->rows.empty();
    if (has_rows && !reader->is_remote) {
        try {
            return action(query->query);
        } catch (const Xapian::UnimplementedError &) {
            reader->is_remote = true;
        }
    }
    if (has_rows && !reader->has_stock_positions)
        throw Xapian::FeatureUnavailableError(
            "words side by side cannot be looked for on other machines, unless what they serve was "
            "made with fundstelle index --rebuild --stock-positions");
    return action(query->stock);
}

#endif
