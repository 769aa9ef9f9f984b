/*
 * Closed lists of German word formation, folded, and marking the forms that stand in them.
 */
#ifndef CORE_TEXT_LEXICON_WORD_LISTS_H
#define CORE_TEXT_LEXICON_WORD_LISTS_H

#include "core/text/lexicon/forms.h"

/* Adds bound forms that begin compounds: Geo-, Mini-. */
fund_status word_lists_add(struct forms *forms, struct fund_error *error);
/* Flags the forms that are suffixes, prefixes and ends of names; adds none. */
void word_lists_mark(struct forms *forms);

#endif
