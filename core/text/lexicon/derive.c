/*
 * German word formation as far as it is regular: linking elements, stems, plurals with an umlaut,
 * nouns and participles of verbs, nouns of adjectives. What belongs to one word joins its inflection
 * group.
 */
#include "core/text/lexicon/derive.h"

/* Letters: endings of shorter nouns make other words too often. */
#define SHORTEST_INFLECTED 7u

/* Feminine suffixes that take a linking -s though no inflection of theirs has it. */
static const char *const linking_suffixes[] = {"ung",  "heit", "keit", "schaft", "ion",
                                               "taet", "ling", "tum",  "ing",    "sal"};

struct word {
    struct forms *forms;
    uint32_t index;
    struct latin_folded text; /* a copy: adding forms moves their texts */
};

static bool takes_linking_s(struct slice noun)
{
    for (size_t i = 0; i < sizeof(linking_suffixes) / sizeof(linking_suffixes[0]); i++) {
        if (slice_ends_with(noun, slice_from(linking_suffixes[i])))
            return true;
    }
    return false;
}

/* The word with its last letters replaced. */
static struct slice change_end(const struct word *word, size_t dropped, const char *ending,
                               struct latin_folded *out)
{
    size_t size = strlen(ending);
    size_t kept = word->text.size - dropped;
    if (kept + size > LATIN_FOLDED_MAX)
        return SLICE("");
    memcpy(out->letters, word->text.letters, kept);
    memcpy(out->letters + kept, ending, size);
    out->size = kept + size;
    return latin_slice(out);
}

static bool is_form(const struct forms *forms, struct slice text, unsigned flags)
{
    uint32_t index;
    return forms_find(forms, text, &index) && (forms->items[index].flags & flags) == flags;
}

/* Adds a form that the word has inside compounds. */
static fund_status add_linked(const struct word *word, size_t dropped, const char *ending,
                              enum form_flag flag, struct fund_error *error)
{
    struct latin_folded out;
    struct slice linked = change_end(word, dropped, ending, &out);
    uint32_t index;
    fund_status status = forms_flag(word->forms, linked, flag, error);
    if (status == FUND_OK && forms_find(word->forms, linked, &index))
        forms_join(word->forms, word->index, index);
    return status;
}

/* The noun with the ending of a verb; Rück- in nouns is zurück- in verbs. */
static bool has_verb(const struct word *word, size_t dropped, const char *ending)
{
    struct latin_folded verb, full = {.size = 2, .letters = "zu"};
    struct slice text = change_end(word, dropped, ending, &verb);
    if (is_form(word->forms, text, FORM_OTHER))
        return true;
    if (!slice_starts_with(text, SLICE("rueck")) || text.size + full.size > LATIN_FOLDED_MAX)
        return false;
    memcpy(full.letters + full.size, text.data, text.size);
    full.size += text.size;
    return is_form(word->forms, latin_slice(&full), FORM_OTHER);
}

/* Feststellung, Teilnehmer, Moderator: whether a dictionary has feststellen, teilnehmen,
 * moderieren. */
static bool is_verbal(const struct word *word)
{
    static const struct {
        const char *noun, *verb;
    } endings[] = {{"ung", "en"},  {"ung", "n"},   {"lung", "eln"},  {"er", "en"},
                   {"ler", "eln"}, {"rer", "ern"}, {"ator", "ieren"}};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        struct slice ending = slice_from(endings[i].noun);
        if (slice_ends_with(latin_slice(&word->text), ending) &&
            has_verb(word, ending.size, endings[i].verb))
            return true;
    }
    return is_form(word->forms, latin_slice(&word->text), FORM_OTHER | FORM_NOUN) &&
           slice_ends_with(latin_slice(&word->text), SLICE("en"));
}

/* Where the last of the vowels that came from an umlaut begins; 0 where there is none. */
static size_t last_umlaut(struct slice text)
{
    for (size_t at = text.size; at-- > 1;) {
        if (text.data[at] == 'e' && memchr("aou", text.data[at - 1], 3) != NULL)
            return at - 1;
    }
    return 0;
}

