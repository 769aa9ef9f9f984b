/*
 * Query trees, each twice: as core/match asks databases on this machine, and as Xapian asks others.
 * Each counts its leaves and its depth, so that no query grows past what
 * Xapian's recursion over it can bear.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <algorithm>
#include <cmath>
#include <vector>

using tree = std::unique_ptr<struct match_query, match_query_free>;

/* Throws what a failure of core/match is. */
static void check(fund_status status, const struct fund_error &error)
{
    if (status == FUND_NO_MEMORY)
        throw std::bad_alloc();
    if (status != FUND_OK)
        throw Xapian::InvalidArgumentError(error.message);
}

/* A tree that is made by a function of core/match, which takes these arguments first. */
template <typename Make, typename... Arguments>
static tree make_tree(Make make, Arguments... arguments)
{
    struct match_query *made = nullptr;
    struct fund_error error = {};
    check(make(arguments..., &made, &error), error);
    return tree(made);
}

static struct store_query *make_query(const Xapian::Query &stock, tree match, size_t leaves,
                                      size_t depth)
{
    return new store_query{stock, std::move(match), leaves, depth, false};
}

static bool find_operators(enum store_operator op, Xapian::Query::op *xapian,
                           enum match_operator *match) noexcept
{
    switch (op) {
    case STORE_AND:
        *xapian = Xapian::Query::OP_AND;
        *match = MATCH_AND;
        return true;
    case STORE_OR:
        *xapian = Xapian::Query::OP_OR;
        *match = MATCH_OR;
        return true;
    case STORE_AND_NOT:
        *xapian = Xapian::Query::OP_AND_NOT;
        *match = MATCH_AND_NOT;
        return true;
    case STORE_AND_MAYBE:
        *xapian = Xapian::Query::OP_AND_MAYBE;
        *match = MATCH_AND_MAYBE;
        return true;
    case STORE_FILTER:
        *xapian = Xapian::Query::OP_FILTER;
        *match = MATCH_FILTER;
        return true;
    case STORE_SYNONYM:
        *xapian = Xapian::Query::OP_SYNONYM;
        *match = MATCH_SYNONYM;
        return true;
    }
    return false;
}

static fund_status check_size(size_t leaves, size_t depth, struct fund_error *error) noexcept
{
    if (leaves > STORE_QUERY_CHILDREN_MAX)
        return error_set(error, FUND_LIMIT, "a query of more than %d terms",
                         STORE_QUERY_CHILDREN_MAX);
    if (depth > STORE_QUERY_DEPTH_MAX)
        return error_set(error, FUND_LIMIT, "a query nested more than %d deep",
                         STORE_QUERY_DEPTH_MAX);
    return FUND_OK;
}

/*
 * PHRASE or NEAR over terms, as a synonym of itself that only filters others. As it is, Xapian 1.4.22
 * adds its weight, below OR below AND_MAYBE, to documents that do not match it: OrPostList asks by
 * check(), which for these goes wrong, but not for the AND that a filter is. Nor would an AND_MAYBE
 * around it do: what an AND of that excludes depends on memory that Xapian has not set.
 */
static Xapian::Query window_filter(Xapian::Query::op op, const std::vector<std::string> &words,
                                   uint32_t window)
{
    uint32_t at_least = std::max(window, static_cast<uint32_t>(words.size()));
    Xapian::Query found(op, words.begin(), words.end(), at_least);
    return Xapian::Query(Xapian::Query::OP_SYNONYM, &found, &found + 1);
}

static fund_status check_row(const struct store_row *row, struct fund_error *error) noexcept
{
    fund_status status = check_slot(row->slot, error);
    if (status == FUND_OK && row->count > STORE_ROW_TERMS_MAX)
        status = error_set(error, FUND_LIMIT, "a row of more than %d terms", STORE_ROW_TERMS_MAX);
    for (size_t i = 0; i < row->count && status == FUND_OK; i++)
        status = check_term(row->words[i], "word", error);
    if (status != FUND_OK || row->whole.size == 0)
        return status;
    if (!std::isfinite(row->factor) || row->factor < 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "a weight cannot be scaled by %g",
                         row->factor);
    return check_term(row->whole, "term", error);
}

/* ---- rows for Xapian -------------------------------------------------------------------------- */

/* A word with either prefix. */
static Xapian::Query stock_word(const struct store_row *row, struct slice word)
{
    std::string text = to_string(word);
    if (row->prefixes[1].size == 0)
        return Xapian::Query(to_string(row->prefixes[0]) + text);
    const std::string terms[] = {to_string(row->prefixes[0]) + text,
                                 to_string(row->prefixes[1]) + text};
    return Xapian::Query(Xapian::Query::OP_SYNONYM, terms, terms + 2);
}

/* The row by Xapian's own positions. */
static Xapian::Query stock_row(const struct store_row *row)
{
    std::vector<Xapian::Query> words;
    std::vector<std::string> terms;
    for (size_t i = 0; i < row->count; i++) {
        words.push_back(stock_word(row, row->words[i]));
        terms.push_back(to_string(row->stock_prefix) + to_string(row->words[i]));
    }
    Xapian::Query all(Xapian::Query::OP_AND, words.begin(), words.end());
    if (terms.size() < 2)
        return all;
    Xapian::Query filter =
        window_filter(row->is_in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, terms,
                      row->is_in_order ? 0 : row->window);
    return Xapian::Query(Xapian::Query::OP_FILTER, all, filter);
}

