/*
 * AND and AND NOT. In an AND that must weigh `least`, a child must weigh what the others, at their
 * most, do not.
 */
#include "core/match/iterator.h"

#include <stdlib.h>

/* ---- AND -------------------------------------------------------------------------------------- */

struct every {
    struct iterator base;
    struct iterator **children; /* by cost, the rarest first */
    size_t count;
};

/* What a child must weigh so that all of them together can weigh least. */
static double left_of(const struct every *every, const struct iterator *child, double least)
{
    return iterator_left(least, every->base.most - child->most);
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

static bool weigh_every(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    struct every *every = (struct every *)iterator;
    double most_of_rest = iterator->most;
    struct iterator_weight sum = {0, 0, true}, part;
    for (size_t i = 0; i < every->count; i++) {
        struct iterator *child = every->children[i];
        most_of_rest -= child->most;
        double left = iterator_left(least, sum.most + most_of_rest);
        if (!iterator_weigh(child, iterator->docid, left, &part))
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

/* ---- AND NOT ---------------------------------------------------------------------------------- */

struct without {
    struct iterator base;
    struct iterator *needed, *excluded;
};

/* What has a row may match although it stands where it is not wanted. */
static void skip_not(struct iterator *iterator, uint32_t docid, double least)
{
    struct without *without = (struct without *)iterator;
    for (;; docid++) {
        iterator_skip(without->needed, docid, least);
        docid = without->needed->docid;
        if (docid == ITERATOR_END || without->excluded->has_rows)
            break;
        iterator_skip(without->excluded, docid, 0);
        if (without->excluded->docid != docid)
            break;
    }
    iterator->docid = docid;
}

static bool weigh_not(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    struct without *without = (struct without *)iterator;
    struct iterator_weight weight_there = {0, 0, false};
    if (!without->needed->ops->weigh(without->needed, least, weight))
        return false;
    bool may_be_excluded = iterator_weigh(without->excluded, iterator->docid, 0, &weight_there);
    weight->is_sure = weight->is_sure && !may_be_excluded;
    return !(may_be_excluded && weight_there.is_sure);
}

static bool resolve_not(struct iterator *iterator)
{
    struct without *without = (struct without *)iterator;
    return iterator_resolve(without->needed, iterator->docid) &&
           !iterator_resolve(without->excluded, iterator->docid);
}

static uint32_t count_not(struct iterator *iterator)
{
    struct without *without = (struct without *)iterator;
    return without->needed->ops->count(without->needed);
}

struct iterator *iterator_of_not(struct evaluation *evaluation, struct iterator *needed,
                                 struct iterator *excluded)
{
    static const struct iterator_ops ops = {skip_not,    skip_not,  weigh_not,
                                            resolve_not, count_not, NULL};
    struct without *without =
        (struct without *)iterator_allocate(evaluation, &ops, sizeof(*without));
    if (without == NULL)
        return NULL;
    without->base.cost = needed->cost;
    without->base.most = needed->most;
    without->base.has_rows = needed->has_rows || excluded->has_rows;
    without->base.only_row = excluded->has_rows ? NULL : needed->only_row;
    without->needed = needed;
    without->excluded = excluded;
    return &without->base;
}
