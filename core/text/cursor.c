/*
 * Walking over a text: ICU's word boundaries, words joined at hyphens, positions.
 */
#include "core/text/text.h"

#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "core/base/utf8.h"
#include "core/text/analyser.h"
#include "core/text/icu.h"
#include "core/text/type_cache.h"
#include "core/text/word.h"

#define LOCALE "de"

enum state {
    STATE_IDLE, /* no text yet */
    STATE_READING,
    STATE_ENDED,
    STATE_FAILED
};

struct segment {
    size_t start, end; /* bytes of the text; nothing at its end */
    bool is_word;
};

struct text_cursor {
    UBreakIterator *boundaries;
    UText *bytes; /* ICU's view of text */
    struct type_cache *types;
    enum state state;
    struct fund_error failure; /* for STATE_FAILED */
    struct slice text;
    struct segment ahead; /* the first segment that no token has taken */
    uint32_t position;    /* the next free one */
    struct text_term terms[WORD_TERMS_MAX];
};

fund_status text_cursor_create(const struct text_analyser *analyser, struct text_cursor **out,
                               struct fund_error *error)
{
    if (analyser == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "a cursor needs an analyser");
    struct text_cursor *cursor = calloc(1, sizeof(*cursor));
    if (cursor == NULL)
        return error_no_memory(error);
    fund_status status = type_cache_create(text_analyser_splitter(analyser), &cursor->types, error);
    UErrorCode code = U_ZERO_ERROR;
    if (status == FUND_OK)
        cursor->boundaries = ubrk_open(UBRK_WORD, LOCALE, NULL, 0, &code);
    if (U_FAILURE(code))
        status = text_icu_error(error, "word boundaries", code);
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
    ubrk_close(cursor->boundaries);
    utext_close(cursor->bytes);
    type_cache_destroy(cursor->types);
    free(cursor);
}

/* Moves to the next segment; false at the end. */
static bool advance(struct text_cursor *cursor)
{
    struct segment *ahead = &cursor->ahead;
    int32_t end = ahead->end < cursor->text.size ? ubrk_next(cursor->boundaries) : UBRK_DONE;
    if (end == UBRK_DONE) {
        *ahead = (struct segment){cursor->text.size, cursor->text.size, false};
        return false;
    }
    bool is_word = ubrk_getRuleStatus(cursor->boundaries) >= UBRK_WORD_NONE_LIMIT;
    *ahead = (struct segment){ahead->end, (size_t)end, is_word};
    return true;
}

static bool is_hyphen_ahead(const struct text_cursor *cursor)
{
    return word_is_hyphen(slice_part(cursor->text, cursor->ahead.start, cursor->ahead.end));
}

/* Finds the next token and moves behind it; false at the end. */
static bool find_token(struct text_cursor *cursor, size_t *start, size_t *end)
{
    while (!cursor->ahead.is_word) {
        if (!advance(cursor))
            return false;
    }
    *start = cursor->ahead.start;
    do {
        *end = cursor->ahead.end;
    } while (advance(cursor) && is_hyphen_ahead(cursor) && advance(cursor) &&
             cursor->ahead.is_word);
    return true;
}

/* Gives the word's terms their places in the text. */
static fund_status place_terms(struct text_cursor *cursor, const struct word *word, size_t start,
                               struct fund_error *error)
{
    size_t part_count = word->term_count - 1;
    if (part_count > UINT32_MAX - cursor->position)
        return error_set(error, FUND_LIMIT, "a text has more than %u words", UINT32_MAX);
    for (size_t i = 0; i < word->term_count; i++) {
        uint32_t place = i > 0 ? (uint32_t)(i - 1) : 0;
        cursor->terms[i] = (struct text_term){
            .kind = i > 0 ? TEXT_PART : TEXT_WORD,
            .position = cursor->position + place,
            .start = start + word->terms[i].start,
            .end = start + word->terms[i].end,
            .stem = word->terms[i].stem,
        };
    }
    cursor->position += (uint32_t)part_count;
    return FUND_OK;
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
    UErrorCode code = U_ZERO_ERROR;
    const char *bytes = text.size > 0 ? text.data : "";
    cursor->bytes = utext_openUTF8(cursor->bytes, bytes, (int64_t)text.size, &code);
    ubrk_setUText(cursor->boundaries, cursor->bytes, &code);
    if (U_FAILURE(code))
        return text_icu_error(error, "word boundaries", code);
    ubrk_first(cursor->boundaries);
    cursor->text = text;
    cursor->ahead = (struct segment){0, 0, false};
    cursor->position = first_position;
    cursor->state = STATE_READING;
    return FUND_OK;
}

bool text_cursor_next(struct text_cursor *cursor, struct text_token *token)
{
    size_t start = 0, end = 0;
    while (cursor->state == STATE_READING) {
        if (!find_token(cursor, &start, &end)) {
            cursor->state = STATE_ENDED;
            break;
        }
        const struct word *word = NULL;
        struct slice raw = slice_part(cursor->text, start, end);
        fund_status status = type_cache_get(cursor->types, raw, &word, &cursor->failure);
        if (status == FUND_OK && word->term_count == 0)
            continue;
        if (status == FUND_OK)
            status = place_terms(cursor, word, start, &cursor->failure);
        if (status != FUND_OK) {
            cursor->state = STATE_FAILED;
            break;
        }
        *token = (struct text_token){start, end, word->folded, cursor->terms, word->term_count};
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
