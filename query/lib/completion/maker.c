/*
 * Making a table of completions: texts are gathered, the lowest scores dropped where they are too
 * many, keys sorted and the tree laid above them.
 */
#include "query/lib/completion/keys.h"

#include "core/base/buffer.h"
#include "core/base/dict.h"
#include "core/text/form.h"

#include <stdlib.h>

/* Bytes of the texts of one kind, twice over while they are gathered. */
#define POOL_MAX ((size_t)512 * 1024 * 1024)

const uint32_t completion_limits[COMPLETION_KINDS] = {
    [COMPLETION_WORD] = 500000, [COMPLETION_PERSON] = 100000, [COMPLETION_ORGANISATION] = 50000,
    [COMPLETION_PLACE] = 20000, [COMPLETION_TITLE] = 100000,
};

/* The texts of one kind while they are gathered. */
struct gathered {
    struct buffer pool;
    struct completion_entry *entries;
    uint32_t count, capacity;
    struct dict *by_key; /* titles: key -> entry */
};

struct completion_maker {
    const struct completion_need *need; /* NULL: all */
    struct gathered kinds[COMPLETION_KINDS];
    uint32_t form_count; /* of the last word: releases of the form that is kept */
};

fund_status completion_maker_create(const struct completion_need *need,
                                    struct completion_maker **maker, struct fund_error *error)
{
    struct completion_maker *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->need = need;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++)
        created->kinds[kind].pool = buffer_init(POOL_MAX);
    fund_status status = dict_create(&created->kinds[COMPLETION_TITLE].by_key, error);
    if (status != FUND_OK) {
        completion_maker_destroy(created);
        return status;
    }
    *maker = created;
    return FUND_OK;
}

void completion_maker_destroy(struct completion_maker *maker)
{
    if (maker == NULL)
        return;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++) {
        buffer_finish(&maker->kinds[kind].pool);
        dict_destroy(maker->kinds[kind].by_key);
        free(maker->kinds[kind].entries);
    }
    free(maker);
}

/* ---- too many ------------------------------------------------------------------------------- */

static int compare_scores(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a < b) - (a > b);
}

/* The score of the last of so many best ones, and how many of that score are among them. */
static fund_status find_threshold(const struct gathered *gathered, uint32_t limit, uint32_t *score,
                                  uint32_t *of_score, struct fund_error *error)
{
    uint32_t *scores = malloc(gathered->count * sizeof(*scores));
    if (scores == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < gathered->count; i++)
        scores[i] = gathered->entries[i].score;
    qsort(scores, gathered->count, sizeof(*scores), compare_scores);
    *score = scores[limit - 1];
    *of_score = 1;
    while (*of_score < limit && scores[limit - 1 - *of_score] == *score)
        ++*of_score;
    free(scores);
    return FUND_OK;
}

static size_t piece_end(const struct gathered *gathered, uint32_t entry)
{
    return entry + 1 < gathered->count ? gathered->entries[entry + 1].piece : gathered->pool.size;
}

/* What by_key says of the entries that are left. */
static fund_status refill_keys(struct gathered *gathered, struct fund_error *error)
{
    dict_destroy(gathered->by_key);
    gathered->by_key = NULL;
    fund_status status = dict_create(&gathered->by_key, error);
    for (uint32_t i = 0; i < gathered->count && status == FUND_OK; i++)
        status = dict_put(gathered->by_key,
                          slice_from(gathered->pool.data + gathered->entries[i].piece), i, error);
    return status;
}

/* Leaves so many of the best, in their order; of equal ones the first. */
static fund_status prune(struct gathered *gathered, uint32_t limit, struct fund_error *error)
{
    uint32_t threshold = 0, equal_left = 0, kept = 0;
    size_t size = 0;
    fund_status status = find_threshold(gathered, limit, &threshold, &equal_left, error);
    if (status != FUND_OK)
        return status;
    for (uint32_t i = 0; i < gathered->count; i++) {
        struct completion_entry entry = gathered->entries[i];
        size_t piece_size = piece_end(gathered, i) - entry.piece;
        if (entry.score < threshold || (entry.score == threshold && equal_left == 0))
            continue;
        if (entry.score == threshold)
            equal_left--;
        memmove(gathered->pool.data + size, gathered->pool.data + entry.piece, piece_size);
        entry.piece = (uint32_t)size;
        size += piece_size;
        gathered->entries[kept++] = entry;
    }
    gathered->count = kept;
    gathered->pool.size = size;
    return gathered->by_key != NULL ? refill_keys(gathered, error) : FUND_OK;
}

