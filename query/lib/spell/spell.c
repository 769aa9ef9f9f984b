/*
 * Corrections of one word, from whole words to parts.
 */
#include "query/lib/spell/spell.h"

#include "core/schema/schema.h"
#include "query/lib/names/respell.h"
#include "query/lib/spell/search.h"

/* Letters of the shortest word that is corrected. */
#define LETTERS_MIN 4
/* What a word that stands only in compounds costs more than one that stands alone. */
#define PART_COST 25
/* Bytes of a stem with an ending. */
#define JOINED_MAX (2 * SPELL_DEPTH_MAX)

/* Where the words of a kind stand: folded as they are, or as stems. Of those words of the text whose
 * stem is in names only these count. */
static const struct source {
    const char *folded, *stems[2];
    bool is_of_names;
    enum name_kind name;
} sources[] = {
    [SPELL_WORD] = {SCHEMA_FORM, {SCHEMA_WORD, SCHEMA_PART}, false, NAME_PERSON},
    [SPELL_PERSON] = {SCHEMA_PERSON_WORD, {SCHEMA_PERSON_ROLE}, false, NAME_PERSON},
    [SPELL_ORGANISATION] = {SCHEMA_FORM, {SCHEMA_ORGANISATION_WORD}, true, NAME_ORGANISATION},
    [SPELL_PLACE] = {SCHEMA_PLACE_WORD, {NULL}, false, NAME_PLACE},
    [SPELL_ROLE] = {SCHEMA_FORM, {SCHEMA_PERSON_ROLE}, true, NAME_ROLE},
};

bool spell_is_word(const struct query_word *word)
{
    size_t letters = 0;
    struct slice folded = word->folded;
    for (size_t i = 0; i < folded.size; i++) {
        char c = folded.data[i];
        bool is_letter = c >= 'a' && c <= 'z';
        if (!is_letter && c != '-' && c != '\'')
            return false;
        letters += is_letter;
    }
    return letters >= LETTERS_MIN && folded.size <= SPELL_LETTERS_MAX;
}

void spell_add_choice(struct spell_choices *choices, const struct spell_correction *correction)
{
    size_t at = choices->count;
    for (size_t i = 0; i < choices->count; i++)
        if (slice_equal(choices->items[i].text, correction->text))
            return;
    while (at > 0 && choices->items[at - 1].score > correction->score)
        at--;
    if (at == SPELL_CHOICES_MAX)
        return;
    if (choices->count < SPELL_CHOICES_MAX)
        choices->count++;
    memmove(&choices->items[at + 1], &choices->items[at],
            (choices->count - at - 1) * sizeof(*choices->items));
    choices->items[at] = *correction;
}

/* ---- words as they stand -------------------------------------------------------------------- */

/* Whether names have the word, where only such count. */
static fund_status is_in_names(const struct name_context *context, enum spell_kind kind,
                               struct slice text, bool *is_so, struct fund_error *error)
{
    struct query_words words = {NULL, 0, 0};
    uint32_t releases = 0;
    *is_so = !sources[kind].is_of_names;
    if (*is_so)
        return FUND_OK;
    fund_status status = words_read(context->cursor, text, context->arena, &words, error);
    if (status == FUND_OK && words.count == 1)
        status = name_count_word(context, sources[kind].name, &words.items[0], &releases, error);
    *is_so = releases > 0;
    return status;
}

/* The cost of the best choice; UINT32_MAX where there is none. */
static uint32_t least_cost(const struct spell_choices *choices)
{
    return choices->count > 0 ? choices->items[0].cost : UINT32_MAX;
}

static fund_status add_words(struct spell_search *search, enum spell_kind kind,
                             struct spell_choices *choices, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < search->count && status == FUND_OK; i++) {
        struct spell_found *found = &search->found[i];
        status = spell_prefer_names(search, kind, found, error);
        if (status != FUND_OK)
            break;
        struct spell_correction correction = {
            .cost = found->cost, .releases = found->releases, .score = found->score};
        status = spell_surface(search->context, slice_of(found->word, found->size),
                               &correction.text, error);
        bool is_so = false;
        if (status == FUND_OK)
            status = is_in_names(search->context, kind, correction.text, &is_so, error);
        if (status == FUND_OK && is_so)
            spell_add_choice(choices, &correction);
    }
    return status;
}

/* ---- words of which only the stem is known -------------------------------------------------- */

