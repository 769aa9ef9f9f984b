#include "core/match/evaluation.h"

#include "core/match/iterator.h"

#include <math.h>
#include <stdlib.h>

/* What a run of the largest query takes: 16,384 lists with their cursors. */
#define ARENA_MAX ((size_t)64 << 20)

/* To look one length up takes as long as to read so many in a row, about. */
#define TABLE_SHARE 32u

static void count_all(struct evaluation *evaluation)
{
    double total_length = 0;
    evaluation->shortest = UINT32_MAX;
    for (size_t i = 0; i < evaluation->databases->count; i++) {
        const struct version_counts *counts =
            glass_reader_counts(evaluation->databases->readers[i]);
        evaluation->documents += counts->documents;
        total_length += (double)counts->total_length;
        if (counts->documents > 0 && counts->length_lower < evaluation->shortest)
            evaluation->shortest = counts->length_lower;
    }
    if (total_length > 0)
        evaluation->length_factor = 1 / (total_length / evaluation->documents);
}

fund_status evaluation_init(struct evaluation *evaluation, const struct match_databases *databases,
                            size_t at, const struct match_search *search, struct fund_error *error)
{
    *evaluation = (struct evaluation){.databases = databases,
                                      .reader = databases->readers[at],
                                      .arena = arena_init(ARENA_MAX),
                                      .error = error};
    count_all(evaluation);
    if (search == NULL)
        return FUND_OK;
    evaluation->is_weighted = true;
    evaluation->k1 = search->k1;
    evaluation->b = search->b;
    evaluation->minimum_length = search->minimum_length;
    evaluation->status = glass_lengths_open(evaluation->reader, &evaluation->lengths, error);
    evaluation->has_lengths = true;
    return evaluation->status;
}

fund_status evaluation_finish(struct evaluation *evaluation)
{
    iterator_close_all(evaluation);
    for (struct evaluation_looks *looks = evaluation->looks; looks != NULL; looks = looks->next)
        glass_looks_close(&looks->at);
    if (evaluation->has_lengths && evaluation->status == FUND_OK)
        evaluation->status = glass_lengths_check(&evaluation->lengths, evaluation->error);
    if (evaluation->has_lengths)
        glass_lengths_close(&evaluation->lengths);
    arena_finish(&evaluation->arena);
    return evaluation->status;
}

struct evaluation_looks *evaluation_looks(struct evaluation *evaluation, uint32_t slot)
{
    struct evaluation_looks *looks = evaluation->looks;
    while (looks != NULL && looks->slot != slot)
        looks = looks->next;
    if (looks != NULL)
        return looks;
    looks = arena_allocate(&evaluation->arena, sizeof(*looks));
    if (looks == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return NULL;
    }
    glass_looks_open(evaluation->reader, slot, &looks->at);
    looks->slot = slot;
    looks->next = evaluation->looks;
    evaluation->looks = looks;
    return looks;
}

double evaluation_frequency(struct evaluation *evaluation, struct slice term)
{
    double frequency = 0;
    for (size_t i = 0; i < evaluation->databases->count; i++) {
        struct glass_postings list;
        evaluation_note(evaluation, glass_postings_open(evaluation->databases->readers[i], term,
                                                        &list, evaluation->error));
        if (evaluation->status == FUND_OK)
            frequency += list.document_count;
        glass_postings_close(&list);
    }
    return frequency;
}

void evaluation_expect(struct evaluation *evaluation, uint32_t documents)
{
    uint32_t all = glass_reader_counts(evaluation->reader)->documents;
    if (!evaluation->is_weighted)
        return;
    evaluation->length_table = glass_lengths_at_hand(evaluation->reader);
    if (evaluation->length_table == NULL && documents >= all / TABLE_SHARE)
        evaluation_note(
            evaluation,
            glass_lengths_table(evaluation->reader, &evaluation->length_table, evaluation->error));
}

uint32_t evaluation_read_length(struct evaluation *evaluation, uint32_t docid)
{
    uint32_t length = 0;
    fund_status status = glass_lengths_get(&evaluation->lengths, docid, &length, evaluation->error);
    if (status == FUND_NOT_FOUND)
        status = error_set(evaluation->error, FUND_CORRUPT, "document %u has no length", docid);
    evaluation_note(evaluation, status);
    return length;
}

double evaluation_term_weight(const struct evaluation *evaluation, double frequency)
{
    double weight = (evaluation->documents - frequency + 0.5) / (frequency + 0.5);
    if (weight < 2)
        weight = weight * 0.5 + 1;
    return log(weight) * (evaluation->k1 + 1);
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/* The next of two queues, each of which rises: leaves, and what was joined of them. */
struct queues {
    const double *leaves, *joined;
    size_t leaf_count, joined_count;
};

static double take_least(struct queues *queues)
{
    bool is_leaf =
        queues->joined_count == 0 || (queues->leaf_count > 0 && *queues->leaves <= *queues->joined);
    if (is_leaf) {
        queues->leaf_count--;
        return *queues->leaves++;
    }
    queues->joined_count--;
    return *queues->joined++;
}

double evaluation_any(const struct evaluation *evaluation, double *frequencies, size_t count)
{
    if (count == 0)
        return 0;
    qsort(frequencies, count, sizeof(*frequencies), compare);
    /* What was joined takes the places of leaves that are used up: there are always more of them. */
    struct queues queues = {frequencies, frequencies, count, 0};
    for (size_t made = 0; made + 1 < count; made++) {
        double first = take_least(&queues), second = take_least(&queues);
        frequencies[made] = evaluation_either(evaluation, first, second);
        queues.joined_count++;
    }
    return take_least(&queues);
}
