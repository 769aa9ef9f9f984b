/*
 * Words of persons' names are looked up as they are and without a genitive's s, initials as all
 * names that begin so; a word that is nobody's name may be a role ("Bürgermeister Stegemann").
 */
#include "query/lib/names/name.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/respell.h"

#include <limits.h>

/* First names that an initial may stand for; with more it is left out. */
#define INITIAL_FORMS_MAX 200
/* Words of a name that are looked for without umlauts. */
#define RESPELLED_WORDS_MAX 8

/* Titles and forms of address, folded; they stand in no name. */
static const char *const titles[] = {"herr",      "herrn",       "frau", "dr",  "prof",
                                     "professor", "professorin", "dipl", "ing", "med",
                                     "jur",       "phil",        "hc"};

bool name_is_title(struct slice folded)
{
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        if (slice_equal(folded, slice_from(titles[i])))
            return true;
    return false;
}

bool name_is_initial(struct slice folded)
{
    return folded.size > 0 && utf8_next(folded, NULL) == folded.size;
}

static fund_status add_form(const struct name_context *context, struct name_word *word,
                            const char *prefix, struct slice text, struct fund_error *error)
{
    void *items = word->forms;
    struct slice copy = arena_copy(context->arena, text);
    if (copy.data == NULL || !arena_grow(context->arena, &items, word->form_count,
                                         &word->form_capacity, sizeof(*word->forms)))
        return error_no_memory(error);
    word->forms = items;
    word->forms[word->form_count++] = (struct name_form){copy, prefix};
    return FUND_OK;
}

/* Adds the form where the archive has its term. */
static fund_status try_form(const struct name_context *context, struct name_word *word,
                            const char *prefix, struct slice text, struct fund_error *error)
{
    uint32_t documents = 0;
    fund_status status = build_term_frequency(context->reader, prefix, text, &documents, error);
    if (status != FUND_OK || documents == 0)
        return status;
    return add_form(context, word, prefix, text, error);
}

struct slice name_without_genitive(struct slice folded)
{
    struct slice shorter = folded;
    if (slice_ends_with(shorter, SLICE("s")))
        shorter.size--;
    if (slice_ends_with(shorter, SLICE("\u2019")))
        shorter.size -= strlen("\u2019");
    else if (slice_ends_with(shorter, SLICE("'")))
        shorter.size--;
    return shorter;
}

struct initial_walk {
    const struct name_context *context;
    struct name_word *word;
};

static fund_status add_initial_form(void *data, struct slice name, uint32_t count,
                                    struct fund_error *error)
{
    struct initial_walk *walk = data;
    (void)count;
    return add_form(walk->context, walk->word, SCHEMA_PERSON_WORD, name, error);
}

/* All names that begin with the initial; none at all where they are too many. */
static fund_status add_initial(const struct name_context *context, struct slice folded,
                               struct name_word *word, struct fund_error *error)
{
    struct initial_walk walk = {context, word};
    fund_status status = walk_terms(context->reader, SCHEMA_PERSON_WORD, folded,
                                    INITIAL_FORMS_MAX + 1, add_initial_form, &walk, error);
    if (word->form_count > INITIAL_FORMS_MAX)
        word->form_count = 0;
    return status;
}

static fund_status count_person(const struct name_context *context, const struct query_word *word,
                                uint32_t *releases, struct fund_error *error)
{
    const struct store_reader *reader = context->reader;
    struct slice bare = name_without_genitive(word->folded);
    uint32_t counts[3] = {0};
    fund_status status =
        build_term_frequency(reader, SCHEMA_PERSON_WORD, word->folded, &counts[0], error);
    if (status == FUND_OK && bare.size < word->folded.size)
        status = build_term_frequency(reader, SCHEMA_PERSON_WORD, bare, &counts[1], error);
    if (status == FUND_OK)
        status = build_term_frequency(reader, SCHEMA_PERSON_ROLE, word->stem, &counts[2], error);
    *releases = counts[0] > counts[1] ? counts[0] : counts[1];
    if (counts[2] > *releases)
        *releases = counts[2];
    return status;
}

static fund_status count_organisation(const struct name_context *context,
                                      const struct query_word *word, uint32_t *releases,
                                      struct fund_error *error)
{
    return build_term_frequency(context->reader, SCHEMA_ORGANISATION_WORD, word->stem, releases,
                                error);
}

static fund_status count_role(const struct name_context *context, const struct query_word *word,
                              uint32_t *releases, struct fund_error *error)
{
    return build_term_frequency(context->reader, SCHEMA_PERSON_ROLE, word->stem, releases, error);
}

static fund_status count_place(const struct name_context *context, const struct query_word *word,
                               uint32_t *releases, struct fund_error *error)
{
    struct slice bare = name_without_genitive(word->folded);
    uint32_t counts[2] = {0};
    fund_status status =
        build_term_frequency(context->reader, SCHEMA_PLACE_WORD, word->folded, &counts[0], error);
    if (status == FUND_OK && bare.size < word->folded.size)
        status = build_term_frequency(context->reader, SCHEMA_PLACE_WORD, bare, &counts[1], error);
    *releases = counts[0] > counts[1] ? counts[0] : counts[1];
    return status;
}

