/*
 * See iterator.h: the iterator of a query, and what it is thought to find.
 */
#include "core/match/iterator.h"

#include "core/match/query.h"

bool iterator_is_resolved(struct iterator *iterator)
{
    (void)iterator;
    return true;
}

struct iterator *iterator_allocate(struct evaluation *evaluation, const struct iterator_ops *ops,
                                   size_t size)
{
    struct iterator *made = arena_allocate(&evaluation->arena, size);
    if (made == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return NULL;
    }
    made->ops = ops;
    made->evaluation = evaluation;
    made->before = evaluation->iterators;
    evaluation->iterators = made;
    return made;
}

void iterator_close_all(struct evaluation *evaluation)
{
    for (struct iterator *at = evaluation->iterators; at != NULL; at = at->before)
        if (at->ops->close != NULL)
            at->ops->close(at);
    evaluation->iterators = NULL;
}

/* ---- terms of a synonym ----------------------------------------------------------------------- */

static bool gather(struct evaluation *evaluation, struct iterator_terms *gathered,
                   struct slice term)
{
    void *items = gathered->items;
    bool has_room = arena_grow(&evaluation->arena, &items, gathered->count, &gathered->capacity,
                               sizeof(*gathered->items));
    gathered->items = items;
    if (has_room)
        gathered->items[gathered->count++] = term;
    else
        evaluation_note(evaluation, error_no_memory(evaluation->error));
    return has_room;
}

static fund_status expand_next(struct evaluation *evaluation, const struct match_query *query,
                               struct slice term, size_t expanded, struct iterator_terms *gathered)
{
    if (expanded == query->limit)
        return error_set(evaluation->error, FUND_LIMIT, "'%.*s*' expands to more than %u terms",
                         (int)(query->text.size < 100 ? query->text.size : 100), query->text.data,
                         query->limit);
    struct slice copy = arena_copy(&evaluation->arena, term);
    if (copy.data == NULL || !gather(evaluation, gathered, copy))
        return error_no_memory(evaluation->error);
    return FUND_OK;
}

/* The terms of a wildcard. */
static bool expand(struct evaluation *evaluation, const struct match_query *query,
                   struct iterator_terms *gathered)
{
    struct glass_terms terms;
    size_t expanded = 0;
    fund_status status =
        glass_terms_open(evaluation->reader, query->text, &terms, evaluation->error);
    while (status == FUND_OK && terms.term.data != NULL) {
        status = expand_next(evaluation, query, terms.term, expanded++, gathered);
        if (status == FUND_OK)
            status = glass_terms_next(&terms, evaluation->error);
    }
    if (status == FUND_OK)
        status = glass_terms_check(&terms, evaluation->error);
    glass_terms_close(&terms);
    evaluation_note(evaluation, status);
    return status == FUND_OK;
}

/* Whether it is nothing but terms, any of which will do. */
static bool is_of_terms(const struct match_query *query)
{
    if (query->kind == QUERY_TERM || query->kind == QUERY_WILDCARD || query->kind == QUERY_NONE)
        return true;
    if (query->kind != QUERY_COMBINED || (query->op != MATCH_SYNONYM && query->op != MATCH_OR))
        return false;
    for (size_t i = 0; i < query->count; i++)
        if (!is_of_terms(query->children[i]))
            return false;
    return true;
}

bool iterator_gather_terms(struct evaluation *evaluation, const struct match_query *query,
                           struct iterator_terms *gathered)
{
    if (query->kind == QUERY_TERM)
        return gather(evaluation, gathered, query->text);
    if (query->kind == QUERY_WILDCARD)
        return expand(evaluation, query, gathered);
    for (size_t i = 0; i < query->count; i++)
        if (!iterator_gather_terms(evaluation, query->children[i], gathered))
            return false;
    return true;
}

/* ---- estimates -------------------------------------------------------------------------------- */

static double both(const struct evaluation *evaluation, double a, double b)
{
    return evaluation->documents > 0 ? a * b / evaluation->documents : 0;
}

static double estimate_any(struct evaluation *evaluation, const struct match_query *query)
{
    double *frequencies = arena_array(&evaluation->arena, query->count, sizeof(*frequencies));
    if (frequencies == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return 0;
    }
    for (size_t i = 0; i < query->count; i++)
        frequencies[i] = iterator_estimate(evaluation, query->children[i]);
    return evaluation_any(evaluation, frequencies, query->count);
}

