/*
 * Iterators of iterators.
 *
 * In an AND that must weigh `least`, a child must weigh what the others, at their most, do not. In an
 * OR, the lightest children together may not reach it: then only what the others find counts.
 */
#include "core/match/iterator.h"

#include <stdlib.h>

/* ---- OR and synonyms ---------------------------------------------------------------------- */

struct any {
    struct iterator base;
    struct iterator **children; /* by most, the lightest first */
    double *most_up_to;         /* of the children before and this one */
    size_t count, first;        /* those before first cannot reach least together */
    double least, term_weight;  /* term_weight: of a synonym */
};

static void drop_light(struct any *any, double least)
{
    if (least < any->least) {
        any->first = 0; /* asked for on another's behalf */
        any->least = 0;
    }
    while (any->first < any->count && any->most_up_to[any->first] < least)
        any->first++;
    any->least = least;
}

/* What the last child must weigh where it alone may lift a document to least. */
static double left_for_last(const struct any *any, double least)
{
    return any->first > 0 ? least - any->most_up_to[any->first - 1] : least;
}

static inline void move_any(struct any *any, uint32_t docid, double least,
                            void (*move)(struct iterator *, uint32_t, double))
{
    uint32_t first = ITERATOR_END;
    drop_light(any, least);
    double left = any->first + 1 == any->count ? left_for_last(any, least) : 0;
    for (size_t i = any->first; i < any->count; i++) {
        struct iterator *child = any->children[i];
        move(child, docid, left);
        if (child->docid < first)
            first = child->docid;
    }
    any->base.docid = first;
}

static void skip_any(struct iterator *iterator, uint32_t docid, double least)
{
    move_any((struct any *)iterator, docid, least, iterator_skip);
}

static void approach_any(struct iterator *iterator, uint32_t docid, double least)
{
    move_any((struct any *)iterator, docid, least, iterator_approach);
}

static bool weigh_any(struct iterator *iterator, struct iterator_weight *weight)
{
    struct any *any = (struct any *)iterator;
    bool is_match = false;
    struct iterator_weight sum = {0, 0, false}, part;
    for (size_t i = 0; i < any->count; i++) {
        if (!iterator_weigh(any->children[i], iterator->docid, &part))
            continue;
        is_match = true;
        sum.most += part.most;
        sum.least += part.is_sure ? part.least : 0;
        sum.is_sure = sum.is_sure || part.is_sure;
    }
    *weight = sum;
    return is_match;
}

static bool resolve_any(struct iterator *iterator)
{
    struct any *any = (struct any *)iterator;
    bool is_match = false;
    for (size_t i = 0; i < any->count; i++)
        is_match = iterator_resolve(any->children[i], iterator->docid) || is_match;
    return is_match;
}

static uint32_t count_any(struct iterator *iterator)
{
    struct any *any = (struct any *)iterator;
    uint32_t count = 0;
    for (size_t i = 0; i < any->count; i++)
        count += iterator_count(any->children[i], iterator->docid);
    return count;
}

static int compare_most(const void *a, const void *b)
{
    const struct iterator *const *first = a, *const *second = b;
    if ((*first)->most != (*second)->most)
        return (*first)->most < (*second)->most ? -1 : 1;
    return 0;
}

static struct any *make_any(struct evaluation *evaluation, const struct iterator_ops *ops,
                            struct iterator **children, size_t count)
{
    struct any *any = (struct any *)iterator_allocate(evaluation, ops, sizeof(*any));
    double *most_up_to = arena_array(&evaluation->arena, count, sizeof(*most_up_to));
    if (any == NULL || most_up_to == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return NULL;
    }
    uint64_t cost = 0;
    qsort(children, count, sizeof(struct iterator *), compare_most);
    for (size_t i = 0; i < count; i++) {
        any->base.most += children[i]->most;
        most_up_to[i] = any->base.most;
        iterator_take_rows(&any->base, children[i]);
        cost += children[i]->cost;
    }
    uint32_t all = glass_reader_counts(evaluation->reader)->documents;
    any->base.cost = cost < all ? (uint32_t)cost : all;
    any->children = children;
    any->most_up_to = most_up_to;
    any->count = count;
    return any;
}

struct iterator *iterator_of_or(struct evaluation *evaluation, struct iterator **children,
                                size_t count)
{
    static const struct iterator_ops ops = {skip_any,    approach_any, weigh_any,
                                            resolve_any, count_any,    NULL};
    struct any *any = make_any(evaluation, &ops, children, count);
    return any != NULL ? &any->base : NULL;
}

