/*
 * Second opinion of the rules, marks that open and close, evidence by word.
 */
#include "indexer/names/context.h"

#include "indexer/names/aliases.h"
#include "indexer/names/organisations.h"
#include "indexer/names/persons.h"
#include "indexer/names/places.h"

#include <stdlib.h>

/* Tokens that a quotation or a bracket may have. */
#define ENCLOSED_MAX 12

/* Bytes of the longest article or direction. */
#define SMALL_WORD_MAX 5

static const char *const openings[] = {"„", "»", "‚", NULL};
static const char *const closings[] = {"“", "”", "«", "‘", "\"", NULL};

/* ---- the rules' labels ---------------------------------------------------------------------- */

static void label(struct tokens *tokens, const struct spans *spans, enum label begin)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->items[i];
        for (size_t at = span->first; at < span->end; at++)
            tokens->items[at].rule = (uint8_t)(begin + 1);
        tokens->items[span->first].rule = (uint8_t)begin;
        tokens->items[span->end - 1].rule = (uint8_t)(begin + 2);
        if (span->end - span->first == 1)
            tokens->items[span->first].rule = (uint8_t)(begin + 3);
    }
}

static fund_status apply_rules(struct tokens *tokens, struct fund_error *error)
{
    struct spans persons = {.items = NULL}, organisations = {.items = NULL};
    fund_status status = organisations_find(tokens, &organisations, error);
    if (status == FUND_OK)
        status = persons_find(tokens, &persons, error);
    if (status == FUND_OK)
        status = aliases_find(tokens, &organisations, error);
    if (status == FUND_OK)
        status = persons_propagate(tokens, &persons, error);
    label(tokens, &persons, LABEL_PERSON);
    label(tokens, &organisations, LABEL_ORGANISATION);
    for (size_t i = 0; i < tokens->count; i++)
        tokens->items[i].shape &= ~(uint32_t)TOKEN_TAKEN;
    spans_finish(&persons);
    spans_finish(&organisations);
    return status;
}

/* ---- quotation marks and brackets ----------------------------------------------------------- */

static size_t find_close(const struct tokens *tokens, size_t at, const char *const *close)
{
    for (size_t i = at + 1; i < at + ENCLOSED_MAX; i++)
        if (tokens_is_any(tokens, tokens_next(tokens, i), close))
            return i;
    return at;
}

static void find_enclosed(struct tokens *tokens)
{
    static const char *const brackets[] = {")", NULL};
    for (size_t at = 0; at < tokens->count; at++) {
        if (!token_is(&tokens->items[at], TOKEN_PUNCTUATION))
            continue;
        bool is_quote = tokens_is_any(tokens, &tokens->items[at], openings);
        bool is_straight =
            tokens_is(tokens, &tokens->items[at], "\"") && !tokens->items[at].is_quoted;
        bool is_bracket = tokens_is(tokens, &tokens->items[at], "(");
        if (!is_quote && !is_straight && !is_bracket)
            continue;
        size_t end = find_close(tokens, at, is_bracket ? brackets : closings);
        for (size_t i = at; i <= end && end > at; i++) {
            tokens->items[i].is_quoted |= !is_bracket;
            tokens->items[i].is_bracketed |= is_bracket;
        }
    }
}

/* ---- evidence ------------------------------------------------------------------------------- */

static uint16_t evidence_before(const struct tokens *tokens, size_t at)
{
    const struct token *before = tokens_before(tokens, at);
    uint16_t evidence = 0;
    bool is_capital = token_is(before, TOKEN_CAPITAL);
    if (is_capital && token_has(before, WORD_FIRST_NAME))
        evidence |= EVIDENCE_FIRST_NAME;
    if (token_has(before, WORD_TITLE | WORD_DEGREE))
        evidence |= EVIDENCE_TITLE;
    if (is_capital && token_has(before, WORD_ROLE))
        evidence |= EVIDENCE_ROLE;
    if (before->end - before->start > SMALL_WORD_MAX)
        return evidence;
    if (token_is_small(before, SMALL_ARTICLE))
        evidence |= EVIDENCE_ARTICLE;
    if (token_is_small(before, SMALL_DIRECTION))
        evidence |= EVIDENCE_PLACE;
    if (tokens_is(tokens, before, "(") && tokens_is(tokens, tokens_next(tokens, at + 1), ")"))
        evidence |= EVIDENCE_BRACKETS;
    return evidence;
}

