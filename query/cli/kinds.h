/*
 * Kinds of completions by their names.
 */
#ifndef QUERY_CLI_KINDS_H
#define QUERY_CLI_KINDS_H

#include "fundstelle.h"

#include <stdbool.h>

/* "word", "person", "organisation", "place", "title". Static. */
const char *kinds_name(enum fund_completion_kind kind);
/* The same in the user's language. */
const char *kinds_shown(enum fund_completion_kind kind);
/* False where no kind has the name. */
bool kinds_read(const char *name, enum fund_completion_kind *kind);

#endif
