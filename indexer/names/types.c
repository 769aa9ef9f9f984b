/*
 * A table of words. What the model says of a word is summed up when the word is first seen.
 */
#include "indexer/names/types.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/text/word.h"
#include "indexer/names/name_features.h"
#include "indexer/names/letters.h"
#include "indexer/names/small_words.h"

#include <stdlib.h>

#define FIRST_CAPACITY 1024
/* Steps of the lexicon's costs that are one rank. */
#define RANK_STEP 12u

struct type_list {
    struct dict *indices;
    struct word_type *items;
    size_t count, capacity;
};

struct types {
    const struct lists *lists;
    const struct model *model;
    struct text_analyser *analyser;
    struct word_analyser *words;
    struct text_cursor *cursor; /* has seen words, or NULL */
    struct type_list young, old;
};

/* ---- shape and classes ---------------------------------------------------------------------- */

static uint32_t shape_of(struct slice word)
{
    uint32_t code_point = 0, shape = TOKEN_WORD;
    size_t size = utf8_next(word, &code_point);
    if (letters_is_digit(code_point))
        return TOKEN_NUMBER;
    if (!letters_is_letter(code_point))
        return TOKEN_PUNCTUATION;
    if (!letters_is_capital(code_point))
        return shape;
    shape |= TOKEN_CAPITAL;
    if (size < word.size && word.size == size + 1 && word.data[size] == '.')
        return shape | TOKEN_INITIAL;
    bool only_capitals = size < word.size;
    for (size_t at = size; at < word.size && word.data[at] != '-' && only_capitals; at += size) {
        size = utf8_next(slice_part(word, at, word.size), &code_point);
        size = size != 0 ? size : 1;
        only_capitals = letters_is_capital(code_point) || !letters_is_letter(code_point);
    }
    return only_capitals ? shape | TOKEN_CAPITALS : shape;
}

/* -er with a municipality before it: Karlsruher, Münchner has another stem and is not seen. */
static bool is_place_adjective(const struct lists *lists, struct slice word)
{
    if (word.size < 6 || !slice_ends_with(word, SLICE("er")))
        return false;
    return lists_place(lists, slice_part(word, 0, word.size - 1)) & WORD_PLACE ||
           lists_place(lists, slice_part(word, 0, word.size - 2)) & WORD_PLACE;
}

/* Also as a genitive, and each half of a double name. */
static bool is_surname(const struct lists *lists, struct slice word)
{
    size_t hyphen = slice_find(word, SLICE("-"));
    if (hyphen < word.size)
        return lists_is_surname(lists, slice_part(word, 0, hyphen)) ||
               lists_is_surname(lists, slice_part(word, hyphen + 1, word.size));
    return lists_is_surname(lists, word) ||
           (word.size > 4 && slice_ends_with(word, SLICE("s")) &&
            lists_is_surname(lists, slice_part(word, 0, word.size - 1)));
}

static uint32_t classes_of(const struct lists *lists, struct slice word, uint32_t shape)
{
    if (!(shape & TOKEN_WORD))
        return 0;
    uint32_t classes = lists_classify(lists, word);
    if (!(shape & TOKEN_CAPITAL))
        return classes;
    classes |= lists_first_name(lists, word) | lists_place(lists, word);
    if (is_place_adjective(lists, word))
        classes |= WORD_ADJECTIVE;
    if (is_surname(lists, word))
        classes |= WORD_FAMILY;
    return classes;
}

/* ---- a new word ----------------------------------------------------------------------------- */

/* The scores, none beyond the limit. */
static model_scores limited(model_scores scores)
{
    const model_scores most = (model_scores){0} + TYPES_SCORE_MAX;
    model_scores above = scores > most, below = scores < -most;
    return (most & above) | (-most & below) | (scores & ~(above | below));
}

/* A row that is on its way, and what it is added to. */
struct awaited {
    uint32_t key;
    int16_t *sums;
};

#define AWAITED_MAX (FEATURES_ATOMS_MAX * TYPES_PLACES)

