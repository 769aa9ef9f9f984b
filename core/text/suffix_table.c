/*
 * Looking words up from their last letter: the rows that share the letters read so far are one
 * range of the table, which each further letter narrows.
 */
#include "core/text/suffix_table.h"

/* The letter at depth, counted from the end; 0 before the beginning. */
static unsigned char letter_at(const struct suffix_row *row, size_t depth)
{
    return depth < row->ending_size ? (unsigned char)row->ending[row->ending_size - 1 - depth] : 0;
}

/* The first row from low up to high whose letter at depth is not below the letter. */
static size_t lower_bound(const struct suffix_table *table, size_t low, size_t high, size_t depth,
                          unsigned letter)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letter_at(&table->rows[middle], depth) < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static unsigned letter_from_end(struct slice word, size_t depth)
{
    return (unsigned)(unsigned char)word.data[word.size - 1 - depth] - (unsigned)'a';
}

/* The row whose ending is the word's last letters up to depth, if it may stand there. */
static const struct suffix_row *row_here(const struct suffix_row *row, struct slice word,
                                         size_t depth, unsigned scopes, suffix_accept *accept)
{
    if (row->ending_size != depth + 1 || (row->scope & scopes) == 0)
        return NULL;
    return accept(slice_part(word, 0, word.size - depth - 1), row) ? row : NULL;
}

const struct suffix_row *suffix_table_find(const struct suffix_table *table, struct slice word,
                                           unsigned scopes, suffix_accept *accept)
{
    unsigned last = word.size > 0 ? letter_from_end(word, 0) : SUFFIX_LETTERS;
    if (last >= SUFFIX_LETTERS)
        return NULL;
    const uint16_t *starts = &table->starts[last * (SUFFIX_LETTERS + 1)];
    const struct suffix_row *found = NULL;
    if (starts[0] < starts[1])
        found = row_here(&table->rows[starts[0]], word, 0, scopes, accept);
    unsigned second = word.size > 1 ? letter_from_end(word, 1) : SUFFIX_LETTERS;
    if (second >= SUFFIX_LETTERS)
        return found;
    size_t kind = last * (SUFFIX_LETTERS + 1) + second + 1;
    if ((table->scopes[kind] & scopes) == 0)
        return found;
    size_t low = table->starts[kind], high = table->starts[kind + 1];
    for (size_t depth = 1; depth < word.size && low < high; depth++) {
        unsigned letter = (unsigned char)word.data[word.size - 1 - depth];
        if (depth > 1) {
            low = lower_bound(table, low, high, depth, letter);
            high = lower_bound(table, low, high, depth, letter + 1);
        }
        const struct suffix_row *row =
            low < high ? row_here(&table->rows[low], word, depth, scopes, accept) : NULL;
        if (row != NULL)
            found = row;
    }
    return found;
}

bool suffix_has_vowel(struct slice letters)
{
    for (size_t i = 0; i < letters.size; i++) {
        if (memchr("aeiouy", letters.data[i], 6) != NULL)
            return true;
    }
    return false;
}

/* Short words that many nouns begin with: Anstöße, Umzüge. */
static bool is_short_front(struct slice letters)
{
    static const char *const fronts[] = {"ab", "an", "um", "zu"};
    for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
        if (slice_equal(letters, slice_from(fronts[i])))
            return true;
    }
    return false;
}

bool suffix_after_word(struct slice before, const struct suffix_row *row)
{
    if (before.size == 0)
        return true;
    if (row->scope == SCOPE_WORD)
        return false;
    return is_short_front(before) || (before.size >= 3 && suffix_has_vowel(before));
}
