/*
 * OR, AND MAYBE and synonyms: what any of several children finds.
 *
 * The children of an AND MAYBE are its needed one, or those of it where that is an OR, and optional
 * ones. Where a document must weigh `least`, those are left out of the walk that cannot reach it all
 * together, and are only asked about documents that the others, the drivers, have found.
 */
#include "core/match/iterator.h"

#include <stdlib.h>

struct any {
    struct iterator base;
    struct iterator_part *children; /* by most, the lightest first */
    struct iterator **drivers;
    size_t count, driver_count;
    double most_of_needed;
    double least;       /* that the drivers were chosen for */
    double term_weight; /* of a synonym */
};

/* ---- drivers ---------------------------------------------------------------------------------- */

struct choice {
    struct iterator **drivers;
    size_t count;
    uint64_t cost;
};

static void drive(struct choice *choice, struct iterator *child)
{
    choice->drivers[choice->count++] = child;
    choice->cost += child->cost;
}

/* The lightest do not drive, which cannot reach least together. A document must have one that is
 * needed, so that optional ones only drive where one of those does not. */
static void drive_heavy(const struct any *any, double least, struct choice *choice)
{
    double light = 0;
    bool is_one_left_out = false;
    for (size_t i = 0; i < any->count; i++) {
        const struct iterator_part *child = &any->children[i];
        light += child->iterator->most;
        if (light >= least && !child->is_optional)
            drive(choice, child->iterator);
        else if (!child->is_optional)
            is_one_left_out = true;
    }
    light = 0;
    for (size_t i = 0; i < any->count && is_one_left_out; i++) {
        const struct iterator_part *child = &any->children[i];
        light += child->iterator->most;
        if (light >= least && child->is_optional)
            drive(choice, child->iterator);
    }
}

/* Where those that are needed cannot reach it, a document must have an optional one as well. */
static void drive_optional(const struct any *any, double least, struct choice *choice)
{
    double light = any->most_of_needed;
    for (size_t i = 0; i < any->count; i++) {
        const struct iterator_part *child = &any->children[i];
        light += child->is_optional ? child->iterator->most : 0;
        if (light >= least && child->is_optional)
            drive(choice, child->iterator);
    }
}

static void choose_drivers(struct any *any, double least)
{
    struct choice heavy = {any->drivers, 0, 0}, optional = {any->drivers + any->count, 0, 0};
    drive_heavy(any, least, &heavy);
    any->driver_count = heavy.count;
    any->least = least;
    if (least <= any->most_of_needed)
        return;
    drive_optional(any, least, &optional);
    if (optional.cost >= heavy.cost)
        return;
    any->driver_count = optional.count;
    for (size_t i = 0; i < optional.count; i++)
        any->drivers[i] = optional.drivers[i];
}

static inline void move_drivers(struct any *any, uint32_t docid, double least,
                                void (*move)(struct iterator *, uint32_t, double))
{
    uint32_t first = ITERATOR_END;
    if (least != any->least)
        choose_drivers(any, least);
    for (size_t i = 0; i < any->driver_count; i++) {
        struct iterator *driver = any->drivers[i];
        bool is_alone = any->driver_count == 1;
        move(driver, docid, is_alone ? iterator_left(least, any->base.most - driver->most) : 0);
        if (driver->docid < first)
            first = driver->docid;
    }
    any->base.docid = first;
}

static void skip_any(struct iterator *iterator, uint32_t docid, double least)
{
    move_drivers((struct any *)iterator, docid, least, iterator_skip);
}

static void approach_any(struct iterator *iterator, uint32_t docid, double least)
{
    move_drivers((struct any *)iterator, docid, least, iterator_approach);
}

/* ---- OR and AND MAYBE ------------------------------------------------------------------------- */

/* The heaviest first: what they leave may not suffice. */
static bool weigh_any(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    struct any *any = (struct any *)iterator;
    bool is_match = false;
    double most_of_rest = iterator->most;
    struct iterator_weight sum = {0, 0, false}, part;
    for (size_t i = any->count; i-- > 0 && iterator_left(least, sum.most + most_of_rest) <= 0;) {
        const struct iterator_part *child = &any->children[i];
        most_of_rest -= child->iterator->most;
        if (!iterator_weigh(child->iterator, iterator->docid, 0, &part))
            continue;
        sum.most += part.most;
        sum.least += part.is_sure ? part.least : 0;
        is_match = is_match || !child->is_optional;
        sum.is_sure = sum.is_sure || (part.is_sure && !child->is_optional);
    }
    *weight = sum;
    return is_match && sum.most >= least;
}

