/*
 * Trees of parts. The parser has bounded their depth, so functions here call themselves.
 */
#include "query/lib/plan/groups.h"

#include "query/lib/parse/tree.h"

/* ---- reading -------------------------------------------------------------------------------- */

struct reader {
    const struct name_context *context;
    struct plan_reading *reading;
    struct fund_error *error;
};

static fund_status read_node(const struct reader *reader, const struct query_node *asked,
                             bool is_excluded, struct plan_node **out);

static fund_status read_leaf(const struct reader *reader, const struct query_node *asked,
                             bool is_excluded, struct plan_node *node)
{
    struct query_part *part = arena_allocate(reader->context->arena, sizeof(*part));
    if (part == NULL)
        return error_no_memory(reader->error);
    *part = asked->part;
    part->is_excluded = is_excluded;
    node->part.asked = part;
    return plan_read_part(reader->context, &node->part, reader->reading, reader->error);
}

static fund_status read_children(const struct reader *reader, const struct query_node *asked,
                                 bool is_excluded, struct plan_node *node)
{
    struct plan_node **end = &node->first;
    fund_status status = FUND_OK;
    for (const struct query_node *child = asked->first; child != NULL && status == FUND_OK;
         child = child->next) {
        status = read_node(reader, child, is_excluded, end);
        if (status == FUND_OK)
            end = &(*end)->next;
    }
    return status;
}

static fund_status read_node(const struct reader *reader, const struct query_node *asked,
                             bool is_excluded, struct plan_node **out)
{
    struct plan_node *node = arena_allocate(reader->context->arena, sizeof(*node));
    if (node == NULL)
        return error_no_memory(reader->error);
    node->type = asked->type;
    node->distance = asked->distance;
    fund_status status =
        asked->type == QUERY_LEAF
            ? read_leaf(reader, asked, is_excluded, node)
            : read_children(reader, asked, is_excluded != (asked->type == QUERY_NOT), node);
    if (status == FUND_OK)
        *out = node;
    return status;
}

fund_status plan_read_group(const struct name_context *context, struct plan_part *part,
                            struct plan_reading *reading, struct fund_error *error)
{
    struct reader reader = {context, reading, error};
    return read_node(&reader, part->asked->group, part->asked->is_excluded, &part->group);
}

/* ---- questions ------------------------------------------------------------------------------ */

bool plan_is_weighted(const struct plan_node *node)
{
    bool is_weighted = node->type == QUERY_LEAF && tree_is_text(node->part.asked->kind);
    if (node->type == QUERY_NOT)
        return false;
    for (const struct plan_node *child = node->first; child != NULL && !is_weighted;
         child = child->next)
        is_weighted = plan_is_weighted(child);
    return is_weighted;
}

bool plan_is_kept(const struct plan_part *part)
{
    if (part->asked->is_excluded)
        return false;
    switch (part->asked->kind) {
    case QUERY_WORDS:
    case QUERY_PREFIX:
    case QUERY_EXACT:
        return part->words.count > 0;
    case QUERY_GROUP:
        return part->group != NULL && plan_is_weighted(part->group);
    default:
        return false;
    }
}

static size_t node_size(const struct plan_node *node)
{
    size_t size = node->type == QUERY_LEAF ? plan_part_size(&node->part) : 0;
    for (const struct plan_node *child = node->first; child != NULL; child = child->next)
        size += node_size(child);
    return size;
}

size_t plan_part_size(const struct plan_part *part)
{
    size_t size = part->group != NULL ? node_size(part->group) : 0;
    for (size_t i = 0; i < part->words.count; i++)
        size += part->words.items[i].atom_count;
    return size;
}

/* ---- thinning ------------------------------------------------------------------------------- */

static bool has_meaning(const struct query_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!words->items[i].is_stop)
            return true;
    return false;
}

static void thin_words(struct plan_part *part, bool may_be_empty)
{
    enum query_kind kind = part->asked->kind;
    if (kind != QUERY_TEXT && kind != QUERY_WORDS)
        return;
    bool drops_stop_words = may_be_empty || has_meaning(&part->words);
    struct query_words kept = part->words;
    kept.count = 0;
    for (size_t i = 0; i < part->words.count; i++) {
        const struct query_word *word = &part->words.items[i];
        if ((word->is_stop && drops_stop_words) || words_contain(&kept, word->folded))
            continue;
        kept.items[kept.count++] = *word;
    }
    part->words = kept;
}

static bool is_empty(const struct plan_node *node)
{
    if (node->type != QUERY_LEAF)
        return node->first == NULL;
    return tree_is_text(node->part.asked->kind) && node->part.words.count == 0;
}

/* NULL where nothing is left; a node that has one child left is that child. */
static struct plan_node *thin_node(struct plan_node *node, bool may_be_empty)
{
    struct plan_node **end = &node->first;
    if (node->type == QUERY_LEAF)
        thin_words(&node->part, may_be_empty);
    for (struct plan_node *child = node->first, *next; child != NULL; child = next) {
        next = child->next;
        struct plan_node *kept = thin_node(child, may_be_empty && node->type == QUERY_ALL);
        if (kept == NULL)
            continue;
        kept->distance = child->distance;
        *end = kept;
        end = &kept->next;
    }
    if (node->type != QUERY_LEAF)
        *end = NULL;
    if (is_empty(node))
        return NULL;
    bool has_one = node->type != QUERY_LEAF && node->type != QUERY_NOT && node->first->next == NULL;
    return has_one ? node->first : node;
}

void plan_thin_groups(struct plan *plan, bool has_meaning)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        if (part->asked->kind == QUERY_WORDS)
            thin_words(part, false);
        if (part->group != NULL)
            part->group = thin_node(part->group, has_meaning);
    }
}

/* ---- leaves --------------------------------------------------------------------------------- */

static bool add_leaf(struct plan *plan, const struct plan_part *part)
{
    struct plan_leaves *leaves = &plan->leaves;
    void *items = leaves->items;
    if (part->asked->is_excluded)
        return true;
    if (!arena_grow(&plan->arena, &items, leaves->count, &leaves->capacity, sizeof(*leaves->items)))
        return false;
    leaves->items = items;
    leaves->items[leaves->count++] = part;
    return true;
}

static bool add_leaves(struct plan *plan, const struct plan_node *node)
{
    bool is_added = node->type != QUERY_LEAF || add_leaf(plan, &node->part);
    for (const struct plan_node *child = node->first; child != NULL && is_added;
         child = child->next)
        is_added = add_leaves(plan, child);
    return is_added;
}

fund_status plan_list_leaves(struct plan *plan, struct fund_error *error)
{
    bool is_added = true;
    for (size_t i = 0; i < plan->count && is_added; i++) {
        const struct plan_part *part = &plan->parts[i];
        if (part->group != NULL)
            is_added = add_leaves(plan, part->group);
        else if (part->asked->kind != QUERY_GROUP)
            is_added = add_leaf(plan, part);
    }
    return is_added ? FUND_OK : error_no_memory(error);
}