/* Sends for the rows of the atoms; returns their number. */
static size_t fetch_rows(const struct model *model, const struct atoms *atoms,
                         struct word_type *type, struct awaited rows[static AWAITED_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < atoms->count; i++) {
        for (int away = -atoms->reach[i]; away <= atoms->reach[i]; away++) {
            /* To the word that it precedes by one, it is the one at +1. */
            uint32_t key = features_key(atoms->keys[i], -away);
            if (!model_may_have(model, key))
                continue;
            model_fetch(model, key);
            rows[count++] = (struct awaited){key, type->scores[TYPES_REACH + away]};
        }
    }
    return count;
}

static void sum_scores(const struct model *model, const struct atoms *atoms, struct word_type *type)
{
    struct awaited rows[AWAITED_MAX];
    size_t count = fetch_rows(model, atoms, type, rows);
    for (size_t i = 0; i < count; i++) {
        const struct model_row *row = model_find_kept(model, rows[i].key);
        if (row == NULL)
            continue;
        model_scores sums = limited(model_load(rows[i].sums) + model_weights(row));
        memcpy(rows[i].sums, &sums, sizeof(sums));
    }
}

static void sum_unruled(const struct model *model, struct word_type *type)
{
    uint32_t keys[FEATURES_UNRULED];
    features_unruled(type, keys);
    model_scores sums = {0};
    for (size_t i = 0; i < FEATURES_UNRULED; i++) {
        const struct model_row *row = model_find(model, keys[i]);
        if (row != NULL)
            sums += model_weights(row);
    }
    memcpy(type->unruled, &sums, sizeof(sums));
}

static uint32_t rank_of(const struct types *types, struct slice folded)
{
    struct lexicon_form form;
    if (!splitter_find_form(&types->analyser->splitter, folded, &form))
        return 0;
    uint32_t cost = form.head < form.modifier ? form.head : form.modifier;
    return 1 + cost / RANK_STEP;
}

/* Stems of the word and of its first and last part. */
static fund_status find_parts(struct types *types, struct word_facts *facts,
                              struct fund_error *error)
{
    struct word word;
    fund_status status = types->cursor != NULL
                             ? text_cursor_analyse(types->cursor, facts->word, &word, error)
                             : word_analyse(types->words, facts->word, &word, error);
    if (status != FUND_OK || word.term_count == 0)
        return status;
    facts->stem = word.terms[0].stem;
    facts->part_count = word.term_count - 1;
    if (word.term_count > 1) {
        facts->first_part = word.terms[1].stem;
        facts->last_part = word.terms[word.term_count - 1].stem;
    }
    facts->rank = rank_of(types, word.folded);
    return FUND_OK;
}

fund_status types_facts(struct types *types, struct slice word, char *lower,
                        struct word_facts *facts, struct fund_error *error)
{
    size_t size = word.size < LISTS_WORD_MAX ? word.size : utf8_floor(word, LISTS_WORD_MAX);
    letters_lower(slice_part(word, 0, size), lower);
    *facts = (struct word_facts){.word = slice_part(word, 0, size), .lower = slice_of(lower, size)};
    facts->shape = shape_of(word);
    facts->classes = classes_of(types->lists, word, facts->shape);
    fund_status status = facts->shape & TOKEN_WORD ? find_parts(types, facts, error) : FUND_OK;
    features_finish_facts(facts);
    return status;
}

/* "Stegemanns", "STEGEMANN" and "Stegemann" are one group. */
static uint64_t group_of(struct slice lower)
{
    if (lower.size > 4 && lower.data[lower.size - 1] == 's')
        lower.size--;
    return dict_key_hash(lower);
}

static fund_status describe(struct types *types, struct slice word, struct word_type *type,
                            struct fund_error *error)
{
    char lower[LISTS_WORD_MAX];
    struct word_facts facts;
    fund_status status = types_facts(types, word, lower, &facts, error);
    if (status != FUND_OK)
        return status;
    *type = (struct word_type){.shape = facts.shape, .classes = facts.classes};
    type->lower = features_hash(facts.lower);
    type->group = group_of(facts.lower);
    type->head = features_hash(facts.last_part);
    type->look = facts.look;
    type->kind = facts.kind;
    type->is_compound = facts.part_count > 1;
    type->small = small_words_find(word);
    features_mix_type(type);
    if (types->model != NULL) {
        struct atoms atoms;
        features_of_word(&facts, &atoms);
        sum_scores(types->model, &atoms, type);
        sum_unruled(types->model, type);
    }
    return FUND_OK;
}

