/*
 * Words in a row. Where they make up a whole, documents with that have the row for sure.
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
    struct iterator *whole;          /* NULL: there is none */
    struct bag *words;               /* the rarest first */
    size_t count;
    bool has_words; /* the document at hand, for sure */
    struct evaluation_looks *looks;
    struct row_match *match; /* from the first look on */
    uint32_t looked_at;      /* the last document that was */
    bool has_row;            /* that one */
};

static void skip_rows(struct iterator *iterator, uint32_t docid, double least)
{
    struct rows *rows = (struct rows *)iterator;
    if (least > iterator->most) {
        iterator->docid = ITERATOR_END;
        return;
    }
    for (size_t i = 0; i < rows->count;) {
        struct bag *word = &rows->words[i];
        if (word->docid < docid)
            bag_skip(word, docid);
        i = word->docid == docid ? i + 1 : i == 0 ? 1 : 0;
        docid = word->docid;
        if (docid == ITERATOR_END)
            break;
    }
    iterator->docid = docid;
    rows->has_words = true;
}

/* Asks the words until one is not there. */
static void approach_rows(struct iterator *iterator, uint32_t docid, double least)
{
    struct rows *rows = (struct rows *)iterator;
    uint32_t first = docid;
    if (least > iterator->most) {
        iterator->docid = ITERATOR_END;
        return;
    }
    for (size_t i = 0; i < rows->count && docid == first; i++) {
        struct bag *word = &rows->words[i];
        if (word->docid < docid)
            bag_skip(word, docid);
        docid = word->docid;
    }
    iterator->docid = docid;
    rows->has_words = docid == first;
}

/* Whether the document at hand has all words, at which they stand then. */
static bool has_words(struct rows *rows)
{
    uint32_t docid = rows->base.docid;
    for (size_t i = 0; i < rows->count && !rows->has_words; i++) {
        if (rows->words[i].docid < docid)
            bag_skip(&rows->words[i], docid);
        if (rows->words[i].docid != docid)
            return false;
    }
    rows->has_words = true;
    return true;
}

static bool has_whole(struct rows *rows)
{
    struct iterator *whole = rows->whole;
    if (whole == NULL)
        return false;
    iterator_skip(whole, rows->base.docid, 0);
    return whole->docid == rows->base.docid;
}

static bool weigh_rows(struct iterator *iterator, double least, struct iterator_weight *weight)
{
    struct rows *rows = (struct rows *)iterator;
    (void)least;
    if (!has_words(rows))
        return false;
    bool is_sure = has_whole(rows), is_known = is_sure || rows->looked_at == iterator->docid;
    if (is_known && !is_sure && !rows->has_row)
        return false;
    double sum = 0;
    for (size_t i = 0; i < rows->count && iterator->most > 0; i++)
        sum += bag_weigh(&rows->words[i]);
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
    if (!has_words(rows))
        return false;
    if (has_whole(rows))
        return true;
    if (rows->looked_at == iterator->docid)
        return rows->has_row;
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
        rows->base.most += word->most;
    }
    qsort(rows->words, count, sizeof(*rows->words), compare_cost);
    return true;
}

struct iterator *iterator_of_row(struct evaluation *evaluation, const struct match_query *query,
                                 struct iterator *whole, double factor)
{
    static const struct iterator_ops ops = {skip_rows,    approach_rows, weigh_rows,
                                            resolve_rows, count_nothing, close_rows};
    struct rows *rows = (struct rows *)iterator_allocate(evaluation, &ops, sizeof(*rows));
    size_t words = query->count - (query->has_whole ? 1 : 0);
    if (rows == NULL)
        return NULL;
    rows->base.has_rows = true;
    rows->base.only_row = &rows->base;
    rows->query = query;
    rows->whole = whole;
    rows->looks = evaluation_looks(evaluation, query->slot);
    if (rows->looks == NULL || !open_words(rows, query, words, factor))
        return NULL;
    rows->base.cost = rows->words[0].cost;
    return &rows->base;
}
