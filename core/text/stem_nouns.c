/*
 * Endings of nouns, adjectives and infinitives, and feminines.
 */
#include "core/text/stem_word.h"

/* What is left of a word has at least so many letters. */
#define REST_MIN 3

static bool is_one_of(char letter, const char *letters)
{
    return letter != '\0' && strchr(letters, letter) != NULL;
}

bool stem_is_umlaut_e(struct slice letters, size_t at)
{
    if (at == 0 || letters.data[at] != 'e')
        return false;
    char before = letters.data[at - 1];
    if (before == 'u')
        return at < 2 || !is_one_of(letters.data[at - 2], "aeq");
    return before == 'a' || before == 'o';
}

/* Takes the ending where enough stays before it. */
static bool take(struct stem_word *word, struct slice ending)
{
    if (!stem_ends_with(word, ending))
        return false;
    size_t rest = word->size - ending.size;
    struct slice letters = stem_letters(word);
    if (rest < REST_MIN || !suffix_has_vowel(slice_part(letters, 0, rest)) ||
        stem_is_umlaut_e(letters, rest))
        return false;
    word->size = rest;
    return true;
}

/* -s of the genitive and of foreign plurals: after most consonants, a, o and y (Kitas, Autos). */
static bool take_s(struct stem_word *word)
{
    if (word->size < REST_MIN + 1 || word->letters[word->size - 1] != 's' ||
        !is_one_of(word->letters[word->size - 2], "abdfghklmnoprtvwy") ||
        stem_ends_with(word, SLICE("los")))
        return false;
    return take(word, SLICE("s"));
}

/* Ergebnisse, Ergebnisses, Ergebnissen to Ergebnis. */
static void shorten_nis(struct stem_word *word)
{
    if (word->size > 6 && stem_ends_with(word, SLICE("niss")))
        word->size--;
}

bool stem_noun_ending(struct stem_word *word)
{
    bool is_taken = false;
    if (stem_ends_with(word, SLICE("ern")) || stem_ends_with(word, SLICE("eln")))
        is_taken = word->size > REST_MIN + 1 &&
                   !stem_is_umlaut_e(stem_letters(word), word->size - 3) && take(word, SLICE("n"));
    else if (stem_ends_with(word, SLICE("ungs")))
        is_taken = take(word, SLICE("s"));
    else
        is_taken = take(word, SLICE("ens")) || take(word, SLICE("en")) || take(word, SLICE("es")) ||
                   take(word, SLICE("e")) || take_s(word);
    if (is_taken)
        shorten_nis(word);
    return is_taken;
}

static bool is_adjective(struct slice letters)
{
    static const struct {
        const char *ending;
        size_t size_min;
    } endings[] = {
        {"isch", 6},  {"lich", 5}, {"ig", 4},    {"haft", 6}, {"sam", 6},  {"bar", 6},
        {"los", 6},   {"voll", 7}, {"al", 5},    {"uell", 6}, {"iell", 7}, {"nell", 6},
        {"rell", 7},  {"iv", 5},   {"oes", 6},   {"end", 7},  {"frei", 7}, {"reich", 8},
        {"artig", 7}, {"weit", 7}, {"maess", 7}, {"fach", 6}, {"er", 5},
    };
    if (slice_ends_with(letters, SLICE("eig")))
        return false; /* Anzeiger, Geiger */
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        struct slice ending = slice_from(endings[i].ending);
        if (letters.size >= endings[i].size_min && slice_ends_with(letters, ending) &&
            !stem_is_umlaut_e(letters, letters.size - ending.size))
            return true;
    }
    return suffix_table_find(&adjective_table, letters, SCOPE_WORD | SCOPE_END,
                             suffix_after_word) != NULL ||
           stem_is_verb_form(letters);
}

/*
 * Most words in -er are people and things (Lehrer, Leiter, Meister, Fenster) and stay; only an
 * adjective loses it. Words in -em are nouns too (System, Problem).
 */
void stem_adjective_ending(struct stem_word *word)
{
    if (word->size < REST_MIN + 2 ||
        (!stem_ends_with(word, SLICE("er")) && !stem_ends_with(word, SLICE("em"))))
        return;
    struct stem_word rest = *word;
    if (take(&rest, slice_part(stem_letters(word), word->size - 2, word->size)) &&
        is_adjective(stem_letters(&rest)))
        word->size = rest.size;
}

bool stem_feminine(struct stem_word *word)
{
    struct stem_word singular = *word;
    if (stem_ends_with(word, SLICE("innen")))
        singular.size -= 3;
    if (!stem_ends_with(&singular, SLICE("in")) || !stem_look_up(&singular, &feminine_table))
        return false;
    *word = singular;
    return true;
}