static double estimate_wildcard(struct evaluation *evaluation, const struct match_query *query)
{
    struct iterator_terms terms = {NULL, 0, 0};
    double found = 0;
    if (!expand(evaluation, query, &terms))
        return 0;
    for (size_t i = 0; i < terms.count; i++)
        found =
            evaluation_either(evaluation, found, evaluation_frequency(evaluation, terms.items[i]));
    return found;
}

static double estimate_combined(struct evaluation *evaluation, const struct match_query *query)
{
    if (query->op == MATCH_OR || query->op == MATCH_SYNONYM)
        return estimate_any(evaluation, query);
    double found = iterator_estimate(evaluation, query->children[0]);
    for (size_t i = 1; i < query->count; i++) {
        double other =
            query->op == MATCH_AND_MAYBE ? 0 : iterator_estimate(evaluation, query->children[i]);
        switch (query->op) {
        case MATCH_AND:
        case MATCH_FILTER:
            found = both(evaluation, found, other);
            break;
        case MATCH_AND_NOT:
            found -= both(evaluation, found, other);
            break;
        case MATCH_OR:
        case MATCH_SYNONYM:
        case MATCH_AND_MAYBE:
            break;
        }
    }
    return found;
}

/* Words in a row are rare beside the documents that have them all; nothing better is known. */
static double estimate_row(struct evaluation *evaluation, const struct match_query *query)
{
    size_t words = query->count - (query->has_whole ? 1 : 0);
    double found = evaluation->documents;
    for (size_t i = 0; i < words; i++)
        found = both(evaluation, found, iterator_estimate(evaluation, query->children[i]));
    return query->has_whole
               ? evaluation_either(evaluation, found,
                                   iterator_estimate(evaluation, query->children[words]))
               : found;
}

double iterator_estimate(struct evaluation *evaluation, const struct match_query *query)
{
    switch (query->kind) {
    case QUERY_TERM:
        return evaluation_frequency(evaluation, query->text);
    case QUERY_WILDCARD:
        return estimate_wildcard(evaluation, query);
    case QUERY_ALL:
        return evaluation->documents;
    case QUERY_NONE:
        return 0;
    case QUERY_RANGE:
        return evaluation->documents / 2;
    case QUERY_SCALED:
        return iterator_estimate(evaluation, query->children[0]);
    case QUERY_COMBINED:
        return estimate_combined(evaluation, query);
    case QUERY_ROW:
        return estimate_row(evaluation, query);
    }
    return 0;
}

/* ---- making ----------------------------------------------------------------------------------- */

/* Where the parts of a query go, made one after the other. */
struct making {
    struct evaluation *evaluation;
    struct iterator_parts parts;
    bool is_optional;
};

/* made: NULL after a failure. */
static bool add_part(struct making *making, struct iterator *made)
{
    struct iterator_parts *parts = &making->parts;
    void *items = parts->items;
    if (made == NULL)
        return false;
    if (!arena_grow(&making->evaluation->arena, &items, parts->count, &parts->capacity,
                    sizeof(*parts->items))) {
        evaluation_note(making->evaluation, error_no_memory(making->evaluation->error));
        return false;
    }
    parts->items = items;
    parts->items[parts->count++] = (struct iterator_part){made, making->is_optional};
    return true;
}

static struct iterator *make_words(struct evaluation *evaluation, const struct match_query *query,
                                   double factor)
{
    struct iterator_terms gathered = {NULL, 0, 0};
    if (!iterator_gather_terms(evaluation, query, &gathered))
        return NULL;
    return iterator_of_words(evaluation, gathered.items, gathered.count, factor);
}

static struct iterator *make_synonym(struct evaluation *evaluation, const struct match_query *query,
                                     double factor)
{
    if (is_of_terms(query))
        return make_words(evaluation, query, factor);
    double frequency = factor > 0 ? estimate_combined(evaluation, query) : 0;
    struct making making = {.evaluation = evaluation};
    for (size_t i = 0; i < query->count; i++)
        if (!add_part(&making, iterator_make(evaluation, query->children[i], 0)))
            return NULL;
    return iterator_of_synonym(evaluation, making.parts, frequency, factor);
}

/* The words of a row, and beside them the whole that they make up. */
static bool add_row(struct making *making, const struct match_query *query, double factor)
{
    struct iterator *whole = NULL;
    if (query->has_whole) {
        whole = iterator_make(making->evaluation, query->children[query->count - 1], factor);
        if (!add_part(making, whole))
            return false;
    }
    return add_part(making, iterator_of_row(making->evaluation, query, whole, factor));
}

