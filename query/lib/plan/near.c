/*
 * NAHE: two words, phrases or choices of them near each other. Which releases there are is said by
 * the positions of their parts; the weights are those of the words.
 */
#include "core/schema/schema.h"
#include "query/lib/plan/maker.h"

/* Ways to find one side, and pairs of them. */
#define WAYS_MAX  64
#define PAIRS_MAX 256
/* Parts of one side. */
#define ROW_MAX 64

/* Parts that are looked for; they stand side by side where is_row is set. */
struct way {
    const struct slice *parts;
    size_t count;
    struct store_query *also; /* what else the release must have; NULL: nothing */
};

struct side {
    struct way items[WAYS_MAX];
    size_t count;
};

static void fail(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    if (build->status == FUND_OK)
        build->status = error_set_at(build->error, FUND_LIMIT, part->asked->offset,
                                     "one side of NAHE has more than %d ways to find it, or %d "
                                     "words; ask for less there",
                                     WAYS_MAX, ROW_MAX);
}

static struct store_query *row_query(struct build *build, const struct way *way)
{
    return build_phrase(build, way->parts, way->count);
}

/* The words' parts in a row, or (atoms) the parts of these. */
static void add_way(struct maker *maker, struct side *side, const struct plan_part *part,
                    const struct query_words *words, bool takes_atoms)
{
    struct build *build = maker->build;
    struct slice *parts = arena_array(&maker->plan->arena, ROW_MAX, sizeof(*parts));
    struct way way = {parts, 0, NULL};
    if (parts == NULL) {
        build->status = error_no_memory(build->error);
        return;
    }
    for (size_t i = 0; i < words->count; i++) {
        const struct query_word *word = &words->items[i];
        size_t count = takes_atoms ? word->atom_count : word->part_count;
        for (size_t j = 0; j < count; j++) {
            if (way.count == ROW_MAX || side->count == WAYS_MAX) {
                fail(maker, part);
                return;
            }
            parts[way.count++] = takes_atoms ? word->atoms[j] : word->parts[j];
        }
    }
    if (way.count > 1 && !part->asked->is_list)
        way.also = row_query(build, &way);
    side->items[side->count++] = way;
}

static void add_words(struct maker *maker, struct side *side, const struct plan_part *part,
                      const struct query_words *words)
{
    add_way(maker, side, part, words, false);
    if (words_have_inner(words->items, words->count) && maker->build->status == FUND_OK)
        add_way(maker, side, part, words, true);
}

static void add_leaf(struct maker *maker, struct side *side, const struct plan_part *part)
{
    struct forms forms = {NULL, 0, 0};
    if (part->asked->kind != QUERY_PREFIX) {
        add_words(maker, side, part, &part->words);
        return;
    }
    if (!maker_forms(maker, part, WAYS_MAX, &forms))
        return;
    for (size_t i = 0; i < forms.count && maker->build->status == FUND_OK; i++)
        add_words(maker, side, part, &forms.items[i].words);
}

static void read_side(struct maker *maker, const struct plan_node *node, struct side *side)
{
    side->count = 0;
    if (node->type == QUERY_LEAF)
        add_leaf(maker, side, &node->part);
    for (const struct plan_node *child = node->first;
         child != NULL && maker->build->status == FUND_OK; child = child->next)
        add_leaf(maker, side, &child->part);
}

static struct store_query *pair_query(struct build *build, const struct way *left,
                                      const struct way *right, uint32_t distance)
{
    struct slice row[2 * ROW_MAX];
    size_t count = 0;
    for (size_t i = 0; i < left->count; i++)
        row[count++] = left->parts[i];
    for (size_t i = 0; i < right->count; i++)
        row[count++] = right->parts[i];
    struct store_query *query = build_near_parts(build, row, count, (uint32_t)count + distance);
    if (left->also != NULL)
        query = build_pair(build, STORE_AND, query, left->also);
    return right->also != NULL ? build_pair(build, STORE_AND, query, right->also) : query;
}

static struct store_query *sides_query(struct maker *maker, const struct side *left,
                                       const struct side *right, const struct plan_node *node)
{
    struct build *build = maker->build;
    struct store_query *pairs[PAIRS_MAX];
    size_t count = 0;
    if (left->count * right->count > PAIRS_MAX) {
        build->status =
            error_set(build->error, FUND_LIMIT,
                      "NAHE has more than %d pairs of words to look for; ask for less", PAIRS_MAX);
        return NULL;
    }
    for (size_t i = 0; i < left->count; i++)
        for (size_t j = 0; j < right->count; j++)
            pairs[count++] = pair_query(build, &left->items[i], &right->items[j], node->distance);
    return build_combine(build, STORE_OR, pairs, count);
}

struct store_query *maker_near(struct maker *maker, const struct plan_node *node)
{
    struct build *build = maker->build;
    struct side sides[2];
    size_t at = 0;
    struct store_query *all = maker_tree(maker, node->first);
    read_side(maker, node->first, &sides[0]);
    for (const struct plan_node *child = node->first->next;
         child != NULL && build->status == FUND_OK; child = child->next) {
        struct side *left = &sides[at], *right = &sides[at ^ 1];
        read_side(maker, child, right);
        if (build->status != FUND_OK)
            break;
        all = build_pair(build, STORE_AND, all, maker_tree(maker, child));
        all = build_pair(build, STORE_FILTER, all, sides_query(maker, left, right, child));
        at ^= 1;
    }
    return build->status == FUND_OK ? all : NULL;
}
