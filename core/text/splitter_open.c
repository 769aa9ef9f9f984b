/*
 * Checking a lexicon's bytes, so that the dynamic program can trust every offset in them.
 */
#include "core/text/splitter.h"

/* Beyond it the sum of a word's costs could overflow. */
#define COST_LIMIT ((int32_t)1 << 22)

uint64_t lexicon_checksum(struct slice lexicon)
{
    struct slice bytes = slice_part(lexicon, LEXICON_CHECKED_FROM, lexicon.size);
    uint64_t sum = 0xcbf29ce484222325u;
    size_t at = 0;
    for (; bytes.size - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes.data + at, sizeof(word));
        sum = (sum ^ word) * 0x100000001b3u;
        sum ^= sum >> 32; /* a product carries only upwards */
    }
    for (; at < bytes.size; at++)
        sum = (sum ^ (unsigned char)bytes.data[at]) * 0x100000001b3u;
    return sum;
}

static bool are_costs_sound(const struct lexicon_costs *costs)
{
    int32_t all[sizeof(*costs) / sizeof(int32_t)];
    memcpy(all, costs, sizeof(all));
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        if (all[i] < -COST_LIMIT || all[i] > COST_LIMIT)
            return false;
    }
    return costs->name_rarity >= 0 && costs->name_rarity <= 16 * LEXICON_UNIT;
}

static size_t child_count(uint32_t mask)
{
    size_t count = 0;
    for (mask &= LEXICON_LETTER_MASK; mask != 0; mask &= mask - 1)
        count++;
    return count;
}

static size_t block_count(uint32_t node_count)
{
    return ((size_t)node_count + LEXICON_BLOCK - 1) / LEXICON_BLOCK;
}

/* That the counts of children and forms agree with what the masks say, node by node. */
static bool are_nodes_sound(const struct splitter *splitter)
{
    size_t next_child = 1;
    size_t next_form = 0;
    size_t nodes = block_count(splitter->node_count) * LEXICON_BLOCK;
    for (size_t i = 0; i < nodes; i++) {
        const struct lexicon_block *block = &splitter->blocks[i / LEXICON_BLOCK];
        uint32_t mask = block->masks[i % LEXICON_BLOCK];
        if (i % LEXICON_BLOCK == 0 &&
            (block->first_child != next_child || block->first_form != next_form))
            return false;
        if (block->children_before[i % LEXICON_BLOCK] != next_child - block->first_child)
            return false;
        if (i >= splitter->node_count && mask != 0)
            return false;
        next_child += child_count(mask);
        next_form += (mask & LEXICON_IS_FORM) != 0;
    }
    return next_child == splitter->node_count && next_form == splitter->form_count;
}

static bool are_forced_sound(const struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->forced_count; i++) {
        uint64_t bits = splitter->forced[i].boundaries;
        bool has_short_part = (bits & 3u) != 0 || (bits & (bits << 1)) != 0;
        bool is_in_order = i == 0 || splitter->forced[i].form > splitter->forced[i - 1].form;
        if (has_short_part || !is_in_order || splitter->forced[i].form >= splitter->form_count)
            return false;
    }
    return true;
}

static size_t forms_offset(uint32_t node_count)
{
    return sizeof(struct lexicon_header) + block_count(node_count) * sizeof(struct lexicon_block);
}

static size_t forced_offset(uint32_t node_count, uint32_t form_count)
{
    size_t end = forms_offset(node_count) + (size_t)form_count * sizeof(struct lexicon_form);
    return (end + 7u) & ~(size_t)7u;
}

static fund_status check_header(struct slice lexicon, struct lexicon_header *header,
                                struct fund_error *error)
{
    if (lexicon.size < sizeof(*header) || ((uintptr_t)lexicon.data & 7u) != 0)
        return error_set(error, FUND_CORRUPT, "the splitter's lexicon is cut short");
    memcpy(header, lexicon.data, sizeof(*header));
    if (header->magic != LEXICON_MAGIC)
        return error_set(error, FUND_CORRUPT, "this is no splitter's lexicon");
    if (header->version != LEXICON_VERSION)
        return error_set(error, FUND_VERSION, "the splitter's lexicon has version %u, not %u",
                         (unsigned)header->version, (unsigned)LEXICON_VERSION);
    if (header->node_count == 0 || header->node_count > LEXICON_NODES_MAX ||
        header->form_count > header->node_count || header->size != lexicon.size)
        return error_set(error, FUND_CORRUPT, "the splitter's lexicon is cut short");
    size_t wanted = forced_offset(header->node_count, header->form_count);
    wanted += (size_t)header->forced_count * sizeof(struct lexicon_forced);
    if (wanted != lexicon.size)
        return error_set(error, FUND_CORRUPT, "the splitter's lexicon has a wrong size");
    return FUND_OK;
}

fund_status splitter_open_trusted(struct slice lexicon, struct splitter *out,
                                  struct fund_error *error)
{
    struct lexicon_header header;
    fund_status status = check_header(lexicon, &header, error);
    if (status != FUND_OK)
        return status;
    *out = (struct splitter){
        .blocks = (const void *)(lexicon.data + sizeof(header)),
        .forms = (const void *)(lexicon.data + forms_offset(header.node_count)),
        .forced =
            (const void *)(lexicon.data + forced_offset(header.node_count, header.form_count)),
        .node_count = header.node_count,
        .form_count = header.form_count,
        .forced_count = header.forced_count,
        .costs = header.costs,
        .checksum = header.checksum,
    };
    return FUND_OK;
}

fund_status splitter_open(struct slice lexicon, struct splitter *out, struct fund_error *error)
{
    struct splitter splitter = {.blocks = NULL};
    fund_status status = splitter_open_trusted(lexicon, &splitter, error);
    if (status != FUND_OK)
        return status;
    if (splitter.checksum != lexicon_checksum(lexicon))
        return error_set(error, FUND_CORRUPT, "the splitter's lexicon is damaged");
    if (!are_costs_sound(&splitter.costs) || !are_nodes_sound(&splitter) ||
        !are_forced_sound(&splitter))
        return error_set(error, FUND_CORRUPT, "the splitter's lexicon contradicts itself");
    *out = splitter;
    return FUND_OK;
}
