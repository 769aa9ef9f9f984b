/*
 * Query trees. Each counts its leaves and its depth, so that no query grows past what
 * Xapian's recursion over it can bear.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/rows.hh"

#include <algorithm>
#include <cmath>
#include <vector>

static struct store_query *make_query(const Xapian::Query &query, size_t leaves, size_t depth)
{
    return new store_query{query, query, {}, {}, query, leaves, depth};
}

static bool to_xapian(enum store_operator op, Xapian::Query::op *out) noexcept
{
    switch (op) {
    case STORE_AND:
        *out = Xapian::Query::OP_AND;
        return true;
    case STORE_OR:
        *out = Xapian::Query::OP_OR;
        return true;
    case STORE_AND_NOT:
        *out = Xapian::Query::OP_AND_NOT;
        return true;
    case STORE_AND_MAYBE:
        *out = Xapian::Query::OP_AND_MAYBE;
        return true;
    case STORE_FILTER:
        *out = Xapian::Query::OP_FILTER;
        return true;
    case STORE_SYNONYM:
        *out = Xapian::Query::OP_SYNONYM;
        return true;
    case STORE_XOR:
        *out = Xapian::Query::OP_XOR;
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

static fund_status check_terms(const struct slice *terms, size_t count,
                               struct fund_error *error) noexcept
{
    if (count > STORE_QUERY_CHILDREN_MAX)
        return check_size(count, 1, error);
    for (size_t i = 0; i < count; i++) {
        fund_status status = check_term(terms[i], "term", error);
        if (status != FUND_OK)
            return status;
    }
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

/* Weighed as its terms are. */
static Xapian::Query windowed_query(Xapian::Query::op op, const std::vector<std::string> &words,
                                    uint32_t window)
{
    Xapian::Query all(Xapian::Query::OP_AND, words.begin(), words.end());
    if (words.size() < 2)
        return all;
    return Xapian::Query(Xapian::Query::OP_FILTER, all, window_filter(op, words, window));
}

static fund_status windowed(Xapian::Query::op op, const struct slice *terms, size_t count,
                            uint32_t window, struct store_query **query,
                            struct fund_error *error) noexcept
{
    fund_status status = check_terms(terms, count, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        std::vector<std::string> words;
        for (size_t i = 0; i < count; i++)
            words.push_back(to_string(terms[i]));
        *query = make_query(windowed_query(op, words, window), std::max<size_t>(count, 1), 3);
        return FUND_OK;
    });
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

/* All words of the row, each with either prefix. */
static Xapian::Query words_of_row(const row_plan &plan)
{
    std::vector<Xapian::Query> words;
    for (const row_part &part : plan.parts)
        if (part.terms.size() == 1)
            words.emplace_back(part.terms[0]);
        else
            words.emplace_back(Xapian::Query::OP_SYNONYM, part.terms.begin(), part.terms.end());
    return Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
}

/* The row itself is one, too. */
static size_t count_leaves(const row_plan &plan)
{
    size_t leaves = 1 + plan.whole.terms.size();
    for (const row_part &part : plan.parts)
        leaves += part.terms.size();
    return leaves;
}

/* The row by Xapian's own positions. */
static Xapian::Query stock_row(const struct store_row *row, const row_plan &plan)
{
    std::vector<std::string> terms;
    Xapian::Query words = words_of_row(plan);
    for (size_t i = 0; i < row->count; i++)
        terms.push_back(to_string(row->stock_prefix) + to_string(row->words[i]));
    if (terms.size() < 2)
        return words;
    Xapian::Query filter =
        window_filter(row->is_in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, terms,
                      row->is_in_order ? 0 : row->window);
    return Xapian::Query(Xapian::Query::OP_FILTER, words, filter);
}

/* The same, or the whole. */
static Xapian::Query stock_query(const struct store_row *row, const row_plan &plan)
{
    Xapian::Query parts = stock_row(row, plan);
    if (row->whole.size == 0)
        return parts;
    parts = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, parts, row->factor);
    return Xapian::Query(Xapian::Query::OP_OR, Xapian::Query(to_string(row->whole)), parts);
}

