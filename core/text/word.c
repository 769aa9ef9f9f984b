/*
 * Splitting at hyphens, folding, stemming, and keeping what comes of it below TEXT_TERM_MAX.
 */
#include "core/text/word.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/text/stem.h"

/* Folding makes at most 11 bytes of one (U+FDFA). */
#define FOLDED_MAX ((size_t)TEXT_SIZE_MAX * 12)
/* Buffers that a monstrous word has blown up are given back. */
#define KEPT_CAPACITY ((size_t)1024 * 1024)
/* Bytes of the hash that ends a term which was cut. */
#define HASH_DIGITS 16

struct word_analyser {
    struct stemmer *stemmer;
    struct buffer folded; /* the whole word, hyphens kept */
    struct buffer part;   /* one part, or the word without hyphens */
    char folded_bytes[TEXT_TERM_MAX];
    char stem_bytes[WORD_TERMS_MAX][TEXT_TERM_MAX];
    struct word_term terms[WORD_TERMS_MAX];
};

/* Bytes of the hyphen at the front of text; 0 where there is none. */
static size_t hyphen_size(struct slice text)
{
    if (slice_starts_with(text, SLICE("-")))
        return 1;
    bool is_wide = slice_starts_with(text, SLICE("\xe2\x80\x90")) ||
                   slice_starts_with(text, SLICE("\xe2\x80\x91"));
    return is_wide ? 3 : 0;
}

bool word_is_hyphen(struct slice character)
{
    return character.size > 0 && hyphen_size(character) == character.size;
}

static bool has_letter_or_digit(struct slice folded)
{
    for (size_t at = 0; at < folded.size;) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(folded, at, folded.size), &c);
        if (size == 0)
            return false;
        if (u_isalnum((UChar32)c) || u_hasBinaryProperty((UChar32)c, UCHAR_ALPHABETIC))
            return true;
        at += size;
    }
    return false;
}

static struct slice copy_capped(struct slice whole, char out[static TEXT_TERM_MAX])
{
    if (whole.size <= TEXT_TERM_MAX) {
        memcpy(out, whole.data, whole.size);
        return slice_of(out, whole.size);
    }
    size_t kept = utf8_floor(whole, TEXT_TERM_MAX - HASH_DIGITS);
    memcpy(out, whole.data, kept);
    char digits[HASH_DIGITS + 1];
    snprintf(digits, sizeof(digits), "%016llx", (unsigned long long)dict_hash(whole));
    memcpy(out + kept, digits, HASH_DIGITS);
    return slice_of(out, kept + HASH_DIGITS);
}

static fund_status stem_word(struct word_analyser *analyser, struct slice folded,
                             char out[static TEXT_TERM_MAX], struct slice *stem,
                             struct fund_error *error)
{
    struct slice form;
    fund_status status = stemmer_stem(analyser->stemmer, folded, &form, error);
    if (status == FUND_OK)
        *stem = copy_capped(form, out);
    return status;
}

static fund_status fold_part(struct word_analyser *analyser, struct slice raw,
                             struct fund_error *error)
{
    buffer_clear(&analyser->part);
    return text_fold(raw, &analyser->part, error);
}

/* The whole word without its hyphens, into terms[0]. */
static fund_status analyse_whole(struct word_analyser *analyser, size_t raw_size,
                                 struct fund_error *error)
{
    struct slice folded = buffer_slice(&analyser->folded);
    buffer_clear(&analyser->part);
    fund_status status = FUND_OK;
    for (size_t at = 0; at < folded.size && status == FUND_OK;) {
        const char *hyphen = memchr(folded.data + at, '-', folded.size - at);
        size_t end = hyphen != NULL ? (size_t)(hyphen - folded.data) : folded.size;
        status = buffer_append(&analyser->part, slice_part(folded, at, end), error);
        at = end + 1;
    }
    struct word_term *term = &analyser->terms[0];
    if (status == FUND_OK)
        status = stem_word(analyser, buffer_slice(&analyser->part), analyser->stem_bytes[0],
                           &term->stem, error);
    term->start = 0;
    term->end = (uint32_t)raw_size;
    return status;
}

/* Adds the part from start to end of raw where something of it is left. */
static fund_status add_part(struct word_analyser *analyser, struct slice raw, size_t start,
                            size_t end, size_t *term_count, struct fund_error *error)
{
    fund_status status = fold_part(analyser, slice_part(raw, start, end), error);
    if (status != FUND_OK || !has_letter_or_digit(buffer_slice(&analyser->part)))
        return status;
    struct word_term *term = &analyser->terms[*term_count];
    status = stem_word(analyser, buffer_slice(&analyser->part), analyser->stem_bytes[*term_count],
                       &term->stem, error);
    term->start = (uint32_t)start;
    term->end = (uint32_t)end;
    if (status == FUND_OK)
        *term_count += 1;
    return status;
}

static fund_status analyse_parts(struct word_analyser *analyser, struct slice raw,
                                 size_t *term_count, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t start = 0;
    for (size_t at = 0; at < raw.size && *term_count < WORD_TERMS_MAX && status == FUND_OK;) {
        size_t hyphen = hyphen_size(slice_part(raw, at, raw.size));
        if (hyphen > 0) {
            status = add_part(analyser, raw, start, at, term_count, error);
            start = at + hyphen;
        }
        at += hyphen > 0 ? hyphen : 1;
    }
    if (status == FUND_OK && *term_count < WORD_TERMS_MAX)
        status = add_part(analyser, raw, start, raw.size, term_count, error);
    return status;
}

static void release_if_large(struct buffer *buffer)
{
    if (buffer->capacity > KEPT_CAPACITY)
        buffer_finish(buffer);
}

fund_status word_analyse(struct word_analyser *analyser, struct slice raw, struct word *word,
                         struct fund_error *error)
{
    struct word result = {{NULL, 0}, analyser->terms, 0};
    buffer_clear(&analyser->folded);
    fund_status status = text_fold(raw, &analyser->folded, error);
    struct slice folded = buffer_slice(&analyser->folded);
    if (status == FUND_OK && has_letter_or_digit(folded)) {
        result.folded = copy_capped(folded, analyser->folded_bytes);
        result.term_count = 1;
        status = analyse_whole(analyser, raw.size, error);
        if (status == FUND_OK)
            status = analyse_parts(analyser, raw, &result.term_count, error);
    }
    if (status == FUND_OK)
        *word = result;
    release_if_large(&analyser->folded);
    release_if_large(&analyser->part);
    return status;
}

fund_status word_analyser_create(struct word_analyser **out, struct fund_error *error)
{
    struct word_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    analyser->folded = buffer_init(FOLDED_MAX);
    analyser->part = buffer_init(FOLDED_MAX);
    fund_status status = stemmer_create(&analyser->stemmer, error);
    if (status != FUND_OK) {
        free(analyser);
        return status;
    }
    *out = analyser;
    return FUND_OK;
}

void word_analyser_destroy(struct word_analyser *analyser)
{
    if (analyser == NULL)
        return;
    stemmer_destroy(analyser->stemmer);
    buffer_finish(&analyser->folded);
    buffer_finish(&analyser->part);
    free(analyser);
}
