/*
 * A table with no more than what is needed answers one text as the table of everything does: all
 * ranges of keys that the text is looked up in are whole in it.
 */
#include "query/lib/completion/need.h"

/* Behind such a vowel an e may be left out. */
static struct slice stable_part(struct slice prefix)
{
    for (size_t i = 0; i < prefix.size; i++)
        if (memchr("aou", prefix.data[i], 3) != NULL)
            return slice_part(prefix, 0, i + 1);
    return prefix;
}

struct completion_need completion_need_of(const struct completion_typed *typed, unsigned kinds)
{
    struct completion_need need = {.kinds = kinds & typed->kinds, .word = stable_part(typed->word)};
    bool has_words = (need.kinds & 1u << COMPLETION_WORD) != 0;
    for (size_t i = 0; i < typed->run_count; i++) {
        struct slice prefix = typed->runs[i].prefix;
        need.begins[need.begin_count++] = stable_part(prefix);
        /* words that follow others are read from titles */
        if (has_words && prefix.size > 0 && memchr(prefix.data, ' ', prefix.size) != NULL)
            need.kinds |= 1u << COMPLETION_TITLE;
    }
    if (typed->word.size == 0)
        need.kinds &= ~(1u << COMPLETION_WORD);
    return need;
}

static bool begins_with(struct slice text, struct slice begin)
{
    return text.size >= begin.size &&
           (begin.size == 0 || memcmp(text.data, begin.data, begin.size) == 0);
}

bool completion_need_key(const struct completion_need *need, struct slice key)
{
    if (need == NULL)
        return true;
    for (size_t at = 0; at < key.size; at++) {
        if (at > 0 && key.data[at - 1] != ' ')
            continue;
        for (size_t i = 0; i < need->begin_count; i++)
            if (begins_with(slice_part(key, at, key.size), need->begins[i]))
                return true;
    }
    return false;
}

bool completion_need_kind(const struct completion_need *need, enum completion_kind kind)
{
    return need == NULL || (need->kinds & 1u << kind) != 0;
}
