/*
 * Which letters the right word may go on with: an edit that is within the bound ends with the letter
 * or leads over it. What else is tried would cost a row each, for all letters of the alphabet.
 */
#include "query/lib/spell/rows.h"

/* The cheapest edits of two letters that differ. */
#define REPLACED_MIN  SPELL_NEIGHBOUR
#define ALL_LETTERS   (((uint32_t)1 << 26) - 1)
#define JOINTS        (bit_of('-') | bit_of('\''))
#define OTHERS_NUMBER 28

/* A bit for each letter, one for each joint, and one for all that is neither. */
static uint32_t bit_of(char letter)
{
    if (letter >= 'a' && letter <= 'z')
        return (uint32_t)1 << (letter - 'a');
    if (letter == '-' || letter == '\'')
        return (uint32_t)1 << (letter == '-' ? 26 : 27);
    return (uint32_t)1 << OTHERS_NUMBER;
}

/* By one letter: the same, another one or one that is missing; costs are those of letters behind the
 * front, which are the lower ones. */
static uint32_t by_one(const struct spell_rows *rows, size_t i, size_t j)
{
    uint32_t cost = rows->cells[i][j], letters = 0;
    if (cost > rows->bound)
        return 0;
    uint32_t left = rows->bound - cost;
    if (j < rows->size)
        letters |= bit_of(rows->wrong[j]);
    if (left >= REPLACED_MIN)
        return letters | ALL_LETTERS | JOINTS;
    if (left >= SPELL_HYPHEN)
        letters |= JOINTS;
    if (left >= SPELL_DOUBLE && i > 0)
        letters |= bit_of(rows->right[i - 1]);
    if (left >= SPELL_SILENT_H)
        letters |= bit_of('h');
    return letters;
}

/* By two that are transposed: the first of them, or the second. */
static uint32_t by_transposition(const struct spell_rows *rows, size_t i, size_t j)
{
    uint32_t letters = 0;
    if (j + 2 > rows->size)
        return 0;
    if (rows->cells[i][j] + (uint32_t)SPELL_TRANSPOSED <= rows->bound)
        letters |= bit_of(rows->wrong[j + 1]);
    if (i > 0 && rows->wrong[j + 1] == rows->right[i - 1] &&
        rows->cells[i - 1][j] + (uint32_t)SPELL_TRANSPOSED <= rows->bound)
        letters |= bit_of(rows->wrong[j]);
    return letters;
}

static bool ends_with(const struct spell_rows *rows, size_t i, const char *letters, size_t size)
{
    for (size_t at = 0; at < size; at++)
        if (rows->right[i - size + at] != letters[at])
            return false;
    return true;
}

/* By a rule of which so many letters are there already. */
static uint32_t by_rule(const struct spell_rows *rows, size_t i, size_t j,
                        const struct spell_rule_here *rule)
{
    uint32_t letters = 0;
    for (size_t there = 0; there < rule->right_size && there <= i; there++) {
        uint32_t cost = rows->cells[i - there][j - rule->wrong_size];
        if (cost + rule->cost <= rows->bound && ends_with(rows, i, rule->right, there))
            letters |= bit_of(rule->right[there]);
    }
    return letters;
}

static uint32_t by_rules(const struct spell_rows *rows, size_t i)
{
    uint32_t letters = 0, lowest = rows->lowest[i];
    size_t from = rows->first[i], to = rows->last[i];
    for (size_t row = i; row > 0 && row + SPELL_RULE_MAX > i + 1;) {
        row--;
        lowest = rows->lowest[row] < lowest ? rows->lowest[row] : lowest;
        from = rows->first[row] < from ? rows->first[row] : from;
        to = rows->last[row] > to ? rows->last[row] : to;
    }
    if (lowest + SPELL_RULE_COST_MIN > rows->bound)
        return 0;
    for (size_t j = from > 0 ? from : 1; j <= to + SPELL_RULE_MAX && j <= rows->size; j++)
        for (size_t k = 0; k < rows->rule_counts[j]; k++)
            letters |= by_rule(rows, i, j, &rows->rules[j][k]);
    return letters;
}

static uint32_t find_letters(const struct spell_rows *rows)
{
    size_t i = rows->depth, from = rows->first[i], to = rows->last[i];
    uint32_t letters = 0;
    if (i > 0) {
        from = rows->first[i - 1] < from ? rows->first[i - 1] : from;
        to = rows->last[i - 1] > to ? rows->last[i - 1] : to;
    }
    for (size_t j = from; j <= to && j <= rows->size; j++)
        letters |= by_one(rows, i, j) | by_transposition(rows, i, j);
    return letters | by_rules(rows, i);
}

bool spell_rows_may_follow(struct spell_rows *rows, char letter)
{
    uint32_t *letters = &rows->letters[rows->depth];
    if (rows->bound >= SPELL_NEVER)
        return true;
    if (*letters == SPELL_LETTERS_UNKNOWN)
        *letters = find_letters(rows);
    return (*letters & bit_of(letter)) != 0;
}
