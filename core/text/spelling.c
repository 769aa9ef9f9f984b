/*
 * Spellings of before 1996 and variants that are still allowed, to one spelling. What is replaced
 * stands in data/lexicon/spellings.tsv.
 */
#include "core/text/stem_word.h"

/* Whether the row may stand after these letters, whatever follows. */
static bool fits_inside(struct slice before, const struct suffix_row *row)
{
    return row->scope == SCOPE_PART || before.size == 0;
}

/* Whether a row could end at the end of these letters. */
static bool may_end(const char *letters, size_t size)
{
    return size >= SUFFIX_INSIDE_MIN && suffix_may_end(&spelling_table, letters + size - 1);
}

static void replace_inside(struct stem_word *word)
{
    size_t first = 0;
    while (first < word->size && !may_end(word->letters, first + 1))
        first++;
    if (first == word->size)
        return;
    struct stem_word result;
    memcpy(result.letters, word->letters, first);
    result.size = first;
    for (size_t i = first; i < word->size; i++) {
        result.letters[result.size++] = word->letters[i];
        if (!may_end(result.letters, result.size))
            continue;
        const struct suffix_row *row = suffix_table_find(&spelling_table, stem_letters(&result),
                                                         SCOPE_PART | SCOPE_FRONT, fits_inside);
        if (row == NULL)
            continue;
        stem_replace(&result, row);
        /* What is left must fit even if nothing of it shrinks. */
        if (result.size + (word->size - i - 1) >= STEM_ROOM)
            return;
    }
    memcpy(word->letters, result.letters, result.size);
    word->size = result.size;
}

void stem_spelling(struct stem_word *word)
{
    replace_inside(word);
    stem_look_up(word, &spelling_table);
}
