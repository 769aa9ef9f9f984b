/*
 * The dynamic program: cheapest[i] is the cheapest row of parts that ends at byte i. Before it, one
 * walk down the trie from every i where a part could begin finds all forms that begin there. At most
 * one part of a word may be unknown to the lexicon.
 */
#include "core/text/splitter.h"

#define SHORTEST_PART     2u
#define SHORTEST_UNKNOWN  4u
#define SHORTEST_COMPOUND 5u
#define UNREACHED         INT32_MAX

/* UNREACHED as cost: the other members are not set. */
struct step {
    int32_t cost;     /* of the cheapest row of parts that ends here */
    uint8_t from;     /* where its last part begins */
    bool is_front;    /* its only part begins place names */
    bool has_unknown; /* it has used up its unknown part */
};

/* A form that stands in the word: no more than there are pieces of a word. */
#define MATCHES_MAX (SPLITTER_WORD_MAX * (SPLITTER_WORD_MAX + 1) / 2)
#define NAME_BITS   (LEXICON_NAME_HEAD | LEXICON_NAME_FRONT)

struct match {
    uint32_t form;   /* its index, and NAME_BITS of its node */
    uint16_t longer; /* place of the next one that begins at the same byte, from 1; 0: none */
    uint8_t to;
};
_Static_assert(LEXICON_NODES_MAX <= LEXICON_NAME_HEAD, "an index and the bits are one number");

struct walk {
    const struct splitter *splitter;
    const uint8_t *letters; /* 0..25 */
    size_t size;
    size_t first_boundary; /* no part begins before, but the first */
    uint8_t whole_mark;    /* lexicon_form.whole of the word itself */
    uint32_t whole_form;
    struct step steps[SPLITTER_WORD_MAX + 1];
    struct match matches[MATCHES_MAX];
    size_t match_count;
    uint16_t shortest[SPLITTER_WORD_MAX]; /* by where they begin, places of matches as above */
};

/*
 * Separable particles longer than most modifiers: inside them lie words (hinter = hint + er,
 * zurueck = zu + rueck) that must not become parts. From the prototype's list.
 */
