/*
 * Names are compared by their keys, so that case, umlauts and (for organisations) endings do not
 * matter.
 */
#include "query/lib/names/aliases_parts.h"

#include <stdlib.h>

/* ---- keys ----------------------------------------------------------------------------------- */

static fund_status folded_words(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                                struct fund_error *error)
{
    struct keys_word words[64];
    char bytes[sizeof(key->data) * 4];
    size_t count = 0, used = 0;
    struct text_token token;
    fund_status status = text_cursor_start(cursor, name, 1, error);
    if (status != FUND_OK)
        return status;
    while (text_cursor_next(cursor, &token)) {
        if (count == sizeof(words) / sizeof(*words) || token.folded.size > sizeof(bytes) - used)
            continue;
        memcpy(bytes + used, token.folded.data, token.folded.size);
        struct slice folded = slice_of(bytes + used, token.folded.size);
        /* a name has no legal form to be left out */
        words[count++] = (struct keys_word){slice_of(NULL, 0), folded};
        used += token.folded.size;
    }
    keys_of_words(words, count, key);
    return text_cursor_finish(cursor, NULL, error);
}

fund_status aliases_key(struct text_cursor *cursor, enum alias_kind kind, struct slice name,
                        struct keys_key *key, struct fund_error *error)
{
    if (kind == ALIAS_ORGANISATION)
        return keys_organisation(cursor, name, key, error);
    return folded_words(cursor, name, key, error);
}

struct slice aliases_pair_key(enum alias_kind kind, struct slice first, struct slice second,
                              char out[static ALIAS_PAIR_MAX])
{
    static const char letters[] = {
        [ALIAS_PERSON] = 'p', [ALIAS_ORGANISATION] = 'o', [ALIAS_PLACE] = 'l'};
    size_t size = 0;
    out[size++] = letters[kind];
    memcpy(out + size, first.data, first.size);
    size += first.size;
    if (second.size > 0) {
        out[size++] = '\x1f';
        memcpy(out + size, second.data, second.size);
        size += second.size;
    }
    return slice_of(out, size);
}

/* ---- asking --------------------------------------------------------------------------------- */

const struct alias_group *aliases_group(const struct aliases *aliases, enum alias_kind kind,
                                        struct slice key)
{
    char bytes[ALIAS_PAIR_MAX];
    uint32_t group = 0;
    if (aliases == NULL || key.size == 0 || key.size > KEYS_SIZE_MAX ||
        !dict_get(aliases->names, aliases_pair_key(kind, key, slice_of(NULL, 0), bytes), &group))
        return NULL;
    return &aliases->groups[group];
}

bool aliases_forbid(const struct aliases *aliases, enum alias_kind kind, struct slice first,
                    struct slice second)
{
    char bytes[ALIAS_PAIR_MAX];
    if (aliases == NULL || first.size > KEYS_SIZE_MAX || second.size > KEYS_SIZE_MAX)
        return false;
    return dict_get(aliases->never, aliases_pair_key(kind, first, slice_of(NULL, 0), bytes),
                    NULL) ||
           dict_get(aliases->never, aliases_pair_key(kind, first, second, bytes), NULL);
}

bool aliases_have_splits(const struct aliases *aliases)
{
    return aliases != NULL && aliases->split_count > 0;
}

const struct alias_split *aliases_split(const struct aliases *aliases, struct slice key)
{
    uint32_t split = 0;
    if (aliases == NULL || !dict_get(aliases->splits_by_key, key, &split))
        return NULL;
    return &aliases->splits[split];
}

void aliases_destroy(struct aliases *aliases)
{
    if (aliases == NULL)
        return;
    dict_destroy(aliases->names);
    dict_destroy(aliases->never);
    dict_destroy(aliases->splits_by_key);
    arena_finish(&aliases->arena);
    free(aliases);
}