static respell_counter counter_of(enum name_kind kind)
{
    static const respell_counter counters[] = {[NAME_PERSON] = count_person,
                                               [NAME_ORGANISATION] = count_organisation,
                                               [NAME_PLACE] = count_place,
                                               [NAME_ROLE] = count_role};
    return counters[kind];
}

fund_status name_count_word(const struct name_context *context, enum name_kind kind,
                            const struct query_word *word, uint32_t *releases,
                            struct fund_error *error)
{
    return counter_of(kind)(context, word, releases, error);
}

static fund_status find_forms(const struct name_context *context, const struct query_word *asked,
                              enum name_kind kind, struct name_word *word, struct fund_error *error)
{
    word->surface = asked->surface;
    if (kind == NAME_ORGANISATION)
        return add_form(context, word, SCHEMA_ORGANISATION_WORD, asked->stem, error);
    if (kind == NAME_ROLE)
        return add_form(context, word, SCHEMA_PERSON_ROLE, asked->stem, error);
    const char *prefix = kind == NAME_PERSON ? SCHEMA_PERSON_WORD : SCHEMA_PLACE_WORD;
    struct slice bare = name_without_genitive(asked->folded);
    fund_status status = try_form(context, word, prefix, asked->folded, error);
    if (status == FUND_OK && bare.size < asked->folded.size)
        status = try_form(context, word, prefix, bare, error);
    if (status == FUND_OK && kind == NAME_PERSON)
        status = try_form(context, word, SCHEMA_PERSON_ROLE, asked->stem, error);
    return status;
}

/* Whether the word says nothing beside others: a title, or "der" in an organisation's name. */
static bool is_idle(const struct query_word *word, enum name_kind kind)
{
    return kind == NAME_PERSON ? name_is_title(word->folded) : word->is_stop;
}

/* The words to find: without idle ones, as long as others remain. */
static void drop_idle(struct query_words *words, enum name_kind kind)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++)
        kept += !is_idle(&words->items[i], kind);
    if (kept == 0)
        return;
    kept = 0;
    for (size_t i = 0; i < words->count; i++)
        if (!is_idle(&words->items[i], kind))
            words->items[kept++] = words->items[i];
    words->count = kept;
}

static fund_status respell_words(const struct name_context *context, enum name_kind kind,
                                 struct query_words *words, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < words->count && i < RESPELLED_WORDS_MAX && status == FUND_OK; i++) {
        struct query_word *word = &words->items[i];
        bool is_short = kind == NAME_PERSON && words->count > 1 && name_is_initial(word->folded);
        if (!is_short)
            status = respell_word(context, counter_of(kind), word, error);
    }
    return status;
}

/* Leaves out the initials by which the name would have too many combinations of forms. */
static void drop_wide_initials(struct name_asked *name)
{
    size_t combinations = 1, kept = 0;
    for (size_t i = 0; i < name->word_count; i++)
        if (!name->words[i].is_initial && name->words[i].form_count > 0)
            combinations *= name->words[i].form_count <= NAME_COMBINATIONS_MAX / combinations
                                ? name->words[i].form_count
                                : 1;
    for (size_t i = 0; i < name->word_count; i++) {
        const struct name_word *word = &name->words[i];
        if (word->is_initial && word->form_count > NAME_COMBINATIONS_MAX / combinations)
            continue;
        if (word->is_initial)
            combinations *= word->form_count;
        name->words[kept++] = *word;
    }
    name->word_count = kept;
}

static fund_status find_words(const struct name_context *context, const struct query_words *words,
                              struct name_asked *name, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < words->count && status == FUND_OK; i++) {
        const struct query_word *asked = &words->items[i];
        struct name_word *word = &name->words[name->word_count];
        word->surface = asked->surface;
        word->is_initial =
            name->kind == NAME_PERSON && words->count > 1 && name_is_initial(asked->folded);
        status = word->is_initial ? add_initial(context, asked->folded, word, error)
                                  : find_forms(context, asked, name->kind, word, error);
        /* an initial of too many names, or of none that is written out, does not decide */
        if (!word->is_initial || word->form_count > 0)
            name->word_count++;
    }
    drop_wide_initials(name);
    return status;
}

/* Whether two words in a row are somebody's name with a hyphen. */
static fund_status find_double_surname(const struct name_context *context,
                                       const struct query_words *words, bool *is_double,
                                       struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i + 1 < words->count && !*is_double && status == FUND_OK; i++) {
        struct slice first = words->items[i].folded, second = words->items[i + 1].folded;
        struct slice pair[] = {first, SLICE("-"), second};
        struct buffer joined = buffer_init(SIZE_MAX / 2);
        uint32_t releases = 0;
        for (size_t j = 0; j < 3 && status == FUND_OK; j++)
            status = buffer_append(&joined, pair[j], error);
        if (status == FUND_OK)
            status = build_term_frequency(context->reader, SCHEMA_PERSON_WORD,
                                          buffer_slice(&joined), &releases, error);
        *is_double = releases > 0;
        buffer_finish(&joined);
    }
    return status;
}

