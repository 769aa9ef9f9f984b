/*
 * form: a word as it stands in a text, written so that words of the same folded form stand side by
 * side: what an archive keeps of each word beside its stem, for exact search, wildcards, spelling
 * corrections and completion.
 *
 *   strasse         as it is: "strasse"
 *   strasse <1f>straße     in lower case otherwise: "straße"
 *   strasse <1f>^straße    the same with a capital at its front: "Straße"; <1f>^ alone: "Strasse"
 *   strasse <1f>~STRASSE   any other case, as it stands
 *
 * Case is known of ASCII and Latin-1 letters.
 */
#ifndef CORE_TEXT_FORM_H
#define CORE_TEXT_FORM_H

#include "core/base/slice.h"

/* Between the folded form and the rest; folded words never hold it. */
#define TEXT_FORM_SEPARATOR '\x1f'
/* Bytes of the longest form; of a longer one only the folded word is kept, cut at a character. */
#define TEXT_FORM_MAX 230

/* Writes the form of a word, 1..TEXT_FORM_MAX bytes, and returns its size. folded: as text_fold
 * gives it, not empty; surface: as it stands, not empty. */
size_t text_form_write(struct slice folded, struct slice surface, char out[static TEXT_FORM_MAX]);
/* The folded word of a form; borrowed. */
struct slice text_form_folded(struct slice form);
/* The word as it stands, written into out; its size is returned. */
size_t text_form_surface(struct slice form, char out[static TEXT_FORM_MAX]);

/* A capital at the front of a text of at least one byte, where ASCII or Latin-1 has one, in place. */
void text_capitalise(char *text, size_t size);
/* Lower case of ASCII and Latin-1 letters, in place; other characters stay. */
void text_lower(char *text, size_t size);

#endif
