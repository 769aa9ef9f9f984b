/*
 * Iterators of posting lists, of all documents, of ranges of values and of chosen documents.
 */
#include "core/match/bag.h"
#include "core/match/iterator.h"

static bool weigh_nothing(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    (void)iterator;
    (void)least;
    *weight = (struct iterator_weight){0, 0, true};
    return true;
}

static uint32_t count_once(struct iterator *iterator)
{
    (void)iterator;
    return 1;
}

/* ---- words ----------------------------------------------------------------------------------- */

struct words {
    struct iterator base;
    struct bag bag;
};

static void skip_words(struct iterator *iterator, uint32_t docid, double least)
{
    struct words *words = (struct words *)iterator;
    if (least > 0)
        bag_skip_light(&words->bag, docid, least);
    else
        bag_skip(&words->bag, docid);
    iterator->docid = words->bag.docid;
}

static bool weigh_words(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    (void)least;
    double sum = bag_weigh(&((struct words *)iterator)->bag);
    *weight = (struct iterator_weight){sum, sum, true};
    return true;
}

static uint32_t count_words(struct iterator *iterator)
{
    return bag_count(&((struct words *)iterator)->bag);
}

static void close_words(struct iterator *iterator)
{
    bag_close(&((struct words *)iterator)->bag);
}

struct iterator *iterator_of_words(struct evaluation *evaluation, const struct slice *terms,
                                   size_t count, double factor)
{
    static const struct iterator_ops ops = {skip_words,           skip_words,  weigh_words,
                                            iterator_is_resolved, count_words, close_words};
    struct words *words = (struct words *)iterator_allocate(evaluation, &ops, sizeof(*words));
    if (words == NULL || !bag_open(&words->bag, evaluation, terms, count, factor))
        return NULL;
    words->base.cost = words->bag.cost;
    words->base.most = words->bag.most;
    words->base.is_counted = words->bag.count < 2;
    return &words->base;
}

/* ---- all and none ----------------------------------------------------------------------------- */

struct all {
    struct iterator base;
    struct glass_postings list; /* of lengths */
    bool has_gaps;
    uint32_t last;
};

static void skip_all(struct iterator *iterator, uint32_t docid, double least)
{
    struct all *all = (struct all *)iterator;
    if (least > 0) {
        iterator->docid = ITERATOR_END;
        return;
    }
    if (!all->has_gaps) {
        iterator->docid = docid <= all->last ? docid : ITERATOR_END;
        return;
    }
    evaluation_note(iterator->evaluation,
                    glass_postings_skip(&all->list, docid, iterator->evaluation->error));
    iterator->docid =
        iterator->evaluation->status == FUND_OK ? all->list.docid : (uint32_t)ITERATOR_END;
}

static void close_all(struct iterator *iterator)
{
    struct all *all = (struct all *)iterator;
    if (!all->has_gaps)
        return;
    if (iterator->evaluation->status == FUND_OK)
        evaluation_note(iterator->evaluation,
                        glass_postings_check(&all->list, iterator->evaluation->error));
    glass_postings_close(&all->list);
}

struct iterator *iterator_of_all(struct evaluation *evaluation)
{
    static const struct iterator_ops ops = {
        skip_all, skip_all, weigh_nothing, iterator_is_resolved, count_once, close_all};
    struct all *all = (struct all *)iterator_allocate(evaluation, &ops, sizeof(*all));
    if (all == NULL)
        return NULL;
    const struct version_counts *counts = glass_reader_counts(evaluation->reader);
    all->last = counts->last_document;
    all->has_gaps = counts->last_document != counts->documents;
    all->base.cost = counts->documents;
    all->base.is_counted = true;
    if (all->has_gaps)
        evaluation_note(evaluation, glass_postings_open(evaluation->reader, slice_of(NULL, 0),
                                                        &all->list, evaluation->error));
    return evaluation->status == FUND_OK ? &all->base : NULL;
}

static void skip_none(struct iterator *iterator, uint32_t docid, double least)
{
    (void)docid;
    (void)least;
    iterator->docid = ITERATOR_END;
}

struct iterator *iterator_of_none(struct evaluation *evaluation)
{
    static const struct iterator_ops ops = {
        skip_none, skip_none, weigh_nothing, iterator_is_resolved, count_once, NULL};
    struct iterator *none = iterator_allocate(evaluation, &ops, sizeof(*none));
    if (none == NULL)
        return NULL;
    none->docid = ITERATOR_END;
    none->is_counted = true;
    return none;
}

