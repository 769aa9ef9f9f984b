/*
 * The dynamic program: cheapest[i] is the cheapest row of parts that ends at byte i. From every i
 * that can be reached, one walk down the trie finds all parts that begin there. At most one part of
 * a word may be unknown to the lexicon.
 */
#include "core/text/splitter.h"

#define SHORTEST_PART     2u
#define SHORTEST_UNKNOWN  4u
#define SHORTEST_COMPOUND 5u
#define UNREACHED         INT32_MAX

struct step {
    int32_t cost;     /* of the cheapest row of parts that ends here */
    uint8_t from;     /* where its last part begins */
    bool has_unknown; /* it has used up its unknown part */
};

struct walk {
    const struct splitter *splitter;
    const uint8_t *letters; /* 0..25 */
    size_t size;
    size_t first_boundary; /* no part begins before, but the first */
    uint8_t whole_mark;    /* lexicon_node.whole of the word itself */
    uint32_t whole_node;
    struct step steps[SPLITTER_WORD_MAX + 1];
};

/*
 * Separable particles longer than most modifiers: inside them lie words (hinter = hint + er,
 * zurueck = zu + rueck) that must not become parts. From the prototype's list.
 */
static const char *const particles[] = {
    "auseinander", "ausser",     "durch",  "entgegen", "gegen",    "gegenueber", "gemeinsam",
    "gesamt",      "heraus",     "herum",  "herunter", "hinaus",   "hinein",     "hinter",
    "nachhaltig",  "nieder",     "selbst", "ueber",    "unter",    "voraus",     "vorbei",
    "wider",       "wieder",     "zurueck", "zusammen", "zwischen",
};

static size_t leading_particle(struct slice word)
{
    size_t longest = 0;
    for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
        if (particles[i][0] != word.data[0])
            continue;
        struct slice particle = slice_from(particles[i]);
        if (particle.size > longest && particle.size < word.size &&
            slice_starts_with(word, particle))
            longest = particle.size;
    }
    return longest;
}

static bool letters_of(struct slice word, uint8_t letters[static SPLITTER_WORD_MAX])
{
    for (size_t i = 0; i < word.size; i++) {
        uint8_t letter = (uint8_t)((uint8_t)word.data[i] - 'a');
        if (letter >= LEXICON_LETTERS)
            return false;
        letters[i] = letter;
    }
    return true;
}

/* Bits set; the target's own instruction is not in the oldest x86-64. */
static uint32_t bit_count(uint32_t bits)
{
    bits -= (bits >> 1) & 0x55555555u;
    bits = (bits & 0x33333333u) + ((bits >> 2) & 0x33333333u);
    return (((bits + (bits >> 4)) & 0x0f0f0f0fu) * 0x01010101u) >> 24;
}

static uint32_t node_mask(const struct lexicon_node *node)
{
    uint32_t mask;
    memcpy(&mask, node->mask, sizeof(mask));
    return mask;
}

static uint32_t node_first_child(const struct lexicon_node *node)
{
    return (uint32_t)node->first_child[0] | (uint32_t)node->first_child[1] << 8 |
           (uint32_t)node->first_child[2] << 16;
}

static int32_t cost_of(uint8_t byte)
{
    return (int32_t)byte * LEXICON_STEP + LEXICON_COST_FIRST;
}

static void reach(struct walk *walk, size_t from, size_t to, int32_t cost, bool has_unknown)
{
    struct step *step = &walk->steps[to];
    if (cost < step->cost)
        *step = (struct step){cost, (uint8_t)from, has_unknown};
}

static bool may_begin(const struct walk *walk, size_t at)
{
    return at >= walk->first_boundary && walk->size - at >= SHORTEST_PART;
}

/* A row's cost before the part that begins at byte from. */
static int32_t cost_before(const struct walk *walk, size_t from)
{
    int32_t cost = walk->steps[from].cost;
    return from > 0 ? cost + walk->splitter->costs.boundary : cost;
}

static void try_unknown(struct walk *walk, size_t from)
{
    const struct lexicon_costs *costs = &walk->splitter->costs;
    int32_t before = cost_before(walk, from) + costs->unknown;
    for (size_t to = from + SHORTEST_UNKNOWN; to <= walk->size; to++) {
        bool is_last = to == walk->size;
        if (is_last ? from == 0 : !may_begin(walk, to))
            continue;
        int32_t cost = before + costs->unknown_per_letter * (int32_t)(to - from) +
                       (is_last ? costs->unknown_last : costs->unknown_inside);
        reach(walk, from, to, cost, true);
    }
}

/* Two parts of which the second ends names are a name rather than a compound unless the first is
 * common: Kirchberg, Stegemann, but Parkhaus. */
