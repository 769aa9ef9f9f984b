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

static void replace_inside(struct stem_word *word)
{
    struct stem_word result = {.size = 0};
    for (size_t i = 0; i < word->size; i++) {
        result.letters[result.size++] = word->letters[i];
        const struct suffix_row *row = suffix_table_find(&spelling_table, stem_letters(&result),
                                                         SCOPE_PART | SCOPE_FRONT, fits_inside);
        if (row != NULL)
            stem_replace(&result, row);
        /* What is left must fit even if nothing of it shrinks. */
        if (result.size + (word->size - i - 1) >= STEM_ROOM)
            return;
    }
    *word = result;
}

void stem_spelling(struct stem_word *word)
{
    replace_inside(word);
    stem_look_up(word, &spelling_table);
}
