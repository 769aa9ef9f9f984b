/*
 * Forms of verbs, and nouns in -ung, to the stem of the verb: unterzeichnet, unterzeichnete and
 * Unterzeichnung to unterzeichn; vorgestellt and vorzustellen to vorstell.
 */
#include "core/text/stem_word.h"

#define REST_MIN 3
/* ver-an-stalten, be-an-tragen, wieder-her-ge-stellt */
#define PREFIXES_MAX 4

static const char *const inseparable[] = {"be", "ent", "er", "ver", "zer", "miss", "emp"};
static const char *const separable[] = {
    "ab",      "an",       "auf",    "aus",    "bei",        "bereit", "dar",    "durch",  "ein",
    "fort",    "frei",     "fest",   "her",    "heraus",     "hervor", "hin",    "hinzu",  "los",
    "mit",     "nach",     "nieder", "statt",  "teil",       "ueber",  "um",     "unter",  "voll",
    "vor",     "voran",    "voraus", "vorbei", "wahr",       "weg",    "weiter", "wieder", "zu",
    "zurueck", "zusammen", "fertig", "sicher", "gegenueber", "herbei", "hinaus", "herein", "still",
};
/* Verbs whose ge- belongs to them. */
static const char *const with_ge[] = {
    "gebaer",   "gebrauch", "gebuehr", "gedeih",  "gedenk", "gefaehrd", "gefall",   "gehorch",
    "gehoer",   "gelang",   "geleit",  "geling",  "gelier", "gener",    "gestik",   "gemeind",
    "genehmig", "genes",    "geniess", "genueg",  "geraet", "gescheh",  "gesell",   "gestalt",
    "gestatt",  "gesteh",   "getrau",  "gewaehr", "gewinn", "gewoehn",  "gewitter",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Most words differ in their first letters: then their sizes need not be known. */
static bool begins_alike(struct slice text, const char *front)
{
    return text.size > 1 && text.data[0] == front[0] && text.data[1] == front[1];
}

static bool starts_with_any(struct slice text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (begins_alike(text, list[i]) && slice_starts_with(text, slice_from(list[i])))
            return true;
    }
    return false;
}

/* Bytes of the longest of the list that begins the text. */
static size_t longest_front(struct slice text, const char *const *list, size_t count)
{
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        if (!begins_alike(text, list[i]))
            continue;
        struct slice front = slice_from(list[i]);
        if (front.size > longest && slice_starts_with(text, front))
            longest = front.size;
    }
    return longest;
}

/* True where the letters are verb prefixes and nothing else: aus, vorge, anzu. */
static bool are_prefixes(struct slice letters)
{
    size_t at = 0;
    for (size_t i = 0; i < PREFIXES_MAX && at < letters.size; i++) {
        struct slice rest = slice_part(letters, at, letters.size);
        size_t size = longest_front(rest, separable, COUNT(separable));
        if (size == 0)
            size = longest_front(rest, inseparable, COUNT(inseparable));
        if (size == 0 && slice_starts_with(rest, SLICE("ge")))
            size = 2;
        if (size == 0)
            return false;
        at += size;
    }
    return at == letters.size;
}

static bool after_prefixes(struct slice before, const struct suffix_row *row)
{
    if (before.size == 0)
        return row->scope != SCOPE_PREFIXED && row->scope != SCOPE_WEAK_PREFIXED;
    return row->scope != SCOPE_WORD && are_prefixes(before);
}

/* ---- -t ------------------------------------------------------------------------------------- */

/* Letters before -t that no noun has there, and the nouns that do. */
static bool has_verb_cluster(struct slice letters)
{
    static const struct {
        const char *ending; /* with the t */
        size_t size_min;
    } clusters[] = {
        {"iert", 6}, {"elt", 6},  {"ert", 6},  {"igt", 6}, {"tzt", 5},  {"llt", 5},
        {"mmt", 5},  {"nnt", 5},  {"bt", 4},   {"gt", 4},  {"ckt", 5},  {"ppt", 5},
        {"fft", 5},  {"sst", 5},  {"hlt", 5},  {"hnt", 5}, {"hrt", 5},  {"hmt", 5},
        {"rrt", 5},  {"mpft", 5}, {"scht", 6}, {"eht", 4}, {"oeht", 5},
    };
    for (size_t i = 0; i < COUNT(clusters); i++) {
        struct slice ending = slice_from(clusters[i].ending);
        if (letters.size >= clusters[i].size_min && slice_ends_with(letters, ending) &&
            !stem_is_umlaut_e(letters, letters.size - ending.size))
            return true;
    }
    return false;
}

/* True where a verb's stem needs an e before its t: arbeitet, gründet, eröffnet, widmet. */
static bool needs_e(struct slice stem)
{
    if (stem.size < REST_MIN)
        return false;
    char last = stem.data[stem.size - 1], before = stem.data[stem.size - 2];
    if (last == 't' || last == 'd')
        return true;
    if (last != 'n' && last != 'm')
        return false;
    return strchr("aeioulrhnm", before) == NULL || slice_ends_with(stem, SLICE("chn"));
}

