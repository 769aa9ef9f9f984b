/*
 * Words of persons' names are looked up as they are and without a genitive's s, initials as all
 * names that begin so; a word that is nobody's name may be a role ("Bürgermeister Stegemann").
 */
#include "query/lib/name.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/respell.h"

/* First names that an initial may stand for; with more it is left out. */
#define INITIAL_FORMS_MAX 200
/* Combinations of forms that one name is asked for by. Beyond it initials are left out, and other
 * words take their first form. */
#define COMBINATIONS_MAX 256
/* Words of a name that are looked for without umlauts. */
#define RESPELLED_WORDS_MAX 8

/* Titles and forms of address, folded; they stand in no name. */
static const char *const titles[] = {"herr",      "herrn",       "frau", "dr",  "prof",
                                     "professor", "professorin", "dipl", "ing", "med",
                                     "jur",       "phil",        "hc"};

static bool is_title(struct slice folded)
{
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        if (slice_equal(folded, slice_from(titles[i])))
            return true;
    return false;
}

static bool is_initial(struct slice folded)
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

/* "Stegemanns" and "Anna's" without their ending; the text itself where there is none. */
static struct slice without_genitive(struct slice folded)
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

/* All names that begin with the initial; none at all where they are too many. */
static fund_status add_initial(const struct name_context *context, struct slice folded,
                               struct name_word *word, struct fund_error *error)
{
    char prefix[sizeof(SCHEMA_PERSON_WORD) + 4] = SCHEMA_PERSON_WORD;
    size_t name_at = sizeof(SCHEMA_PERSON_WORD) - 1;
    if (folded.size > 4)
        return FUND_OK;
    memcpy(prefix + name_at, folded.data, folded.size);
    struct store_terms *terms = NULL;
    fund_status status =
        store_terms_all(context->reader, slice_of(prefix, name_at + folded.size), &terms, error);
    bool more = true;
    while (status == FUND_OK && word->form_count <= INITIAL_FORMS_MAX) {
        struct slice term = {NULL, 0};
        uint32_t count = 0;
        status = store_terms_next(terms, &more, &term, &count, error);
        if (status != FUND_OK || !more)
            break;
        struct slice name = slice_part(term, name_at, term.size);
        status = add_form(context, word, SCHEMA_PERSON_WORD, name, error);
    }
    store_terms_destroy(terms);
    if (word->form_count > INITIAL_FORMS_MAX)
        word->form_count = 0;
    return status;
}

static fund_status count_person(const struct name_context *context, const struct query_word *word,
                                uint32_t *releases, struct fund_error *error)
{
    const struct store_reader *reader = context->reader;
    struct slice bare = without_genitive(word->folded);
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

static fund_status find_forms(const struct name_context *context, const struct query_word *asked,
                              bool is_organisation, struct name_word *word,
                              struct fund_error *error)
{
    word->surface = asked->surface;
    if (is_organisation)
        return add_form(context, word, SCHEMA_ORGANISATION_WORD, asked->stem, error);
    struct slice bare = without_genitive(asked->folded);
    fund_status status = try_form(context, word, SCHEMA_PERSON_WORD, asked->folded, error);
    if (status == FUND_OK && bare.size < asked->folded.size)
        status = try_form(context, word, SCHEMA_PERSON_WORD, bare, error);
    if (status == FUND_OK)
        status = try_form(context, word, SCHEMA_PERSON_ROLE, asked->stem, error);
    return status;
}

/* Whether the word says nothing beside others: a title, or "der" in an organisation's name. */
static bool is_idle(const struct query_word *word, bool is_organisation)
{
    return is_organisation ? word->is_stop : is_title(word->folded);
}

/* The words to find: without idle ones, as long as others remain. */
static void drop_idle(struct query_words *words, bool is_organisation)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++)
        kept += !is_idle(&words->items[i], is_organisation);
    if (kept == 0)
        return;
    kept = 0;
    for (size_t i = 0; i < words->count; i++)
        if (!is_idle(&words->items[i], is_organisation))
            words->items[kept++] = words->items[i];
    words->count = kept;
}