/* ---- adding --------------------------------------------------------------------------------- */

static fund_status append_text(struct buffer *pool, struct slice text, struct fund_error *error)
{
    fund_status status = buffer_append(pool, text, error);
    return status == FUND_OK ? buffer_append_byte(pool, '\0', error) : status;
}

/* Makes room for one entry more. Entries are pruned at twice the limit, so seldom. */
static fund_status grow(struct gathered *gathered, uint32_t limit, struct fund_error *error)
{
    if (gathered->count == limit * 2) {
        fund_status status = prune(gathered, limit, error);
        if (status != FUND_OK)
            return status;
    }
    if (gathered->count < gathered->capacity)
        return FUND_OK;
    uint32_t capacity = gathered->capacity == 0 ? 256 : gathered->capacity * 2;
    void *entries = realloc(gathered->entries, capacity * sizeof(*gathered->entries));
    if (entries == NULL)
        return error_no_memory(error);
    gathered->entries = entries;
    gathered->capacity = capacity;
    return FUND_OK;
}

static bool is_fit(struct slice text)
{
    return text.size <= COMPLETION_TEXT_MAX &&
           (text.size == 0 || memchr(text.data, '\0', text.size) == NULL);
}

static uint32_t add_counts(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

uint32_t completion_word_score(struct slice form, uint32_t count)
{
    size_t size = text_form_folded(form).size + 1;
    bool has_capital = form.size > size && (form.data[size] == '^' || form.data[size] == '~');
    return has_capital ? count : count / 2 + count % 2;
}

/* Another form of the last word. */
static fund_status join_form(struct completion_maker *maker, struct slice form, uint32_t count,
                             struct fund_error *error)
{
    struct gathered *words = &maker->kinds[COMPLETION_WORD];
    struct completion_entry *last = &words->entries[words->count - 1];
    last->count = add_counts(last->count, count);
    if (count > maker->form_count) {
        maker->form_count = count;
        words->pool.size = last->piece;
        fund_status status = append_text(&words->pool, form, error);
        if (status != FUND_OK)
            return status;
    }
    last->score = completion_word_score(slice_from(words->pool.data + last->piece), last->count);
    return FUND_OK;
}

fund_status completion_maker_add_word(struct completion_maker *maker, struct slice form,
                                      uint32_t count, struct fund_error *error)
{
    struct gathered *words = &maker->kinds[COMPLETION_WORD];
    struct slice folded = text_form_folded(form);
    if (folded.size == 0 || !is_fit(form))
        return FUND_OK;
    if (words->count > 0) {
        const char *last = words->pool.data + words->entries[words->count - 1].piece;
        int order = slice_compare(folded, text_form_folded(slice_from(last)));
        if (order == 0)
            return join_form(maker, form, count, error);
        if (order < 0)
            return FUND_OK; /* no archive of ours */
    }
    fund_status status = grow(words, completion_limits[COMPLETION_WORD], error);
    if (status != FUND_OK)
        return status;
    struct completion_entry entry = {(uint32_t)words->pool.size, count,
                                     completion_word_score(form, count), false};
    status = append_text(&words->pool, form, error);
    if (status != FUND_OK)
        return status;
    words->entries[words->count++] = entry;
    maker->form_count = count;
    return FUND_OK;
}

static fund_status append_entry(struct gathered *gathered, const struct completion_text *text,
                                struct fund_error *error)
{
    size_t size_before = gathered->pool.size;
    struct completion_entry entry = {(uint32_t)size_before, text->count, text->score,
                                     text->is_by_detail};
    fund_status status = append_text(&gathered->pool, text->key, error);
    if (status == FUND_OK)
        status = append_text(&gathered->pool, text->text, error);
    if (status == FUND_OK)
        status = append_text(&gathered->pool, text->detail, error);
    if (status == FUND_OK && gathered->by_key != NULL)
        status = dict_put(gathered->by_key, text->key, gathered->count, error);
    if (status == FUND_OK)
        gathered->entries[gathered->count++] = entry;
    else
        gathered->pool.size = size_before;
    return status;
}

fund_status completion_maker_add(struct completion_maker *maker, const struct completion_text *text,
                                 struct fund_error *error)
{
    struct gathered *gathered = &maker->kinds[text->kind];
    uint32_t same = 0;
    if (text->key.size == 0 || text->text.size == 0 || !is_fit(text->key) || !is_fit(text->text) ||
        !is_fit(text->detail))
        return FUND_OK;
    if (gathered->by_key != NULL && dict_get(gathered->by_key, text->key, &same)) {
        struct completion_entry *entry = &gathered->entries[same];
        entry->count = add_counts(entry->count, text->count);
        entry->score = entry->score > text->score ? entry->score : text->score;
        return FUND_OK;
    }
    fund_status status = grow(gathered, completion_limits[text->kind], error);
    return status == FUND_OK ? append_entry(gathered, text, error) : status;
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* Words came in byte order. */
static fund_status list_words(const struct gathered *words, struct completion_section *section,
                              struct fund_error *error)
{
    section->key_count = words->count;
    section->keys = malloc((words->count + (size_t)1) * sizeof(*section->keys));
    if (section->keys == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < words->count; i++)
        section->keys[i] = (struct completion_key){words->entries[i].piece, i};
    return FUND_OK;
}

/* ---- the tree ------------------------------------------------------------------------------- */

static fund_status lay_tree(struct completion_section *section, struct fund_error *error)
{
    section->leaf_count = 1;
    while (section->leaf_count * COMPLETION_LEAF < section->key_count)
        section->leaf_count *= 2;
    section->tree = calloc((size_t)section->leaf_count * 2, sizeof(*section->tree));
    if (section->tree == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < section->key_count; i++) {
        uint32_t *leaf = &section->tree[section->leaf_count + i / COMPLETION_LEAF];
        uint32_t score = section->entries[section->keys[i].entry].score;
        *leaf = *leaf > score ? *leaf : score;
    }
    for (uint32_t node = section->leaf_count; node-- > 1;) {
        const uint32_t *below = &section->tree[(size_t)node * 2];
        section->tree[node] = below[0] > below[1] ? below[0] : below[1];
    }
    return FUND_OK;
}

static void *shrink(void *memory, size_t size)
{
    void *smaller = realloc(memory, size > 0 ? size : 1);
    return smaller != NULL ? smaller : memory;
}

static fund_status make_section(const struct completion_need *need, struct gathered *gathered,
                                enum completion_kind kind, struct completion_section *section,
                                struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (gathered->count > completion_limits[kind])
        status = prune(gathered, completion_limits[kind], error);
    if (status != FUND_OK)
        return status;
    if (kind == COMPLETION_WORD)
        status = list_words(gathered, section, error);
    if (status != FUND_OK)
        return status;
    section->pool = shrink(gathered->pool.data, gathered->pool.size);
    section->pool_size = gathered->pool.size;
    section->entries = shrink(gathered->entries, gathered->count * sizeof(*section->entries));
    section->entry_count = gathered->count;
    dict_destroy(gathered->by_key);
    *gathered = (struct gathered){.pool = buffer_init(POOL_MAX)};
    if (kind != COMPLETION_WORD)
        status = completion_keys_make(need, kind, section, error);
    return status == FUND_OK ? lay_tree(section, error) : status;
}

fund_status completion_maker_finish(struct completion_maker *maker, struct completion_table **table,
                                    struct fund_error *error)
{
    struct completion_table *made = calloc(1, sizeof(*made));
    fund_status status = made != NULL ? FUND_OK : error_no_memory(error);
    for (int kind = 0; kind < COMPLETION_KINDS && status == FUND_OK; kind++)
        status = make_section(maker->need, &maker->kinds[kind], (enum completion_kind)kind,
                              &made->sections[kind], error);
    if (status != FUND_OK) {
        completion_table_destroy(made);
        return status;
    }
    *table = made;
    return FUND_OK;
}