/* Alternatives in brackets are those of the whole OR: the fewer levels, the more can be passed over. */
static bool add_alternatives(struct making *making, const struct match_query *query, double factor)
{
    if (query->kind == QUERY_SCALED)
        return add_alternatives(making, query->children[0], factor * query->factor);
    if (query->kind == QUERY_ROW)
        return add_row(making, query, factor);
    bool is_or = query->kind == QUERY_COMBINED && query->op == MATCH_OR;
    if (!is_or || (factor == 0 && is_of_terms(query)))
        return add_part(making, iterator_make(making->evaluation, query, factor));
    for (size_t i = 0; i < query->count; i++)
        if (!add_alternatives(making, query->children[i], factor))
            return false;
    return true;
}

static struct iterator *make_any(struct evaluation *evaluation, const struct match_query *query,
                                 double factor)
{
    struct making making = {.evaluation = evaluation};
    return add_alternatives(&making, query, factor) ? iterator_of_any(evaluation, making.parts)
                                                    : NULL;
}

/* The first child, and the others, if they have a weight. */
static struct iterator *make_maybe(struct evaluation *evaluation, const struct match_query *query,
                                   double factor)
{
    struct making making = {.evaluation = evaluation};
    for (size_t i = 0; i < query->count && (i == 0 || factor > 0); i++) {
        making.is_optional = i > 0;
        if (!add_alternatives(&making, query->children[i], factor))
            return NULL;
    }
    return iterator_of_any(evaluation, making.parts);
}

/* The first child without what any of the others finds. */
static struct iterator *make_not(struct evaluation *evaluation, const struct match_query *query,
                                 double factor)
{
    struct iterator *needed = iterator_make(evaluation, query->children[0], factor);
    struct making making = {.evaluation = evaluation};
    for (size_t i = 1; i < query->count; i++)
        if (needed == NULL || !add_alternatives(&making, query->children[i], 0))
            return NULL;
    struct iterator *excluded = iterator_of_any(evaluation, making.parts);
    return excluded != NULL ? iterator_of_not(evaluation, needed, excluded) : NULL;
}

static struct iterator *make_and(struct evaluation *evaluation, const struct match_query *query,
                                 double factor)
{
    struct iterator **children =
        arena_array(&evaluation->arena, query->count, sizeof(struct iterator *));
    if (children == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return NULL;
    }
    for (size_t i = 0; i < query->count; i++) {
        bool is_filter = query->op == MATCH_FILTER && i > 0;
        children[i] = iterator_make(evaluation, query->children[i], is_filter ? 0 : factor);
        if (children[i] == NULL)
            return NULL;
    }
    return iterator_of_and(evaluation, children, query->count);
}

static struct iterator *make_combined(struct evaluation *evaluation,
                                      const struct match_query *query, double factor)
{
    if (query->op != MATCH_SYNONYM && query->count == 1)
        return iterator_make(evaluation, query->children[0], factor);
    switch (query->op) {
    case MATCH_SYNONYM:
        return make_synonym(evaluation, query, factor);
    case MATCH_OR:
        return factor == 0 && is_of_terms(query) ? make_words(evaluation, query, 0)
                                                 : make_any(evaluation, query, factor);
    case MATCH_AND:
    case MATCH_FILTER:
        return make_and(evaluation, query, factor);
    case MATCH_AND_NOT:
        return make_not(evaluation, query, factor);
    case MATCH_AND_MAYBE:
        return make_maybe(evaluation, query, factor);
    }
    return NULL;
}

struct iterator *iterator_make(struct evaluation *evaluation, const struct match_query *query,
                               double factor)
{
    switch (query->kind) {
    case QUERY_TERM:
    case QUERY_WILDCARD:
        return make_words(evaluation, query, factor);
    case QUERY_ALL:
        return iterator_of_all(evaluation);
    case QUERY_NONE:
        return iterator_of_none(evaluation);
    case QUERY_RANGE:
        return iterator_of_range(evaluation, query->slot, query->text, query->last);
    case QUERY_SCALED:
        return iterator_make(evaluation, query->children[0], factor * query->factor);
    case QUERY_COMBINED:
        return make_combined(evaluation, query, factor);
    case QUERY_ROW:
        return make_any(evaluation, query, factor);
    }
    return NULL;
}