static const char *const particles[] = {
    "auseinander", "ausser", "durch",   "entgegen", "gegen",    "gegenueber", "gemeinsam",
    "gesamt",      "heraus", "herum",   "herunter", "hinaus",   "hinein",     "hinter",
    "nachhaltig",  "nieder", "selbst",  "ueber",    "unter",    "voraus",     "vorbei",
    "wider",       "wieder", "zurueck", "zusammen", "zwischen",
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

struct node {
    const struct lexicon_block *block;
    uint32_t place; /* in the block */
    uint32_t mask;
};

static struct node node_at(const struct splitter *splitter, uint32_t index)
{
    const struct lexicon_block *block = &splitter->blocks[index / LEXICON_BLOCK];
    uint32_t place = index % LEXICON_BLOCK;
    return (struct node){block, place, block->masks[place]};
}

/* The node that a letter which the node has leads to. */
static uint32_t child_of(const struct node *node, uint32_t letter_bit)
{
    return node->block->first_child + node->block->children_before[node->place] +
           bit_count(node->mask & (letter_bit - 1u));
}

static uint32_t form_index(const struct node *node)
{
    uint32_t form = node->block->first_form;
    for (uint32_t i = 0; i < node->place; i++)
        form += (node->block->masks[i] & LEXICON_IS_FORM) != 0;
    return form;
}

static int32_t cost_of(uint8_t byte)
{
    return (int32_t)byte * LEXICON_STEP + LEXICON_COST_FIRST;
}

static void reach(struct walk *walk, size_t from, size_t to, int32_t cost, bool has_unknown)
{
    struct step *step = &walk->steps[to];
    if (cost < step->cost)
        *step = (struct step){cost, (uint8_t)from, false, has_unknown};
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

static bool may_be_unknown(const struct walk *walk, size_t from)
{
    return walk->steps[from].cost != UNREACHED && !walk->steps[from].has_unknown;
}

/* The cheapest beginning of an unknown part, wherever that ends. */
struct unknown_start {
    size_t from;
    int32_t cost; /* less what the letters before it would cost if they were unknown */
};

/* Ends an unknown part at byte to, which is not the word's end. */
static void try_unknown(struct walk *walk, size_t to, struct unknown_start *start)
{
    const struct lexicon_costs *costs = &walk->splitter->costs;
    if (to < SHORTEST_UNKNOWN)
        return;
    size_t from = to - SHORTEST_UNKNOWN;
    if (may_be_unknown(walk, from)) {
        int32_t cost = cost_before(walk, from) - costs->unknown_per_letter * (int32_t)from;
        if (cost < start->cost)
            *start = (struct unknown_start){from, cost};
    }
    if (start->cost != UNREACHED && may_begin(walk, to))
        reach(walk, start->from, to,
              start->cost + costs->unknown_per_letter * (int32_t)to + costs->unknown +
                  costs->unknown_inside,
              true);
}

static void try_unknown_last(struct walk *walk)
{
    const struct lexicon_costs *costs = &walk->splitter->costs;
    for (size_t from = 1; from + SHORTEST_UNKNOWN <= walk->size; from++) {
        if (!may_be_unknown(walk, from))
            continue;
        int32_t front = walk->steps[from].is_front ? costs->name_front : 0;
        int32_t cost = cost_before(walk, from) + costs->unknown + costs->unknown_last + front +
                       costs->unknown_per_letter * (int32_t)(walk->size - from);
        reach(walk, from, walk->size, cost, true);
    }
}

/* Two parts of which the second ends names are a name rather than a compound unless the first is
 * common: Kirchberg, Stegemann, Oberweimar, but Parkhaus. */
static int32_t name_penalty(const struct walk *walk, size_t from, uint32_t mask)
{
    const struct step *first = &walk->steps[from];
    if ((mask & LEXICON_NAME_HEAD) == 0 || first->from != 0)
        return 0;
    const struct lexicon_costs *costs = &walk->splitter->costs;
    int32_t rarity = first->cost - costs->name_common;
    int32_t rare = rarity > 0 ? rarity * costs->name_rarity / LEXICON_UNIT : 0;
    return costs->name_head + rare + (first->is_front ? costs->name_front : 0);
}

static void reach_end(struct walk *walk, size_t from, uint32_t index, uint32_t mask)
{
    const struct lexicon_form *form = &walk->splitter->forms[index];
    if (from == 0) {
        walk->whole_mark = form->whole;
        walk->whole_form = index;
    } else if (form->head != LEXICON_NO_PART) {
        int32_t cost =
            cost_before(walk, from) + cost_of(form->head) + name_penalty(walk, from, mask);
        reach(walk, from, walk->size, cost, walk->steps[from].has_unknown);
    }
}

static void reach_inside(struct walk *walk, size_t from, size_t to, uint32_t index, uint32_t mask)
{
    const struct lexicon_form *form = &walk->splitter->forms[index];
    if (form->modifier == LEXICON_NO_PART || to - from < SHORTEST_PART || !may_begin(walk, to))
        return;
    int32_t cost = cost_before(walk, from) + cost_of(form->modifier);
    reach(walk, from, to, cost, walk->steps[from].has_unknown);
    if (from == 0)
        walk->steps[to].is_front = (mask & LEXICON_NAME_FRONT) != 0;
}

static void try_known(struct walk *walk, size_t from)
{
    for (size_t place = walk->shortest[from]; place > 0;) {
        const struct match *match = &walk->matches[place - 1];
        uint32_t index = match->form & ~NAME_BITS, mask = match->form & NAME_BITS;
        if (match->to == walk->size)
            reach_end(walk, from, index, mask);
        else
            reach_inside(walk, from, match->to, index, mask);
        place = match->longer;
    }
}

/* ---- all forms in the word ------------------------------------------------------------------ */

/* Walks down the trie, each from one byte of the word, that have not ended. */
struct lanes {
    uint32_t nodes[SPLITTER_WORD_MAX];
    uint8_t from[SPLITTER_WORD_MAX];
    size_t count;
    uint16_t *links[SPLITTER_WORD_MAX]; /* by where they begin: what the next match is linked to */
    uint32_t letters[SPLITTER_WORD_MAX + 1]; /* as bits; none behind the word */
};

/* All lanes begin at the root. No part begins at the second byte. */
static void start_lanes(struct walk *walk, struct lanes *lanes)
{
    lanes->count = 0;
    for (size_t at = 0; at < walk->size; at++) {
        lanes->letters[at] = (uint32_t)1 << walk->letters[at];
        walk->shortest[at] = 0;
        if (at > 0 && (at < SHORTEST_PART || !may_begin(walk, at)))
            continue;
        lanes->links[at] = &walk->shortest[at];
        lanes->from[lanes->count] = (uint8_t)at;
        lanes->nodes[lanes->count++] = 0;
    }
    lanes->letters[walk->size] = 0;
}

static void add_match(struct walk *walk, struct lanes *lanes, size_t from, size_t to,
                      const struct node *node)
{
    uint32_t index = form_index(node);
    struct match *match = &walk->matches[walk->match_count++];
    __builtin_prefetch(&walk->splitter->forms[index]);
    *match = (struct match){index | (node->mask & NAME_BITS), 0, (uint8_t)to};
    *lanes->links[from] = (uint16_t)walk->match_count;
    lanes->links[from] = &match->longer;
}

/* The lanes go on side by side, so that what one waits for in memory is on its way while the others
 * move: in indexing nearly each step down is a cache miss, and this takes two thirds of the time of
 * one walk after the other, though half as many instructions more. */
static void find_forms(struct walk *walk)
{
    const struct lexicon_block *blocks = walk->splitter->blocks;
    struct lanes lanes;
    start_lanes(walk, &lanes);
    walk->match_count = 0;
    for (size_t depth = 0; lanes.count > 0; depth++) {
        size_t kept = 0;
        for (size_t i = 0; i < lanes.count; i++) {
            struct node node = node_at(walk->splitter, lanes.nodes[i]);
            size_t from = lanes.from[i], at = from + depth;
            if ((node.mask & LEXICON_IS_FORM) != 0 && depth > 0)
                add_match(walk, &lanes, from, at, &node);
            if ((node.mask & lanes.letters[at]) == 0)
                continue;
            uint32_t child = child_of(&node, lanes.letters[at]);
            const char *block = (const char *)&blocks[child / LEXICON_BLOCK];
            __builtin_prefetch(block);
            __builtin_prefetch(block + sizeof(*blocks) - 1);
            lanes.nodes[kept] = child;
            lanes.from[kept++] = (uint8_t)from;
        }
        lanes.count = kept;
    }
}

static void find_cheapest(struct walk *walk)
{
    find_forms(walk);
    walk->steps[0] = (struct step){0, 0, false, false};
    for (size_t i = 1; i <= walk->size; i++)
        walk->steps[i].cost = UNREACHED;
    struct unknown_start unknown = {0, UNREACHED};
    for (size_t from = 0; from + SHORTEST_PART <= walk->size; from++) {
        try_unknown(walk, from, &unknown);
        if (walk->steps[from].cost != UNREACHED)
            try_known(walk, from);
    }
    try_unknown_last(walk);
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

static size_t collect_forced(const struct splitter *splitter, uint32_t form, size_t size,
                             uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    size_t low = 0;
    size_t high = splitter->forced_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (splitter->forced[middle].form < form)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == splitter->forced_count || splitter->forced[low].form != form)
        return 0;
    return collect_bits(splitter->forced[low].boundaries, size, boundaries);
}

/* Walks over the word; false where it cannot be in the lexicon. */
static bool start_walk(struct walk *walk, const struct splitter *splitter, struct slice folded,
                       uint8_t letters[static SPLITTER_WORD_MAX])
{
    if (folded.size < SHORTEST_COMPOUND || folded.size > SPLITTER_WORD_MAX ||
        !letters_of(folded, letters))
        return false;
    walk->splitter = splitter;
    walk->letters = letters;
    walk->size = folded.size;
    walk->first_boundary = leading_particle(folded);
    walk->whole_mark = 0;
    walk->whole_form = 0;
    find_cheapest(walk);
    return true;
}

static bool is_whole_cheapest(const struct walk *walk, uint8_t mark)
{
    const struct lexicon_costs *costs = &walk->splitter->costs;
    int32_t whole =
        costs->whole + costs->whole_per_letter * (int32_t)walk->size - mark * LEXICON_STEP;
    return walk->steps[walk->size].cost >= whole;
}

/* What the lexicon says of the word as a whole. */
static size_t split_as_known(const struct walk *walk, uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    if (walk->whole_mark == LEXICON_WHOLE_ALWAYS)
        return 0;
    if (walk->whole_mark == LEXICON_WHOLE_FORCED)
        return collect_forced(walk->splitter, walk->whole_form, walk->size, boundaries);
    return is_whole_cheapest(walk, walk->whole_mark) ? 0 : collect_row(walk, boundaries);
}

static size_t split(const struct splitter *splitter, struct slice folded, bool is_borrowed_from,
                    uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    uint64_t exception;
    if (splitter->exceptions != NULL &&
        splitter_exceptions_find(splitter->exceptions, folded, &exception))
        return collect_bits(exception, folded.size, boundaries);
    uint8_t letters[SPLITTER_WORD_MAX];
    struct walk walk;
    if (!start_walk(&walk, splitter, folded, letters))
        return 0;
    size_t count = split_as_known(&walk, boundaries);
    if (count > 0 || !is_borrowed_from || is_whole_cheapest(&walk, 0))
        return count;
    /* its end was reached, or the whole were cheaper: has_unknown is set */
    return walk.steps[walk.size].has_unknown ? 0 : collect_row(&walk, boundaries);
}

size_t splitter_split(const struct splitter *splitter, struct slice folded,
                      uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    return split(splitter, folded, false, boundaries);
}

size_t splitter_divide(const struct splitter *splitter, struct slice folded,
                       uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    return split(splitter, folded, true, boundaries);
}

bool splitter_find_form(const struct splitter *splitter, struct slice folded,
                        struct lexicon_form *form)
{
    uint8_t letters[SPLITTER_WORD_MAX];
    if (folded.size == 0 || folded.size > SPLITTER_WORD_MAX || !letters_of(folded, letters))
        return false;
    struct node node = node_at(splitter, 0);
    for (size_t i = 0; i < folded.size; i++) {
        uint32_t letter = (uint32_t)1 << letters[i];
        if ((node.mask & letter) == 0)
            return false;
        node = node_at(splitter, child_of(&node, letter));
    }
    if ((node.mask & LEXICON_IS_FORM) == 0)
        return false;
    *form = splitter->forms[form_index(&node)];
    return true;
}

/* Most words that are asked for are no form: that is told at an eighth of the dynamic program's
 * cost. */
bool splitter_stays_whole(const struct splitter *splitter, struct slice folded)
{
    uint64_t exception;
    if (splitter->exceptions != NULL &&
        splitter_exceptions_find(splitter->exceptions, folded, &exception))
        return exception == 0;
    struct lexicon_form form;
    if (folded.size < SHORTEST_COMPOUND || !splitter_find_form(splitter, folded, &form) ||
        form.whole == LEXICON_WHOLE_FORCED)
        return false;
    uint8_t letters[SPLITTER_WORD_MAX];
    struct walk walk;
    return form.whole == LEXICON_WHOLE_ALWAYS ||
           (start_walk(&walk, splitter, folded, letters) && is_whole_cheapest(&walk, form.whole));
}

bool splitter_knows(const struct splitter *splitter, struct slice folded)
{
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    struct lexicon_form form;
    if (splitter_find_form(splitter, folded, &form))
        return true;
    size_t count = splitter_split(splitter, folded, boundaries);
    for (size_t i = 0; i <= count; i++) {
        size_t start = i > 0 ? boundaries[i - 1] : 0;
        size_t end = i < count ? boundaries[i] : folded.size;
        if (count == 0 || !splitter_find_form(splitter, slice_part(folded, start, end), &form))
            return false;
    }
    return true;
}
