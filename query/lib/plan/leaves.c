/*
 * The store's queries for single parts that are no plain words.
 */
#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/base/walk.h"
#include "query/lib/plan/days.h"
#include "query/lib/plan/maker.h"
#include "query/lib/plan/weights.h"
#include "query/lib/plan/word.h"

/* Forms of one folded word that are looked at for an exact one: more than anyone writes. */
#define EXACT_FORMS_MAX 256
/* Words that a word with a star may stand for where it is looked for in titles. */
#define TITLE_FORMS_MAX 1000

/* ---- forms ---------------------------------------------------------------------------------- */

static struct slice surface_of(struct arena *arena, struct slice form)
{
    char surface[TEXT_FORM_MAX];
    size_t size = text_form_surface(form, surface);
    text_lower(surface, size);
    return arena_copy(arena, slice_of(surface, size));
}

struct exact {
    struct maker *maker;
    const struct query_word *word;
    struct store_query *found[EXACT_FORMS_MAX + 1];
    size_t count;
};

static fund_status try_form(void *data, struct slice text, uint32_t count, struct fund_error *error)
{
    struct exact *exact = data;
    char surface[TEXT_FORM_MAX];
    size_t size = text_form_surface(text, surface);
    (void)count;
    (void)error;
    text_lower(surface, size);
    if (slice_equal(slice_of(surface, size), exact->word->surface))
        exact->found[exact->count++] =
            build_form(exact->maker->build, exact->maker->session->reader, text);
    return exact->maker->build->status;
}

/* Forms of the archive that are exactly the word. */
static struct store_query *exact_word(struct maker *maker, const struct query_word *word)
{
    struct build *build = maker->build;
    struct exact exact = {.maker = maker, .word = word};
    if (build->status != FUND_OK)
        return NULL;
    if (slice_equal(word->surface, word->folded))
        exact.found[exact.count++] = build_form(build, maker->session->reader, word->folded);
    fund_status status = walk_fields(maker->session->reader, SCHEMA_FORM, word->folded,
                                     EXACT_FORMS_MAX, try_form, &exact, build->error);
    if (status != FUND_OK)
        build->status = status;
    return build_combine(build, STORE_SYNONYM, exact.found, exact.count);
}

struct form_walk {
    struct maker *maker;
    const struct plan_part *part;
    struct forms *forms;
    size_t max;
};

static fund_status add_form(void *data, struct slice text, uint32_t count, struct fund_error *error)
{
    struct form_walk *walk = data;
    struct arena *arena = &walk->maker->plan->arena;
    struct forms *forms = walk->forms;
    void *items = forms->items;
    (void)count;
    if (forms->count == walk->max)
        return error_set_at(error, FUND_LIMIT, walk->part->asked->offset,
                            "the word with a star begins more than %zu words, too many here; write "
                            "more of it before the star",
                            walk->max);
    struct form form = {arena_copy(arena, text), {NULL, 0, 0}};
    struct slice surface = surface_of(arena, text);
    if (form.text.data == NULL || surface.data == NULL ||
        !arena_grow(arena, &items, forms->count, &forms->capacity, sizeof(*forms->items)))
        return error_no_memory(error);
    forms->items = items;
    fund_status status =
        words_read(walk->maker->session->cursor, surface, arena, &form.words, error);
    if (status == FUND_OK && form.words.count > 0)
        forms->items[forms->count++] = form;
    return status;
}

bool maker_forms(struct maker *maker, const struct plan_part *part, size_t max, struct forms *forms)
{
    struct form_walk walk = {maker, part, forms, max};
    struct build *build = maker->build;
    if (build->status != FUND_OK)
        return false;
    build->status = walk_terms(maker->session->reader, SCHEMA_FORM, part->prefix, max + 1, add_form,
                               &walk, build->error);
    return build->status == FUND_OK;
}

/* ---- titles --------------------------------------------------------------------------------- */

static struct store_query *title_row(struct build *build, const struct slice *stems, size_t count)
{
    struct store_query *found[TEXT_PARTS_MAX];
    size_t size = 0;
    for (size_t i = 0; i < count && size < TEXT_PARTS_MAX; i++)
        found[size++] = build_term(build, SCHEMA_TITLE, stems[i]);
    return build_combine(build, STORE_AND, found, size);
}

