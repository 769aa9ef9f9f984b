/*
 * hunspell-de-de: roots, forms that may begin compounds, inflection groups.
 */
#ifndef CORE_TEXT_LEXICON_HUNSPELL_H
#define CORE_TEXT_LEXICON_HUNSPELL_H

#include "core/text/lexicon/forms.h"

/* Adds the forms of a .dic with its .aff; all forms of one entry become one inflection group. */
fund_status hunspell_load(const char *dictionary_path, const char *affix_path, struct forms *forms,
                          struct fund_error *error);

#endif