/* Bytes of the ending -t or -et that the letters have as a form of a verb; 0 where they are none.
 */
static size_t verb_ending(struct slice letters)
{
    if (letters.size < REST_MIN + 1 || letters.data[letters.size - 1] != 't' ||
        suffix_table_find(&exception_table, letters, SCOPE_WORD | SCOPE_END, suffix_after_word))
        return 0;
    struct slice stem = slice_part(letters, 0, letters.size - 1);
    if (!suffix_has_vowel(stem))
        return 0;
    if (suffix_table_find(&verb_table, stem, SCOPE_WEAK | SCOPE_WEAK_PREFIXED, after_prefixes) !=
        NULL)
        return 1;
    if (has_verb_cluster(letters))
        return 1;
    bool has_e = slice_ends_with(stem, SLICE("e"));
    stem.size -= has_e;
    bool is_umlaut = has_e && stem.size > 0 && stem.data[stem.size - 1] == 'a';
    return has_e && !is_umlaut && needs_e(stem) && suffix_has_vowel(stem) ? 2 : 0;
}

/* ---- ge- and -zu- --------------------------------------------------------------------------- */

/* Takes the mark out where it stands first or after a separable prefix. */
static void drop_mark(struct stem_word *word, struct slice mark, size_t rest_min)
{
    struct slice letters = stem_letters(word);
    size_t at = longest_front(letters, separable, COUNT(separable));
    struct slice rest = slice_part(letters, at, letters.size);
    if (!slice_starts_with(rest, mark) && at > 0) {
        at = 0;
        rest = letters;
    }
    if (!slice_starts_with(rest, mark) || rest.size < mark.size + rest_min ||
        !suffix_has_vowel(slice_part(rest, mark.size, rest.size)) ||
        starts_with_any(rest, with_ge, COUNT(with_ge)))
        return;
    stem_cut(word, at, at + mark.size);
}

/* an-zu-nehmen: after a separable prefix only; zulassen has another zu. */
static void drop_zu(struct stem_word *word)
{
    struct slice letters = stem_letters(word);
    size_t at = longest_front(letters, separable, COUNT(separable));
    struct slice rest = slice_part(letters, at, letters.size);
    bool is_after_zu = slice_equal(slice_part(letters, 0, at), SLICE("zu"));
    if (at > 0 && !is_after_zu && slice_starts_with(rest, SLICE("zu")) &&
        rest.size >= 2 + REST_MIN && !slice_starts_with(rest, SLICE("zuend")) &&
        !slice_starts_with(rest, SLICE("zucht")))
        stem_cut(word, at, at + 2);
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* Sammlung to sammel, as sammeln has it; Stellung and Zahlung keep their l. */
static void finish_ung(struct stem_word *word)
{
    static const char before_el[] = "bcdfgkmpstz";
    if (word->size < 4 || word->letters[word->size - 1] != 'l' ||
        strchr(before_el, word->letters[word->size - 2]) == NULL)
        return;
    word->letters[word->size - 1] = 'e';
    word->letters[word->size++] = 'l';
}

static bool take_ung(struct stem_word *word)
{
    if (!stem_ends_with(word, SLICE("ung")) || word->size < REST_MIN + 3 ||
        !suffix_has_vowel(slice_part(stem_letters(word), 0, word->size - 3)))
        return false;
    word->size -= 3;
    finish_ung(word);
    return true;
}

#define FORM_SCOPES (SCOPE_WORD | SCOPE_END | SCOPE_PREFIXED)

/* A strong form, bare (beschloss) or as a participle (beschlossen). */
static const struct suffix_row *find_form(struct slice letters, unsigned scopes)
{
    return suffix_table_find(&verb_table, letters, scopes, after_prefixes);
}

static bool look_up_form(struct stem_word *word, unsigned scopes)
{
    const struct suffix_row *row = find_form(stem_letters(word), scopes);
    if (row == NULL && stem_ends_with(word, SLICE("en"))) {
        row = find_form(slice_part(stem_letters(word), 0, word->size - 2), FORM_SCOPES);
        word->size -= row != NULL ? 2 : 0;
    }
    if (row == NULL)
        return false;
    stem_replace(word, row);
    return true;
}

bool stem_is_verb_form(struct slice letters)
{
    return verb_ending(letters) > 0 ||
           (slice_ends_with(letters, SLICE("en")) &&
            find_form(slice_part(letters, 0, letters.size - 2), FORM_SCOPES) != NULL);
}

void stem_verb(struct stem_word *word, bool had_ending)
{
    bool is_form = look_up_form(word, had_ending ? FORM_SCOPES : FORM_SCOPES | SCOPE_BARE);
    if (!is_form && take_ung(word))
        return;
    size_t ending = is_form ? 0 : verb_ending(stem_letters(word));
    if (ending > 0) {
        word->size -= ending;
        look_up_form(word, FORM_SCOPES);
    }
    if (is_form || ending > 0)
        drop_mark(word, SLICE("ge"), REST_MIN);
    else if (had_ending)
        drop_zu(word);
}