/* ---- the table ------------------------------------------------------------------------------ */

static void finish_list(struct type_list *list)
{
    dict_destroy(list->indices);
    free(list->items);
    *list = (struct type_list){.items = NULL};
}

static fund_status start_list(struct type_list *list, struct fund_error *error)
{
    *list = (struct type_list){.items = NULL};
    return dict_create(&list->indices, error);
}

static fund_status reserve(struct type_list *list, struct fund_error *error)
{
    if (list->count < list->capacity)
        return FUND_OK;
    size_t capacity = list->capacity != 0 ? list->capacity * 2 : FIRST_CAPACITY;
    struct word_type *items = realloc(list->items, capacity * sizeof(*items));
    if (items == NULL)
        return error_no_memory(error);
    list->items = items;
    list->capacity = capacity;
    return FUND_OK;
}

fund_status types_begin(struct types *types, struct fund_error *error)
{
    if (types->young.count <= TYPES_KEPT_MAX / 2)
        return FUND_OK;
    struct type_list list;
    fund_status status = start_list(&list, error);
    if (status != FUND_OK)
        return status;
    finish_list(&types->old);
    types->old = types->young;
    types->young = list;
    return FUND_OK;
}

/* Adds a word that is not among the young ones to them. */
static fund_status add_type(struct types *types, struct slice word, struct fund_error *error)
{
    struct type_list *young = &types->young;
    uint32_t place = 0;
    fund_status status = reserve(young, error);
    if (status != FUND_OK)
        return status;
    struct word_type *type = &young->items[young->count];
    if (types->old.indices != NULL && dict_get(types->old.indices, word, &place))
        *type = types->old.items[place];
    else
        status = describe(types, word, type, error);
    if (status == FUND_OK)
        status = dict_put(young->indices, word, (uint32_t)young->count, error);
    young->count += status == FUND_OK;
    return status;
}

void types_fetch(const struct types *types, uint64_t hash)
{
    dict_fetch(types->young.indices, hash);
}

#define LINE_SIZE 64 /* of the processor's caches */

void types_fetch_word(const struct types *types, uint64_t hash)
{
    uint32_t index = 0;
    if (!dict_fetch_key(types->young.indices, hash, &index)) {
        /* most likely a word not seen before, or not for long */
        if (types->old.indices != NULL)
            dict_fetch(types->old.indices, hash);
        lists_fetch(types->lists, hash);
        return;
    }
    const char *type = (const char *)&types->young.items[index];
    for (size_t at = 0; at < sizeof(struct word_type); at += LINE_SIZE)
        __builtin_prefetch(type + at);
}

fund_status types_get(struct types *types, struct slice word, uint64_t hash, uint32_t *index,
                      struct fund_error *error)
{
    if (dict_get_hashed(types->young.indices, word, hash, index))
        return FUND_OK;
    fund_status status = add_type(types, word, error);
    if (status == FUND_OK)
        *index = (uint32_t)types->young.count - 1;
    return status;
}

const struct word_type *types_at(const struct types *types, uint32_t index)
{
    return &types->young.items[index];
}

const struct word_type *types_all(const struct types *types, size_t *count)
{
    *count = types->young.count;
    return types->young.items;
}

fund_status types_create(const struct lists *lists, const struct model *model, struct types **out,
                         struct fund_error *error)
{
    struct types *types = calloc(1, sizeof(*types));
    if (types == NULL)
        return error_no_memory(error);
    types->lists = lists;
    types->model = model;
    fund_status status = text_analyser_create(&types->analyser, error);
    if (status == FUND_OK)
        status = word_analyser_create(&types->analyser->splitter, &types->words, error);
    if (status == FUND_OK)
        status = start_list(&types->young, error);
    if (status != FUND_OK) {
        types_destroy(types);
        return status;
    }
    *out = types;
    return FUND_OK;
}

void types_share_words(struct types *types, struct text_cursor *cursor)
{
    types->cursor = text_cursor_is_plain(cursor) ? cursor : NULL;
}

void types_destroy(struct types *types)
{
    if (types == NULL)
        return;
    word_analyser_destroy(types->words);
    text_analyser_destroy(types->analyser);
    finish_list(&types->young);
    finish_list(&types->old);
    free(types);
}
