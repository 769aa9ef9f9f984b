/*
 * Completions for a search box: what is typed, looked up in the archive's table, and the query that
 * each completion makes.
 */
#include "core/base/utf8.h"
#include "query/lib/base/options.h"
#include "query/lib/completion/choose.h"
#include "query/lib/completion/source.h"
#include "query/lib/completion/text.h"
#include "query/lib/parse/tokens.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define ARENA_MAX  ((size_t)1 << 28)
#define BUFFER_MAX ((size_t)1 << 20)
/* When a table of an older commit is replaced (base/shared.h). */
#define PAUSE_MS    30000
#define PAUSE_TIMES 50

struct fund_completions {
    struct arena arena;
    struct fund_completion *items;
    size_t count;
};

struct call {
    struct slice text;
    const struct completion_typed *typed; /* what the text is */
    unsigned kinds;
    size_t limit;
    bool is_urgent;
    fund_completions *completions;
};

/* Names of the fields in queries. */
static const char *const field_names[COMPLETION_KINDS] = {
    [COMPLETION_PERSON] = "person:",
    [COMPLETION_ORGANISATION] = "org:",
    [COMPLETION_PLACE] = "ort:",
};

static const enum fund_completion_kind public_kinds[COMPLETION_KINDS] = {
    [COMPLETION_WORD] = FUND_COMPLETE_WORDS,
    [COMPLETION_PERSON] = FUND_COMPLETE_PERSONS,
    [COMPLETION_ORGANISATION] = FUND_COMPLETE_ORGANISATIONS,
    [COMPLETION_PLACE] = FUND_COMPLETE_PLACES,
    [COMPLETION_TITLE] = FUND_COMPLETE_TITLES,
};

/* ---- the query ------------------------------------------------------------------------------ */

/* Whether the query language takes the text for what it is without quotes. */
static bool is_plain(struct slice text)
{
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(text, at, text.size), &c);
        bool is_hyphen = c == '-' && at > 0;
        if (size == 0 || (!completion_is_letter(c) && !is_hyphen))
            return false;
    }
    return !tokens_is_operator(text);
}

/* A quoted text: the quote itself cannot stand in it, and words are found without signs. */
static fund_status append_quoted(struct buffer *out, struct slice text, struct fund_error *error)
{
    fund_status status = buffer_append_byte(out, '"', error);
    for (size_t i = 0; i < text.size && status == FUND_OK; i++)
        status = buffer_append_byte(out, text.data[i] == '"' ? ' ' : text.data[i], error);
    return status == FUND_OK ? buffer_append_byte(out, '"', error) : status;
}

static fund_status append_value(struct buffer *out, const struct completion_candidate *item,
                                struct fund_error *error)
{
    const char *field = field_names[item->kind];
    fund_status status = FUND_OK;
    if (field != NULL)
        status = buffer_append(out, slice_from(field), error);
    if (status != FUND_OK)
        return status;
    if (item->kind != COMPLETION_TITLE && is_plain(item->text))
        return buffer_append(out, item->text, error);
    return append_quoted(out, item->text, error);
}

/* The word in the place of the last one, in its quotes or alone. */
static fund_status append_word(struct buffer *out, const struct completion_typed *typed,
                               const struct completion_candidate *item, struct fund_error *error)
{
    fund_status status = buffer_append(out, slice_part(typed->text, 0, typed->word_start), error);
    if (status != FUND_OK)
        return status;
    if (typed->closing == NULL)
        return append_value(out, item, error);
    status = buffer_append(out, item->text, error);
    return status == FUND_OK ? buffer_append(out, slice_from(typed->closing), error) : status;
}

