/*
 * See gold.h.
 */
#include "tests/bench/releases/gold.h"

#include <jansson.h>

static bool is_one_word(struct slice name)
{
    return slice_find(name, SLICE(" ")) == name.size;
}

static void add(struct gold *gold, struct arena *arena, enum piece_kind kind, unsigned slot,
                const json_t *text)
{
    struct slice name = slice_from(json_string_value(text));
    if (gold->count == GOLD_NAMES_MAX || name.size < 2)
        return;
    gold->names[gold->count++] = (struct gold_name){kind, slot, arena_copy(arena, name)};
}

/* A surface of several words that is not the whole name, "Dr. Wobst", is no surname. */
static void add_person(struct gold *gold, struct arena *arena, const json_t *person, unsigned slot)
{
    struct slice whole = slice_from(json_string_value(json_object_get(person, "name")));
    size_t i = 0;
    const json_t *surface = NULL;
    json_array_foreach(json_object_get(person, "surface"), i, surface)
    {
        struct slice text = slice_from(json_string_value(surface));
        if (is_one_word(text))
            add(gold, arena, PIECE_SURNAME, slot, surface);
        else if (slice_equal(text, whole))
            add(gold, arena, PIECE_PERSON, slot, surface);
    }
}

static void add_all(struct gold *gold, struct arena *arena, const json_t *row)
{
    size_t i = 0, k = 0;
    const json_t *item = NULL, *surface = NULL;
    json_array_foreach(json_object_get(row, "persons"), i, item)
        add_person(gold, arena, item, (unsigned)i);
    json_array_foreach(json_object_get(row, "organisations"), i, item)
    {
        json_array_foreach(json_object_get(item, "surface"), k, surface)
            add(gold, arena, PIECE_ORGANISATION, 0, surface);
    }
    json_array_foreach(json_object_get(row, "places"), i, item)
        add(gold, arena, PIECE_PLACE, 0, item);
}

fund_status gold_read(struct slice line, struct arena *arena, struct gold *gold,
                      struct fund_error *error)
{
    json_error_t reason;
    json_t *row = json_loadb(line.data, line.size, 0, &reason);
    if (row == NULL)
        return error_set(error, FUND_CORRUPT, "gold.jsonl: %s", reason.text);
    gold->count = 0;
    gold->file = arena_copy(arena, slice_from(json_string_value(json_object_get(row, "file"))));
    add_all(gold, arena, row);
    json_decref(row);
    return gold->file.data != NULL ? FUND_OK : error_no_memory(error);
}

const struct gold_name *gold_at(const struct gold *gold, struct slice text)
{
    const struct gold_name *best = NULL;
    for (size_t i = 0; i < gold->count; i++) {
        const struct gold_name *name = &gold->names[i];
        if (name->text.data != NULL && slice_starts_with(text, name->text) &&
            (best == NULL || name->text.size > best->text.size))
            best = name;
    }
    return best;
}
