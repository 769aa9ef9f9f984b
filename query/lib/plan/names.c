/*
 * The longest run of words at each place that is an organisation's name or alias, or a person's
 * name (with first name, initial or role), as the archive knows them.
 */
#include "query/lib/plan/names.h"

#include "core/schema/schema.h"
#include "query/lib/base/walk.h"

/* Words of a query that are looked at, and of one name. */
#define WORDS_MAX     32
#define RUN_WORDS_MAX 8
/* A single word is a name where at least this share of its releases has it as one: Koch is, Stadt
 * is not, though there may be a Werner Stadt. */
#define SHARE_MIN 0.2

struct finder {
    const struct name_context *context;
    struct plan_part *part;
    struct fund_error *error;
};

/* Lower-case words with a space between two. */
static struct slice join_words(const struct finder *finder, const struct query_word *words,
                               size_t count)
{
    size_t size = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        size += words[i].surface.size + 1;
    char *text = arena_allocate(finder->context->arena, size);
    if (text == NULL)
        return slice_of(NULL, 0);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + at, words[i].surface.data, words[i].surface.size);
        at += words[i].surface.size;
        text[at++] = ' ';
    }
    return slice_of(text, size - 1);
}

static fund_status note(void *data, struct slice text, uint32_t count, struct fund_error *error)
{
    (void)text;
    (void)count;
    (void)error;
    *(bool *)data = true;
    return FUND_OK;
}

/* Whether anything at all goes by this name; most words are no name, and this is quick. */
static fund_status is_known(const struct finder *finder, struct slice key, bool *known)
{
    const struct store_reader *reader = finder->context->reader;
    uint32_t releases = 0;
    *known = aliases_group(finder->context->aliases, ALIAS_ORGANISATION, key) != NULL;
    fund_status status =
        build_term_frequency(reader, SCHEMA_ORGANISATION_KEY, key, &releases, finder->error);
    if (status == FUND_OK && releases == 0 && !*known)
        return walk_fields(reader, SCHEMA_ORGANISATION_ALIAS, key, 1, note, known, finder->error);
    *known = *known || releases > 0;
    return status;
}

/* Which part of the releases with the word has it as a person's name. */
static fund_status find_person_share(const struct finder *finder, const struct query_word *word,
                                     double *share)
{
    uint32_t named = 0, all = 0;
    const struct store_reader *reader = finder->context->reader;
    fund_status status =
        build_term_frequency(reader, SCHEMA_PERSON_WORD, word->folded, &named, finder->error);
    if (status == FUND_OK)
        status = build_term_frequency(reader, SCHEMA_WORD, word->meant, &all, finder->error);
    if (status == FUND_OK)
        *share = all > named ? (double)named / all : 1;
    return status;
}

static fund_status add_count(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    (void)text;
    (void)error;
    *(uint32_t *)data += count;
    return FUND_OK;
}

/* The same for an organisation's name or alias. */
static fund_status find_organisation_share(const struct finder *finder,
                                           const struct query_word *word, struct slice key,
                                           double *share)
{
    uint32_t named = 0, all = 0;
    const struct store_reader *reader = finder->context->reader;
    fund_status status =
        build_term_frequency(reader, SCHEMA_ORGANISATION_KEY, key, &named, finder->error);
    if (status == FUND_OK)
        status = walk_fields(reader, SCHEMA_ORGANISATION_ALIAS, key, ALIASES_NAMES_MAX, add_count,
                             &named, finder->error);
    if (status == FUND_OK)
        status = build_term_frequency(reader, SCHEMA_WORD, word->meant, &all, finder->error);
    if (status == FUND_OK)
        *share = all > named ? (double)named / all : 1;
    return status;
}

/* A query that is a name and nothing else: releases may have its initials alone. */
static bool may_be_unknown(const struct finder *finder, size_t count)
{
    return count == finder->part->words.count && count > 1;
}