static fund_status read_plain(const struct name_context *context, struct slice value,
                              enum name_kind kind, struct query_words *words,
                              struct name_asked *asked, struct fund_error *error)
{
    fund_status status = words_read(context->cursor, value, context->arena, words, error);
    if (status != FUND_OK)
        return status;
    drop_idle(words, kind);
    if (words->count > SCHEMA_ENTITY_WORDS_MAX) /* before each of them is looked up */
        return error_set(error, FUND_LIMIT, "a name has %zu words; at most %d can be asked for",
                         words->count, SCHEMA_ENTITY_WORDS_MAX);
    status = respell_words(context, kind, words, error);
    if (status != FUND_OK)
        return status;
    *asked = (struct name_asked){.kind = kind, .is_blank = words->count == 0};
    asked->words = arena_array(context->arena, words->count, sizeof(*asked->words));
    if (asked->words == NULL)
        return error_no_memory(error);
    if (kind == NAME_PERSON)
        status = find_double_surname(context, words, &asked->has_double_surname, error);
    return status == FUND_OK ? find_words(context, words, asked, error) : status;
}

/* ---- links ---------------------------------------------------------------------------------- */

static enum alias_kind alias_kind_of(enum name_kind kind)
{
    if (kind == NAME_PLACE)
        return ALIAS_PLACE;
    return kind == NAME_ORGANISATION ? ALIAS_ORGANISATION : ALIAS_PERSON;
}

static fund_status find_links(const struct name_context *context, struct slice value,
                              const struct query_words *words, struct name_asked *asked,
                              struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    bool is_split = asked->years.first != 0 || asked->years.last != 0;
    if (asked->kind == NAME_PERSON && (words->count > 1 || is_split))
        return name_link_persons(context, words->items, words->count, asked->years, &asked->links,
                                 error);
    if (asked->kind != NAME_ORGANISATION)
        return FUND_OK;
    fund_status status = keys_organisation(context->cursor, value, &key, error);
    struct slice copy = arena_copy(context->arena, keys_slice(&key));
    if (copy.data == NULL)
        return error_no_memory(error);
    if (status == FUND_OK && key.size > 0)
        status = name_link_organisation(context, copy, value, &asked->links, error);
    return status;
}

/* The other names that the alias file has for it. */
static fund_status read_others(const struct name_context *context, struct slice value,
                               struct name_asked *asked, struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    if (context->aliases == NULL || asked->kind == NAME_ROLE || asked->kind == NAME_ORGANISATION)
        return FUND_OK;
    enum alias_kind kind = alias_kind_of(asked->kind);
    fund_status status = aliases_key(context->cursor, kind, value, &key, error);
    const struct alias_group *group = aliases_group(context->aliases, kind, keys_slice(&key));
    if (status != FUND_OK || group == NULL)
        return status;
    struct name_asked *others = arena_array(context->arena, group->count, sizeof(*others));
    if (others == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < group->count && status == FUND_OK; i++) {
        struct query_words words = {NULL, 0, 0};
        status = read_plain(context, group->names[i].text, asked->kind, &words, &others[i], error);
        if (status == FUND_OK)
            status = find_links(context, group->names[i].text, &words, &others[i], error);
    }
    asked->others = others;
    asked->other_count = group->count;
    return status;
}

/* "Peter Müller (2005–2012)", as lists show one of several persons: takes the years away. */
static struct slice take_years(struct slice value, struct alias_span *years)
{
    struct slice text = slice_trim(value);
    size_t open = slice_find(text, SLICE("("));
    if (open == text.size || !slice_ends_with(text, SLICE(")")))
        return value;
    struct slice inner = slice_trim(slice_part(text, open + 1, text.size - 1));
    size_t dash = slice_find(inner, SLICE("–")), size = strlen("–");
    if (dash == inner.size) {
        dash = slice_find(inner, SLICE(".."));
        size = 2;
    }
    struct slice first = slice_trim(slice_part(inner, 0, dash)), last = first;
    if (dash < inner.size)
        last = slice_trim(slice_part(inner, dash + size, inner.size));
    struct alias_span span;
    if (inner.size < 4 || !aliases_read_year(first, 0, &span.first) ||
        !aliases_read_year(last, INT_MAX, &span.last))
        return value;
    *years = span;
    return slice_part(text, 0, open);
}

fund_status name_read(const struct name_context *context, struct slice value, enum name_kind kind,
                      struct name_asked *asked, struct fund_error *error)
{
    struct query_words words = {NULL, 0, 0};
    struct name_asked name = {.kind = kind};
    struct alias_span years = {0, 0};
    if (kind == NAME_PERSON)
        value = take_years(value, &years);
    fund_status status = read_plain(context, value, kind, &words, &name, error);
    name.years = years;
    if (status == FUND_OK)
        status = find_links(context, value, &words, &name, error);
    if (status == FUND_OK)
        status = read_others(context, value, &name, error);
    if (status == FUND_OK)
        *asked = name;
    return status;
}
