/*
 * Writing a query down again. What is written is read as the same query.
 */
#include "query/lib/plan/understood.h"

#include "query/lib/parse/tree.h"

#include <limits.h>

/* Far above what a query and its options can give. */
#define UNDERSTOOD_MAX (4u * 1024 * 1024)

struct writer {
    struct buffer out;
    fund_status status;
    struct fund_error *error;
};

static void put(struct writer *writer, struct slice text)
{
    if (writer->status == FUND_OK)
        writer->status = buffer_append(&writer->out, text, writer->error);
}

/* Bürger*innen is one word only with a capital. */
static bool needs_capital(struct slice surface)
{
    for (size_t i = 1; i + 2 < surface.size; i++) {
        bool is_sign = strchr("*:_/", surface.data[i]) != NULL;
        size_t next = i + 1 + (surface.data[i + 1] == '-');
        if (is_sign && slice_starts_with(slice_part(surface, next, surface.size), SLICE("in")))
            return true;
    }
    return false;
}

static void put_word(struct writer *writer, struct slice surface)
{
    char first = surface.size > 0 ? surface.data[0] : '\0';
    char capital = (char)(first - 0x20);
    bool is_capitalised = first >= 'a' && first <= 'z' && needs_capital(surface);
    if (is_capitalised)
        put(writer, slice_of(&capital, 1));
    put(writer, is_capitalised ? slice_part(surface, 1, surface.size) : surface);
}

static void put_words(struct writer *writer, const struct query_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            put(writer, SLICE(" "));
        put_word(writer, words->items[i].surface);
    }
}

static void put_quoted(struct writer *writer, const struct query_words *words)
{
    put(writer, SLICE("\""));
    put_words(writer, words);
    put(writer, SLICE("\""));
}

/* "(2005..2012)" */
static void put_years(struct writer *writer, const struct alias_span *years)
{
    if (years->first == 0 && years->last == 0)
        return;
    put(writer, SLICE(" ("));
    if (writer->status == FUND_OK && years->first > 0)
        writer->status = buffer_append_format(&writer->out, writer->error, "%04d", years->first);
    put(writer, SLICE(".."));
    if (writer->status == FUND_OK && years->last != INT_MAX)
        writer->status = buffer_append_format(&writer->out, writer->error, "%04d", years->last);
    put(writer, SLICE(")"));
}

static void put_name(struct writer *writer, const struct name_asked *name)
{
    static const char *const fields[] = {[NAME_PERSON] = "person:\"",
                                         [NAME_ORGANISATION] = "org:\"",
                                         [NAME_PLACE] = "ort:\"",
                                         [NAME_ROLE] = "rolle:\""};
    put(writer, slice_from(fields[name->kind]));
    for (size_t i = 0; i < name->word_count; i++) {
        if (i > 0)
            put(writer, SLICE(" "));
        put(writer, name->words[i].surface);
    }
    put_years(writer, &name->years);
    put(writer, SLICE("\""));
}

static void put_days(struct writer *writer, struct slice field, struct day_span days)
{
    char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
    date_format_iso(days.first_day, first);
    date_format_iso(days.last_day, last);
    put(writer, field);
    put(writer, slice_from(first));
    if (days.first_day == days.last_day)
        return;
    put(writer, SLICE(".."));
    put(writer, slice_from(last));
}

static void put_issuer(struct writer *writer, const struct plan_part *part)
{
    put(writer, SLICE("stadt:"));
    put_quoted(writer, &part->words);
}

/* Words that are one operand: in brackets where they are several. */
static void put_operand(struct writer *writer, const struct query_words *words)
{
    bool has_brackets = words->count > 1;
    put(writer, has_brackets ? SLICE("(") : SLICE(""));
    put_words(writer, words);
    put(writer, has_brackets ? SLICE(")") : SLICE(""));
}

