/*
 * The word that the steps of stemming work on, each in its own file.
 */
#ifndef CORE_TEXT_STEM_WORD_H
#define CORE_TEXT_STEM_WORD_H

#include "core/base/slice.h"
#include "core/text/suffix_table.h"

/* Letters of the longest word that is stemmed. A spelling may lengthen it up to twice that. */
#define STEM_WORD_MAX 200
#define STEM_ROOM     (2 * STEM_WORD_MAX)

struct stem_word {
    char letters[STEM_ROOM]; /* a-z */
    size_t size;
};

static inline struct slice stem_letters(const struct stem_word *word)
{
    return slice_of(word->letters, word->size);
}

static inline bool stem_ends_with(const struct stem_word *word, struct slice ending)
{
    return slice_ends_with(stem_letters(word), ending);
}

/* Puts the row's stem where its ending is. */
void stem_replace(struct stem_word *word, const struct suffix_row *row);

/* Replaces by the longest row that ends the word; false where there is none. */
bool stem_look_up(struct stem_word *word, const struct suffix_table *table);

/* Takes the letters from start up to end out. */
void stem_cut(struct stem_word *word, size_t start, size_t end);

/*
 * The e of a folded umlaut belongs to it: schoen, gruen, Universitaet. After au and eu it begins
 * an ending: Frauen, neue.
 */
bool stem_is_umlaut_e(struct slice letters, size_t at);

/* ---- the steps ------------------------------------------------------------------------------ */

/* Old spelling to new, in the whole word and inside it. */
void stem_spelling(struct stem_word *word);

/* Bürgerinnen and Bürgerin to Bürger; false where the word is no feminine. */
bool stem_feminine(struct stem_word *word);

/* The ending of a noun, an adjective or an infinitive; false where none was taken. */
bool stem_noun_ending(struct stem_word *word);

/* -er and -em of an adjective or a participle. */
void stem_adjective_ending(struct stem_word *word);

/* -ung, -t and -et, the prefix ge, strong forms: to the verb's stem. */
void stem_verb(struct stem_word *word, bool had_ending);

/* True where the letters are a participle or another form in -t of a verb. */
bool stem_is_verb_form(struct slice letters);

#endif