/* Whether the analyser makes that very stem of a word. */
static fund_status has_stem(const struct name_context *context, struct slice text,
                            struct slice stem, bool *is_so, struct fund_error *error)
{
    struct query_words words = {NULL, 0, 0};
    fund_status status = words_read(context->cursor, text, context->arena, &words, error);
    if (status == FUND_OK)
        *is_so = words.count == 1 && words.items[0].part_count == 1 &&
                 slice_equal(words.items[0].stem, stem);
    return status;
}

/* A word with this stem: with the ending that was typed, or another one. */
static fund_status find_word_of(const struct name_context *context, struct slice stem,
                                struct slice ending, struct slice *word, struct fund_error *error)
{
    const struct slice endings[] = {ending, SLICE(""), SLICE("e"), SLICE("en"), SLICE("er")};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        char joined[JOINED_MAX];
        bool is_so = false;
        if (stem.size + endings[i].size > sizeof(joined))
            continue;
        memcpy(joined, stem.data, stem.size);
        if (endings[i].size > 0)
            memcpy(joined + stem.size, endings[i].data, endings[i].size);
        struct slice text = slice_of(joined, stem.size + endings[i].size);
        fund_status status = has_stem(context, text, stem, &is_so, error);
        if (status != FUND_OK)
            return status;
        if (is_so)
            return spell_surface(context, text, word, error);
    }
    return FUND_OK;
}

static fund_status add_stems(const struct spell_search *search, struct slice ending,
                             struct spell_choices *choices, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < search->count && status == FUND_OK; i++) {
        const struct spell_found *found = &search->found[i];
        struct slice stem = slice_of(found->word, found->size), word = {NULL, 0};
        struct spell_correction correction = {.cost = found->cost + PART_COST,
                                              .releases = found->releases};
        correction.score = spell_score(correction.cost, 1);
        status = find_word_of(search->context, stem, ending, &word, error);
        correction.text = word;
        if (status == FUND_OK && word.size >= LETTERS_MIN)
            spell_add_choice(choices, &correction);
    }
    return status;
}

/* ---- both ----------------------------------------------------------------------------------- */

fund_status spell_simple(const struct name_context *context, struct slice folded, struct slice stem,
                         enum spell_kind kind, uint32_t bound, uint32_t *steps_left,
                         struct spell_choices *choices, struct fund_error *error)
{
    struct spell_search search = {.context = context, .steps_left = *steps_left};
    fund_status status = FUND_OK;
    if (sources[kind].folded != NULL)
        status = spell_search_terms(&search, sources[kind].folded, folded, bound, error);
    if (status == FUND_OK)
        status = add_words(&search, kind, choices, error);
    uint32_t least = least_cost(choices);
    bool has_joint = slice_find(folded, SLICE("-")) < folded.size; /* its pieces are corrected */
    bool is_enough = least <= SPELL_EDIT || stem.size < LETTERS_MIN ||
                     sources[kind].stems[0] == NULL || has_joint;
    if (status == FUND_OK && !is_enough) {
        struct slice ending = slice_starts_with(folded, stem)
                                  ? slice_part(folded, stem.size, folded.size)
                                  : slice_of(NULL, 0);
        uint32_t most = least < bound ? least : bound;
        if (most > spell_bound(stem.size))
            most = spell_bound(stem.size);
        search.count = 0;
        for (size_t i = 0; i < 2 && sources[kind].stems[i] != NULL && status == FUND_OK; i++)
            status = spell_search_terms(&search, sources[kind].stems[i], stem, most, error);
        if (status == FUND_OK)
            status = add_stems(&search, ending, choices, error);
    }
    *steps_left = search.steps_left;
    return status;
}

fund_status spell_correct_word(const struct name_context *context, const struct query_word *word,
                               enum spell_kind kind, uint32_t max_cost,
                               struct spell_choices *choices, struct fund_error *error)
{
    struct spell_choices found = {.count = 0};
    uint32_t steps_left = SPELL_STEPS_MAX;
    uint32_t bound = spell_bound(word->folded.size);
    if (bound > max_cost)
        bound = max_cost;
    fund_status status = FUND_OK;
    if (spell_is_word(word) && bound > 0)
        status = spell_simple(context, word->folded, word->stem, kind, bound, &steps_left, &found,
                              error);
    if (status == FUND_OK && kind == SPELL_WORD && bound > SPELL_EDIT &&
        least_cost(&found) > SPELL_EDIT)
        status = spell_compound(context, word, bound, &steps_left, &found, error);
    if (status == FUND_OK)
        *choices = found;
    return status;
}