/* None of its children has a weight: it alone is asked to be heavy enough. */
static void skip_synonym(struct iterator *iterator, uint32_t docid, double least)
{
    if (least <= iterator->most)
        skip_any(iterator, docid, 0);
    else
        iterator->docid = ITERATOR_END;
}

static bool weigh_synonym(struct iterator *iterator, struct iterator_weight *weight)
{
    struct any *any = (struct any *)iterator;
    struct evaluation *evaluation = iterator->evaluation;
    double sum = 0;
    if (any->term_weight > 0) {
        uint32_t length = evaluation_length(evaluation, iterator->docid);
        uint32_t count = count_any(iterator);
        sum =
            evaluation_weigh(evaluation, any->term_weight, count < length ? count : length, length);
    }
    *weight = (struct iterator_weight){sum, sum, true};
    return true;
}

struct iterator *iterator_of_synonym(struct evaluation *evaluation, struct iterator **children,
                                     size_t count, double frequency, double factor)
{
    static const struct iterator_ops ops = {skip_synonym,         skip_synonym, weigh_synonym,
                                            iterator_is_resolved, count_any,    NULL};
    struct any *any = make_any(evaluation, &ops, children, count);
    if (any == NULL)
        return NULL;
    any->term_weight = factor > 0 ? factor * evaluation_term_weight(evaluation, frequency) : 0;
    any->base.most = any->term_weight;
    return &any->base;
}

/* ---- AND -------------------------------------------------------------------------------------- */

struct every {
    struct iterator base;
    struct iterator **children; /* by cost, the rarest first */
    size_t count;
};

/* What a child must weigh so that all of them together can weigh least. */
static double left_of(const struct every *every, const struct iterator *child, double least)
{
    return least - (every->base.most - child->most);
}

static void skip_every(struct iterator *iterator, uint32_t docid, double least)
{
    struct every *every = (struct every *)iterator;
    if (least > iterator->most) {
        iterator->docid = ITERATOR_END;
        return;
    }
    for (size_t i = 0; i < every->count;) {
        struct iterator *child = every->children[i];
        if (i == 0)
            iterator_skip(child, docid, left_of(every, child, least));
        else
            iterator_approach(child, docid, left_of(every, child, least));
        if (child->docid == ITERATOR_END) {
            iterator->docid = ITERATOR_END;
            return;
        }
        i = child->docid == docid ? i + 1 : i == 0 ? 1 : 0;
        docid = child->docid;
    }
    iterator->docid = docid;
}

static bool weigh_every(struct iterator *iterator, struct iterator_weight *weight)
{
    struct every *every = (struct every *)iterator;
    struct iterator_weight sum = {0, 0, true}, part;
    for (size_t i = 0; i < every->count; i++) {
        if (!iterator_weigh(every->children[i], iterator->docid, &part))
            return false;
        sum.most += part.most;
        sum.least += part.least;
        sum.is_sure = sum.is_sure && part.is_sure;
    }
    *weight = sum;
    return true;
}

static bool resolve_every(struct iterator *iterator)
{
    struct every *every = (struct every *)iterator;
    for (size_t i = 0; i < every->count; i++)
        if (!iterator_resolve(every->children[i], iterator->docid))
            return false;
    return true;
}

static uint32_t count_every(struct iterator *iterator)
{
    struct every *every = (struct every *)iterator;
    uint32_t count = 0;
    for (size_t i = 0; i < every->count; i++)
        count += iterator_count(every->children[i], iterator->docid);
    return count;
}

static int compare_cost(const void *a, const void *b)
{
    const struct iterator *const *first = a, *const *second = b;
    if ((*first)->cost != (*second)->cost)
        return (*first)->cost < (*second)->cost ? -1 : 1;
    return 0;
}

struct iterator *iterator_of_and(struct evaluation *evaluation, struct iterator **children,
                                 size_t count)
{
    static const struct iterator_ops ops = {skip_every,    skip_every,  weigh_every,
                                            resolve_every, count_every, NULL};
    struct every *every = (struct every *)iterator_allocate(evaluation, &ops, sizeof(*every));
    if (every == NULL)
        return NULL;
    qsort(children, count, sizeof(struct iterator *), compare_cost);
    every->base.cost = count > 0 ? children[0]->cost : 0;
    for (size_t i = 0; i < count; i++) {
        every->base.most += children[i]->most;
        iterator_take_rows(&every->base, children[i]);
    }
    every->children = children;
    every->count = count;
    return &every->base;
}

/* ---- AND MAYBE and AND NOT --------------------------------------------------------------------- */

struct pair {
    struct iterator base;
    struct iterator *needed, *other;
};