/* The title has the word, or all of its parts. */
static struct store_query *title_query(struct build *build, const struct query_word *word)
{
    struct store_query *whole = build_term(build, SCHEMA_TITLE, word->meant);
    struct store_query *parts = title_row(build, word->parts, word->part_count);
    if (word->atom_count > word->part_count)
        parts = build_pair(build, STORE_OR, parts, title_row(build, word->atoms, word->atom_count));
    return build_scale(build, build_pair(build, STORE_SYNONYM, whole, parts),
                       query_weights()->title);
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* Queries that must all match: room for two of each word and one more. */
static bool list_init(struct maker *maker, const struct plan_part *part, struct gathered *list)
{
    list->count = 0;
    list->items =
        arena_array(&maker->plan->arena, 2 * part->words.count + 1, sizeof(struct store_query *));
    if (list->items == NULL)
        maker->build->status = error_no_memory(maker->build->error);
    return list->items != NULL;
}

/* All of the list, in releases with all of the words in their titles where that is asked for. */
static struct store_query *all_of(struct maker *maker, const struct plan_part *part,
                                  struct gathered *list)
{
    for (size_t i = 0; part->asked->in_title && i < part->words.count; i++)
        list->items[list->count++] = title_query(maker->build, &part->words.items[i]);
    return build_combine(maker->build, STORE_AND, list->items, list->count);
}

static struct store_query *words_query(struct maker *maker, const struct plan_part *part)
{
    struct gathered list;
    if (!list_init(maker, part, &list))
        return NULL;
    for (size_t i = 0; i < part->words.count; i++)
        list.items[list.count++] = word_query(maker->build, &part->words.items[i]);
    return all_of(maker, part, &list);
}

static struct store_query *phrase_query(struct maker *maker, const struct plan_part *part)
{
    struct gathered list;
    if (!list_init(maker, part, &list))
        return NULL;
    list.items[list.count++] = word_phrase_query(maker->build, &part->words);
    return all_of(maker, part, &list);
}

/* Each word as it was typed, and where there are several, side by side. */
static struct store_query *exact_query(struct maker *maker, const struct plan_part *part)
{
    struct gathered list;
    if (!list_init(maker, part, &list))
        return NULL;
    for (size_t i = 0; i < part->words.count; i++)
        list.items[list.count++] = exact_word(maker, &part->words.items[i]);
    struct store_query *all = all_of(maker, part, &list);
    if (part->words.count == 1)
        return all;
    return build_pair(maker->build, STORE_FILTER, all,
                      word_phrase_query(maker->build, &part->words));
}

static struct store_query *prefix_in_title(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    struct forms forms = {NULL, 0, 0};
    if (!maker_forms(maker, part, TITLE_FORMS_MAX, &forms))
        return NULL;
    struct store_query **found =
        arena_array(&maker->plan->arena, forms.count, sizeof(struct store_query *));
    if (found == NULL) {
        build->status = error_no_memory(build->error);
        return NULL;
    }
    for (size_t i = 0; i < forms.count; i++)
        found[i] = build_pair(build, STORE_AND,
                              build_form(build, maker->session->reader, forms.items[i].text),
                              title_query(build, &forms.items[i].words.items[0]));
    return build_combine(build, STORE_OR, found, forms.count);
}

/* What stands before the word with the star is plain: "a/b*". */
static struct store_query *prefix_query(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    struct gathered list;
    if (!list_init(maker, part, &list))
        return NULL;
    list.items[list.count++] = part->asked->in_title ? prefix_in_title(maker, part)
                                                     : build_forms(build, maker->session->reader,
                                                                   part->prefix, PLAN_FORMS_MAX);
    for (size_t i = 0; i + 1 < part->words.count; i++)
        list.items[list.count++] = word_query(build, &part->words.items[i]);
    return build_combine(build, STORE_AND, list.items, list.count);
}

static struct store_query *issuer_query(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    struct store_query **found =
        arena_array(&maker->plan->arena, part->issuer_count, sizeof(struct store_query *));
    if (found == NULL) {
        build->status = error_no_memory(build->error);
        return NULL;
    }
    for (size_t i = 0; i < part->issuer_count; i++)
        found[i] = build_term(build, SCHEMA_ISSUER, part->issuers[i]);
    return build_combine(build, STORE_OR, found, part->issuer_count);
}

struct store_query *maker_filter(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    const struct store_reader *reader = maker->session->reader;
    switch (part->asked->kind) {
    case QUERY_PUBLISHED:
        return days_published(build, reader, part->asked->days);
    case QUERY_EVENT:
        return days_event(build, reader, part->asked->days);
    case QUERY_ISSUER:
        return issuer_query(maker, part);
    default:
        return name_query(build, &part->name);
    }
}

/* Plain words that are left out: what stands between spaces is one, "02592/881-266" say. */
static struct store_query *excluded_words(struct maker *maker, const struct plan_part *part)
{
    return part->asked->is_list ? words_query(maker, part)
                                : word_phrase_query(maker->build, &part->words);
}

struct store_query *maker_leaf(struct maker *maker, const struct plan_part *part)
{
    switch (part->asked->kind) {
    case QUERY_TEXT:
        return part->asked->is_excluded ? excluded_words(maker, part)
                                        : maker_all_words(maker, part);
    case QUERY_WORDS:
        return words_query(maker, part);
    case QUERY_PHRASE:
        return phrase_query(maker, part);
    case QUERY_PREFIX:
        return prefix_query(maker, part);
    case QUERY_EXACT:
        return exact_query(maker, part);
    default:
        return build_scale(maker->build, maker_filter(maker, part), 0);
    }
}
