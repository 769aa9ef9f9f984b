/*
 * Numbers for texts: a table from text to number while they are added, a list afterwards.
 */
#include "query/lib/base/intern.h"

#define ARENA_MAX ((size_t)1 << 31)

fund_status intern_init(struct intern *intern, struct fund_error *error)
{
    *intern = (struct intern){.arena = arena_init(ARENA_MAX)};
    return dict_create(&intern->numbers, error);
}

void intern_finish(struct intern *intern)
{
    intern_close(intern);
    arena_finish(&intern->arena);
    *intern = (struct intern){.count = 0};
}

fund_status intern_add(struct intern *intern, struct slice text, uint32_t *number,
                       struct fund_error *error)
{
    void *items = intern->items;
    if (dict_get(intern->numbers, text, number))
        return FUND_OK;
    struct slice copy = arena_copy(&intern->arena, text);
    if (copy.data == NULL || intern->count == UINT32_MAX ||
        !arena_grow(&intern->arena, &items, intern->count, &intern->capacity,
                    sizeof(*intern->items)))
        return error_no_memory(error);
    intern->items = items;
    fund_status status = dict_put(intern->numbers, text, (uint32_t)intern->count, error);
    if (status != FUND_OK)
        return status;
    *number = (uint32_t)intern->count;
    intern->items[intern->count++] = copy;
    return FUND_OK;
}

void intern_close(struct intern *intern)
{
    dict_destroy(intern->numbers);
    intern->numbers = NULL;
}

bool intern_find(const struct intern *intern, struct slice text, uint32_t *number)
{
    for (size_t i = 0; i < intern->count; i++) {
        if (slice_equal(intern->items[i], text)) {
            *number = (uint32_t)i;
            return true;
        }
    }
    return false;
}

size_t intern_size(const struct intern *intern)
{
    return intern->arena.total;
}
