/*
 * Each cell is the cheapest of: the letters are the same, or one for the other; one missing; one too
 * many; two transposed; a rule of the table.
 */
#include "query/lib/spell/rows.h"

static uint16_t capped(uint32_t cost)
{
    return (uint16_t)(cost < SPELL_NEVER ? cost : SPELL_NEVER);
}

static uint32_t lower(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t with_first(uint32_t cost, bool is_first)
{
    return is_first && cost > 0 ? cost + SPELL_FIRST : cost;
}

/* A bit for the last letter of a rule's right side, one of its own for what is no letter; an empty
 * side has all. */
static uint32_t ending_bit(char letter)
{
    return (uint32_t)1 << (letter >= 'a' && letter <= 'z' ? letter - 'a' : 26);
}

static bool is_at(const char *text, const char *letters, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] != letters[i])
            return false;
    return true;
}

static void add_bridge(struct spell_rows *rows, const struct spell_rule_here *rule)
{
    if (rule->right_size < 2)
        return;
    uint16_t *cheapest = &rows->bridges_from[rule->right_size - 2][rule->right[0] - 'a'];
    *cheapest = rule->cost < *cheapest ? rule->cost : *cheapest;
    if (rule->right_size < SPELL_RULE_MAX || rows->bridge_count == SPELL_BRIDGES_MAX)
        return;
    for (size_t i = 0; i < rows->bridge_count; i++)
        if (strcmp(rows->bridges[i].right, rule->right) == 0 && rows->bridges[i].cost <= rule->cost)
            return;
    rows->bridges[rows->bridge_count++] = *rule;
}

/* One direction of a rule. */
struct side {
    const char *wrong, *right;
    uint8_t wrong_size, right_size;
    uint16_t cost;
};

static void add_rule(struct spell_rows *rows, size_t end, const struct side *side)
{
    size_t size = side->wrong_size;
    if (size > end || !is_at(rows->wrong + end - size, side->wrong, size) ||
        rows->rule_counts[end] == SPELL_RULES_HERE_MAX)
        return;
    rows->rule_ends[end] |=
        side->right_size > 0 ? ending_bit(side->right[side->right_size - 1]) : UINT32_MAX;
    struct spell_rule_here *rule = &rows->rules[end][rows->rule_counts[end]++];
    *rule = (struct spell_rule_here){side->right, side->wrong_size, side->right_size, side->cost};
    add_bridge(rows, rule);
}

static struct side side_of(const char *wrong, const char *right, uint16_t cost)
{
    return (struct side){wrong, right, (uint8_t)strlen(wrong), (uint8_t)strlen(right), cost};
}

/* Where it ends in the word; most end with a letter that it has not. */
static void find_ends(struct spell_rows *rows, const struct side *side)
{
    char last = side->wrong_size > 0 ? side->wrong[side->wrong_size - 1] : '\0';
    for (size_t end = 1; end <= rows->size; end++)
        if (last == '\0' || rows->wrong[end - 1] == last)
            add_rule(rows, end, side);
}

static void find_rules(struct spell_rows *rows)
{
    rows->bridge_count = 0;
    for (size_t i = 0; i < SPELL_RULE_MAX - 1; i++)
        for (size_t j = 0; j < sizeof(rows->bridges_from[i]) / sizeof(**rows->bridges_from); j++)
            rows->bridges_from[i][j] = SPELL_NEVER;
    memset(rows->rule_counts, 0, sizeof(rows->rule_counts));
    memset(rows->rule_ends, 0, sizeof(rows->rule_ends));
    for (size_t i = 0; i < spell_rule_count; i++) {
        const struct spell_rule *rule = &spell_rules[i];
        struct side typed = side_of(rule->left, rule->right, rule->cost);
        struct side back =
            side_of(rule->right, rule->left, rule->back > 0 ? rule->back : rule->cost);
        find_ends(rows, &typed);
        find_ends(rows, &back);
    }
}

bool spell_rows_init(struct spell_rows *rows, struct slice wrong)
{
    if (wrong.size == 0 || wrong.size > SPELL_LETTERS_MAX)
        return false;
    memcpy(rows->wrong, wrong.data, wrong.size);
    rows->size = wrong.size;
    rows->depth = 0;
    rows->cells[0][0] = 0;
    rows->lowest[0] = 0;
    for (size_t j = 0; j < wrong.size; j++) {
        char before = j > 0 ? wrong.data[j - 1] : '\0';
        char after = j + 1 < wrong.size ? wrong.data[j + 1] : '\0';
        uint32_t cost = spell_cost_extra(wrong.data[j], before, after);
        rows->extra[j] = capped(with_first(cost, j == 0));
        rows->cells[0][j + 1] = capped(rows->cells[0][j] + (uint32_t)rows->extra[j]);
    }
    find_rules(rows);
    rows->bound = 0;
    spell_rows_limit(rows, SPELL_NEVER);
    return true;
}

void spell_rows_limit(struct spell_rows *rows, uint32_t bound)
{
    if (bound == rows->bound)
        return;
    rows->bound = bound;
    rows->letters[0] = SPELL_LETTERS_UNKNOWN;
    rows->first[0] = 0;
    rows->last[0] = (uint8_t)rows->size;
    while (rows->last[0] > 0 && rows->cells[0][rows->last[0]] > bound)
        rows->last[0]--;
}

/* The cheapest rule that ends at this cell; its letters of the right word are there already. */
static uint32_t by_rules(const struct spell_rows *rows, size_t i, size_t j)
{
    uint32_t best = SPELL_NEVER;
    if ((rows->rule_ends[j] & ending_bit(rows->right[i - 1])) == 0)
        return best;
    for (size_t k = 0; k < rows->rule_counts[j]; k++) {
        const struct spell_rule_here *rule = &rows->rules[j][k];
        size_t size = rule->right_size;
        if (size <= i && is_at(rows->right + i - size, rule->right, size))
            best = lower(best, rows->cells[i - size][j - rule->wrong_size] + (uint32_t)rule->cost);
    }
    return best;
}

