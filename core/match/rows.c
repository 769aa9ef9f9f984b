/*
 * Words in a row, or the whole that they make up.
 *
 * The words' own lists say which documents may have the row, and what those weigh; only then a
 * document's positions are looked at, if they are asked about at all.
 */
#include "core/match/bag.h"
#include "core/match/iterator.h"
#include "core/match/query.h"
#include "core/positions/row.h"

#include <stdlib.h>

struct rows {
    struct iterator base;
    const struct match_query *query; /* borrowed */
    struct bag whole;                /* of no lists where there is none */
    struct bag *words;               /* the rarest first */
    size_t count;
    double most_of_words;
    struct evaluation_looks *looks;
    struct row_match *match; /* from the first look on */
    uint32_t looked_at;      /* the last document that was */
    bool has_row;            /* that one */
};

static bool has_whole(const struct rows *rows)
{
    return rows->whole.docid == rows->base.docid;
}

/* The first document from docid on that has all words; a later one than last need not be right. */
static uint32_t find_words(struct rows *rows, uint32_t docid, uint32_t last)
{
    for (size_t i = 0; i < rows->count;) {
        struct bag *word = &rows->words[i];
        if (word->docid < docid)
            bag_skip(word, docid);
        if (word->docid > last)
            return word->docid;
        i = word->docid == docid ? i + 1 : i == 0 ? 1 : 0;
        docid = word->docid;
    }
    return docid;
}

static void skip_rows(struct iterator *iterator, uint32_t docid, double least)
{
    struct rows *rows = (struct rows *)iterator;
    uint32_t found = ITERATOR_END;
    if (least > iterator->most) {
        iterator->docid = ITERATOR_END;
        return;
    }
    if (least <= rows->most_of_words) {
        if (rows->whole.docid < docid)
            bag_skip(&rows->whole, docid);
        found = find_words(rows, docid, rows->whole.docid);
    } else if (rows->whole.docid < docid) {
        bag_skip_light(&rows->whole, docid, least - rows->most_of_words);
    }
    iterator->docid = found < rows->whole.docid ? found : rows->whole.docid;
}

/* What the words weigh where a document has them all. */
static double weigh_words(struct rows *rows)
{
    double sum = 0;
    uint32_t docid = rows->base.docid;
    if (rows->most_of_words == 0)
        return 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->words[i].docid < docid)
            bag_skip(&rows->words[i], docid);
        if (rows->words[i].docid != docid)
            return 0;
        sum += bag_weigh(&rows->words[i]);
    }
    return sum;
}

static bool weigh_rows(struct iterator *iterator, struct iterator_weight *weight)
{
    struct rows *rows = (struct rows *)iterator;
    bool is_known = has_whole(rows) || rows->looked_at == iterator->docid;
    if (is_known && !has_whole(rows) && !rows->has_row)
        return false;
    double sum = weigh_words(rows);
    if (has_whole(rows))
        sum += bag_weigh(&rows->whole);
    *weight = (struct iterator_weight){sum, is_known ? sum : 0, is_known};
    return true;
}

/* Whether a text has the row; where a later commit has put another in its place, FUND_MODIFIED. */
static fund_status find_row(struct rows *rows, bool *has_row)
{
    struct evaluation *evaluation = rows->base.evaluation;
    const struct glass_looks *looks = &rows->looks->at;
    fund_status status = FUND_OK;
    if (looks->value.data != NULL)
        status = row_find(rows->match, looks->value, has_row, evaluation->error);
    if (status != FUND_OK && status != FUND_CORRUPT)
        return status;
    fund_status checked = glass_looks_check(looks, evaluation->error);
    return checked == FUND_OK ? status : checked;
}

