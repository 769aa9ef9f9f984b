/*
 * An acronym in brackets stands for the name before it; the first word of a firm for the firm.
 */
#include "indexer/names/aliases.h"

#include "core/base/dict.h"
#include "indexer/names/letters.h"
#include "indexer/names/organisations.h"

/* Shortest first word of a firm that stands for it, in bytes. */
#define SHORT_SIZE_MIN 4

/* ---- finding aliases ------------------------------------------------------------------------- */

/* A known acronym stands for another organisation unless its letters fit: "Fraktion (CDU)". */
static bool is_foreign(const struct tokens *tokens, const struct span *span, size_t acronym)
{
    const struct token *token = tokens_at(tokens, acronym);
    return token_has(token, WORD_ACRONYM) && token_is(token, TOKEN_CAPITALS) &&
           !acronyms_is_short_for(tokens, token, span->first, span->end);
}

/* "Technisches Hilfswerk (THW)", "Lokale Aktionsgruppe (LAG) Hesselberg". */
static void find_in_brackets(const struct tokens *tokens, struct span *span)
{
    for (size_t at = span->first; at <= span->end; at++) {
        size_t count = acronyms_in_brackets(tokens, at);
        bool is_inside = at + count + 1 < span->end;
        if (count > 0 && at > span->first && (is_inside || at == span->end) &&
            !is_foreign(tokens, span, at + 1)) {
            span->alias_first = (uint32_t)at + 1;
            span->alias_end = (uint32_t)(at + 1 + count);
            return;
        }
    }
}

/* "THW (Technisches Hilfswerk)": the name in brackets is the full one. */
static void find_before_brackets(const struct tokens *tokens, const struct span *acronym,
                                 struct span *name)
{
    const struct token *token = tokens_at(tokens, acronym->first);
    bool is_bracketed = acronym->end == acronym->first + 1 && name->first == acronym->end + 1 &&
                        tokens_is(tokens, tokens_next(tokens, acronym->end), "(") &&
                        tokens_is(tokens, tokens_next(tokens, name->end), ")");
    if (is_bracketed && name->alias_end == 0 &&
        acronyms_is_short_for(tokens, token, name->first, name->end)) {
        name->alias_first = acronym->first;
        name->alias_end = acronym->end;
    }
}

/* "Lithor" of "Lithor Batterierecycling GmbH": the word stands for the firm. */
static bool is_distinctive(const struct tokens *tokens, const struct span *span)
{
    const struct token *first = tokens_at(tokens, span->first);
    const struct token *second = tokens_at(tokens, span->first + 1);
    const struct token *last = tokens_at(tokens, span->end - 1);
    bool is_firm = token_has(last, WORD_LEGAL) || tokens_is(tokens, last, "V.");
    uint32_t known = WORD_NO | WORD_NOUN | WORD_STREET | WORD_ROLE | WORD_ORG | WORD_BODY |
                     WORD_FIRM | WORD_CITY | WORD_ADJECTIVE | WORD_FIRST_NAME | WORD_CLUB;
    bool is_alone =
        attachments_legal(tokens, span->first + 1) > 0 && tokens_is(tokens, second, "e.");
    if (is_alone || tokens_is(tokens, second, "-") || tokens_is(tokens, second, "&"))
        return false;
    return is_firm && span->end - span->first > 1 && token_is(first, TOKEN_CAPITAL) &&
           first->end - first->start >= SHORT_SIZE_MIN && first->place == 0 &&
           !token_has(first, known);
}

/* Adds the acronym in brackets, which the list does not have yet. */
static fund_status add_acronym(struct tokens *tokens, struct spans *organisations, size_t index,
                               struct fund_error *error)
{
    struct span span = organisations->items[index];
    if (span.alias_first < span.end)
        return FUND_OK;
    for (size_t at = span.alias_first; at < span.alias_end; at++)
        if (token_is(tokens_at(tokens, at), TOKEN_TAKEN))
            return FUND_OK;
    return spans_add(organisations, tokens, span_of(span.alias_first, span.alias_end), error);
}

static fund_status find_all(struct tokens *tokens, struct spans *organisations,
                            struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t count = organisations->count;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        struct span *span = &organisations->items[i];
        span->alias_first = span->alias_end = 0;
        find_in_brackets(tokens, span);
        if (i > 0)
            find_before_brackets(tokens, span - 1, span);
        span->short_end = is_distinctive(tokens, span) ? span->first + 1 : 0;
        if (span->alias_end > span->alias_first)
            status = add_acronym(tokens, organisations, i, error);
    }
    return status;
}

/* ---- later mentions -------------------------------------------------------------------------- */

static fund_status collect(const struct tokens *tokens, const struct spans *organisations,
                           struct dict *names, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < organisations->count && status == FUND_OK; i++) {
        const struct span *span = &organisations->items[i];
        const struct token *acronym = tokens_at(tokens, span->alias_first);
        if (span->alias_end > span->alias_first)
            status = dict_put(names, tokens_text(tokens, acronym),
                              span->alias_end - span->alias_first, error);
        if (status == FUND_OK && span->short_end > 0)
            status = dict_put(names, tokens_text(tokens, tokens_at(tokens, span->first)), 1, error);
    }
    return status;
}

/* Tokens of the known short name at `at`, or 0. */
static uint32_t known_at(const struct tokens *tokens, const struct dict *names, size_t at)
{
    const struct token *token = tokens_at(tokens, at);
    uint32_t count = 0;
    if (!token_is(token, TOKEN_CAPITAL) || token_is(token, TOKEN_TAKEN) ||
        !dict_get(names, tokens_text(tokens, token), &count))
        return 0;
    for (uint32_t i = 1; i < count; i++)
        if (!token_is(tokens_next(tokens, at + i), TOKEN_CAPITAL) ||
            token_is(tokens_next(tokens, at + i), TOKEN_TAKEN))
            return i;
    return count;
}

fund_status aliases_find(struct tokens *tokens, struct spans *organisations,
                         struct fund_error *error)
{
    struct dict *names = NULL;
    spans_sort(organisations);
    fund_status status = dict_create(&names, error);
    if (status == FUND_OK)
        status = find_all(tokens, organisations, error);
    if (status == FUND_OK)
        status = collect(tokens, organisations, names, error);
    bool has_names = status == FUND_OK && dict_count(names) > 0;
    for (size_t at = 0; has_names && at < tokens->count && status == FUND_OK; at++) {
        struct span span = span_of(at, at + known_at(tokens, names, at));
        if (span.end > span.first && spans_is_short(tokens, &span))
            status = spans_add(organisations, tokens, span, error);
    }
    spans_sort(organisations);
    dict_destroy(names);
    return status;
}