extern "C" {

fund_status store_query_term(struct slice term, struct store_query **query,
                             struct fund_error *error) noexcept
{
    fund_status status = check_term(term, "term", error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        *query = make_query(Xapian::Query(to_string(term)), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_all(struct store_query **query, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        *query = make_query(Xapian::Query(std::string()), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_none(struct store_query **query, struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        *query = make_query(Xapian::Query(), 1, 1);
        return FUND_OK;
    });
}

fund_status store_query_combine(enum store_operator op, struct store_query *const *children,
                                size_t count, struct store_query **query,
                                struct fund_error *error) noexcept
{
    Xapian::Query::op xapian_op;
    if (!to_xapian(op, &xapian_op))
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no operator", static_cast<int>(op));
    if (count > STORE_QUERY_CHILDREN_MAX)
        return check_size(count, 1, error);
    size_t leaves = 0, depth = 0; /* no overflow: both factors are at most CHILDREN_MAX */
    bool has_rows = false;
    for (size_t i = 0; i < count; i++) {
        leaves += children[i]->leaves;
        depth = std::max(depth, children[i]->depth);
        has_rows = has_rows || !children[i]->rows.empty();
    }
    fund_status status = check_size(leaves, depth + 1, error);
    if (status == FUND_OK && has_rows && op == STORE_SYNONYM)
        status = error_set(error, FUND_UNSUPPORTED, "a row of terms as a synonym");
    if (status != FUND_OK)
        return status;
    /* What a lambda takes by reference is loaded from memory, which a number that is no operator may
     * not be. */
    const enum store_operator known = op;
    return guard(error, nullptr, [&] {
        std::vector<Xapian::Query> parts, stock_parts;
        std::vector<std::shared_ptr<row_plan>> rows, required;
        for (size_t i = 0; i < count; i++) {
            bool is_and = known == STORE_AND || known == STORE_FILTER;
            parts.push_back(is_and ? children[i]->in_and : children[i]->query);
            stock_parts.push_back(children[i]->stock);
            rows.insert(rows.end(), children[i]->rows.begin(), children[i]->rows.end());
            bool is_required = is_and || (i == 0 && known != STORE_OR && known != STORE_XOR);
            if (is_required)
                required.insert(required.end(), children[i]->required.begin(),
                                children[i]->required.end());
            if (known == STORE_XOR || (known == STORE_AND_NOT && i > 0))
                for (const std::shared_ptr<row_plan> &plan : children[i]->rows)
                    plan->is_in_not = true;
        }
        Xapian::Query made(xapian_op, parts.begin(), parts.end()), stock = made;
        if (has_rows)
            stock = Xapian::Query(xapian_op, stock_parts.begin(), stock_parts.end());
        *query = new store_query{made,     stock, rows, required, made, std::max<size_t>(leaves, 1),
                                 depth + 1};
        return FUND_OK;
    });
}

fund_status store_query_phrase(const struct slice *terms, size_t count, uint32_t window,
                               struct store_query **query, struct fund_error *error) noexcept
{
    return windowed(Xapian::Query::OP_PHRASE, terms, count, window, query, error);
}

fund_status store_query_near(const struct slice *terms, size_t count, uint32_t window,
                             struct store_query **query, struct fund_error *error) noexcept
{
    return windowed(Xapian::Query::OP_NEAR, terms, count, window, query, error);
}

fund_status store_query_row(const struct store_row *row, struct store_query **query,
                            struct fund_error *error) noexcept
{
    fund_status status = check_row(row, error);
    if (status != FUND_OK)
        return status;
    return guard(error, nullptr, [&] {
        std::shared_ptr<row_plan> plan = row_plan_of(row);
        std::unique_ptr<store_query> made(
            make_query(stock_query(row, *plan), count_leaves(*plan), 6));
        if (row->count > 1) {
            made->query = query_of_row(plan, false);
            made->in_and = query_of_row(plan, true);
            made->rows.push_back(plan);
            if (row->whole.size == 0)
                made->required.push_back(plan);
        }
        *query = made.release();
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
        *query = make_query(made, 1, 1);
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
        Xapian::Query made(Xapian::Query::OP_SCALE_WEIGHT, child->query, factor), stock = made;
        if (!child->rows.empty())
            stock = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, child->stock, factor);
        Xapian::Query in_and(Xapian::Query::OP_SCALE_WEIGHT, child->in_and, factor);
        for (const std::shared_ptr<row_plan> &plan : child->rows)
            plan->scale *= std::max(factor, 1.0);
        *query = new store_query{made,   stock,         child->rows,     child->required,
                                 in_and, child->leaves, child->depth + 1};
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
        *query = make_query(made, 1, 1);
        return FUND_OK;
    });
}

void store_query_destroy(struct store_query *query) noexcept
{
    delete query;
}

} // extern "C"