static fund_status find_organisation(const struct finder *finder, const struct query_word *words,
                                     size_t count, struct plan_run *run)
{
    struct keys_word row[RUN_WORDS_MAX];
    struct keys_key key = {.size = 0};
    bool known = false;
    for (size_t i = 0; i < count; i++)
        row[i] = (struct keys_word){words[i].folded, words[i].stem};
    keys_of_words(row, count, &key);
    if (key.size == 0)
        return FUND_OK;
    fund_status status = is_known(finder, keys_slice(&key), &known);
    if (status != FUND_OK || (!known && !may_be_unknown(finder, count)))
        return status;
    struct slice copy = arena_copy(finder->context->arena, keys_slice(&key));
    struct slice text = join_words(finder, words, count);
    if (copy.data == NULL || text.data == NULL)
        return error_no_memory(finder->error);
    run->kind = NAME_ORGANISATION;
    run->strength = 1;
    status = name_link_organisation(finder->context, copy, text, &run->links, finder->error);
    if (status == FUND_OK && count == 1)
        status = find_organisation_share(finder, &words[0], copy, &run->strength);
    run->is_alternative = count > 1 || (run->links.clause_count > 1 && run->strength >= SHARE_MIN);
    return status;
}

static fund_status is_person_word(const struct finder *finder, const struct query_word *word,
                                  bool *is_person)
{
    uint32_t releases = 0, bare_releases = 0;
    struct slice bare = name_without_genitive(word->folded);
    *is_person = false;
    if (word->is_stop)
        return FUND_OK;
    const struct store_reader *reader = finder->context->reader;
    fund_status status =
        build_term_frequency(reader, SCHEMA_PERSON_WORD, word->folded, &releases, finder->error);
    if (status == FUND_OK && bare.size < word->folded.size)
        status =
            build_term_frequency(reader, SCHEMA_PERSON_WORD, bare, &bare_releases, finder->error);
    *is_person = releases + bare_releases > 0;
    return status;
}

static fund_status find_person(const struct finder *finder, const struct query_word *words,
                               size_t count, struct plan_run *run)
{
    const struct alias_span any = {0, 0};
    size_t meaningful = 0;
    bool has_person = false;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        bool is_person = false;
        status = is_person_word(finder, &words[i], &is_person);
        has_person = has_person || is_person;
        meaningful += !words[i].is_stop;
    }
    if (status != FUND_OK || !has_person || words[count - 1].is_stop ||
        (count > 1 && meaningful < 2 && !words[0].is_stop))
        return status;
    run->kind = NAME_PERSON;
    run->strength = 1;
    status = name_link_persons(finder->context, words, count, any, &run->links, finder->error);
    run->is_alternative = meaningful > 1;
    if (status == FUND_OK && meaningful == 1)
        status = find_person_share(finder, &words[count - 1], &run->strength);
    return status;
}

static bool has_meaning(const struct query_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!words[i].is_stop)
            return true;
    return false;
}

static bool is_worth_it(const struct plan_run *run)
{
    return run->links.clause_count > 0 && (run->is_alternative || run->strength >= SHARE_MIN);
}

/* The run at a place that has the most words; *size is 1 where there is none. */
static fund_status find_run(const struct finder *finder, size_t at, struct plan_run *out,
                            size_t *size)
{
    const struct query_words *words = &finder->part->words;
    size_t longest = words->count - at;
    fund_status status = FUND_OK;
    *out = (struct plan_run){.strength = 0};
    *size = 1;
    if (longest > RUN_WORDS_MAX)
        longest = RUN_WORDS_MAX;
    for (size_t count = longest; count > 0 && status == FUND_OK; count--) {
        struct plan_run run = {.strength = 0};
        if (!has_meaning(words->items + at, count))
            continue;
        status = find_person(finder, words->items + at, count, &run);
        if (status == FUND_OK && !is_worth_it(&run)) {
            run = (struct plan_run){.strength = 0};
            status = find_organisation(finder, words->items + at, count, &run);
        }
        if (status != FUND_OK || !is_worth_it(&run))
            continue;
        *out = run;
        *size = count;
        break;
    }
    return status;
}

fund_status plan_names_find(const struct name_context *context, struct plan_part *part,
                            size_t *links, struct fund_error *error)
{
    struct finder finder = {context, part, error};
    fund_status status = FUND_OK;
    size_t size = 1;
    if (part->words.count > WORDS_MAX || part->words.count == 0)
        return FUND_OK;
    part->runs = arena_array(context->arena, part->words.count, sizeof(*part->runs));
    if (part->runs == NULL)
        return error_no_memory(error);
    for (size_t at = 0; at < part->words.count && status == FUND_OK; at += size) {
        struct plan_run run;
        status = find_run(&finder, at, &run, &size);
        if (status != FUND_OK || run.links.clause_count == 0 ||
            run.links.clause_count > PLAN_LINKS_MAX - *links)
            continue;
        *links += run.links.clause_count;
        part->runs[part->run_count++] = run;
        for (size_t i = 0; i < size; i++)
            part->words.items[at + i].run = part->run_count;
    }
    return status;
}
