/*
 * Completing words. The word that is meant is spelled out and analysed like any other; its parts
 * stand where they are in the text.
 */
#include "core/text/expand.h"

#include "core/text/ellipsis.h"

#define WRITTEN    0
#define MEANT      1
#define FIRST_PART 2

/* A word of the text and what it adds to the word that is meant. */
struct piece {
    struct slice raw;
    size_t offset;      /* bytes of the text before raw */
    size_t from, until; /* the bytes of raw that are used */
};

static bool is_plain_word(struct slice raw)
{
    return raw.size > 0 && raw.size <= TYPE_SIZE_MAX && memchr(raw.data, '@', raw.size) == NULL &&
           memchr(raw.data, '.', raw.size) == NULL;
}

static struct piece piece_of(struct slice text, const struct scan_token *token)
{
    struct slice raw = slice_part(text, token->start, token->end);
    return (struct piece){raw, token->start, 0, raw.size};
}

/* Words are borrowed from the cache only until the next one, so that stems are copied. */
static void set_term(struct expansion *expansion, size_t index, enum text_term_kind kind,
                     const struct word_term *term, size_t offset)
{
    char *bytes = expansion->stem_bytes[index];
    memcpy(bytes, term->stem.data, term->stem.size);
    expansion->terms[index] = (struct text_term){
        .kind = kind,
        .start = offset + term->start,
        .end = offset + term->end,
        .stem = slice_of(bytes, term->stem.size),
    };
}

static void set_written(struct expansion *expansion, const struct word *word, size_t offset)
{
    memcpy(expansion->folded_bytes, word->folded.data, word->folded.size);
    expansion->folded = slice_of(expansion->folded_bytes, word->folded.size);
    set_term(expansion, WRITTEN, TEXT_WORD, &word->terms[0], offset);
}

/* Appends the parts of a word from first on, as many as there is room for. */
static void add_parts(struct expansion *expansion, const struct word *word, size_t first,
                      size_t end, size_t offset)
{
    for (size_t i = first; i < end && expansion->term_count < EXPAND_TERMS_MAX; i++)
        set_term(expansion, expansion->term_count++, TEXT_PART, &word->terms[i], offset);
}

/* The word of two pieces; it stands where the first or the second does. */
static fund_status set_meant(struct expansion *expansion, struct type_cache *types,
                             const struct piece *front, const struct piece *end,
                             const struct word **word, struct fund_error *error)
{
    buffer_clear(&expansion->joined);
    fund_status status =
        buffer_append(&expansion->joined, slice_part(front->raw, front->from, front->until), error);
    if (status == FUND_OK)
        status =
            buffer_append(&expansion->joined, slice_part(end->raw, end->from, end->until), error);
    if (status == FUND_OK)
        status = type_cache_get(types, buffer_slice(&expansion->joined), word, error);
    if (status != FUND_OK || (*word)->term_count == 0)
        return status;
    set_term(expansion, MEANT, TEXT_WORD, &(*word)->terms[0], 0);
    expansion->terms[MEANT].start = expansion->terms[WRITTEN].start;
    expansion->terms[MEANT].end = expansion->terms[WRITTEN].end;
    return FUND_OK;
}

/* The parts of the word that is meant, but for the front, whose own are there already. */
static void add_meant_parts(struct expansion *expansion, const struct word *word,
                            const struct piece *front, const struct piece *end)
{
    size_t seam = front->until - front->from;
    for (size_t i = 1; i < word->term_count && expansion->term_count < EXPAND_TERMS_MAX; i++) {
        struct word_term part = word->terms[i];
        if (part.end <= seam)
            continue;
        part.start = part.start > seam ? part.start - (uint32_t)seam : 0;
        part.end -= (uint32_t)seam;
        set_term(expansion, expansion->term_count++, TEXT_PART, &part, end->offset + end->from);
    }
}

/*
 * The first part of whole that completes the front whose parts the expansion has: the second, or
 * that behind the part which the front ends in ("Jungbaum- und Altbaumschnitt"). 0 where there is
 * none.
 */
static size_t find_part(const struct expansion *expansion, const struct word *whole)
{
    struct slice last = expansion->terms[expansion->term_count - 1].stem;
    for (size_t i = whole->term_count - 1; i > 2; i--)
        if (slice_equal(whole->terms[i - 1].stem, last))
            return i;
    return whole->term_count > 2 ? 2 : 0;
}

/* Borrows the parts that complete the front, none where a prefix is exchanged; end->from tells what
 * of end is used, 0 where nothing is. */
static fund_status borrow_end(struct expansion *expansion, struct type_cache *types,
                              const struct piece *front, struct piece *end, bool *has_prefix,
                              struct fund_error *error)
{
    const struct word *word = NULL;
    end->from = ellipsis_prefix_size(front->raw, end->raw);
    *has_prefix = end->from > 0;
    if (*has_prefix)
        return FUND_OK;
    fund_status status = type_cache_divide(types, end->raw, &word, error);
    size_t part = status == FUND_OK && word->term_count > 0 ? find_part(expansion, word) : 0;
    if (part > 0) {
        end->from = word->terms[part].start;
        add_parts(expansion, word, part, word->term_count, end->offset);
    }
    return status;
}

fund_status expand_with_end(struct expansion *expansion, struct type_cache *types,
                            struct slice text, const struct scan_token *front_token,
                            const struct scan_token *whole, bool *is_expanded,
                            struct fund_error *error)
{
    struct piece front = piece_of(text, front_token), end = piece_of(text, whole);
    const struct word *word = NULL;
    bool has_prefix = false;
    if (!is_plain_word(front.raw) || !is_plain_word(end.raw))
        return FUND_OK;
    fund_status status = type_cache_get(types, front.raw, &word, error);
    if (status != FUND_OK || word->term_count < 2)
        return status;
    expansion->term_count = FIRST_PART;
    set_written(expansion, word, front.offset);
    add_parts(expansion, word, 1, word->term_count, front.offset);
    status = borrow_end(expansion, types, &front, &end, &has_prefix, error);
    if (status != FUND_OK || end.from == 0)
        return status;
    status = set_meant(expansion, types, &front, &end, &word, error);
    if (status != FUND_OK || word->term_count == 0)
        return status;
    if (has_prefix)
        add_meant_parts(expansion, word, &front, &end);
    *is_expanded = true;
    return FUND_OK;
}

fund_status expand_with_front(struct expansion *expansion, struct type_cache *types,
                              struct slice text, const struct scan_token *whole,
                              const struct scan_token *end_token, bool *is_expanded,
                              struct fund_error *error)
{
    struct piece front = piece_of(text, whole), end = piece_of(text, end_token);
    const struct word *word = NULL;
    if (!is_plain_word(front.raw) || !is_plain_word(end.raw))
        return FUND_OK;
    fund_status status = type_cache_divide(types, front.raw, &word, error);
    if (status != FUND_OK || word->term_count < 3)
        return status;
    front.until = word->terms[word->term_count - 1].start;
    expansion->term_count = FIRST_PART;
    add_parts(expansion, word, 1, word->term_count - 1, front.offset);
    status = type_cache_get(types, end.raw, &word, error);
    if (status != FUND_OK || word->term_count == 0)
        return status;
    set_written(expansion, word, end.offset);
    add_parts(expansion, word, 1, word->term_count, end.offset);
    status = set_meant(expansion, types, &front, &end, &word, error);
    if (status == FUND_OK && word->term_count > 0)
        *is_expanded = true;
    return status;
}