/* The same, or the whole. */
static Xapian::Query stock_query(const struct store_row *row)
{
    Xapian::Query parts = stock_row(row);
    if (row->whole.size == 0)
        return parts;
    parts = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, parts, row->factor);
    return Xapian::Query(Xapian::Query::OP_OR, Xapian::Query(to_string(row->whole)), parts);
}

/* The row itself is one, too. */
static size_t count_leaves(const struct store_row *row)
{
    size_t of_word = row->prefixes[1].size > 0 ? 2 : 1;
    return 1 + row->count * of_word + (row->whole.size > 0 ? 1 : 0);
}

extern "C" {

fund_status store_query_term(struct slice term, struct store_query **query,
                             struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        *query =
            make_query(Xapian::Query(to_string(term)), make_tree(match_query_term, term), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_all(struct store_query **query, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        *query = make_query(Xapian::Query(std::string()), make_tree(match_query_all), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_none(struct store_query **query, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        *query = make_query(Xapian::Query(), make_tree(match_query_none), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_combine(enum store_operator op, struct store_query *const *children,
                                size_t count, struct store_query **query,
                                struct fund_error *error) noexcept
{
    Xapian::Query::op xapian_op;
    enum match_operator match_op;
    if (!find_operators(op, &xapian_op, &match_op))
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no operator", static_cast<int>(op));
    if (count > STORE_QUERY_CHILDREN_MAX)
        return check_size(count, 1, error);
    size_t leaves = 0, depth = 0; /* no overflow: both factors are at most CHILDREN_MAX */
    bool has_rows = false;
    for (size_t i = 0; i < count; i++) {
        leaves += children[i]->leaves;
        depth = std::max(depth, children[i]->depth);
        has_rows = has_rows || children[i]->has_rows;
    }
    fund_status status = check_size(leaves, depth + 1, error);
    if (status == FUND_OK && has_rows && xapian_op == Xapian::Query::OP_SYNONYM)
        status = error_set(error, FUND_UNSUPPORTED, "a row of terms as a synonym");
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        std::vector<Xapian::Query> stock;
        std::vector<struct match_query *> trees;
        for (size_t i = 0; i < count; i++) {
            stock.push_back(children[i]->stock);
            trees.push_back(children[i]->match.get());
        }
        tree match = make_tree(match_query_combine, match_op, trees.data(), count);
        *query = make_query(Xapian::Query(xapian_op, stock.begin(), stock.end()), std::move(match),
                            std::max<size_t>(leaves, 1), depth + 1);
        (*query)->has_rows = has_rows;
        return FUND_OK;
    });
}

fund_status store_query_row(const struct store_row *row, struct store_query **query,
                            struct fund_error *error) noexcept
{
    fund_status status = check_row(row, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        const struct match_row asked = {row->words,       row->count,
                                        row->is_in_order, row->window,
                                        row->slot,        {row->prefixes[0], row->prefixes[1]},
                                        row->whole,       row->factor};
        *query =
            make_query(stock_query(row), make_tree(match_query_row, &asked), count_leaves(row), 6);
        (*query)->has_rows = row->count > 1;
        return FUND_OK;
    });
}

fund_status store_query_value_range(uint32_t slot, struct slice first, struct slice last,
                                    struct store_query **query, struct fund_error *error) noexcept
{
    fund_status status = check_slot(slot, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        std::string lower = to_string(first), upper = to_string(last);
        if (lower.empty() && upper.empty())
            lower.assign(1, '\0'); /* the smallest value; a range from "" would match documents
                                    * that have none */
        Xapian::Query made;
        if (upper.empty())
            made = Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, lower);
        else if (lower.empty())
            made = Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, upper);
        else
            made = Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, lower, upper);
        *query = make_query(
            made, make_tree(match_query_range, slot, to_slice(lower), to_slice(upper)), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_scale(const struct store_query *child, double factor,
                              struct store_query **query, struct fund_error *error) noexcept
{
    if (!std::isfinite(factor) || factor < 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "a weight cannot be scaled by %g", factor);
    fund_status status = check_size(child->leaves, child->depth + 1, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        Xapian::Query stock(Xapian::Query::OP_SCALE_WEIGHT, child->stock, factor);
        *query = make_query(stock, make_tree(match_query_scale, child->match.get(), factor),
                            child->leaves, child->depth + 1);
        (*query)->has_rows = child->has_rows;
        return FUND_OK;
    });
}

fund_status store_query_wildcard(struct slice prefix, uint32_t limit, struct store_query **query,
                                 struct fund_error *error) noexcept
{
    fund_status status = check_prefix(prefix, error);
    if (status != FUND_OK)
        return status;
    if (limit == 0) /* no limit at all, to Xapian */
        return error_set(error, FUND_INVALID_ARGUMENT, "a wildcard with a limit of 0 terms");
    return guard(error, nullptr, [&] {
        Xapian::Query made(Xapian::Query::OP_WILDCARD, to_string(prefix), limit,
                           Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_SYNONYM);
        *query = make_query(made, make_tree(match_query_wildcard, prefix, limit), 1, 1);
        return FUND_OK;
    });
}

void store_query_destroy(struct store_query *query) noexcept
{
    delete query;
}

} // extern "C"