/* ---- ranges of values ------------------------------------------------------------------------- */

struct range {
    struct iterator base;
    struct glass_values values;
    struct slice first, last; /* borrowed from the query */
};

static bool is_inside(const struct range *range)
{
    struct slice value = range->values.value;
    return slice_compare(value, range->first) >= 0 &&
           (range->last.size == 0 || slice_compare(value, range->last) <= 0);
}

static void skip_range(struct iterator *iterator, uint32_t docid, double least)
{
    struct range *range = (struct range *)iterator;
    struct evaluation *evaluation = iterator->evaluation;
    fund_status status = FUND_OK;
    if (least > 0)
        range->values.docid = ITERATOR_END;
    while (range->values.docid < docid || !is_inside(range)) {
        if (range->values.docid == ITERATOR_END)
            break;
        if (range->values.docid >= docid)
            docid = range->values.docid + 1;
        status = glass_values_skip(&range->values, docid, evaluation->error);
        if (status != FUND_OK)
            break;
    }
    evaluation_note(evaluation, status);
    iterator->docid = status == FUND_OK ? range->values.docid : (uint32_t)ITERATOR_END;
}

static void close_range(struct iterator *iterator)
{
    struct range *range = (struct range *)iterator;
    if (iterator->evaluation->status == FUND_OK)
        evaluation_note(iterator->evaluation,
                        glass_values_check(&range->values, iterator->evaluation->error));
    glass_values_close(&range->values);
}

struct iterator *iterator_of_range(struct evaluation *evaluation, uint32_t slot, struct slice first,
                                   struct slice last)
{
    static const struct iterator_ops ops = {skip_range,           skip_range, weigh_nothing,
                                            iterator_is_resolved, count_once, close_range};
    struct range *range = (struct range *)iterator_allocate(evaluation, &ops, sizeof(*range));
    if (range == NULL)
        return NULL;
    range->first = first;
    range->last = last;
    range->base.cost = glass_reader_counts(evaluation->reader)->documents;
    evaluation_note(evaluation,
                    glass_values_open(evaluation->reader, slot, &range->values, evaluation->error));
    return evaluation->status == FUND_OK ? &range->base : NULL;
}

/* ---- chosen documents ------------------------------------------------------------------------- */

struct list {
    struct iterator base;
    const uint32_t *docids;
    size_t count, at, expected; /* expected: those before have been brought near */
    struct iterator_numbering numbering;
};

/* Documents between one that is brought near and the one at hand. */
#define LIST_AHEAD 8u

/* The number in its own database; 0 where it is of another one. */
static uint32_t own_number(const struct list *list, uint32_t docid)
{
    uint32_t databases = list->numbering.databases;
    bool is_own = docid > 0 && (docid - 1) % databases == list->numbering.database;
    return is_own ? (docid - 1) / databases + 1 : 0;
}

/* Positions of the next documents, of which most are looked at, lie anywhere in memory. */
static void expect_next(struct list *list)
{
    if (list->base.evaluation->looks == NULL)
        return;
    if (list->expected < list->at)
        list->expected = list->at;
    for (; list->expected < list->count && list->expected < list->at + LIST_AHEAD; list->expected++)
        evaluation_expect_looks(list->base.evaluation,
                                own_number(list, list->docids[list->expected]));
}

static void skip_list(struct iterator *iterator, uint32_t docid, double least)
{
    struct list *list = (struct list *)iterator;
    if (least > 0)
        list->at = list->count;
    while (list->at < list->count && own_number(list, list->docids[list->at]) < docid)
        list->at++;
    iterator->docid =
        list->at < list->count ? own_number(list, list->docids[list->at]) : ITERATOR_END;
    expect_next(list);
}

struct iterator *iterator_of_list(struct evaluation *evaluation,
                                  struct iterator_numbering numbering, const uint32_t *docids,
                                  size_t count)
{
    static const struct iterator_ops ops = {
        skip_list, skip_list, weigh_nothing, iterator_is_resolved, count_once, NULL};
    struct list *list = (struct list *)iterator_allocate(evaluation, &ops, sizeof(*list));
    if (list == NULL)
        return NULL;
    list->base.cost = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
    list->docids = docids;
    list->count = count;
    list->numbering = numbering;
    return &list->base;
}
