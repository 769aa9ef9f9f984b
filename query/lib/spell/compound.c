/*
 * A word that is cut in two at each place: where one side is known to the archive, the other is
 * corrected; where both are, it may be two words. The longest known sides are tried first.
 */
#include "query/lib/spell/search.h"

#include "query/lib/names/respell.h"

#include "core/base/utf8.h"
#include "core/text/form.h"

/* Letters of the shortest side. */
#define FRONT_MIN 3
#define SIDE_MIN  4
/* Cuts that are tried with a known front, and as many with a known rest. */
#define CUTS_MAX 3
/* What is added to the cost of the part that is wrong, and what a missing space costs. */
#define COMPOUND_COST 30
#define SPACE_COST    90
#define JOINED_MAX    (4 * SPELL_DEPTH_MAX)

struct cutter {
    const struct name_context *context;
    const struct query_word *word;
    uint32_t bound;
    uint32_t *steps_left;
    struct spell_choices *choices;
    struct fund_error *error;
};

/* The bytes of the word as typed that its first folded letters stand for: "wär" for waer. All of
 * it where they don't fit. */
static size_t typed_size(const struct query_word *word, size_t letters)
{
    struct slice typed = word->surface;
    size_t at = 0, seen = 0;
    while (seen < letters && at < typed.size) {
        size_t size = utf8_next(slice_part(typed, at, typed.size), NULL);
        if (size == 0)
            break;
        seen += size == 1 ? 1 : 2; /* ae for ä */
        at += size;
    }
    return seen == letters ? at : typed.size;
}

static struct slice side(const struct query_word *word, size_t start, size_t end)
{
    size_t first = typed_size(word, start), last = typed_size(word, end);
    return slice_part(word->surface, first < last ? first : last, last);
}

/* Releases that have a text that is one word, or (about) its parts. */
static fund_status count_text(const struct cutter *cutter, struct slice text,
                              struct query_word *word, uint32_t *releases)
{
    struct query_words words = {NULL, 0, 0};
    const struct name_context *context = cutter->context;
    *releases = 0;
    fund_status status = words_read(context->cursor, text, context->arena, &words, cutter->error);
    if (status != FUND_OK || words.count != 1 || words.items[0].is_stop)
        return status;
    *word = words.items[0];
    return respell_count_word(context, word, releases, cutter->error);
}

static fund_status join(const struct cutter *cutter, struct slice front, struct slice joint,
                        struct slice rest, struct slice *text)
{
    char joined[JOINED_MAX];
    const struct slice pieces[] = {front, joint, rest};
    size_t size = 0;
    for (size_t i = 0; i < 3; i++) {
        if (pieces[i].size > sizeof(joined) - size)
            return error_set(cutter->error, FUND_INTERNAL, "a corrected word is too long");
        memcpy(joined + size, pieces[i].data, pieces[i].size);
        size += pieces[i].size;
    }
    *text = arena_copy(cutter->context->arena, slice_of(joined, size));
    return text->data != NULL ? FUND_OK : error_no_memory(cutter->error);
}

/* Adds front and rest as one word where the archive knows it so, by its parts. */
static fund_status add_compound(struct cutter *cutter, struct slice front, struct slice rest,
                                const struct spell_correction *part)
{
    struct spell_correction correction = {.cost = part->cost + COMPOUND_COST};
    struct query_word word;
    fund_status status = join(cutter, front, SLICE(""), rest, &correction.text);
    if (status == FUND_OK)
        status = count_text(cutter, correction.text, &word, &correction.releases);
    if (status != FUND_OK || correction.releases == 0 || correction.cost > cutter->bound ||
        slice_equal(word.stem, cutter->word->stem))
        return status;
    correction.score = spell_score(correction.cost, correction.releases);
    spell_add_choice(cutter->choices, &correction);
    return FUND_OK;
}

/* A copy in lower case, as it stands inside of a word. */
static fund_status lower(const struct cutter *cutter, struct slice text, struct slice *out)
{
    char copy[JOINED_MAX];
    if (text.size > sizeof(copy))
        text.size = utf8_floor(text, sizeof(copy));
    memcpy(copy, text.data, text.size);
    text_lower(copy, text.size);
    *out = arena_copy(cutter->context->arena, slice_of(copy, text.size));
    return out->data != NULL ? FUND_OK : error_no_memory(cutter->error);
}

