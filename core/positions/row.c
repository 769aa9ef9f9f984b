/*
 * Side by side: the terms that are met are run through an automaton whose state has a bit for each
 * place of the row (Baeza-Yates and Gonnet 1992, A new approach to text searching). In any order:
 * those within the window are kept and counted.
 */
#include "core/positions/row.h"

#include "core/base/dict.h"
#include "core/positions/distinct.h"
#include "core/positions/positions.h"

#include <stdlib.h>

#define WORD_BITS    64u
#define WINDOW_FIRST 64u

/* Pairs of terms that are looked for before the text is walked, which takes as long as two of them. */
#define PAIRS_TRIED 3u

struct row {
    enum row_order order;
    uint32_t window;
    size_t count;        /* terms as they were asked for */
    size_t term_count;   /* different ones */
    size_t word_count;   /* of WORD_BITS bits, of a state */
    uint64_t *hashes;    /* by different term */
    uint32_t *multiples; /* how often it was asked for */
    uint64_t *masks;     /* of each, in word_count words: the bits of its places in the row */
    uint32_t *places;    /* the term of each place */
};

struct row_match {
    const struct row *row;
    uint16_t *terms; /* by number of the text: 1 + term of the row; zeroes between two texts */
    size_t terms_capacity;
    uint32_t *numbers; /* by term of the row */
    /* side by side */
    uint64_t *before, *now; /* states of two positions that follow one another */
    uint64_t position;      /* of now */
    size_t rare_pair; /* place of the first of two terms that were nowhere side by side last */
    /* in any order */
    struct row_met *met; /* those from start are within the window */
    size_t start, end, capacity;
    uint32_t *counts;    /* by term, within the window */
    size_t enough_count; /* terms of which there are as many as were asked for */
};

/* ---- the row -------------------------------------------------------------------------------- */

static fund_status fill(struct row *row, const struct slice *terms, struct dict *known,
                        struct fund_error *error)
{
    for (size_t i = 0; i < row->count; i++) {
        uint32_t term = (uint32_t)row->term_count;
        if (!dict_get(known, terms[i], &term)) {
            fund_status status = dict_put(known, terms[i], term, error);
            if (status != FUND_OK)
                return status;
            row->hashes[row->term_count++] = positions_hash(terms[i]);
        }
        row->places[i] = term;
        row->multiples[term]++;
        row->masks[term * row->word_count + i / WORD_BITS] |= (uint64_t)1 << (i % WORD_BITS);
    }
    return FUND_OK;
}