/* A word or phrase with what stands before it. */
static void put_text(struct writer *writer, const struct plan_part *part, bool is_operand)
{
    enum query_kind kind = part->asked->kind;
    bool has_quotes = kind == QUERY_PHRASE || (kind == QUERY_EXACT && part->words.count > 1) ||
                      (kind == QUERY_TEXT && part->asked->is_excluded && !part->asked->is_list &&
                       part->words.count > 1);
    if (part->asked->in_title)
        put(writer, SLICE("titel:"));
    else if (kind == QUERY_WORDS)
        put(writer, SLICE("text:"));
    if (kind == QUERY_EXACT)
        put(writer, SLICE("="));
    if (has_quotes)
        put_quoted(writer, &part->words);
    else if (kind == QUERY_PREFIX)
        put_words(writer, &part->words);
    else if (is_operand || kind == QUERY_WORDS)
        put_operand(writer, &part->words);
    else
        put_words(writer, &part->words);
    if (kind == QUERY_PREFIX)
        put(writer, SLICE("*"));
}

static void put_leaf(struct writer *writer, const struct plan_part *part, bool is_operand)
{
    switch (part->asked->kind) {
    case QUERY_PERSON:
    case QUERY_ORGANISATION:
    case QUERY_PLACE:
    case QUERY_ROLE:
        put_name(writer, &part->name);
        break;
    case QUERY_ISSUER:
        put_issuer(writer, part);
        break;
    case QUERY_PUBLISHED:
        put_days(writer, SLICE("datum:"), part->asked->days);
        break;
    case QUERY_EVENT:
        put_days(writer, SLICE("termin:"), part->asked->days);
        break;
    default:
        put_text(writer, part, is_operand);
    }
}

static void put_near(struct writer *writer, uint32_t distance)
{
    if (writer->status == FUND_OK)
        writer->status =
            buffer_append_format(&writer->out, writer->error, " NAHE/%u ", (unsigned)distance);
}

/* Inside of another one, a node stands in brackets; the parser has bounded its depth. */
static void put_node(struct writer *writer, const struct plan_node *node, bool is_inside)
{
    bool has_brackets = is_inside && node->type != QUERY_LEAF && node->type != QUERY_NOT;
    if (node->type == QUERY_LEAF) {
        put_leaf(writer, &node->part, is_inside);
        return;
    }
    if (node->type == QUERY_NOT)
        put(writer, SLICE("-"));
    put(writer, has_brackets ? SLICE("(") : SLICE(""));
    for (const struct plan_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first && node->type == QUERY_NEAR)
            put_near(writer, child->distance);
        else if (child != node->first)
            put(writer, node->type == QUERY_ANY ? SLICE(" ODER ") : SLICE(" "));
        put_node(writer, child, node->type != QUERY_ALL || child->type != QUERY_LEAF);
    }
    put(writer, has_brackets ? SLICE(")") : SLICE(""));
}

static bool is_shown(const struct plan_part *part)
{
    enum query_kind kind = part->asked->kind;
    return kind == QUERY_GROUP ? part->group != NULL : !tree_is_text(kind) || part->words.count > 0;
}

static void put_part(struct writer *writer, const struct plan_part *part, bool is_alone)
{
    bool is_excluded = part->asked->is_excluded;
    if (!is_shown(part))
        return;
    if (writer->out.size > 0)
        put(writer, SLICE(" "));
    if (is_excluded)
        put(writer, SLICE("-"));
    if (part->asked->kind == QUERY_GROUP)
        put_node(writer, part->group, is_excluded || !is_alone);
    else
        put_leaf(writer, part, is_excluded);
}

fund_status understood_part(const struct plan_part *part, struct buffer *out,
                            struct fund_error *error)
{
    struct writer writer = {*out, FUND_OK, error};
    put_leaf(&writer, part, true);
    *out = writer.out;
    return writer.status;
}

fund_status understood_write(struct plan *plan, struct fund_error *error)
{
    struct writer writer = {buffer_init(UNDERSTOOD_MAX), FUND_OK, error};
    size_t shown = 0;
    for (size_t i = 0; i < plan->count; i++)
        shown += is_shown(&plan->parts[i]);
    for (size_t i = 0; i < plan->count; i++)
        put_part(&writer, &plan->parts[i], shown == 1);
    if (writer.status == FUND_OK) {
        struct slice copy = arena_copy(&plan->arena, buffer_slice(&writer.out));
        if (copy.data == NULL)
            writer.status = error_no_memory(error);
        else
            plan->understood = copy;
    }
    buffer_finish(&writer.out);
    return writer.status;
}