/* Rathaeuser → Rathaus: hunspell lists such plurals as words of their own. */
static void join_singular(const struct word *word)
{
    static const char *const endings[] = {"", "e", "er", "en", "ern"};
    struct slice text = latin_slice(&word->text);
    size_t umlaut = last_umlaut(text);
    if (umlaut == 0)
        return;
    char plain[LATIN_FOLDED_MAX];
    memcpy(plain, text.data, umlaut + 1);
    memcpy(plain + umlaut + 1, text.data + umlaut + 2, text.size - umlaut - 2);
    struct slice plural = slice_of(plain, text.size - 1);
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        struct slice ending = slice_from(endings[i]);
        if (!slice_ends_with(plural, ending) || plural.size < ending.size + umlaut + 2)
            continue;
        struct slice singular = slice_part(plural, 0, plural.size - ending.size);
        uint32_t index;
        if (is_form(word->forms, singular, FORM_NOUN | FORM_ROOT) &&
            forms_find(word->forms, singular, &index))
            forms_join(word->forms, index, word->index);
    }
}

/* Zugehörigkeit → zugehörig, Genauigkeit → genau: the noun splits as its adjective does. */
static void join_adjective(const struct word *word)
{
    static const char *const endings[] = {"keit", "heit", "igkeit"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        struct slice ending = slice_from(endings[i]);
        struct latin_folded adjective;
        uint32_t index;
        if (!slice_ends_with(latin_slice(&word->text), ending))
            continue;
        struct slice text = change_end(word, ending.size, "", &adjective);
        if (is_form(word->forms, text, FORM_OTHER) && forms_find(word->forms, text, &index))
            forms_join(word->forms, index, word->index);
    }
}

/* Schwarzwaldes, Werktage, Autobahnen: the plain word list has each on its own. */
static void join_inflections(const struct word *word)
{
    static const char *const endings[] = {"s", "es", "e", "en", "n"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        struct latin_folded inflected;
        uint32_t index;
        struct slice text = change_end(word, 0, endings[i], &inflected);
        if (is_form(word->forms, text, FORM_NOUN) && forms_find(word->forms, text, &index))
            forms_join(word->forms, word->index, index);
    }
}

static fund_status derive_from_noun(const struct word *word, struct fund_error *error)
{
    struct form *form = &word->forms->items[word->index];
    if (is_verbal(word))
        form->flags |= FORM_VERBAL;
    if (form->flags & FORM_ROOT)
        join_singular(word);
    join_adjective(word);
    if (word->text.size >= SHORTEST_INFLECTED)
        join_inflections(word);
    fund_status status = FUND_OK;
    if (takes_linking_s(latin_slice(&word->text)))
        status = add_linked(word, 0, "s", FORM_MODIFIER, error);
    if (status == FUND_OK && word->text.size >= 4 &&
        slice_ends_with(latin_slice(&word->text), SLICE("e")))
        status = add_linked(word, 1, "", FORM_NOUN_STEM, error);
    return status;
}

/* aufstrebenden: forms of aufstreben, which the plain word list has each on its own. */
static void mark_participle(const struct word *word)
{
    static const char *const endings[] = {"", "e", "em", "en", "er", "es"};
    if (!slice_ends_with(latin_slice(&word->text), SLICE("en")))
        return;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        char ending[4] = "d";
        memcpy(ending + 1, endings[i], strlen(endings[i]));
        struct latin_folded participle;
        uint32_t index;
        struct slice text = change_end(word, 0, ending, &participle);
        if (is_form(word->forms, text, FORM_OTHER) && forms_find(word->forms, text, &index))
            word->forms->items[index].flags |= FORM_VERBAL;
    }
}

static fund_status derive_from_verb(const struct word *word, struct fund_error *error)
{
    struct slice text = latin_slice(&word->text);
    size_t dropped = 0;
    if (text.size >= 5 && slice_ends_with(text, SLICE("en")))
        dropped = 2;
    else if (text.size >= 6 &&
             (slice_ends_with(text, SLICE("eln")) || slice_ends_with(text, SLICE("ern"))))
        dropped = 1;
    if (dropped == 0)
        return FUND_OK;
    return forms_flag(word->forms, slice_part(text, 0, text.size - dropped), FORM_VERB_STEM, error);
}

fund_status derive_forms(struct forms *forms, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t count = forms->count; /* the derived ones behind it derive nothing */
    for (uint32_t i = 0; i < count && status == FUND_OK; i++) {
        struct form form = forms->items[i];
        struct word word = {.forms = forms, .index = i, .text = {.size = form.size}};
        memcpy(word.text.letters, forms_text(forms, &form).data, form.size);
        if (form.flags & FORM_NOUN)
            status = derive_from_noun(&word, error);
        if (form.flags & FORM_OTHER)
            mark_participle(&word);
        if (status == FUND_OK && (form.flags & FORM_OTHER))
            status = derive_from_verb(&word, error);
    }
    return status;
}