static fund_status write_query(const struct completion_typed *typed,
                               const struct completion_candidate *item, struct arena *arena,
                               const char **query, struct fund_error *error)
{
    struct buffer out = buffer_init(BUFFER_MAX);
    fund_status status = FUND_OK;
    if (item->run == NULL) {
        status = append_word(&out, typed, item, error);
    } else {
        status = buffer_append(&out, slice_part(typed->text, 0, item->run->start), error);
        if (status == FUND_OK && typed->is_excluded)
            status = buffer_append_byte(&out, '-', error);
        if (status == FUND_OK)
            status = append_value(&out, item, error);
    }
    if (status == FUND_OK && !view_string(arena, buffer_slice(&out), query))
        status = error_no_memory(error);
    buffer_finish(&out);
    return status;
}

/* ---- filling -------------------------------------------------------------------------------- */

/* Nothing of the text matches where another name was found. */
static fund_status find_match(const struct completion_candidate *item, struct fund_range *match,
                              struct fund_error *error)
{
    const struct completion_found *found = &item->found;
    bool is_word = item->kind == COMPLETION_WORD && item->run == NULL;
    *match = (struct fund_range){0, 0};
    if (found->is_by_detail)
        return FUND_OK;
    size_t matched = found->matched;
    if (matched > 0 && found->key.data[matched - 1] == ' ')
        matched--;
    return completion_match(item->text, is_word, is_word ? 0 : found->key_offset, matched,
                            &match->start, &match->end, error);
}

static fund_status fill(const struct completion_typed *typed,
                        const struct completion_candidate *item, struct arena *arena,
                        struct fund_completion *out, struct fund_error *error)
{
    out->kind = public_kinds[item->kind];
    out->count = item->count;
    if (!view_string(arena, item->text, &out->text) ||
        !view_optional_string(arena, item->found.detail, &out->detail))
        return error_no_memory(error);
    fund_status status = find_match(item, &out->match, error);
    return status == FUND_OK ? write_query(typed, item, arena, &out->query, error) : status;
}

static fund_status look_up(struct session *session, const struct call *call,
                           const struct completion_table *table, fund_completions *completions,
                           struct fund_error *error)
{
    struct arena scratch = arena_init(ARENA_MAX);
    struct completion_chosen *chosen = arena_allocate(&scratch, sizeof(*chosen));
    fund_status status = chosen != NULL ? FUND_OK : error_no_memory(error);
    if (status == FUND_OK)
        status = completion_choose(session, table, call->typed, call->kinds, call->limit, &scratch,
                                   chosen, error);
    if (status == FUND_OK) {
        completions->items =
            arena_array(&completions->arena, chosen->count, sizeof(*completions->items));
        if (completions->items == NULL)
            status = error_no_memory(error);
    }
    for (size_t i = 0; status == FUND_OK && i < chosen->count; i++) {
        status = fill(call->typed, &chosen->items[i], &completions->arena, &completions->items[i],
                      error);
        completions->count = i + 1;
    }
    arena_finish(&scratch);
    return status;
}

/* ---- calls ---------------------------------------------------------------------------------- */

static fund_status make_table(void *session, void **table, struct fund_error *error)
{
    struct completion_table *made = NULL;
    fund_status status = completion_read(session, NULL, &made, error);
    if (status == FUND_OK)
        *table = made;
    return status;
}

static void destroy_table(void *table)
{
    completion_table_destroy(table);
}

static const struct shared_kind table_kind = {
    .make = make_table, .destroy = destroy_table, .pause_ms = PAUSE_MS, .pause_times = PAUSE_TIMES};

static fund_status complete_with(struct session *session, struct call *call,
                                 const struct completion_table *table, struct fund_error *error)
{
    fund_completions *completions = calloc(1, sizeof(*completions));
    if (completions == NULL)
        return error_no_memory(error);
    completions->arena = arena_init(ARENA_MAX);
    fund_status status = look_up(session, call, table, completions, error);
    if (status == FUND_OK)
        call->completions = completions;
    else
        fund_completions_free(completions);
    return status;
}

