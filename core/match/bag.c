#include "core/match/bag.h"

/* At most by so many occurrences, in the shortest document that can have them. */
static double most_of(const struct evaluation *evaluation, double term_weight, double count)
{
    double length = evaluation->shortest;
    return evaluation_weigh(evaluation, term_weight, count, count > length ? count : length);
}

static void weigh(struct bag *bag, uint64_t occurrences)
{
    if (bag->term_weight == 0 || occurrences == 0)
        return;
    bag->most = most_of(bag->evaluation, bag->term_weight, (double)occurrences);
    for (uint32_t i = 0; i < BAG_COUNTS; i++)
        bag->most_by_count[i] = most_of(bag->evaluation, bag->term_weight, i);
    bag->most_by_count[BAG_COUNTS - 1] = bag->most; /* and more */
}

static void settle(struct bag *bag)
{
    uint32_t docid = UINT32_MAX;
    for (size_t i = 0; i < bag->count; i++)
        if (bag->lists[i].docid < docid)
            docid = bag->lists[i].docid;
    bag->docid = docid;
}

/* False where there is no such list, or it cannot be opened. */
static bool open_list(struct evaluation *evaluation, struct slice term, struct glass_postings *list)
{
    evaluation_note(evaluation,
                    glass_postings_open(evaluation->reader, term, list, evaluation->error));
    bool is_list = evaluation->status == FUND_OK && list->docid != GLASS_END;
    if (!is_list)
        glass_postings_close(list);
    return is_list;
}

/* In how many documents the term is; list: its own in the database at hand. */
static double frequency_of(struct evaluation *evaluation, struct slice term,
                           const struct glass_postings *list)
{
    bool is_alone = evaluation->databases->count == 1;
    return is_alone ? list->document_count : evaluation_frequency(evaluation, term);
}

bool bag_open(struct bag *bag, struct evaluation *evaluation, const struct slice *terms,
              size_t count, double factor)
{
    uint64_t documents = 0, occurrences = 0;
    *bag = (struct bag){.evaluation = evaluation};
    bag->lists = arena_array(&evaluation->arena, count + 1, sizeof(*bag->lists));
    double *frequencies = arena_array(&evaluation->arena, count + 1, sizeof(*frequencies));
    if (bag->lists == NULL || frequencies == NULL)
        evaluation_note(evaluation, error_no_memory(evaluation->error));
    for (size_t i = 0; i < count && evaluation->status == FUND_OK; i++) {
        struct glass_postings *list = &bag->lists[bag->count];
        bool is_list = open_list(evaluation, terms[i], list);
        if (factor > 0 && evaluation->status == FUND_OK)
            frequencies[i] = frequency_of(evaluation, terms[i], list);
        if (!is_list)
            continue;
        documents += list->document_count;
        occurrences += list->wdf_bound;
        bag->count++;
    }
    uint32_t all = glass_reader_counts(evaluation->reader)->documents;
    bag->cost = documents < all ? (uint32_t)documents : all;
    if (factor > 0)
        bag->term_weight = factor * evaluation_term_weight(
                                        evaluation, evaluation_any(evaluation, frequencies, count));
    weigh(bag, occurrences);
    settle(bag);
    return evaluation->status == FUND_OK;
}

void bag_close(struct bag *bag)
{
    for (size_t i = 0; i < bag->count; i++) {
        if (bag->evaluation->status == FUND_OK)
            evaluation_note(bag->evaluation,
                            glass_postings_check(&bag->lists[i], bag->evaluation->error));
        glass_postings_close(&bag->lists[i]);
    }
}

static void skip_list(struct bag *bag, struct glass_postings *list, uint32_t docid)
{
    fund_status status = glass_postings_skip(list, docid, bag->evaluation->error);
    if (status != FUND_OK) {
        evaluation_note(bag->evaluation, status);
        list->docid = UINT32_MAX;
    }
}

void bag_skip(struct bag *bag, uint32_t docid)
{
    if (bag->count == 1) {
        skip_list(bag, bag->lists, docid);
        bag->docid = bag->lists->docid;
        return;
    }
    uint32_t first = UINT32_MAX;
    for (size_t i = 0; i < bag->count; i++) {
        struct glass_postings *list = &bag->lists[i];
        if (list->docid < docid)
            skip_list(bag, list, docid);
        if (list->docid < first)
            first = list->docid;
    }
    bag->docid = bag->evaluation->status == FUND_OK ? first : UINT32_MAX;
}

void bag_skip_light(struct bag *bag, uint32_t docid, double least)
{
    if (least > bag->most) {
        bag->docid = UINT32_MAX;
        return;
    }
    for (;;) {
        bag_skip(bag, docid);
        if (bag->docid == UINT32_MAX || bag->term_weight == 0)
            return;
        uint32_t count = bag_count(bag);
        if (bag->most_by_count[count < BAG_COUNTS ? count : BAG_COUNTS - 1] >= least)
            return;
        docid = bag->docid + 1;
    }
}
