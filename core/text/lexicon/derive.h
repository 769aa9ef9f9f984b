/*
 * Forms that follow from those of the dictionaries: "-ungs" from "-ung", "Schul" from "Schule",
 * "Miet" from "mieten"; and which words belong together.
 */
#ifndef CORE_TEXT_LEXICON_DERIVE_H
#define CORE_TEXT_LEXICON_DERIVE_H

#include "core/text/lexicon/forms.h"

/* After the dictionaries, before counts and names. */
fund_status derive_forms(struct forms *forms, struct fund_error *error);

#endif
