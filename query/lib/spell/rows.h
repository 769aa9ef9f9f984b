/*
 * The cost of turning a wrong word into a right one, letter by letter of the right one: rows of a
 * dynamic program of which words that begin alike share the first.
 */
#ifndef QUERY_LIB_SPELL_ROWS_H
#define QUERY_LIB_SPELL_ROWS_H

#include "core/base/slice.h"
#include "query/lib/spell/costs.h"

/* Longest wrong word in letters; longer ones are not corrected. */
#define SPELL_LETTERS_MAX 60
/* Longest right word: each letter that is missing costs at least 30 of a bound of 300. */
#define SPELL_DEPTH_MAX (SPELL_LETTERS_MAX + 10)
/* Rules that may end at one letter of a word; the table has fewer. */
#define SPELL_RULES_HERE_MAX 24

/* Rules of three letters on their right side, each once; the table has fewer. */
#define SPELL_BRIDGES_MAX 128

/* No set of letters. */
#define SPELL_LETTERS_UNKNOWN UINT32_MAX

/* A rule whose wrong side ends at some letter of the wrong word. */
struct spell_rule_here {
    const char *right;
    uint8_t wrong_size, right_size;
    uint16_t cost;
};

struct spell_rows {
    char wrong[SPELL_LETTERS_MAX];
    size_t size; /* of wrong */
    size_t depth;
    char right[SPELL_DEPTH_MAX];
    uint16_t cells[SPELL_DEPTH_MAX + 1][SPELL_LETTERS_MAX + 1]; /* [letters of right][of wrong] */
    uint16_t lowest[SPELL_DEPTH_MAX + 1];
    uint32_t bound; /* what costs more need not be told */
    uint8_t first[SPELL_DEPTH_MAX + 1], last[SPELL_DEPTH_MAX + 1]; /* cells up to it; none: first
                                                                      is behind last */
    uint32_t letters[SPELL_DEPTH_MAX + 1];                         /* that may follow, as bits */
    uint16_t extra[SPELL_LETTERS_MAX]; /* the letter of wrong left out */
    struct spell_rule_here rules[SPELL_LETTERS_MAX + 1][SPELL_RULES_HERE_MAX];
    uint8_t rule_counts[SPELL_LETTERS_MAX + 1];
    uint32_t rule_ends[SPELL_LETTERS_MAX + 1]; /* letters in which their right sides end, as bits */
    /* rules that lead over rows in which nothing is cheap: the cheapest by the first letter of their
     * right sides, which are of two and of three letters, and all of the latter */
    uint16_t bridges_from[SPELL_RULE_MAX - 1][26];
    struct spell_rule_here bridges[SPELL_BRIDGES_MAX];
    size_t bridge_count;
};

/* wrong: 1..SPELL_LETTERS_MAX bytes, folded; false where it is not. */
bool spell_rows_init(struct spell_rows *rows, struct slice wrong);
/* Letters that are added from now on are only looked at where the cost is not beyond the bound: it
 * must not rise. What is told of more is only that it is more. */
void spell_rows_limit(struct spell_rows *rows, uint32_t bound);
/* Keeps the first depth letters of the right word, of those pushed so far. */
static inline void spell_rows_cut(struct spell_rows *rows, size_t depth)
{
    rows->depth = depth;
}
/* Adds a letter to the right word; false where it would be longer than SPELL_DEPTH_MAX. */
bool spell_rows_push(struct spell_rows *rows, char letter);
/* Whether a word that goes on with this letter may cost no more than the bound that was told last: it
 * takes far less than a letter that is pushed in vain. */
bool spell_rows_may_follow(struct spell_rows *rows, char letter);
/* Whether a word that begins with these letters may cost no more than bound. */
bool spell_rows_may_reach(const struct spell_rows *rows, uint32_t bound);
/* The cost where the right word ends here. */
uint32_t spell_rows_cost(const struct spell_rows *rows);

/* The cost of one pair; SPELL_NEVER and more where they have nothing in common or are too long. */
uint32_t spell_distance(struct slice wrong, struct slice right);

#endif
