/*
 * One token by itself: raw bytes in, folded form and stems out. The bytes alone decide, so that
 * the result can be kept.
 */
#ifndef CORE_TEXT_WORD_H
#define CORE_TEXT_WORD_H

#include "core/text/splitter.h"
#include "core/text/text.h"

#define WORD_TERMS_MAX (1 + TEXT_PARTS_MAX)
#define WORD_INNER_MAX 8

struct word_term {
    uint32_t start, end; /* bytes of the token */
    uint32_t last_part;  /* of an inner word: place of its last part in terms */
    struct slice stem;
};

/*
 * The whole word first, then its parts; no terms where no letter or digit is left of it. Behind
 * these term_count terms stand inner_count inner words, see struct text_token.
 */
struct word {
    struct slice folded;
    const struct word_term *terms;
    size_t term_count, inner_count;
};

/* True for the one character U+002D, U+2010 or U+2011. */
bool word_is_hyphen(struct slice character);

struct word_analyser; /* one thread at a time */

/* The splitter must outlive it. */
fund_status word_analyser_create(const struct splitter *splitter, struct word_analyser **analyser,
                                 struct fund_error *error);
void word_analyser_destroy(struct word_analyser *analyser);
/* raw: well-formed words joined by single hyphens. *word is borrowed until the next call. */
fund_status word_analyse(struct word_analyser *analyser, struct slice raw, struct word *word,
                         struct fund_error *error);
/* The same for a word that another one borrows from; see splitter_divide. */
fund_status word_divide(struct word_analyser *analyser, struct slice raw, struct word *word,
                        struct fund_error *error);
/*
 * As word_analyse with the words that a cursor has seen, to which it is added; *word is borrowed until the
 * cursor's next use.
 */
fund_status text_cursor_analyse(struct text_cursor *cursor, struct slice raw, struct word *word,
                                struct fund_error *error);
/* Whether nothing but the lexicon decides about the cursor's compounds. */
bool text_cursor_is_plain(const struct text_cursor *cursor);

#endif
