/*
 * Building the trie: forms sorted by text, then breadth first, each node a range of them.
 */
#include "core/text/lexicon/image.h"

#include <stdlib.h>

#define IMAGE_SIZE_MAX ((size_t)256 << 20)

struct key {
    struct slice text;
    uint32_t form;
};

/* The keys first … end - 1 share their first depth letters and lie below one node. */
struct range {
    uint32_t first, end;
    uint32_t depth;
};

struct builder {
    struct forms *forms;
    struct key *keys;
    size_t key_count;
    struct range *nodes;
    size_t node_count, node_capacity;
    size_t form_count;
};

static int compare_keys(const void *a, const void *b)
{
    return slice_compare(((const struct key *)a)->text, ((const struct key *)b)->text);
}

static fund_status sort_keys(struct builder *builder, const uint32_t *indexes, size_t count,
                             struct fund_error *error)
{
    builder->keys = malloc((count + 1) * sizeof(*builder->keys));
    if (builder->keys == NULL)
        return error_no_memory(error);
    builder->key_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct form *form = &builder->forms->items[indexes[i]];
        builder->keys[i] = (struct key){forms_text(builder->forms, form), indexes[i]};
    }
    qsort(builder->keys, count, sizeof(*builder->keys), compare_keys);
    return FUND_OK;
}

static fund_status add_node(struct builder *builder, struct range range, struct fund_error *error)
{
    if (builder->node_count == builder->node_capacity) {
        size_t capacity = builder->node_capacity == 0 ? 4096 : builder->node_capacity * 2;
        if (capacity > LEXICON_NODES_MAX)
            return error_set(error, FUND_LIMIT, "the lexicon has too many nodes");
        struct range *nodes = realloc(builder->nodes, capacity * sizeof(*nodes));
        if (nodes == NULL)
            return error_no_memory(error);
        builder->nodes = nodes;
        builder->node_capacity = capacity;
    }
    builder->nodes[builder->node_count++] = range;
    return FUND_OK;
}

static uint8_t letter_at(const struct builder *builder, size_t key, size_t depth)
{
    return (uint8_t)(builder->keys[key].text.data[depth] - 'a');
}

static uint32_t name_flags(const struct form *form)
{
    bool is_head = (form->flags & FORM_NAME_HEAD) != 0 || form_is_only_name(form);
    bool is_front = (form->flags & FORM_NAME_FRONT) != 0;
    return (is_head ? LEXICON_NAME_HEAD : 0u) | (is_front ? LEXICON_NAME_FRONT : 0u);
}

/* The form that ends at a node, if any, is the first of its range: shorter sorts first. */
static bool ends_form(const struct builder *builder, struct range range)
{
    return range.first < range.end && builder->keys[range.first].text.size == range.depth;
}

/* Lists a node's children and stores its mask. */
static fund_status expand(struct builder *builder, size_t index, uint32_t *out,
                          struct fund_error *error)
{
    struct range range = builder->nodes[index];
    uint32_t mask = 0;
    uint32_t key = range.first;
    if (ends_form(builder, range)) {
        struct form *form = &builder->forms->items[builder->keys[key].form];
        form->place = (uint32_t)builder->form_count++;
        mask |= LEXICON_IS_FORM | name_flags(form);
        key++;
    }
    while (key < range.end) {
        uint8_t letter = letter_at(builder, key, range.depth);
        uint32_t end = key + 1;
        while (end < range.end && letter_at(builder, end, range.depth) == letter)
            end++;
        mask |= (uint32_t)1 << letter;
        fund_status status = add_node(builder, (struct range){key, end, range.depth + 1}, error);
        if (status != FUND_OK)
            return status;
        key = end;
    }
    *out = mask;
    return FUND_OK;
}

/* Fills a block with the nodes from first on, as far as there are. */
static fund_status fill_block(struct builder *builder, size_t first, struct lexicon_block *block,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    *block = (struct lexicon_block){.first_child = (uint32_t)builder->node_count,
                                    .first_form = (uint32_t)builder->form_count};
    for (size_t i = 0; i < LEXICON_BLOCK && status == FUND_OK; i++) {
        block->children_before[i] = (uint8_t)(builder->node_count - block->first_child);
        if (first + i < builder->node_count)
            status = expand(builder, first + i, &block->masks[i], error);
    }
    return status;
}

static fund_status append_forms(const struct builder *builder, struct buffer *out,
                                struct fund_error *error)
{
    struct lexicon_form none = {LEXICON_NO_PART, LEXICON_NO_PART, 0};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < builder->form_count && status == FUND_OK; i++)
        status = buffer_append(out, slice_of((const char *)&none, sizeof(none)), error);
    return status;
}

