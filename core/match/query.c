/*
 * Making trees of queries.
 */
#include "core/match/query.h"

#include "core/positions/row.h"

#include <stdlib.h>

/* The bytes are copied. */
static fund_status set_bytes(struct slice from, struct slice *to, struct fund_error *error)
{
    char *copied = malloc(from.size + 1);
    if (copied == NULL)
        return error_no_memory(error);
    if (from.size > 0)
        memcpy(copied, from.data, from.size);
    *to = slice_of(copied, from.size);
    return FUND_OK;
}

static struct match_query *new_query(enum query_kind kind)
{
    struct match_query *made = calloc(1, sizeof(*made));
    if (made == NULL)
        return NULL;
    atomic_init(&made->references, 1);
    made->kind = kind;
    made->factor = 1;
    return made;
}

/* Hands it out, or gives it up after a failure. */
static fund_status finish(fund_status status, struct match_query *made, struct match_query **query)
{
    if (status == FUND_OK)
        *query = made;
    else
        match_query_release(made);
    return status;
}

static fund_status make_of_text(enum query_kind kind, struct slice text, struct match_query **query,
                                struct fund_error *error)
{
    struct match_query *made = new_query(kind);
    if (made == NULL)
        return error_no_memory(error);
    return finish(set_bytes(text, &made->text, error), made, query);
}

fund_status match_query_term(struct slice term, struct match_query **query,
                             struct fund_error *error)
{
    return make_of_text(QUERY_TERM, term, query, error);
}

fund_status match_query_all(struct match_query **query, struct fund_error *error)
{
    return make_of_text(QUERY_ALL, slice_of(NULL, 0), query, error);
}

fund_status match_query_none(struct match_query **query, struct fund_error *error)
{
    return make_of_text(QUERY_NONE, slice_of(NULL, 0), query, error);
}

static fund_status reserve(struct match_query *query, size_t count, struct fund_error *error)
{
    query->children = calloc(count + 1, sizeof(*query->children));
    return query->children == NULL ? error_no_memory(error) : FUND_OK;
}

fund_status match_query_combine(enum match_operator op, struct match_query *const *children,
                                size_t count, struct match_query **query, struct fund_error *error)
{
    struct match_query *made = new_query(count > 0 ? QUERY_COMBINED : QUERY_NONE);
    if (made == NULL)
        return error_no_memory(error);
    made->op = op;
    fund_status status = reserve(made, count, error);
    for (; status == FUND_OK && made->count < count; made->count++) {
        made->children[made->count] = match_query_share(children[made->count]);
        made->has_rows = made->has_rows || children[made->count]->has_rows;
    }
    return finish(status, made, query);
}

fund_status match_query_range(uint32_t slot, struct slice first, struct slice last,
                              struct match_query **query, struct fund_error *error)
{
    struct match_query *made = NULL;
    fund_status status = make_of_text(QUERY_RANGE, first, &made, error);
    if (status != FUND_OK)
        return status;
    made->slot = slot;
    return finish(set_bytes(last, &made->last, error), made, query);
}

fund_status match_query_scale(struct match_query *child, double factor, struct match_query **query,
                              struct fund_error *error)
{
    struct match_query *made = new_query(QUERY_SCALED);
    if (made == NULL)
        return error_no_memory(error);
    fund_status status = reserve(made, 1, error);
    if (status == FUND_OK) {
        made->children[made->count++] = match_query_share(child);
        made->factor = factor;
        made->has_rows = child->has_rows;
    }
    return finish(status, made, query);
}

fund_status match_query_wildcard(struct slice prefix, uint32_t limit, struct match_query **query,
                                 struct fund_error *error)
{
    fund_status status = make_of_text(QUERY_WILDCARD, prefix, query, error);
    if (status == FUND_OK)
        (*query)->limit = limit;
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static fund_status prefixed_term(struct slice prefix, struct slice word, struct match_query **query,
                                 struct fund_error *error)
{
    struct slice term;
    char *joined = malloc(prefix.size + word.size + 1);
    if (joined == NULL)
        return error_no_memory(error);
    if (prefix.size > 0)
        memcpy(joined, prefix.data, prefix.size);
    if (word.size > 0)
        memcpy(joined + prefix.size, word.data, word.size);
    term = slice_of(joined, prefix.size + word.size);
    fund_status status = match_query_term(term, query, error);
    free(joined);
    return status;
}

/* A word with either prefix. */
static fund_status make_word(const struct match_row *row, struct slice word,
                             struct match_query **query, struct fund_error *error)
{
    struct match_query *terms[2] = {NULL, NULL};
    if (row->prefixes[1].size == 0)
        return prefixed_term(row->prefixes[0], word, query, error);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < 2 && status == FUND_OK; i++)
        status = prefixed_term(row->prefixes[i], word, &terms[i], error);
    if (status == FUND_OK)
        status = match_query_combine(MATCH_SYNONYM, terms, 2, query, error);
    match_query_release(terms[0]);
    match_query_release(terms[1]);
    return status;
}

static fund_status add_words(struct match_query *made, const struct match_row *row,
                             struct fund_error *error)
{
    fund_status status = reserve(made, row->count + 1, error);
    for (size_t i = 0; i < row->count && status == FUND_OK; i++) {
        status = make_word(row, row->words[i], &made->children[i], error);
        made->count += status == FUND_OK;
    }
    if (status != FUND_OK || row->whole.size == 0)
        return status;
    status = match_query_term(row->whole, &made->children[made->count], error);
    made->count += status == FUND_OK;
    return status;
}

/* A row of one word is wherever the word is. */
static fund_status make_short(const struct match_row *row, struct match_query **query,
                              struct fund_error *error)
{
    struct match_query *word = NULL, *pair[2] = {NULL, NULL};
    fund_status status = row->count == 0 ? match_query_none(&word, error)
                                         : make_word(row, row->words[0], &word, error);
    if (status != FUND_OK || row->whole.size == 0)
        return finish(status, word, query);
    status = match_query_term(row->whole, &pair[0], error);
    if (status == FUND_OK)
        status = match_query_scale(word, row->factor, &pair[1], error);
    if (status == FUND_OK)
        status = match_query_combine(MATCH_OR, pair, 2, query, error);
    match_query_release(word);
    match_query_release(pair[0]);
    match_query_release(pair[1]);
    return status;
}

fund_status match_query_row(const struct match_row *row, struct match_query **query,
                            struct fund_error *error)
{
    if (row->count < 2)
        return make_short(row, query, error);
    struct match_query *made = new_query(QUERY_ROW);
    if (made == NULL)
        return error_no_memory(error);
    enum row_order order = row->is_in_order ? ROW_SIDE_BY_SIDE : ROW_ANY_ORDER;
    uint32_t window = row->is_in_order ? 0 : row->window;
    made->slot = row->slot;
    made->has_rows = true;
    made->has_whole = row->whole.size > 0;
    made->factor = made->has_whole ? row->factor : 1;
    fund_status status = row_create(row->words, row->count, order, window, &made->row, error);
    if (status == FUND_OK)
        status = add_words(made, row, error);
    return finish(status, made, query);
}

/* ---- references ------------------------------------------------------------------------------ */

struct match_query *match_query_share(struct match_query *query)
{
    atomic_fetch_add_explicit(&query->references, 1, memory_order_relaxed);
    return query;
}

void match_query_release(struct match_query *query)
{
    if (query == NULL ||
        atomic_fetch_sub_explicit(&query->references, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < query->count; i++)
        match_query_release(query->children[i]);
    free(query->children);
    row_destroy(query->row);
    free((void *)query->text.data);
    free((void *)query->last.data);
    free(query);
}