static fund_status respell_words(const struct name_context *context, bool is_organisation,
                                 struct query_words *words, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < words->count && i < RESPELLED_WORDS_MAX && status == FUND_OK; i++) {
        struct query_word *word = &words->items[i];
        bool is_short = !is_organisation && words->count > 1 && is_initial(word->folded);
        if (!is_short)
            status = respell_word(context, is_organisation ? count_organisation : count_person,
                                  word, error);
    }
    return status;
}

/* Leaves out the initials by which the name would have too many combinations of forms. */
static void drop_wide_initials(struct name_asked *name)
{
    size_t combinations = 1, kept = 0;
    for (size_t i = 0; i < name->word_count; i++)
        if (!name->words[i].is_initial && name->words[i].form_count > 0)
            combinations *= name->words[i].form_count <= COMBINATIONS_MAX / combinations
                                ? name->words[i].form_count
                                : 1;
    for (size_t i = 0; i < name->word_count; i++) {
        const struct name_word *word = &name->words[i];
        if (word->is_initial && word->form_count > COMBINATIONS_MAX / combinations)
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
        word->is_initial = !name->is_organisation && words->count > 1 && is_initial(asked->folded);
        status = word->is_initial ? add_initial(context, asked->folded, word, error)
                                  : find_forms(context, asked, name->is_organisation, word, error);
        /* an initial of too many names, or of none that is written out, does not decide */
        if (!word->is_initial || word->form_count > 0)
            name->word_count++;
    }
    drop_wide_initials(name);
    return status;
}

fund_status name_read(const struct name_context *context, struct slice value, bool is_organisation,
                      struct name_asked *asked, struct fund_error *error)
{
    struct query_words words = {NULL, 0, 0};
    fund_status status = words_read(context->cursor, value, context->arena, &words, error);
    if (status != FUND_OK)
        return status;
    drop_idle(&words, is_organisation);
    if (words.count > SCHEMA_ENTITY_WORDS_MAX) /* before each of them is looked up */
        return error_set(error, FUND_LIMIT, "a name has %zu words; at most %d can be asked for",
                         words.count, SCHEMA_ENTITY_WORDS_MAX);
    status = respell_words(context, is_organisation, &words, error);
    if (status != FUND_OK)
        return status;
    struct name_asked name = {.is_organisation = is_organisation, .is_blank = words.count == 0};
    name.words = arena_array(context->arena, words.count, sizeof(*name.words));
    if (name.words == NULL)
        return error_no_memory(error);
    status = find_words(context, &words, &name, error);
    if (status == FUND_OK)
        *asked = name;
    return status;
}

/* One choice of a form for each word; false where all of them are roles or a word has none. */
static bool choose(const struct name_asked *asked, const size_t *choice, struct build_word *out)
{
    bool has_name = false;
    for (size_t i = 0; i < asked->word_count; i++) {
        const struct name_form *form = &asked->words[i].forms[choice[i]];
        out[i] = (struct build_word){form->prefix, form->text};
        has_name = has_name || strcmp(form->prefix, SCHEMA_PERSON_ROLE) != 0;
    }
    return has_name;
}

/* Counts the choices up like the figures of a number; false after the last. */
static bool next_choice(const size_t *limits, size_t count, size_t *choice)
{
    for (size_t i = 0; i < count; i++) {
        if (++choice[i] < limits[i])
            return true;
        choice[i] = 0;
    }
    return false;
}

/* How many forms of each word are tried; false where a word has none. */
static bool limit_forms(const struct name_asked *asked, size_t *limits)
{
    size_t combinations = 1;
    for (size_t i = 0; i < asked->word_count; i++) {
        size_t forms = asked->words[i].form_count;
        if (forms == 0)
            return false;
        limits[i] = combinations * forms <= COMBINATIONS_MAX ? forms : 1;
        combinations *= limits[i];
    }
    return true;
}

