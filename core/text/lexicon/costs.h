/*
 * What a form costs as a part, and what speaks for leaving it whole.
 */
#ifndef CORE_TEXT_LEXICON_COSTS_H
#define CORE_TEXT_LEXICON_COSTS_H

#include "core/text/lexicon/forms.h"
#include "core/text/lexicon/params.h"
#include "core/text/splitter.h"

/* Sums over an inflection group, at the index of its first form. */
struct group_facts {
    double head_count, modifier_count;
    uint16_t flags;
};

/* The constants of the program itself. */
struct lexicon_costs costs_program(const struct params *params);
/* Sets the form's costs and bonus; a complex form is no part. */
void costs_set(const struct params *params, const struct form *form,
               const struct group_facts *group, struct lexicon_form *value);

#endif