static int32_t name_penalty(const struct walk *walk, size_t from, uint32_t mask)
{
    if ((mask & LEXICON_NAME_HEAD) == 0 || walk->steps[from].from != 0)
        return 0;
    const struct lexicon_costs *costs = &walk->splitter->costs;
    int32_t rarity = walk->steps[from].cost - costs->name_common;
    int32_t rare = rarity > 0 ? rarity * costs->name_rarity / LEXICON_UNIT : 0;
    return costs->name_head + rare;
}

static void reach_end(struct walk *walk, size_t from, uint32_t index)
{
    const struct lexicon_node *node = &walk->splitter->nodes[index];
    if (from == 0) {
        walk->whole_mark = node->whole;
        walk->whole_node = index;
    } else if (node->head != LEXICON_NO_PART) {
        int32_t cost = cost_before(walk, from) + cost_of(node->head) +
                       name_penalty(walk, from, node_mask(node));
        reach(walk, from, walk->size, cost, walk->steps[from].has_unknown);
    }
}

static void try_known(struct walk *walk, size_t from)
{
    const struct lexicon_node *nodes = walk->splitter->nodes;
    int32_t before = cost_before(walk, from);
    uint32_t index = 0;
    for (size_t to = from; to < walk->size;) {
        uint32_t mask = node_mask(&nodes[index]);
        uint32_t letter = (uint32_t)1 << walk->letters[to];
        if ((mask & letter) == 0)
            return;
        index = node_first_child(&nodes[index]) + bit_count(mask & (letter - 1u));
        to++;
        if (to == walk->size)
            reach_end(walk, from, index);
        else if (nodes[index].modifier != LEXICON_NO_PART && to - from >= SHORTEST_PART &&
                 may_begin(walk, to))
            reach(walk, from, to, before + cost_of(nodes[index].modifier),
                  walk->steps[from].has_unknown);
    }
}

static void find_cheapest(struct walk *walk)
{
    walk->steps[0] = (struct step){0, 0, false};
    for (size_t i = 1; i <= walk->size; i++)
        walk->steps[i].cost = UNREACHED;
    for (size_t from = 0; from + SHORTEST_PART <= walk->size; from++) {
        if (walk->steps[from].cost == UNREACHED)
            continue;
        try_known(walk, from);
        if (!walk->steps[from].has_unknown)
            try_unknown(walk, from);
    }
}

static size_t collect_row(const struct walk *walk, uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    size_t count = 0;
    for (size_t at = walk->steps[walk->size].from; at > 0; at = walk->steps[at].from)
        count++;
    if (count >= SPLITTER_PARTS_MAX)
        return 0;
    size_t left = count;
    for (size_t at = walk->steps[walk->size].from; at > 0; at = walk->steps[at].from)
        boundaries[--left] = (uint8_t)at;
    return count;
}

static size_t collect_bits(uint64_t bits, size_t size, uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    size_t count = 0;
    for (uint8_t at = 1; at < 64 && at + SHORTEST_PART <= size; at++) {
        if (bits >> at & 1u)
            boundaries[count++] = at;
    }
    return count;
}

static size_t collect_forced(const struct splitter *splitter, uint32_t node, size_t size,
                             uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    size_t low = 0;
    size_t high = splitter->forced_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (splitter->forced[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == splitter->forced_count || splitter->forced[low].node != node)
        return 0;
    return collect_bits(splitter->forced[low].boundaries, size, boundaries);
}

size_t splitter_split(const struct splitter *splitter, struct slice folded,
                      uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    uint64_t exception;
    if (splitter->exceptions != NULL &&
        splitter_exceptions_find(splitter->exceptions, folded, &exception))
        return collect_bits(exception, folded.size, boundaries);
    uint8_t letters[SPLITTER_WORD_MAX];
    if (folded.size < SHORTEST_COMPOUND || folded.size > SPLITTER_WORD_MAX ||
        !letters_of(folded, letters))
        return 0;
    struct walk walk;
    walk.splitter = splitter;
    walk.letters = letters;
    walk.size = folded.size;
    walk.first_boundary = leading_particle(folded);
    walk.whole_mark = 0;
    walk.whole_node = 0;
    find_cheapest(&walk);
    if (walk.whole_mark == LEXICON_WHOLE_ALWAYS)
        return 0;
    if (walk.whole_mark == LEXICON_WHOLE_FORCED)
        return collect_forced(splitter, walk.whole_node, walk.size, boundaries);
    int32_t whole = splitter->costs.whole + splitter->costs.whole_per_letter * (int32_t)walk.size -
                    walk.whole_mark * LEXICON_STEP;
    return walk.steps[walk.size].cost < whole ? collect_row(&walk, boundaries) : 0;
}