static bool resolve_any(struct iterator *iterator)
{
    struct any *any = (struct any *)iterator;
    bool is_match = false;
    for (size_t i = 0; i < any->count; i++) {
        const struct iterator_part *child = &any->children[i];
        bool has_child = iterator_resolve(child->iterator, iterator->docid);
        is_match = is_match || (has_child && !child->is_optional);
    }
    return is_match;
}

static uint32_t count_any(struct iterator *iterator)
{
    struct any *any = (struct any *)iterator;
    uint32_t count = 0;
    for (size_t i = 0; i < any->count; i++)
        count += iterator_count(any->children[i].iterator, iterator->docid);
    return count;
}

static int compare_most(const void *a, const void *b)
{
    const struct iterator_part *first = a, *second = b;
    if (first->iterator->most != second->iterator->most)
        return first->iterator->most < second->iterator->most ? -1 : 1;
    return 0;
}

static void add_up(struct any *any)
{
    uint64_t cost = 0;
    for (size_t i = 0; i < any->count; i++) {
        const struct iterator_part *child = &any->children[i];
        any->base.most += child->iterator->most;
        iterator_take_rows(&any->base, child->iterator);
        if (child->is_optional)
            continue;
        any->most_of_needed += child->iterator->most;
        cost += child->iterator->cost;
    }
    uint32_t all = glass_reader_counts(any->base.evaluation->reader)->documents;
    any->base.cost = cost < all ? (uint32_t)cost : all;
}

static struct any *make_any(struct evaluation *evaluation, const struct iterator_ops *ops,
                            struct iterator_parts parts)
{
    struct any *any = (struct any *)iterator_allocate(evaluation, ops, sizeof(*any));
    struct iterator **drivers =
        arena_array(&evaluation->arena, 2 * parts.count + 1, sizeof(struct iterator *));
    if (any == NULL || drivers == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return NULL;
    }
    qsort(parts.items, parts.count, sizeof(*parts.items), compare_most);
    any->children = parts.items;
    any->count = parts.count;
    any->drivers = drivers;
    add_up(any);
    choose_drivers(any, 0);
    return any;
}

struct iterator *iterator_of_any(struct evaluation *evaluation, struct iterator_parts parts)
{
    static const struct iterator_ops ops = {skip_any,    approach_any, weigh_any,
                                            resolve_any, count_any,    NULL};
    size_t needed = 0;
    bool is_counted = false;
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i].is_optional)
            continue;
        needed++;
        is_counted = parts.items[i].iterator->is_counted;
    }
    if (parts.count == 1 && needed == 1)
        return parts.items[0].iterator;
    struct any *any = make_any(evaluation, &ops, parts);
    if (any != NULL)
        any->base.is_counted = needed == 1 && is_counted;
    return any != NULL ? &any->base : NULL;
}

/* ---- synonyms --------------------------------------------------------------------------------- */

/* None of its children has a weight: it alone is asked to be heavy enough. */
static void skip_synonym(struct iterator *iterator, uint32_t docid, double least)
{
    if (least <= iterator->most)
        skip_any(iterator, docid, 0);
    else
        iterator->docid = ITERATOR_END;
}

static bool weigh_synonym(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    (void)least;
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

struct iterator *iterator_of_synonym(struct evaluation *evaluation, struct iterator_parts parts,
                                     double frequency, double factor)
{
    static const struct iterator_ops ops = {skip_synonym,         skip_synonym, weigh_synonym,
                                            iterator_is_resolved, count_any,    NULL};
    struct any *any = make_any(evaluation, &ops, parts);
    if (any == NULL)
        return NULL;
    any->term_weight = factor > 0 ? factor * evaluation_term_weight(evaluation, frequency) : 0;
    any->base.most = any->term_weight;
    return &any->base;
}