struct store_query *name_query(struct build *build, const struct name_asked *asked)
{
    size_t limits[SCHEMA_ENTITY_WORDS_MAX] = {0};
    size_t choice[SCHEMA_ENTITY_WORDS_MAX] = {0};
    struct build_word words[SCHEMA_ENTITY_WORDS_MAX];
    struct store_query *found[COMBINATIONS_MAX];
    size_t count = 0;
    if (asked->word_count == 0 || !limit_forms(asked, limits))
        return build_none(build);
    do {
        if (choose(asked, choice, words))
            found[count++] = build_near(build, words, asked->word_count, SCHEMA_ENTITY_WORDS_MAX);
    } while (next_choice(limits, asked->word_count, choice));
    return build_combine(build, STORE_OR, found, count);
}

/* The words of an entity that a form can be compared with. */
struct entity_words {
    struct query_words names, roles;
};

static fund_status read_entity(const struct name_context *context, bool is_organisation,
                               const struct release_entity *entity, struct entity_words *words,
                               struct fund_error *error)
{
    *words = (struct entity_words){{NULL, 0, 0}, {NULL, 0, 0}};
    struct text_cursor *cursor = context->cursor;
    struct arena *arena = context->arena;
    fund_status status = words_read(cursor, entity->name, arena, &words->names, error);
    for (size_t i = 0; is_organisation && i < entity->alias_count && status == FUND_OK; i++)
        status = words_read(cursor, entity->aliases[i], arena, &words->names, error);
    if (status == FUND_OK && !is_organisation)
        status = words_read(cursor, entity->title, arena, &words->roles, error);
    if (status == FUND_OK && !is_organisation)
        status = words_read(cursor, entity->role, arena, &words->roles, error);
    return status;
}

static bool has_stem(const struct query_words *words, struct slice stem)
{
    for (size_t i = 0; i < words->count; i++)
        if (slice_equal(words->items[i].stem, stem))
            return true;
    return false;
}

/* A word of a name, or a part of one with hyphens: "gmelin" in "mueller-gmelin". */
static bool has_name_word(const struct query_words *words, struct slice text)
{
    for (size_t i = 0; i < words->count; i++) {
        struct slice rest = words->items[i].folded;
        bool is_found = slice_equal(rest, text);
        for (size_t at = 0; !is_found && rest.size > 0; rest = slice_part(rest, at, rest.size)) {
            size_t end = slice_find(rest, SLICE("-"));
            is_found = slice_equal(slice_part(rest, 0, end), text);
            at = end < rest.size ? end + 1 : end;
        }
        if (is_found)
            return true;
    }
    return false;
}

static bool has_form(const struct entity_words *words, const struct name_form *form)
{
    if (strcmp(form->prefix, SCHEMA_PERSON_WORD) == 0)
        return has_name_word(&words->names, form->text);
    if (strcmp(form->prefix, SCHEMA_PERSON_ROLE) == 0)
        return has_stem(&words->roles, form->text);
    return has_stem(&words->names, form->text);
}

fund_status name_matches(const struct name_context *context, const struct name_asked *asked,
                         const struct release_entity *entity, bool *matches,
                         struct fund_error *error)
{
    struct entity_words words;
    fund_status status = read_entity(context, asked->is_organisation, entity, &words, error);
    if (status != FUND_OK)
        return status;
    bool has_all = asked->word_count > 0;
    for (size_t i = 0; i < asked->word_count; i++) {
        const struct name_word *word = &asked->words[i];
        bool has_word = false;
        for (size_t j = 0; j < word->form_count && !has_word; j++)
            has_word = has_form(&words, &word->forms[j]);
        has_all = has_all && has_word;
    }
    *matches = has_all;
    return FUND_OK;
}