static fund_status look(struct rows *rows, uint32_t docid, bool *has_row)
{
    struct evaluation *evaluation = rows->base.evaluation;
    struct evaluation_looks *looks = rows->looks;
    fund_status status = FUND_OK;
    *has_row = false;
    if (rows->match == NULL)
        status = row_match_create(rows->query->row, &rows->match, evaluation->error);
    if (status == FUND_OK && looks->docid != docid) {
        looks->docid = docid;
        status = glass_looks_at(&looks->at, looks->docid, evaluation->error);
    }
    return status == FUND_OK ? find_row(rows, has_row) : status;
}

bool iterator_look(struct iterator *row, uint32_t docid)
{
    bool has_row = false;
    evaluation_note(row->evaluation, look((struct rows *)row, docid, &has_row));
    return has_row && row->evaluation->status == FUND_OK;
}

static bool resolve_rows(struct iterator *iterator)
{
    struct rows *rows = (struct rows *)iterator;
    struct evaluation *evaluation = iterator->evaluation;
    if (has_whole(rows))
        return true;
    if (rows->looked_at == iterator->docid)
        return rows->has_row;
    if (evaluation->look_at_most > 0 && evaluation->looked_at == evaluation->look_at_most) {
        evaluation->is_enough = true;
        return false;
    }
    evaluation->looked_at++;
    rows->has_row = iterator_look(iterator, iterator->docid);
    rows->looked_at = iterator->docid;
    return rows->has_row;
}

static uint32_t count_nothing(struct iterator *iterator)
{
    (void)iterator;
    return 0; /* a synonym has no rows */
}

static void close_rows(struct iterator *iterator)
{
    struct rows *rows = (struct rows *)iterator;
    bag_close(&rows->whole);
    for (size_t i = 0; i < rows->count; i++)
        bag_close(&rows->words[i]);
    row_match_destroy(rows->match);
}

static int compare_cost(const void *a, const void *b)
{
    const struct bag *first = a, *second = b;
    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    return 0;
}

static bool open_bag(struct evaluation *evaluation, const struct match_query *query, double factor,
                     struct bag *bag)
{
    struct iterator_terms terms = {NULL, 0, 0};
    return iterator_gather_terms(evaluation, query, &terms) &&
           bag_open(bag, evaluation, terms.items, terms.count, factor);
}

static bool open_words(struct rows *rows, const struct match_query *query, size_t count,
                       double factor)
{
    struct evaluation *evaluation = rows->base.evaluation;
    rows->words = arena_array(&evaluation->arena, count + 1, sizeof(*rows->words));
    if (rows->words == NULL) {
        evaluation_note(evaluation, error_no_memory(evaluation->error));
        return false;
    }
    while (rows->count < count) {
        struct bag *word = &rows->words[rows->count];
        const struct match_query *terms = query->children[rows->count++];
        if (!open_bag(evaluation, terms, factor * query->factor, word))
            return false;
        rows->most_of_words += word->most;
    }
    qsort(rows->words, count, sizeof(*rows->words), compare_cost);
    return true;
}

struct iterator *iterator_of_row(struct evaluation *evaluation, const struct match_query *query,
                                 double factor)
{
    static const struct iterator_ops ops = {skip_rows, weigh_rows, resolve_rows, count_nothing,
                                            close_rows};
    struct rows *rows = (struct rows *)iterator_allocate(evaluation, &ops, sizeof(*rows));
    size_t words = query->count - (query->has_whole ? 1 : 0);
    if (rows == NULL)
        return NULL;
    rows->base.has_rows = true;
    rows->base.only_row = &rows->base;
    rows->query = query;
    rows->whole.docid = ITERATOR_END;
    rows->looks = evaluation_looks(evaluation, query->slot);
    if (rows->looks == NULL || !open_words(rows, query, words, factor) ||
        (query->has_whole && !open_bag(evaluation, query->children[words], factor, &rows->whole)))
        return NULL;
    uint64_t cost = (uint64_t)rows->words[0].cost + rows->whole.cost;
    uint32_t all = glass_reader_counts(evaluation->reader)->documents;
    rows->base.cost = cost < all ? (uint32_t)cost : all;
    rows->base.most = rows->most_of_words + rows->whole.most;
    return &rows->base;
}
