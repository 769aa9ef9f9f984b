/*
 * See catalogue.h.
 */
#include "indexer/catalogue.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)32 * 1024 * 1024 * 1024)

fund_status catalogue_create(struct catalogue *catalogue, struct fund_error *error)
{
    *catalogue = (struct catalogue){.arena = arena_init(ARENA_MAX)};
    return dict_create(&catalogue->ids, error);
}

void catalogue_finish(struct catalogue *catalogue)
{
    dict_destroy(catalogue->ids);
    arena_finish(&catalogue->arena);
    *catalogue = (struct catalogue){.arena = arena_init(ARENA_MAX)};
}

static fund_status number_id(struct catalogue *catalogue, struct slice id, uint32_t *number,
                             struct fund_error *error)
{
    if (dict_get(catalogue->ids, id, number))
        return FUND_OK;
    *number = (uint32_t)dict_count(catalogue->ids);
    return dict_put(catalogue->ids, id, *number, error);
}

fund_status catalogue_add(struct catalogue *catalogue, uint32_t file, uint32_t range,
                          uint16_t spool, const struct reading_release *release,
                          struct fund_error *error)
{
    void *items = catalogue->items;
    uint32_t id = 0;
    if (catalogue->count >= CATALOGUE_MAX)
        return error_set(error, FUND_LIMIT, "more than %u releases in one run", CATALOGUE_MAX);
    if (!arena_grow(&catalogue->arena, &items, catalogue->count, &catalogue->capacity,
                    sizeof(*catalogue->items)))
        return error_no_memory(error);
    catalogue->items = items;
    fund_status status = number_id(catalogue, release->id, &id, error);
    if (status != FUND_OK)
        return status;
    catalogue->items[catalogue->count++] = (struct catalogue_release){
        .place = release->place,
        .source_hash = release->state.source_hash,
        .content_hash = release->state.content_hash,
        .updated = release->state.updated,
        .published = release->published,
        .file = file,
        .range = range,
        .order = catalogue->next_order++,
        .id = id,
        .spool = spool,
        .is_deleted = release->is_deleted,
        .has_path_id = release->has_path_id,
    };
    return FUND_OK;
}

void catalogue_forget(struct catalogue *catalogue, uint32_t file, uint32_t range)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        struct catalogue_release *release = &catalogue->items[i];
        release->is_out = release->is_out || (release->file == file && release->range == range);
    }
}

fund_status catalogue_rename(struct catalogue *catalogue, size_t release, struct slice id,
                             uint64_t source_hash, uint32_t before, struct fund_error *error)
{
    struct catalogue_release *renamed = &catalogue->items[release];
    fund_status status = number_id(catalogue, id, &renamed->id, error);
    if (status != FUND_OK)
        return status;
    renamed->source_hash = source_hash;
    renamed->before = before;
    return FUND_OK;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_reading(const void *left, const void *right)
{
    const struct catalogue_release *a = left, *b = right;
    if (a->file != b->file)
        return compare_numbers(a->file, b->file);
    if (a->range != b->range)
        return compare_numbers(a->range, b->range);
    return compare_numbers(a->order, b->order);
}

/* Newest first; DATE_NONE is less than any day. */
static int by_date(const void *left, const void *right)
{
    const struct catalogue_release *a = left, *b = right;
    if (a->published != b->published)
        return compare_numbers(b->published, a->published);
    return by_reading(right, left);
}

static void sort(struct catalogue *catalogue, int (*compare)(const void *, const void *))
{
    if (catalogue->count > 0)
        qsort(catalogue->items, catalogue->count, sizeof(*catalogue->items), compare);
}

/* before: the one that stands for the id so far, perhaps as deleted. */
static void settle_two(struct catalogue_release *before, struct catalogue_release *release,
                       struct catalogue_counts *counts)
{
    bool is_older = release->updated != CLOCK_NONE && release->updated < before->updated;
    bool is_same = release->content_hash == before->content_hash;
    if (release->is_deleted) {
        counts->removed += !before->is_deleted;
        before->is_out = true;
    } else if (!before->is_deleted && (is_same || is_older)) {
        counts->repeated++;
        release->is_out = true;
    } else {
        release->is_version = !before->is_deleted;
        before->is_out = true;
    }
}

static void keep_written(struct catalogue *catalogue)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        if (!catalogue->items[i].is_out && !catalogue->items[i].is_deleted)
            catalogue->items[kept++] = catalogue->items[i];
    }
    catalogue->count = kept;
}

fund_status catalogue_settle(struct catalogue *catalogue, struct catalogue_counts *counts,
                             void (*refuse)(void *context, const struct catalogue_release *release),
                             void *context, struct fund_error *error)
{
    size_t ids = dict_count(catalogue->ids);
    struct catalogue_release **standing = calloc(ids > 0 ? ids : 1, sizeof(*standing));
    if (standing == NULL)
        return error_no_memory(error);
    sort(catalogue, by_reading);
    for (size_t i = 0; i < catalogue->count; i++) {
        struct catalogue_release *release = &catalogue->items[i];
        struct catalogue_release *before = standing[release->id];
        if (release->is_out)
            continue;
        if (before != NULL && before->source_hash != release->source_hash) {
            release->is_out = true;
            refuse(context, release);
            continue;
        }
        if (before != NULL)
            settle_two(before, release, counts);
        if (!release->is_out)
            standing[release->id] = release;
    }
    free(standing);
    keep_written(catalogue);
    sort(catalogue, by_date);
    return FUND_OK;
}
