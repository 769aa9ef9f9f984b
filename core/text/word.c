/*
 * Splitting at hyphens and between the parts of compounds, folding, stemming, and keeping what
 * comes of it below TEXT_TERM_MAX.
 */
#include "core/text/word.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/text/gender.h"
#include "core/text/stem.h"
#include "core/text/word_split.h"

/* Folding makes at most 11 bytes of one (U+FDFA). */
#define FOLDED_MAX ((size_t)TEXT_SIZE_MAX * 12)
/* Buffers that a monstrous word has blown up are given back. */
#define KEPT_CAPACITY ((size_t)1024 * 1024)
/* Most parts of an inner word. */
#define INNER_PARTS_MAX 3
/* Bytes of the hash that ends a term which was cut. */
#define HASH_DIGITS 16

struct word_analyser {
    const struct splitter *splitter;
    struct stemmer *stemmer;
    struct buffer folded; /* the whole word, hyphens kept */
    struct buffer part;   /* one part, or the word without hyphens */
    struct buffer plain;  /* the word without the signs of gender forms */
    struct gender_cuts cuts;
    bool is_borrowed_from; /* the word in hand */
    char folded_bytes[TEXT_TERM_MAX];
    char stem_bytes[WORD_TERMS_MAX][TEXT_TERM_MAX];
    char inner_bytes[WORD_INNER_MAX][TEXT_TERM_MAX];
    struct word_term terms[WORD_TERMS_MAX + WORD_INNER_MAX];
    struct word_term inner[WORD_INNER_MAX];
    size_t inner_count;
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

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit_at(struct slice text, size_t at)
{
    return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

/*
 * Bytes of what parts a word at an offset, or 0: hyphens, the narrow no-break space (to ICU a part
 * of words), and in addresses, "z.B." and telephone numbers the other signs of ASCII. "geht's",
 * 1.000,50 and 18.8.2023 have no parts.
 */
static size_t joint_size(struct slice raw, size_t at)
{
    char c = raw.data[at];
    if ((unsigned char)c >= 0x80) {
        struct slice rest = slice_part(raw, at, raw.size);
        return slice_starts_with(rest, SLICE("\u202f")) ? 3 : hyphen_size(rest);
    }
    bool is_number_sign = c == '.' || c == ',';
    if (is_number_sign && at > 0 && is_digit_at(raw, at - 1) && is_digit_at(raw, at + 1))
        return 0;
    return c > ' ' && c < 0x7f && c != '\'' && !is_letter_or_digit(c);
}

static bool has_letter_or_digit(struct slice folded)
{
    for (size_t at = 0; at < folded.size;) {
        uint32_t c = 0;
        if (is_letter_or_digit(folded.data[at]))
            return true;
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

/* The same of a part or an inner word. */
static fund_status stem_part(struct word_analyser *analyser, struct slice folded,
                             char out[static TEXT_TERM_MAX], struct slice *stem,
                             struct fund_error *error)
{
    struct slice form;
    fund_status status = stemmer_stem_part(analyser->stemmer, folded, &form, error);
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

/* Offset of the next hyphen, or of the "/" in a telephone number. */
static size_t find_dropped(struct slice folded, size_t at)
{
    while (at < folded.size && folded.data[at] != '-' &&
           (folded.data[at] != '/' || at == 0 || !is_digit_at(folded, at - 1) ||
            !is_digit_at(folded, at + 1)))
        at++;
    return at;
}

/* The whole word without its hyphens, into terms[0]. */
static fund_status analyse_whole(struct word_analyser *analyser, size_t raw_size,
                                 struct fund_error *error)
{
    struct slice folded = buffer_slice(&analyser->folded);
    buffer_clear(&analyser->part);
    fund_status status = FUND_OK;
    for (size_t at = 0; at < folded.size && status == FUND_OK;) {
        size_t end = find_dropped(folded, at);
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

/* Whether the part is all that terms[0] was made of. */
static bool is_whole(const struct word_analyser *analyser, struct slice folded)
{
    return slice_equal(folded, buffer_slice(&analyser->folded)) &&
           find_dropped(folded, 0) == folded.size;
}

static fund_status add_term(struct word_analyser *analyser, struct slice folded, size_t start,
                            size_t end, size_t *term_count, struct fund_error *error)
{
    struct word_term *term = &analyser->terms[*term_count];
    fund_status status = FUND_OK;
    if (is_whole(analyser, folded))
        term->stem = analyser->terms[0].stem;
    else
        status = stem_part(analyser, folded, analyser->stem_bytes[*term_count], &term->stem, error);
    if (status != FUND_OK)
        return status;
    term->start = (uint32_t)start;
    term->end = (uint32_t)end;
    *term_count += 1;
    return FUND_OK;
}

/* Bahnhof, and Bebauungsplan of "Bebauungsplans" too, but no stranger that ends in s. */
static bool is_inner_word(const struct word_analyser *analyser, struct slice folded)
{
    if (splitter_stays_whole(analyser->splitter, folded))
        return true;
    return slice_ends_with(folded, SLICE("s")) &&
           splitter_stays_whole(analyser->splitter, slice_part(folded, 0, folded.size - 1));
}

/* Parts in a row, but not all parts of their word. */
struct run {
    const struct word_cut *cuts; /* of the whole word: its begin, those inside, its end */
    size_t first, last;          /* parts */
    size_t first_term;           /* place of the word's first part in terms */
};

/* Adds the run if it is an inner word, but not where its last part was one too many for terms. */
static fund_status add_inner(struct word_analyser *analyser, struct slice folded, size_t start,
                             const struct run *run, struct fund_error *error)
{
    struct word_cut from = run->cuts[run->first], to = run->cuts[run->last + 1];
    struct slice word = slice_part(folded, from.folded, to.folded);
    if (analyser->inner_count == WORD_INNER_MAX || run->first_term + run->last >= WORD_TERMS_MAX ||
        !is_inner_word(analyser, word))
        return FUND_OK;
    struct word_term *term = &analyser->inner[analyser->inner_count];
    fund_status status =
        stem_part(analyser, word, analyser->inner_bytes[analyser->inner_count], &term->stem, error);
    if (status != FUND_OK)
        return status;
    term->start = (uint32_t)(start + from.raw);
    term->end = (uint32_t)(start + to.raw);
    term->last_part = (uint32_t)(run->first_term + run->last);
    analyser->inner_count++;
    return FUND_OK;
}

/* Finds the inner words of a word with so many parts. */
static fund_status add_inner_words(struct word_analyser *analyser, struct slice folded,
                                   size_t start, struct run run, size_t part_count,
                                   struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (run.last = 1; run.last < part_count; run.last++) {
        size_t longest = run.last + 1 < INNER_PARTS_MAX ? run.last + 1 : INNER_PARTS_MAX;
        for (size_t size = 2; size <= longest && size < part_count && status == FUND_OK; size++) {
            run.first = run.last + 1 - size;
            status = add_inner(analyser, folded, start, &run, error);
        }
    }
    return status;
}

/* Adds what stands between hyphens, start to end of raw, as its parts where it is a compound. */
static fund_status add_part(struct word_analyser *analyser, struct slice raw, size_t start,
                            size_t end, size_t *term_count, struct fund_error *error)
{
    struct slice part = slice_part(raw, start, end);
    fund_status status = fold_part(analyser, part, error);
    struct slice folded = buffer_slice(&analyser->part);
    if (status != FUND_OK || !has_letter_or_digit(folded))
        return status;
    struct word_cut cuts[SPLITTER_PARTS_MAX + 2] = {{0, 0}};
    size_t part_count =
        1 + word_split(analyser->splitter, part, folded, analyser->is_borrowed_from, cuts + 1);
    struct run run = {cuts, 0, 0, *term_count};
    cuts[part_count] = (struct word_cut){part.size, folded.size};
    for (size_t i = 0; i < part_count && *term_count < WORD_TERMS_MAX && status == FUND_OK; i++)
        status = add_term(analyser, slice_part(folded, cuts[i].folded, cuts[i + 1].folded),
                          start + cuts[i].raw, start + cuts[i + 1].raw, term_count, error);
    return status == FUND_OK ? add_inner_words(analyser, folded, start, run, part_count, error)
                             : status;
}

static fund_status analyse_parts(struct word_analyser *analyser, struct slice raw,
                                 size_t *term_count, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t start = 0;
    for (size_t at = 0; at < raw.size && *term_count < WORD_TERMS_MAX && status == FUND_OK;) {
        size_t joint = joint_size(raw, at);
        if (joint > 0) {
            status = add_part(analyser, raw, start, at, term_count, error);
            start = at + joint;
        }
        at += joint > 0 ? joint : 1;
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

/* As word_analyse, for a word without the signs of gender forms. */
static fund_status analyse_plain(struct word_analyser *analyser, struct slice raw,
                                 struct word *word, struct fund_error *error)
{
    struct word result = {{NULL, 0}, analyser->terms, 0, 0};
    analyser->inner_count = 0;
    buffer_clear(&analyser->folded);
    fund_status status = text_fold(raw, &analyser->folded, error);
    struct slice folded = buffer_slice(&analyser->folded);
    if (status == FUND_OK && has_letter_or_digit(folded)) {
        result.folded = copy_capped(folded, analyser->folded_bytes);
        result.term_count = 1;
        status = analyse_whole(analyser, raw.size, error);
        if (status == FUND_OK)
            status = analyse_parts(analyser, raw, &result.term_count, error);
        result.inner_count = analyser->inner_count;
        memcpy(analyser->terms + result.term_count, analyser->inner,
               result.inner_count * sizeof(*analyser->inner));
    }
    if (status == FUND_OK)
        *word = result;
    return status;
}

fund_status word_analyse(struct word_analyser *analyser, struct slice raw, struct word *word,
                         struct fund_error *error)
{
    struct word result = {{NULL, 0}, NULL, 0, 0};
    struct slice plain = raw;
    fund_status status = gender_plain(raw, &analyser->plain, &analyser->cuts, &plain, error);
    if (status == FUND_OK)
        status = analyse_plain(analyser, plain, &result, error);
    for (size_t i = 0; i < result.term_count + result.inner_count && analyser->cuts.count > 0;
         i++) {
        struct word_term *term = &analyser->terms[i];
        term->start = (uint32_t)gender_raw_start(&analyser->cuts, term->start);
        term->end = (uint32_t)gender_raw_end(&analyser->cuts, term->end);
    }
    if (status == FUND_OK)
        *word = result;
    release_if_large(&analyser->folded);
    release_if_large(&analyser->part);
    release_if_large(&analyser->plain);
    return status;
}

fund_status word_divide(struct word_analyser *analyser, struct slice raw, struct word *word,
                        struct fund_error *error)
{
    analyser->is_borrowed_from = true;
    fund_status status = word_analyse(analyser, raw, word, error);
    analyser->is_borrowed_from = false;
    return status;
}

fund_status word_analyser_create(const struct splitter *splitter, struct word_analyser **out,
                                 struct fund_error *error)
{
    struct word_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    analyser->splitter = splitter;
    analyser->folded = buffer_init(FOLDED_MAX);
    analyser->part = buffer_init(FOLDED_MAX);
    analyser->plain = buffer_init(TEXT_SIZE_MAX);
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
    buffer_finish(&analyser->plain);
    free(analyser);
}
