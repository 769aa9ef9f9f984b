/*
 * The analyser on its own: text in, tokens with their terms out. No archive is needed, but one may
 * lend its decisions on compounds.
 */
#include "query/include/fundstelle.h"

#include "core/base/arena.h"
#include "core/text/text.h"
#include "query/lib/base/session.h"

#include <stdlib.h>

/* A text of FUND_ANALYSIS_MAX bytes that is all one-letter words takes a tenth of it. */
#define ARENA_MAX ((size_t)1 << 32)

struct fund_analyser {
    struct text_analyser *tables;
    struct text_cursor *cursor;
};

struct fund_analysis {
    struct arena arena;
    struct fund_token *tokens;
    size_t count, capacity;
};

/* ---- the analyser --------------------------------------------------------------------------- */

static fund_status load_tables(struct session *session, void *context, struct fund_error *error)
{
    struct text_analyser **tables = context;
    return text_analyser_create_with(session_compounds(session), "the archive's compounds", tables,
                                     error);
}

static fund_status create(fund_archive *archive, fund_analyser **out, struct fund_error *error)
{
    fund_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    fund_status status = archive != NULL
                             ? session_run(archive, load_tables, &analyser->tables, error)
                             : text_analyser_create(&analyser->tables, error);
    if (status == FUND_OK)
        status = text_cursor_create(analyser->tables, &analyser->cursor, error);
    if (status != FUND_OK) {
        fund_analyser_close(analyser);
        return status;
    }
    *out = analyser;
    return FUND_OK;
}

fund_status fund_analyser_open(fund_analyser **analyser, struct fund_error *error)
{
    if (analyser == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_analyser_open: analyser is NULL");
    return create(NULL, analyser, error);
}

fund_status fund_archive_analyser(fund_archive *archive, fund_analyser **analyser,
                                  struct fund_error *error)
{
    if (archive == NULL || analyser == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_analyser: archive or analyser is NULL");
    return create(archive, analyser, error);
}

void fund_analyser_close(fund_analyser *analyser)
{
    if (analyser == NULL)
        return;
    text_cursor_destroy(analyser->cursor);
    text_analyser_destroy(analyser->tables);
    free(analyser);
}

/* ---- one text ------------------------------------------------------------------------------- */

static bool copy_terms(struct arena *arena, const struct text_token *token, struct fund_term *terms)
{
    for (size_t i = 0; i < token->term_count + token->inner_count; i++) {
        const struct text_term *term =
            i < token->term_count ? &token->terms[i] : &token->inner[i - token->term_count];
        /* most words are their own only part */
        bool is_same = i > 0 && slice_equal(term->stem, token->terms[0].stem);
        const char *stem = is_same ? terms[0].stem : arena_copy(arena, term->stem).data;
        if (stem == NULL)
            return false;
        terms[i] = (struct fund_term){
            .kind = term->kind == TEXT_WORD ? FUND_TERM_WHOLE : FUND_TERM_PART,
            .stem = stem,
            .position = term->position,
            .range = {term->start, term->end},
        };
    }
    return true;
}

static fund_status add_token(fund_analysis *analysis, const struct text_token *token,
                             struct fund_error *error)
{
    struct arena *arena = &analysis->arena;
    void *items = analysis->tokens;
    if (!arena_grow(arena, &items, analysis->count, &analysis->capacity, sizeof(struct fund_token)))
        return error_no_memory(error);
    analysis->tokens = items;
    struct fund_term *terms =
        arena_array(arena, token->term_count + token->inner_count, sizeof(*terms));
    struct slice folded = arena_copy(arena, token->folded);
    if (terms == NULL || folded.data == NULL || !copy_terms(arena, token, terms))
        return error_no_memory(error);
    analysis->tokens[analysis->count++] = (struct fund_token){
        .range = {token->start, token->end},
        .folded = folded.data,
        .terms = terms,
        .whole_count = token->word_count,
        .term_count = token->term_count,
        .inner = terms + token->term_count,
        .inner_count = token->inner_count,
    };
    return FUND_OK;
}

static fund_status read_tokens(struct text_cursor *cursor, struct slice text,
                               fund_analysis *analysis, struct fund_error *error)
{
    fund_status status = text_cursor_start(cursor, text, 1, error);
    struct text_token token;
    while (status == FUND_OK && text_cursor_next(cursor, &token))
        status = add_token(analysis, &token, error);
    return status == FUND_OK ? text_cursor_finish(cursor, NULL, error) : status;
}

fund_status fund_analyser_read(fund_analyser *analyser, const char *text, size_t size,
                               fund_analysis **out, struct fund_error *error)
{
    if (analyser == NULL || out == NULL || (text == NULL && size > 0))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_analyser_read: analyser, text or analysis is NULL");
    if (size > FUND_ANALYSIS_MAX)
        return error_set(error, FUND_LIMIT,
                         "the text has %zu bytes; at most %d are analysed at once", size,
                         FUND_ANALYSIS_MAX);
    fund_analysis *analysis = calloc(1, sizeof(*analysis));
    if (analysis == NULL)
        return error_no_memory(error);
    analysis->arena = arena_init(ARENA_MAX);
    fund_status status = read_tokens(analyser->cursor, slice_of(text, size), analysis, error);
    if (status != FUND_OK) {
        fund_analysis_free(analysis);
        return status;
    }
    *out = analysis;
    return FUND_OK;
}

size_t fund_analysis_count(const fund_analysis *analysis)
{
    return analysis != NULL ? analysis->count : 0;
}

const struct fund_token *fund_analysis_token(const fund_analysis *analysis, size_t index)
{
    return analysis != NULL && index < analysis->count ? &analysis->tokens[index] : NULL;
}

void fund_analysis_free(fund_analysis *analysis)
{
    if (analysis == NULL)
        return;
    arena_finish(&analysis->arena);
    free(analysis);
}
