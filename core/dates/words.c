/*
 * What words mean: folded, they are looked up in the table that words_list.c writes. Umlauts are
 * written ae, oe, ue, ss there and by folding here: März, Maerz and MÄRZ are one.
 */
#include "core/dates/words.h"

#include "core/base/utf8.h"
#include "core/dates/words_form.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* ---- folding -------------------------------------------------------------------------------- */

static const struct {
    uint32_t code_point;
    const char *folded;
} foldings[] = {
    {0xE4, "ae"}, {0xC4, "ae"}, {0xF6, "oe"}, {0xD6, "oe"},
    {0xFC, "ue"}, {0xDC, "ue"}, {0xDF, "ss"}, {0x1E9E, "ss"},
};

/* The letter as it is in keys, or empty where no key has it. */
static const char *fold(uint32_t code_point, char ascii[static 2])
{
    for (size_t i = 0; code_point >= 0x80 && i < COUNT(foldings); i++)
        if (foldings[i].code_point == code_point)
            return foldings[i].folded;
    if (code_point == 0x308)
        return "e";
    bool is_capital = code_point >= 'A' && code_point <= 'Z';
    bool is_known = is_capital || (code_point >= 'a' && code_point <= 'z') || code_point == '-';
    ascii[0] = is_known ? (char)(code_point | 0x20) : '\0';
    ascii[1] = '\0';
    return ascii;
}

/* A word as the table has it. */
struct key {
    char letters[WORDS_FORM_MAX]; /* zeros behind them */
    uint32_t hash;
};

/* Folds into key; false where the word is longer than any key or has letters that none has. */
static bool fold_word(struct slice word, struct key *key)
{
    size_t size = 0;
    *key = (struct key){.hash = WORDS_HASH_FIRST};
    for (size_t at = 0; at < word.size;) {
        char letter = (char)(word.data[at] | 0x20);
        if (letter >= 'a' && letter <= 'z' && size + 1 < WORDS_FORM_MAX) {
            key->letters[size++] = letter;
            key->hash = words_hash_on(key->hash, letter);
            at++;
            continue;
        }
        uint32_t code_point = 0;
        char ascii[2];
        size_t bytes = utf8_next(slice_part(word, at, word.size), &code_point);
        const char *folded = bytes > 0 ? fold(code_point, ascii) : "";
        size_t folded_size = strlen(folded);
        if (folded_size == 0 || size + folded_size >= WORDS_FORM_MAX)
            return false;
        for (size_t i = 0; i < folded_size; i++) {
            key->letters[size++] = folded[i];
            key->hash = words_hash_on(key->hash, folded[i]);
        }
        at += bytes;
    }
    return size > 0;
}

static bool begins_with_capital(struct slice word)
{
    unsigned char first = (unsigned char)word.data[0];
    bool is_umlaut = first == 0xC3 && word.size > 1 && (unsigned char)word.data[1] < 0xA0;
    return (first >= 'A' && first <= 'Z') || is_umlaut;
}

/* ---- looking up ----------------------------------------------------------------------------- */

static const struct words_form *find(const struct key *key)
{
    for (uint32_t at = words_slot(key->hash); words_slots[at] != 0; at = (at + 1) % WORDS_SLOTS) {
        const struct words_form *form = &words_forms[words_slots[at] - 1];
        if (memcmp(form->letters, key->letters, sizeof(key->letters)) == 0)
            return form;
    }
    return NULL;
}

static bool may_stand(const struct words_form *form, struct slice word, bool is_typed)
{
    if (is_typed)
        return true;
    if ((form->flags & WORDS_TYPED) != 0)
        return false;
    if ((form->flags & WORDS_NOUN) != 0)
        return begins_with_capital(word);
    return (form->flags & WORDS_LOWER) == 0 || !begins_with_capital(word);
}

/* The place of a letter of ASCII in the alphabet; WORDS_LETTERS or more for any other byte. */
static unsigned letter_of(char byte)
{
    return (unsigned)(unsigned char)(byte | 0x20) - 'a';
}

/* False where no form has the word's first two letters and its last one. */
static bool may_be_form(struct slice word)
{
    if (word.size < 2)
        return true;
    unsigned first = letter_of(word.data[0]), second = letter_of(word.data[1]),
             last = letter_of(word.data[word.size - 1]);
    if (first >= WORDS_LETTERS || second >= WORDS_LETTERS || last >= WORDS_LETTERS)
        return true;
    return (words_ends[first * WORDS_LETTERS + second] >> last & 1) != 0;
}

struct words_meaning words_find(struct slice word, bool is_typed)
{
    struct words_meaning none = {.kind = WORDS_OTHER};
    struct key key;
    if (word.size >= 2 * WORDS_FORM_MAX || !may_be_form(word) || !fold_word(word, &key))
        return none;
    const struct words_form *form = find(&key);
    if (form == NULL || !may_stand(form, word, is_typed))
        return none;
    return (struct words_meaning){.kind = (enum words_kind)form->kind,
                                  .value = form->value,
                                  .takes_dot = (form->flags & WORDS_SHORT) != 0,
                                  .has_daytime = (form->flags & WORDS_DAYTIME) != 0};
}