static uint16_t evidence_of(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at], *next = tokens_next(tokens, at + 1);
    if (!token_is(token, TOKEN_CAPITAL))
        return EVIDENCE_LOWER;
    uint16_t evidence = evidence_before(tokens, at);
    if (attachments_legal(tokens, at + 1) > 0)
        evidence |= EVIDENCE_LEGAL;
    if (token_is(next, TOKEN_CAPITAL) && token_has(next, WORD_STREET))
        evidence |= EVIDENCE_STREET;
    if (token->rule == LABEL_PERSON_END || token->rule == LABEL_PERSON_SINGLE)
        evidence |= EVIDENCE_SURNAME;
    if (token->rule != LABEL_OUTSIDE)
        evidence |= token->rule < LABEL_ORGANISATION ? EVIDENCE_PERSON : EVIDENCE_ORGANISATION;
    return evidence;
}

/* What is known of a group's words so far. */
struct evidence_slot {
    uint64_t group; /* with the lowest bit set; 0: free */
    uint16_t evidence;
    bool was_capital;
};

/* The groups of one release: open addressing with linear probing. */
struct evidence_table {
    struct evidence_slot *slots;
    uint32_t mask;
};

/* The group's slot, which it gets where it has none. */
static struct evidence_slot *slot_of(const struct evidence_table *table, uint64_t group)
{
    uint32_t at = (uint32_t)(group >> 32) & table->mask;
    for (group |= 1; table->slots[at].group != 0; at = (at + 1) & table->mask)
        if (table->slots[at].group == group)
            return &table->slots[at];
    table->slots[at].group = group;
    return &table->slots[at];
}

static struct evidence_slot *slot_at(const struct evidence_table *table,
                                     const struct tokens *tokens, size_t at)
{
    return slot_of(table, tokens_type(tokens, at)->group);
}

static fund_status find_evidence(struct tokens *tokens, struct fund_error *error)
{
    /* No more groups than tokens, nor than words; twice as many slots. */
    size_t most = tokens->count < tokens->type_count ? tokens->count : tokens->type_count;
    size_t slot_count = 64;
    while (slot_count < 2 * most)
        slot_count *= 2;
    struct evidence_table table = {calloc(slot_count, sizeof(*table.slots)),
                                   (uint32_t)(slot_count - 1)};
    if (table.slots == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < tokens->count; i++) {
        if (!token_is(&tokens->items[i], TOKEN_WORD))
            continue;
        struct evidence_slot *slot = slot_at(&table, tokens, i);
        if (token_is(&tokens->items[i], TOKEN_CAPITAL)) {
            slot->evidence |= slot->was_capital ? EVIDENCE_REPEATED : 0;
            slot->was_capital = true;
        }
        slot->evidence |= evidence_of(tokens, i);
    }
    for (size_t i = 0; i < tokens->count; i++)
        if (token_is(&tokens->items[i], TOKEN_CAPITAL))
            tokens->items[i].evidence = slot_at(&table, tokens, i)->evidence;
    free(table.slots);
    return FUND_OK;
}

fund_status context_find(const struct lists *lists, struct tokens *tokens, struct fund_error *error)
{
    fund_status status = places_mark(lists, tokens, error);
    if (status == FUND_OK)
        status = apply_rules(tokens, error);
    if (status != FUND_OK)
        return status;
    find_enclosed(tokens);
    return find_evidence(tokens, error);
}
