/*
 * See roles.h.
 */
#include "query/lib/names/roles.h"

#include "core/base/dict.h"
#include "query/lib/names/persons_parts.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 30)

struct role_memo {
    struct dict *numbers; /* by role: a place in words */
    struct arena arena;
    const struct query_words **words; /* each allocated alone, so that it stays */
    size_t count, capacity;
};

fund_status role_memo_create(struct role_memo **memo, struct fund_error *error)
{
    struct role_memo *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->arena = arena_init(ARENA_MAX);
    fund_status status = dict_create(&created->numbers, error);
    if (status != FUND_OK) {
        role_memo_destroy(created);
        return status;
    }
    *memo = created;
    return FUND_OK;
}

void role_memo_destroy(struct role_memo *memo)
{
    if (memo == NULL)
        return;
    dict_destroy(memo->numbers);
    arena_finish(&memo->arena);
    free(memo);
}

static fund_status read_words(const struct name_context *context, struct arena *arena,
                              struct slice role, const struct query_words **out,
                              struct fund_error *error)
{
    struct query_words *words = arena_allocate(arena, sizeof(*words));
    if (words == NULL)
        return error_no_memory(error);
    fund_status status = arena == context->arena
                             ? persons_role_words(context, role, words, error)
                             : words_read(context->cursor, role, arena, words, error);
    if (status == FUND_OK)
        *out = words;
    return status;
}

static fund_status remember(struct role_memo *memo, struct slice role,
                            const struct query_words *words, struct fund_error *error)
{
    void *items = memo->words;
    if (!arena_grow(&memo->arena, &items, memo->count, &memo->capacity, sizeof(*memo->words)))
        return error_no_memory(error);
    memo->words = items;
    memo->words[memo->count] = words;
    fund_status status = dict_put(memo->numbers, role, (uint32_t)memo->count, error);
    memo->count += status == FUND_OK;
    return status;
}

fund_status role_words(const struct name_context *context, struct slice role,
                       const struct query_words **out, struct fund_error *error)
{
    struct role_memo *memo = context->roles;
    const struct query_words *words = NULL;
    uint32_t number = 0;
    if (memo != NULL && dict_get(memo->numbers, role, &number)) {
        *out = memo->words[number];
        return FUND_OK;
    }
    bool is_kept = memo != NULL && memo->count < ROLES_KEPT_MAX;
    struct arena *arena = is_kept ? &memo->arena : context->arena;
    fund_status status = read_words(context, arena, role, &words, error);
    if (status == FUND_OK && is_kept)
        status = remember(memo, role, words, error);
    if (status == FUND_OK)
        *out = words;
    return status;
}