/* Where the needed one cannot weigh enough alone, a document must have the other, too. */
static void skip_maybe(struct iterator *iterator, uint32_t docid, double least)
{
    struct pair *pair = (struct pair *)iterator;
    struct iterator *needed = pair->needed, *other = pair->other;
    do {
        iterator_skip(needed, docid, least - other->most);
        docid = needed->docid;
        if (docid == ITERATOR_END || least <= needed->most)
            break;
        iterator_skip(other, docid, least - needed->most);
        docid = other->docid;
    } while (docid != ITERATOR_END && docid != needed->docid);
    iterator->docid = docid;
}

static void approach_maybe(struct iterator *iterator, uint32_t docid, double least)
{
    struct pair *pair = (struct pair *)iterator;
    iterator_approach(pair->needed, docid, least - pair->other->most);
    iterator->docid = pair->needed->docid;
}

static bool weigh_maybe(struct iterator *iterator, struct iterator_weight *weight)
{
    struct pair *pair = (struct pair *)iterator;
    struct iterator_weight added;
    if (!pair->needed->ops->weigh(pair->needed, weight))
        return false;
    if (iterator_weigh(pair->other, iterator->docid, &added)) {
        weight->most += added.most;
        weight->least += added.is_sure ? added.least : 0;
    }
    return true;
}

static bool resolve_maybe(struct iterator *iterator)
{
    struct pair *pair = (struct pair *)iterator;
    if (!iterator_resolve(pair->needed, iterator->docid))
        return false;
    iterator_resolve(pair->other, iterator->docid);
    return true;
}

static uint32_t count_maybe(struct iterator *iterator)
{
    struct pair *pair = (struct pair *)iterator;
    return pair->needed->ops->count(pair->needed) + iterator_count(pair->other, iterator->docid);
}

static struct iterator *make_pair(struct evaluation *evaluation, const struct iterator_ops *ops,
                                  struct iterator *needed, struct iterator *other)
{
    struct pair *pair = (struct pair *)iterator_allocate(evaluation, ops, sizeof(*pair));
    if (pair == NULL)
        return NULL;
    pair->base.cost = needed->cost;
    pair->base.most = needed->most + other->most;
    iterator_take_rows(&pair->base, needed);
    iterator_take_rows(&pair->base, other);
    pair->needed = needed;
    pair->other = other;
    return &pair->base;
}

struct iterator *iterator_of_maybe(struct evaluation *evaluation, struct iterator *needed,
                                   struct iterator *optional)
{
    static const struct iterator_ops ops = {skip_maybe,    approach_maybe, weigh_maybe,
                                            resolve_maybe, count_maybe,    NULL};
    struct iterator *maybe = make_pair(evaluation, &ops, needed, optional);
    if (maybe != NULL)
        maybe->is_counted = needed->is_counted;
    return maybe;
}

/* What has a row may match although it stands where it is not wanted. */
static void skip_not(struct iterator *iterator, uint32_t docid, double least)
{
    struct pair *pair = (struct pair *)iterator;
    for (;; docid++) {
        iterator_skip(pair->needed, docid, least);
        docid = pair->needed->docid;
        if (docid == ITERATOR_END || pair->other->has_rows)
            break;
        iterator_skip(pair->other, docid, 0);
        if (pair->other->docid != docid)
            break;
    }
    iterator->docid = docid;
}

static bool weigh_not(struct iterator *iterator, struct iterator_weight *weight)
{
    struct pair *pair = (struct pair *)iterator;
    struct iterator_weight excluded = {0, 0, false};
    if (!pair->needed->ops->weigh(pair->needed, weight))
        return false;
    bool may_be_excluded = iterator_weigh(pair->other, iterator->docid, &excluded);
    weight->is_sure = weight->is_sure && !may_be_excluded;
    return !(may_be_excluded && excluded.is_sure);
}

static bool resolve_not(struct iterator *iterator)
{
    struct pair *pair = (struct pair *)iterator;
    return iterator_resolve(pair->needed, iterator->docid) &&
           !iterator_resolve(pair->other, iterator->docid);
}

static uint32_t count_not(struct iterator *iterator)
{
    struct pair *pair = (struct pair *)iterator;
    return pair->needed->ops->count(pair->needed);
}

struct iterator *iterator_of_not(struct evaluation *evaluation, struct iterator *needed,
                                 struct iterator *excluded)
{
    static const struct iterator_ops ops = {skip_not,    skip_not,  weigh_not,
                                            resolve_not, count_not, NULL};
    struct iterator *not = make_pair(evaluation, &ops, needed, excluded);
    if (not != NULL && excluded->has_rows)
        not ->only_row = NULL;
    return not ;
}
