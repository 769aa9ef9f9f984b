/*
 * Walking over a text: tokens get their terms, terms their positions.
 */
#include "core/text/text.h"

#include <stdlib.h>

#include "core/base/utf8.h"
#include "core/text/analyser.h"
#include "core/text/ellipsis.h"
#include "core/text/expand.h"
#include "core/text/scanner.h"
#include "core/text/type_cache.h"

/* Tokens ahead of the one given whose types are on their way: their slots, then themselves. */
#define FETCH_SLOT 6
#define FETCH_WORD 2

enum state {
    STATE_IDLE, /* no text yet */
    STATE_READING,
    STATE_ENDED,
    STATE_FAILED
};

struct text_cursor {
    struct segments segments;
    const struct splitter *splitter;
    struct type_cache *types;
    enum state state;
    struct fund_error failure; /* for STATE_FAILED */
    struct slice text;
    struct scan_token ahead[ELLIPSIS_TOKENS_MAX]; /* found, not yet given */
    uint32_t hashes[ELLIPSIS_TOKENS_MAX];         /* type_hash of each */
    size_t ahead_start, ahead_count;              /* a ring */
    struct ellipsis_front front;
    uint32_t position; /* the next free one */
    struct text_term terms[WORD_TERMS_MAX + WORD_INNER_MAX];
    struct expansion expansion;
};

fund_status text_cursor_create(const struct text_analyser *analyser, struct text_cursor **out,
                               struct fund_error *error)
{
    if (analyser == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "a cursor needs an analyser");
    struct text_cursor *cursor = calloc(1, sizeof(*cursor));
    if (cursor == NULL)
        return error_no_memory(error);
    cursor->splitter = &analyser->splitter;
    cursor->expansion.joined = buffer_init((size_t)2 * TYPE_SIZE_MAX);
    fund_status status = type_cache_create(&analyser->splitter, &cursor->types, error);
    if (status == FUND_OK)
        status = segments_init(&cursor->segments, &analyser->segments, error);
    if (status != FUND_OK) {
        text_cursor_destroy(cursor);
        return status;
    }
    *out = cursor;
    return FUND_OK;
}

void text_cursor_destroy(struct text_cursor *cursor)
{
    if (cursor == NULL)
        return;
    segments_finish(&cursor->segments);
    type_cache_destroy(cursor->types);
    buffer_finish(&cursor->expansion.joined);
    free(cursor);
}

enum text_known text_cursor_knows(const struct text_cursor *cursor, struct slice folded)
{
    struct lexicon_form form;
    if (splitter_find_form(cursor->splitter, folded, &form))
        return TEXT_FORM;
    for (size_t at = 0; at < folded.size;) {
        struct slice rest = slice_part(folded, at, folded.size);
        size_t size = slice_find(rest, SLICE("-"));
        if (!splitter_knows(cursor->splitter, slice_part(rest, 0, size)))
            return TEXT_UNKNOWN;
        at += size + 1;
    }
    return folded.size > 0 ? TEXT_COMPOUND : TEXT_UNKNOWN;
}

fund_status text_cursor_analyse(struct text_cursor *cursor, struct slice raw, struct word *word,
                                struct fund_error *error)
{
    const struct word *found = NULL;
    fund_status status = type_cache_get(cursor->types, raw, &found, error);
    if (status == FUND_OK)
        *word = *found;
    return status;
}

bool text_cursor_is_plain(const struct text_cursor *cursor)
{
    return cursor->splitter->exceptions == NULL;
}

/* ---- tokens --------------------------------------------------------------------------------- */

/* Finds tokens until there are so many ahead, or no more. */
static void look_ahead(struct text_cursor *cursor, size_t count)
{
    struct scan_token token;
    while (cursor->ahead_count < count && scanner_next(&cursor->segments, &token)) {
        size_t place = (cursor->ahead_start + cursor->ahead_count) % ELLIPSIS_TOKENS_MAX;
        uint32_t hash = type_hash(slice_part(cursor->text, token.start, token.end));
        type_cache_fetch(cursor->types, hash);
        cursor->ahead[place] = token;
        cursor->hashes[place] = hash;
        cursor->ahead_count++;
    }
}

static bool take_token(struct text_cursor *cursor, struct scan_token *token, uint32_t *hash)
{
    look_ahead(cursor, FETCH_SLOT);
    if (cursor->ahead_count == 0)
        return false;
    if (cursor->ahead_count > FETCH_WORD)
        type_cache_fetch_word(
            cursor->types,
            cursor->hashes[(cursor->ahead_start + FETCH_WORD) % ELLIPSIS_TOKENS_MAX]);
    *token = cursor->ahead[cursor->ahead_start];
    *hash = cursor->hashes[cursor->ahead_start];
    cursor->ahead_start = (cursor->ahead_start + 1) % ELLIPSIS_TOKENS_MAX;
    cursor->ahead_count--;
    return true;
}

/* ---- Ergänzungsstrich ----------------------------------------------------------------------- */

/* The word whose end completes a token that is open; false where there is none. */
static bool find_end(struct text_cursor *cursor, const struct scan_token *token,
                     struct scan_token *whole)
{
    struct scan_token list[ELLIPSIS_TOKENS_MAX] = {*token};
    look_ahead(cursor, ELLIPSIS_TOKENS_MAX - 1);
    for (size_t i = 0; i < cursor->ahead_count && i + 1 < ELLIPSIS_TOKENS_MAX; i++)
        list[i + 1] = cursor->ahead[(cursor->ahead_start + i) % ELLIPSIS_TOKENS_MAX];
    size_t count = cursor->ahead_count + 1;
    if (count > ELLIPSIS_TOKENS_MAX)
        count = ELLIPSIS_TOKENS_MAX;
    size_t end = ellipsis_find_end(cursor->text, list, count);
    *whole = list[end];
    return end > 0;
}

