/*
 * The table. First values by judgement; changes are measured by tests/quality/spelling.py.
 */
#include "query/lib/spell/costs.h"

#include <stdbool.h>

const struct spell_rule spell_rules[] = {
    /* final devoicing, and consonants that sound alike in much of the country */
    {"d", "t", 50, 0},
    {"b", "p", 50, 0},
    {"g", "k", 50, 0},
    {"dt", "t", 40, 0},
    {"dt", "d", 40, 0},
    {"dt", "tt", 50, 0},
    {"g", "ch", 60, 0},
    {"gs", "x", 60, 0},
    /* one sound, several letters */
    {"f", "v", 50, 0},
    {"f", "ph", 40, 0},
    {"f", "pf", 50, 0},
    {"v", "w", 60, 0},
    {"k", "ck", 40, 0},
    {"k", "c", 40, 0},
    {"k", "ch", 60, 0},
    {"ck", "gg", 60, 0},
    {"c", "z", 60, 0},
    {"z", "tz", 40, 0},
    {"z", "ts", 50, 0},
    {"z", "s", 60, 0},
    {"tz", "ds", 60, 0},
    {"t", "th", 40, 0},
    {"r", "rh", 40, 0},
    {"x", "chs", 40, 0},
    {"x", "ks", 40, 0},
    {"x", "cks", 50, 0},
    {"qu", "kw", 50, 0},
    {"sch", "ch", 60, 0},
    {"sch", "sh", 50, 0},
    {"ti", "zi", 60, 0},
    {"ng", "nk", 50, 0},
    {"j", "y", 50, 0},
    {"m", "n", 70, 0},
    /* long and short vowels, umlauts, diphthongs */
    {"i", "ie", 40, 0},
    {"i", "ih", 40, 0},
    {"ie", "ih", 40, 0},
    {"i", "ieh", 50, 0},
    {"e", "ae", 40, 0},
    {"a", "ae", 40, 65},
    {"o", "oe", 40, 65},
    {"u", "ue", 40, 65},
    {"", "ae", 90, 0},
    {"", "oe", 90, 0},
    {"", "ue", 90, 0},
    {"ae", "oe", 70, 0},
    {"oe", "ue", 70, 0},
    {"l", "oe", 75, 0},
    {"p", "ue", 75, 0},
    {"p", "oe", 75, 0},
    {"ae", "ue", 85, 0},
    {"e", "oe", 75, 0},
    {"i", "ue", 65, 0},
    {"i", "y", 50, 0},
    {"ue", "y", 50, 0},
    {"ei", "ai", 50, 0},
    {"ei", "ey", 50, 0},
    {"ei", "ay", 60, 0},
    {"ai", "ay", 50, 0},
    {"ei", "ie", 60, 0},
    {"eu", "aeu", 40, 0},
    {"eu", "oi", 60, 0},
    {"eu", "oy", 60, 0},
    /* English words as they are heard */
    {"ie", "ea", 70, 0},
    {"i", "ea", 70, 0},
    {"ei", "i", 70, 0},
    {"ee", "ea", 60, 0},
};
const size_t spell_rule_count = sizeof(spell_rules) / sizeof(*spell_rules);

#define KEY(letter) ((uint32_t)1 << ((letter) - 'a'))