static uint32_t by_transposition(const struct spell_rows *rows, size_t i, size_t j)
{
    const char *right = rows->right + i, *wrong = rows->wrong + j;
    if (i < 2 || j < 2 || right[-1] == right[-2] || wrong[-1] != right[-2] ||
        wrong[-2] != right[-1])
        return SPELL_NEVER;
    return rows->cells[i - 2][j - 2] + with_first(SPELL_TRANSPOSED, i == 2 || j == 2);
}

static uint32_t cell(const struct spell_rows *rows, size_t i, size_t j, uint32_t missing)
{
    const uint16_t *above = rows->cells[i - 1];
    char wrong = rows->wrong[j - 1], right = rows->right[i - 1];
    if (wrong == right && above[j - 1] == 0)
        return 0;
    uint32_t replaced = with_first(spell_cost_replaced(wrong, right), i == 1 || j == 1);
    uint32_t best = above[j - 1] + replaced;
    best = lower(best, above[j] + missing);
    best = lower(best, rows->cells[i][j - 1] + (uint32_t)rows->extra[j - 1]);
    best = lower(best, by_transposition(rows, i, j));
    return lower(best, by_rules(rows, i, j));
}

/* Cells that may be within the bound: no edit leads over more than so many letters of either word. */
static void find_range(const struct spell_rows *rows, size_t i, size_t *from, size_t *to)
{
    *from = rows->size + 1;
    *to = 0;
    for (size_t above = i > SPELL_RULE_MAX ? i - SPELL_RULE_MAX : 0; above < i; above++) {
        if (rows->first[above] > rows->last[above])
            continue;
        if (rows->first[above] < *from)
            *from = rows->first[above];
        if (rows->last[above] + (size_t)SPELL_RULE_MAX > *to)
            *to = rows->last[above] + (size_t)SPELL_RULE_MAX;
    }
    if (*from == 0)
        *from = 1;
}

static void fill_row(struct spell_rows *rows, size_t i, uint32_t missing)
{
    uint16_t *cells = rows->cells[i];
    size_t from, to;
    find_range(rows, i, &from, &to);
    cells[0] = capped(rows->cells[i - 1][0] + missing);
    for (size_t j = 1; j <= rows->size; j++)
        cells[j] = SPELL_NEVER;
    rows->lowest[i] = cells[0];
    rows->first[i] = cells[0] <= rows->bound ? 0 : (uint8_t)(rows->size + 1);
    rows->last[i] = 0;
    for (size_t j = from; j <= to && j <= rows->size; j++) {
        cells[j] = capped(cell(rows, i, j, missing));
        if (cells[j] < rows->lowest[i])
            rows->lowest[i] = cells[j];
        if (cells[j] > rows->bound)
            continue;
        if (rows->first[i] > j)
            rows->first[i] = (uint8_t)j;
        rows->last[i] = (uint8_t)j;
        to = j + SPELL_RULE_MAX > to ? j + SPELL_RULE_MAX : to;
    }
}

bool spell_rows_push(struct spell_rows *rows, char letter)
{
    if (rows->depth == SPELL_DEPTH_MAX)
        return false;
    size_t i = ++rows->depth;
    rows->right[i - 1] = letter;
    rows->letters[i] = SPELL_LETTERS_UNKNOWN;
    uint32_t missing = spell_cost_missing(letter, i > 1 ? rows->right[i - 2] : '\0');
    fill_row(rows, i, with_first(missing, i == 1));
    return true;
}

/* What the cheapest rule costs that has begun with the last letter of the right word. */
static uint32_t cheapest_begun(const struct spell_rows *rows)
{
    char letter = rows->right[rows->depth - 1];
    if (letter < 'a' || letter > 'z')
        return SPELL_NEVER;
    return lower(rows->bridges_from[0][letter - 'a'], rows->bridges_from[1][letter - 'a']);
}

/* The same with its last two letters. */
static uint32_t cheapest_half_way(const struct spell_rows *rows)
{
    const char *last = rows->right + rows->depth - 2;
    uint32_t cheapest = SPELL_NEVER;
    for (size_t i = 0; i < rows->bridge_count; i++)
        if (is_at(last, rows->bridges[i].right, 2))
            cheapest = lower(cheapest, rows->bridges[i].cost);
    return cheapest;
}

/* What is too dear here may go on from a row further up, by two letters that are transposed or a
 * rule that has begun. */
bool spell_rows_may_reach(const struct spell_rows *rows, uint32_t bound)
{
    const uint16_t *lowest = rows->lowest + rows->depth;
    if (lowest[0] <= bound)
        return true;
    if (rows->depth >= 1 && lowest[-1] <= bound &&
        lowest[-1] + lower(SPELL_TRANSPOSED, cheapest_begun(rows)) <= bound)
        return true;
    return rows->depth >= 2 && lowest[-2] <= bound && lowest[-2] + cheapest_half_way(rows) <= bound;
}

uint32_t spell_rows_cost(const struct spell_rows *rows)
{
    return rows->cells[rows->depth][rows->size];
}

uint32_t spell_distance(struct slice wrong, struct slice right)
{
    struct spell_rows rows;
    if (!spell_rows_init(&rows, wrong))
        return SPELL_NEVER;
    for (size_t i = 0; i < right.size; i++)
        if (!spell_rows_push(&rows, right.data[i]))
            return SPELL_NEVER;
    return spell_rows_cost(&rows);
}