static fund_status expand(struct text_cursor *cursor, const struct scan_token *token,
                          bool *is_expanded, struct fund_error *error)
{
    struct scan_token whole;
    struct scan_token front = cursor->front.word;
    bool lacks_front = ellipsis_follow(&cursor->front, cursor->text, token);
    if (ellipsis_is_open(cursor->text, token) && find_end(cursor, token, &whole)) {
        fund_status status = expand_with_end(&cursor->expansion, cursor->types, cursor->text, token,
                                             &whole, is_expanded, error);
        if (status != FUND_OK || *is_expanded)
            return status;
    }
    if (!lacks_front)
        return FUND_OK;
    return expand_with_front(&cursor->expansion, cursor->types, cursor->text, &front, token,
                             is_expanded, error);
}

/* ---- terms ---------------------------------------------------------------------------------- */

/* Gives the word's terms their bytes in the text. */
static void set_terms(struct text_cursor *cursor, const struct word *word, size_t start)
{
    for (size_t i = 0; i < word->term_count + word->inner_count; i++) {
        cursor->terms[i] = (struct text_term){
            .kind = i > 0 ? TEXT_PART : TEXT_WORD,
            .start = start + word->terms[i].start,
            .end = start + word->terms[i].end,
            .stem = word->terms[i].stem,
        };
    }
}

/* Gives inner words the positions of their last parts. */
static void place_inner(struct text_cursor *cursor, const struct word *word)
{
    for (size_t i = word->term_count; i < word->term_count + word->inner_count; i++)
        cursor->terms[i].position = cursor->terms[word->terms[i].last_part].position;
}

/* Gives the terms their positions. */
static fund_status place_terms(struct text_cursor *cursor, struct text_term *terms,
                               size_t word_count, size_t term_count, struct fund_error *error)
{
    size_t part_count = term_count - word_count;
    if (part_count > UINT32_MAX - cursor->position)
        return error_set(error, FUND_LIMIT, "a text has more than %u words", UINT32_MAX);
    for (size_t i = 0; i < term_count; i++)
        terms[i].position = cursor->position + (uint32_t)(i > word_count ? i - word_count : 0);
    cursor->position += (uint32_t)part_count;
    return FUND_OK;
}

/* Leaves token->term_count 0 where nothing can be searched for. */
static fund_status analyse_token(struct text_cursor *cursor, const struct scan_token *bytes,
                                 uint32_t hash, struct text_token *token, struct fund_error *error)
{
    bool is_expanded = false;
    fund_status status = expand(cursor, bytes, &is_expanded, error);
    if (status != FUND_OK)
        return status;
    struct text_term *terms = cursor->terms;
    const struct word *word = NULL;
    *token = (struct text_token){bytes->start, bytes->end, {NULL, 0}, terms, 1, 0, NULL, 0};
    if (is_expanded) {
        terms = cursor->expansion.terms;
        token->folded = cursor->expansion.folded;
        token->terms = terms;
        token->word_count = 2;
        token->term_count = cursor->expansion.term_count;
    } else {
        struct slice raw = slice_part(cursor->text, bytes->start, bytes->end);
        status = type_cache_get_hashed(cursor->types, raw, hash, &word, error);
        if (status != FUND_OK || word->term_count == 0)
            return status;
        set_terms(cursor, word, bytes->start);
        token->folded = word->folded;
        token->term_count = word->term_count;
        token->inner = terms + word->term_count;
        token->inner_count = word->inner_count;
    }
    status = place_terms(cursor, terms, token->word_count, token->term_count, error);
    if (status == FUND_OK && token->inner_count > 0)
        place_inner(cursor, word);
    return status;
}

fund_status text_cursor_start(struct text_cursor *cursor, struct slice text,
                              uint32_t first_position, struct fund_error *error)
{
    cursor->state = STATE_IDLE;
    if (text.size > TEXT_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "a text is larger than %u bytes", TEXT_SIZE_MAX);
    size_t valid = utf8_valid_prefix(text);
    if (valid < text.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "a text is no UTF-8 at byte %zu", valid);
    segments_start(&cursor->segments, text);
    cursor->text = text;
    cursor->ahead_start = cursor->ahead_count = 0;
    cursor->front = (struct ellipsis_front){.is_known = false};
    cursor->position = first_position;
    cursor->state = STATE_READING;
    return FUND_OK;
}

bool text_cursor_next(struct text_cursor *cursor, struct text_token *token)
{
    struct scan_token bytes;
    struct text_token result;
    uint32_t hash = 0;
    while (cursor->state == STATE_READING) {
        if (!take_token(cursor, &bytes, &hash)) {
            bool is_read = segments_status(&cursor->segments, &cursor->failure) == FUND_OK;
            cursor->state = is_read ? STATE_ENDED : STATE_FAILED;
            break;
        }
        if (analyse_token(cursor, &bytes, hash, &result, &cursor->failure) != FUND_OK) {
            cursor->state = STATE_FAILED;
            break;
        }
        if (result.term_count == 0)
            continue;
        *token = result;
        return true;
    }
    return false;
}

fund_status text_cursor_finish(struct text_cursor *cursor, uint32_t *position,
                               struct fund_error *error)
{
    if (cursor->state == STATE_FAILED)
        return error_set(error, cursor->failure.code, "%s", cursor->failure.message);
    if (cursor->state != STATE_ENDED)
        return error_set(error, FUND_INVALID_ARGUMENT, "no text was read to its end");
    if (position != NULL)
        *position = cursor->position;
    return FUND_OK;
}