/* DIN 2137: the letters that touch each key's, by the alphabet, as bits. */
static const uint32_t neighbours[26] = {
    ['a' - 'a'] = KEY('q') | KEY('w') | KEY('s') | KEY('y'),
    ['b' - 'a'] = KEY('v') | KEY('g') | KEY('h') | KEY('n'),
    ['c' - 'a'] = KEY('x') | KEY('d') | KEY('f') | KEY('v'),
    ['d' - 'a'] = KEY('s') | KEY('e') | KEY('r') | KEY('f') | KEY('c') | KEY('x'),
    ['e' - 'a'] = KEY('w') | KEY('s') | KEY('d') | KEY('r'),
    ['f' - 'a'] = KEY('d') | KEY('r') | KEY('t') | KEY('g') | KEY('v') | KEY('c'),
    ['g' - 'a'] = KEY('f') | KEY('t') | KEY('z') | KEY('h') | KEY('b') | KEY('v'),
    ['h' - 'a'] = KEY('g') | KEY('z') | KEY('u') | KEY('j') | KEY('n') | KEY('b'),
    ['i' - 'a'] = KEY('u') | KEY('j') | KEY('k') | KEY('o'),
    ['j' - 'a'] = KEY('h') | KEY('u') | KEY('i') | KEY('k') | KEY('m') | KEY('n'),
    ['k' - 'a'] = KEY('j') | KEY('i') | KEY('o') | KEY('l') | KEY('m'),
    ['l' - 'a'] = KEY('k') | KEY('o') | KEY('p'),
    ['m' - 'a'] = KEY('n') | KEY('j') | KEY('k'),
    ['n' - 'a'] = KEY('b') | KEY('h') | KEY('j') | KEY('m'),
    ['o' - 'a'] = KEY('i') | KEY('k') | KEY('l') | KEY('p'),
    ['p' - 'a'] = KEY('o') | KEY('l'),
    ['q' - 'a'] = KEY('w') | KEY('a'),
    ['r' - 'a'] = KEY('e') | KEY('d') | KEY('f') | KEY('t'),
    ['s' - 'a'] = KEY('a') | KEY('w') | KEY('e') | KEY('d') | KEY('x') | KEY('y'),
    ['t' - 'a'] = KEY('r') | KEY('f') | KEY('g') | KEY('z'),
    ['u' - 'a'] = KEY('z') | KEY('h') | KEY('j') | KEY('i'),
    ['v' - 'a'] = KEY('c') | KEY('f') | KEY('g') | KEY('b'),
    ['w' - 'a'] = KEY('q') | KEY('a') | KEY('s') | KEY('e'),
    ['x' - 'a'] = KEY('y') | KEY('s') | KEY('d') | KEY('c'),
    ['y' - 'a'] = KEY('a') | KEY('s') | KEY('x'),
    ['z' - 'a'] = KEY('t') | KEY('g') | KEY('h') | KEY('u'),
};

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_joint(char c)
{
    return c == '-' || c == '\'';
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool are_neighbours(char a, char b)
{
    return (neighbours[a - 'a'] & KEY(b)) != 0;
}

uint32_t spell_cost_replaced(char wrong, char right)
{
    if (wrong == right)
        return 0;
    if (!is_letter(wrong) || !is_letter(right))
        return SPELL_NEVER;
    if (are_neighbours(wrong, right))
        return SPELL_NEIGHBOUR;
    return is_vowel(wrong) && is_vowel(right) ? SPELL_VOWEL : SPELL_EDIT;
}

static uint32_t cost_alone(char letter, char before, uint32_t usual)
{
    if (is_joint(letter))
        return SPELL_HYPHEN;
    if (!is_letter(letter))
        return SPELL_NEVER;
    if (letter == before)
        return SPELL_DOUBLE;
    if (letter == 'h' && (is_vowel(before) || before == 't' || before == 'r'))
        return SPELL_SILENT_H;
    return usual;
}

uint32_t spell_cost_missing(char right, char before)
{
    return cost_alone(right, before, SPELL_MISSING);
}

uint32_t spell_cost_extra(char wrong, char before, char after)
{
    uint32_t cost = cost_alone(wrong, before, SPELL_EXTRA);
    if (cost != SPELL_EXTRA)
        return cost;
    bool is_slip = (is_letter(before) && are_neighbours(wrong, before)) ||
                   (is_letter(after) && are_neighbours(wrong, after));
    return is_slip ? SPELL_SLIPPED : SPELL_EXTRA;
}

uint32_t spell_bound(size_t letters)
{
    if (letters <= 3)
        return 0;
    if (letters <= 5)
        return 100;
    if (letters <= 8)
        return 160;
    if (letters <= 13)
        return 200;
    return letters <= 19 ? 250 : 300;
}
