/*
 * organisations: a head (Verein, Ordnungsamt, TSV, Stadt) with what is attached to it, a name with
 * its legal form, or a name with its acronym in brackets.
 */
#ifndef INDEXER_NAMES_ORGANISATIONS_H
#define INDEXER_NAMES_ORGANISATIONS_H

#include "indexer/names/spans.h"

/* Adds organisations in order. FUND_NO_MEMORY. */
fund_status organisations_find(struct tokens *tokens, struct spans *organisations,
                               struct fund_error *error);

/* ---- attachments (attachments.c) ------------------------------------------------------------ */

/* Tokens of a legal form at `at`: "GmbH" 1, "e. V." 2, "GmbH & Co. KG" 4, else 0. */
size_t attachments_legal(const struct tokens *tokens, size_t at);
/*
 * End of what is attached behind an organisation's head at `head`: places, names, quotes, "für A
 * und B", "der Kleingärtner", legal forms. *is_named where that makes a name of it.
 */
size_t attachments_after(const struct tokens *tokens, size_t head, bool *is_named);
/* Begin of what belongs to the head before it: adjectives, acronyms, "Haupt- und". */
size_t attachments_before(const struct tokens *tokens, size_t head, bool *is_named);

/* Begin of "Haupt- und", "Melde-, Pass- und" before `at`, or at. */
size_t attachments_coordinated(const struct tokens *tokens, size_t at);
/* End of the nouns at `at`: "Bildung und Soziales", "Umwelt, Landwirtschaft und Geologie". */
size_t attachments_nouns(const struct tokens *tokens, size_t at);

/* ---- acronyms (acronyms.c) ------------------------------------------------------------------- */

/* Tokens of the acronym in the brackets that open at `at`: "(SiKo Ruhr)" 2; 0 where none is. */
size_t acronyms_in_brackets(const struct tokens *tokens, size_t at);
/*
 * Whether the acronym's letters stand in the name first..end-1 in their order, and the initials of
 * the name's capitalised words in the acronym.
 */
bool acronyms_is_short_for(const struct tokens *tokens, const struct token *acronym, size_t first,
                           size_t end);

#endif