fund_status row_create(const struct slice *terms, size_t count, enum row_order order,
                       uint32_t window, struct row **row, struct fund_error *error)
{
    if (count > ROW_TERMS_MAX)
        return error_set(error, FUND_LIMIT, "a row of more than %d terms", ROW_TERMS_MAX);
    struct dict *known = NULL;
    fund_status status = FUND_OK;
    struct row *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->order = order;
    created->window = window < count ? (uint32_t)count : window;
    created->count = count;
    created->word_count = count / WORD_BITS + 1;
    created->places = calloc(count + 1, sizeof(*created->places));
    created->hashes = calloc(count + 1, sizeof(*created->hashes));
    created->multiples = calloc(count + 1, sizeof(*created->multiples));
    created->masks = calloc((count + 1) * created->word_count, sizeof(*created->masks));
    if (created->places == NULL || created->hashes == NULL || created->multiples == NULL ||
        created->masks == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        status = dict_create(&known, error);
    if (status == FUND_OK)
        status = fill(created, terms, known, error);
    dict_destroy(known);
    if (status == FUND_OK)
        *row = created;
    else
        row_destroy(created);
    return status;
}

void row_destroy(struct row *row)
{
    if (row == NULL)
        return;
    free(row->places);
    free(row->hashes);
    free(row->multiples);
    free(row->masks);
    free(row);
}

/* ---- side by side --------------------------------------------------------------------------- */

static void go_to(struct row_match *match, uint64_t position)
{
    size_t bytes = match->row->word_count * sizeof(*match->now);
    uint64_t *last = match->now;
    if (position == match->position)
        return;
    if (position > match->position + 1)
        memset(last, 0, bytes); /* nothing goes on behind a gap */
    match->now = match->before;
    match->before = last;
    memset(match->now, 0, bytes);
    match->position = position;
}

static bool meet_side_by_side(struct row_match *match, uint32_t term, uint32_t position)
{
    const struct row *row = match->row;
    const uint64_t *mask = &row->masks[term * row->word_count];
    uint64_t carry = 1;
    go_to(match, position);
    for (size_t i = 0; i < row->word_count; i++) {
        match->now[i] |= (match->before[i] << 1 | carry) & mask[i];
        carry = match->before[i] >> (WORD_BITS - 1);
    }
    size_t last = row->count - 1;
    return (match->now[last / WORD_BITS] >> (last % WORD_BITS) & 1) != 0;
}

/* ---- in any order --------------------------------------------------------------------------- */

static fund_status keep(struct row_match *match, uint32_t term, uint32_t position,
                        struct fund_error *error)
{
    size_t kept = match->end - match->start;
    if (match->end == match->capacity && kept < match->capacity / 2) {
        memmove(match->met, match->met + match->start, kept * sizeof(*match->met));
        match->start = 0;
        match->end = kept;
    }
    if (match->end == match->capacity) {
        size_t capacity = match->capacity == 0 ? WINDOW_FIRST : match->capacity * 2;
        struct row_met *grown = realloc(match->met, capacity * sizeof(*grown));
        if (grown == NULL)
            return error_no_memory(error);
        match->met = grown;
        match->capacity = capacity;
    }
    match->met[match->end++] = (struct row_met){term, position};
    if (++match->counts[term] == match->row->multiples[term])
        match->enough_count++;
    return FUND_OK;
}

static void leave_behind(struct row_match *match, uint32_t position)
{
    while (position - match->met[match->start].position >= match->row->window) {
        uint32_t term = match->met[match->start++].term;
        if (match->counts[term]-- == match->row->multiples[term])
            match->enough_count--;
    }
}

static bool shares_position(const struct row_match *match)
{
    for (size_t i = match->start + 1; i < match->end; i++)
        if (match->met[i].position == match->met[i - 1].position)
            return true;
    return false;
}

static fund_status meet_any(struct row_match *match, uint32_t term, uint32_t position,
                            bool *is_match, struct fund_error *error)
{
    const struct row *row = match->row;
    fund_status status = keep(match, term, position, error);
    if (status != FUND_OK)
        return status;
    leave_behind(match, position);
    if (match->enough_count < row->term_count)
        return FUND_OK;
    if (shares_position(match))
        return distinct_exists(match->met + match->start, match->end - match->start, row->multiples,
                               row->term_count, is_match, error);
    *is_match = true;
    return FUND_OK;
}

/* ---- a text --------------------------------------------------------------------------------- */

fund_status row_match_create(const struct row *row, struct row_match **match,
                             struct fund_error *error)
{
    struct row_match *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->row = row;
    created->numbers = calloc(row->term_count + 1, sizeof(*created->numbers));
    created->counts = calloc(row->term_count + 1, sizeof(*created->counts));
    created->before = calloc(row->word_count, sizeof(*created->before));
    created->now = calloc(row->word_count, sizeof(*created->now));
    if (created->numbers == NULL || created->counts == NULL || created->before == NULL ||
        created->now == NULL) {
        row_match_destroy(created);
        return error_no_memory(error);
    }
    *match = created;
    return FUND_OK;
}

void row_match_destroy(struct row_match *match)
{
    if (match == NULL)
        return;
    free(match->terms);
    free(match->numbers);
    free(match->before);
    free(match->now);
    free(match->met);
    free(match->counts);
    free(match);
}

static fund_status reserve(struct row_match *match, size_t number_count, struct fund_error *error)
{
    if (number_count <= match->terms_capacity)
        return FUND_OK;
    uint16_t *terms = calloc(number_count, sizeof(*terms));
    if (terms == NULL)
        return error_no_memory(error);
    free(match->terms);
    match->terms = terms;
    match->terms_capacity = number_count;
    return FUND_OK;
}

/* How many terms of the row have a number of their own; all, unless the text lacks one. */
static size_t number_terms(struct row_match *match, const struct positions *positions)
{
    const struct row *row = match->row;
    for (size_t i = 0; i < row->term_count; i++) {
        uint32_t number = positions_number(positions, row->hashes[i]);
        if (match->terms[number] != 0)
            return i;
        match->numbers[i] = number;
        match->terms[number] = (uint16_t)(i + 1);
    }
    return row->term_count;
}

static void start(struct row_match *match)
{
    const struct row *row = match->row;
    match->position = 0;
    memset(match->before, 0, row->word_count * sizeof(*match->before));
    memset(match->now, 0, row->word_count * sizeof(*match->now));
    match->start = match->end = match->enough_count = 0;
    memset(match->counts, 0, row->term_count * sizeof(*match->counts));
}

static fund_status walk(struct row_match *match, const struct positions *positions, bool *is_match,
                        struct fund_error *error)
{
    struct positions_walk walk = positions_walk(positions);
    uint32_t number, position;
    bool found = false;
    fund_status status = FUND_OK;
    while (!found && status == FUND_OK &&
           positions_next_wanted(&walk, match->terms, &number, &position)) {
        uint32_t term = match->terms[number];
        if (match->row->order == ROW_SIDE_BY_SIDE)
            found = meet_side_by_side(match, term - 1, position);
        else
            status = meet_any(match, term - 1, position, &found, error);
    }
    if (status == FUND_OK && walk.is_damaged)
        return error_set(error, FUND_CORRUPT, "the positions of a text are damaged");
    if (status == FUND_OK)
        *is_match = found;
    return status;
}

/*
 * False where two terms of the row are nowhere side by side: of most texts no more need be asked.
 * The two that decided it of the last text are asked about first, as parts of a compound follow each
 * other in nearly every text that has them.
 */
static bool may_have_row(struct row_match *match, const struct positions *positions)
{
    const struct row *row = match->row;
    if (row->order != ROW_SIDE_BY_SIDE || row->count < 2)
        return true;
    size_t pairs = row->count - 1;
    for (size_t i = 0; i < pairs && i < PAIRS_TRIED; i++) {
        size_t pair = (match->rare_pair + i) % pairs;
        if (!positions_may_follow(positions, match->numbers[row->places[pair]],
                                  match->numbers[row->places[pair + 1]])) {
            match->rare_pair = pair;
            return false;
        }
    }
    return true;
}

fund_status row_find(struct row_match *match, struct slice value, bool *is_match,
                     struct fund_error *error)
{
    struct positions positions;
    if (!positions_read(value, &positions))
        return error_set(error, FUND_CORRUPT, "the positions of a text cannot be read");
    fund_status status = reserve(match, positions.number_count, error);
    if (status != FUND_OK)
        return status;
    bool found = false;
    size_t numbered = number_terms(match, &positions);
    start(match);
    if (numbered == match->row->term_count && numbered > 0 && may_have_row(match, &positions))
        status = walk(match, &positions, &found, error);
    for (size_t i = 0; i < numbered; i++)
        match->terms[match->numbers[i]] = 0;
    if (status == FUND_OK)
        *is_match = found;
    return status;
}