/* With a table of what this text needs, which nobody else has. */
static fund_status complete_alone(struct session *session, struct call *call,
                                  struct fund_error *error)
{
    struct completion_table *table = NULL;
    struct arena arena = arena_init(ARENA_MAX);
    struct completion_need need;
    fund_status status = completion_need_of(call->typed, call->kinds, &arena, &need, error);
    if (status == FUND_OK)
        status = completion_read(session, &need, &table, error);
    if (status == FUND_OK)
        status = complete_with(session, call, table, error);
    completion_table_destroy(table);
    arena_finish(&arena);
    return status;
}

static fund_status complete_shared(struct session *session, struct call *call,
                                   struct fund_error *error)
{
    struct shared_place *place = session_completions(session);
    struct shared_thing *table = NULL;
    struct shared_wish wish = {.is_full = true, .may_be_older = !call->is_urgent};
    bool is_shared = false; /* where no commits are told apart, an older one will do for ever */
    fund_status status = session_state(session, &wish.state, &is_shared, error);
    if (status == FUND_OK)
        status = shared_take(place, &table_kind, wish, session, &table, error);
    if (status == FUND_OK && !call->is_urgent)
        status = complete_with(session, call, shared_get(table), error);
    shared_leave(place, table);
    return status;
}

/* A program that completes one text need not read all that the next one may want. */
static fund_status complete(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    struct arena scratch = arena_init(ARENA_MAX);
    struct completion_typed typed;
    fund_status status = completion_typed_read(call->text, &scratch, &typed, error);
    call->typed = &typed;
    if (status == FUND_OK && !call->is_urgent && shared_is_first(session_completions(session)))
        status = complete_alone(session, call, error);
    else if (status == FUND_OK)
        status = complete_shared(session, call, error);
    arena_finish(&scratch);
    return status;
}

static fund_status read_options(const struct fund_complete_options *given,
                                struct fund_complete_options *options, struct fund_error *error)
{
    *options = (struct fund_complete_options)FUND_COMPLETE_OPTIONS_INIT;
    fund_status status = options_copy(given, options, sizeof(*options), "fund_complete_options",
                                      "FUND_COMPLETE_OPTIONS_INIT", error);
    if (status != FUND_OK)
        return status;
    if (options->kinds == 0 || (options->kinds & ~(unsigned)FUND_COMPLETE_ALL) != 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "%u are no kinds of completions",
                         options->kinds);
    if (options->limit > FUND_COMPLETIONS_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "limit is %u; at most %d are returned",
                         options->limit, FUND_COMPLETIONS_MAX);
    return FUND_OK;
}

static unsigned inner_kinds(unsigned kinds)
{
    unsigned inner = 0;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++)
        if ((kinds & public_kinds[kind]) != 0)
            inner |= 1u << kind;
    return inner;
}

fund_status fund_archive_complete(fund_archive *archive, const char *text,
                                  const struct fund_complete_options *options,
                                  fund_completions **completions, struct fund_error *error)
{
    if (archive == NULL || completions == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_complete: archive or completions is NULL");
    struct fund_complete_options read;
    struct call call = {.is_urgent = false};
    fund_status status = read_options(options, &read, error);
    if (status == FUND_OK)
        status = options_string(text != NULL ? text : "", "the text", &call.text, error);
    if (status != FUND_OK)
        return status;
    call.kinds = inner_kinds(read.kinds);
    call.limit = read.limit;
    status = session_run(archive, complete, &call, error);
    if (status == FUND_OK)
        *completions = call.completions;
    return status;
}

fund_status fund_archive_prepare_completion(fund_archive *archive, struct fund_error *error)
{
    if (archive == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_prepare_completion: archive is NULL");
    struct call call = {.is_urgent = true};
    return session_run(archive, complete, &call, error);
}

size_t fund_completions_count(const fund_completions *completions)
{
    return completions != NULL ? completions->count : 0;
}

const struct fund_completion *fund_completions_item(const fund_completions *completions,
                                                    size_t index)
{
    return completions != NULL && index < completions->count ? &completions->items[index] : NULL;
}

void fund_completions_free(fund_completions *completions)
{
    if (completions == NULL)
        return;
    arena_finish(&completions->arena);
    free(completions);
}