static fund_status write_nodes(struct builder *builder, const struct lexicon_costs *costs,
                               struct buffer *out, struct fund_error *error)
{
    struct lexicon_header header = {
        .magic = LEXICON_MAGIC, .version = LEXICON_VERSION, .costs = *costs};
    fund_status status = buffer_append(out, slice_of((const char *)&header, sizeof(header)), error);
    if (status == FUND_OK)
        status = add_node(builder, (struct range){0, (uint32_t)builder->key_count, 0}, error);
    for (size_t i = 0; i < builder->node_count && status == FUND_OK; i += LEXICON_BLOCK) {
        struct lexicon_block block;
        status = fill_block(builder, i, &block, error);
        if (status == FUND_OK)
            status = buffer_append(out, slice_of((const char *)&block, sizeof(block)), error);
    }
    return status;
}

static void point_into(struct image *image, const struct builder *builder, size_t forms_start)
{
    struct lexicon_header header;
    memcpy(&header, image->bytes.data, sizeof(header));
    header.node_count = (uint32_t)builder->node_count;
    header.form_count = (uint32_t)builder->form_count;
    memcpy(image->bytes.data, &header, sizeof(header));
    image->forms = (void *)(image->bytes.data + forms_start);
    image->splitter = (struct splitter){
        .blocks = (const void *)(image->bytes.data + sizeof(header)),
        .forms = image->forms,
        .node_count = header.node_count,
        .form_count = header.form_count,
        .costs = header.costs,
    };
}

fund_status image_build(struct forms *forms, const uint32_t *indexes, size_t count,
                        const struct lexicon_costs *costs, struct image *out,
                        struct fund_error *error)
{
    struct image image = {.bytes = buffer_init(IMAGE_SIZE_MAX)};
    struct builder builder = {.forms = forms};
    size_t forms_start = 0;
    fund_status status = sort_keys(&builder, indexes, count, error);
    if (status == FUND_OK)
        status = write_nodes(&builder, costs, &image.bytes, error);
    if (status == FUND_OK) {
        forms_start = image.bytes.size;
        status = append_forms(&builder, &image.bytes, error);
    }
    if (status == FUND_OK) {
        point_into(&image, &builder, forms_start);
        *out = image;
    } else {
        image_finish(&image);
    }
    free(builder.keys);
    free(builder.nodes);
    return status;
}

static int compare_forced(const void *a, const void *b)
{
    uint32_t left = ((const struct lexicon_forced *)a)->form;
    uint32_t right = ((const struct lexicon_forced *)b)->form;
    return (left > right) - (left < right);
}

/* Appending may have moved the bytes. */
static const struct lexicon_form *form_value(const struct image *image, uint32_t index)
{
    size_t blocks = (image->splitter.node_count + LEXICON_BLOCK - 1) / LEXICON_BLOCK;
    size_t start = sizeof(struct lexicon_header) + blocks * sizeof(struct lexicon_block);
    return (const struct lexicon_form *)(const void *)(image->bytes.data + start) + index;
}

static fund_status append_forced(struct image *image, const struct forms *forms,
                                 const uint32_t *indexes, size_t count, uint32_t *forced_count,
                                 struct fund_error *error)
{
    while (image->bytes.size % 8 != 0) {
        fund_status status = buffer_append_byte(&image->bytes, '\0', error);
        if (status != FUND_OK)
            return status;
    }
    size_t start = image->bytes.size;
    for (size_t i = 0; i < count; i++) {
        const struct form *form = &forms->items[indexes[i]];
        if (form_value(image, form->place)->whole != LEXICON_WHOLE_FORCED)
            continue;
        struct lexicon_forced forced = {.boundaries = form->boundaries, .form = form->place};
        fund_status status =
            buffer_append(&image->bytes, slice_of((const char *)&forced, sizeof(forced)), error);
        if (status != FUND_OK)
            return status;
    }
    *forced_count = (uint32_t)((image->bytes.size - start) / sizeof(struct lexicon_forced));
    qsort(image->bytes.data + start, *forced_count, sizeof(struct lexicon_forced), compare_forced);
    return FUND_OK;
}

fund_status image_seal(struct image *image, const struct forms *forms, const uint32_t *indexes,
                       size_t count, struct fund_error *error)
{
    uint32_t forced_count;
    fund_status status = append_forced(image, forms, indexes, count, &forced_count, error);
    if (status != FUND_OK)
        return status;
    struct lexicon_header header;
    memcpy(&header, image->bytes.data, sizeof(header));
    header.size = (uint32_t)image->bytes.size;
    header.forced_count = forced_count;
    memcpy(image->bytes.data, &header, sizeof(header));
    header.checksum = lexicon_checksum(buffer_slice(&image->bytes));
    memcpy(image->bytes.data, &header, sizeof(header));
    image->forms = NULL; /* appending may have moved them */
    return splitter_open(buffer_slice(&image->bytes), &image->splitter, error);
}

void image_finish(struct image *image)
{
    buffer_finish(&image->bytes);
    image->forms = NULL;
}