/* Corrects the letters from start to end, and joins them with the other side. */
static fund_status correct_side(struct cutter *cutter, size_t start, size_t end)
{
    const struct query_word *word = cutter->word;
    struct query_words words = {NULL, 0, 0};
    const struct name_context *context = cutter->context;
    struct spell_choices choices = {.count = 0};
    struct slice letters = slice_part(word->folded, start, end), part = {NULL, 0};
    uint32_t bound = spell_bound(letters.size);
    fund_status status =
        words_read(context->cursor, letters, context->arena, &words, cutter->error);
    if (status == FUND_OK && words.count == 1)
        status = spell_simple(context, letters, words.items[0].stem, SPELL_WORD, bound,
                              cutter->steps_left, &choices, cutter->error);
    for (size_t i = 0; i < choices.count && i < 2 && status == FUND_OK; i++) {
        status = lower(cutter, choices.items[i].text, &part);
        if (status != FUND_OK)
            break;
        if (start > 0)
            status = add_compound(cutter, side(word, 0, start), part, &choices.items[i]);
        else
            status =
                add_compound(cutter, part, side(word, end, word->folded.size), &choices.items[i]);
    }
    return status;
}

static bool is_joint(const struct query_word *word, size_t at)
{
    return word->folded.data[at] == '-' || word->folded.data[at] == '\'';
}

/* The word is cut behind a known front, the longest first. */
static fund_status try_fronts(struct cutter *cutter)
{
    const struct query_word *word = cutter->word;
    struct query_word known;
    size_t size = word->folded.size, cuts = 0;
    fund_status status = FUND_OK;
    for (size_t at = size - SIDE_MIN; at >= FRONT_MIN && cuts < CUTS_MAX && status == FUND_OK;
         at--) {
        uint32_t releases = 0;
        if (is_joint(word, at)) /* it belongs to the front */
            continue;
        status = count_text(cutter, side(word, 0, at), &known, &releases);
        if (status != FUND_OK || releases == 0)
            continue;
        cuts++;
        status = correct_side(cutter, at, size);
    }
    return status;
}

/* The same before a known rest. */
static fund_status try_rests(struct cutter *cutter)
{
    const struct query_word *word = cutter->word;
    struct query_word known;
    size_t size = word->folded.size, cuts = 0;
    fund_status status = FUND_OK;
    for (size_t at = SIDE_MIN; at + FRONT_MIN <= size && cuts < CUTS_MAX && status == FUND_OK;
         at++) {
        uint32_t releases = 0;
        if (is_joint(word, at - 1)) /* it belongs to the rest */
            continue;
        status = count_text(cutter, side(word, at, size), &known, &releases);
        if (status != FUND_OK || releases == 0)
            continue;
        cuts++;
        status = correct_side(cutter, 0, at);
    }
    return status;
}

/* Two words that the archive has, without the space between them: the commonest pair. */
static fund_status try_spaces(struct cutter *cutter)
{
    const struct query_word *word = cutter->word;
    struct query_word known;
    struct spell_correction best = {.cost = SPACE_COST};
    fund_status status = FUND_OK;
    for (size_t at = SIDE_MIN; at + SIDE_MIN <= word->folded.size && status == FUND_OK; at++) {
        struct slice front = side(word, 0, at), rest = side(word, at, word->folded.size);
        uint32_t counts[2] = {0, 0};
        status = count_text(cutter, front, &known, &counts[0]);
        if (status == FUND_OK && counts[0] > 0)
            status = count_text(cutter, rest, &known, &counts[1]);
        uint32_t fewer = counts[0] < counts[1] ? counts[0] : counts[1];
        if (status != FUND_OK || fewer <= best.releases)
            continue;
        best.releases = fewer;
        status = join(cutter, front, SLICE(" "), rest, &best.text);
    }
    if (status == FUND_OK && best.releases > 0) {
        best.score = SPACE_COST;
        spell_add_choice(cutter->choices, &best);
    }
    return status;
}

fund_status spell_compound(const struct name_context *context, const struct query_word *word,
                           uint32_t bound, uint32_t *steps_left, struct spell_choices *choices,
                           struct fund_error *error)
{
    struct cutter cutter = {context, word, bound, steps_left, choices, error};
    if (word->folded.size < FRONT_MIN + SIDE_MIN)
        return FUND_OK;
    fund_status status = try_fronts(&cutter);
    if (status == FUND_OK)
        status = try_rests(&cutter);
    return status == FUND_OK ? try_spaces(&cutter) : status;
}
