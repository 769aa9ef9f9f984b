/*
 * persons: people by first name, title, role, credit line or what stands behind the name.
 */
#ifndef INDEXER_NAMES_PERSONS_H
#define INDEXER_NAMES_PERSONS_H

#include "indexer/names/spans.h"

/* Adds persons, in order, outside of tokens that are taken. FUND_NO_MEMORY. */
fund_status persons_find(struct tokens *tokens, struct spans *persons, struct fund_error *error);

/*
 * Adds the lone surnames of people whose full names are there, and their initials' forms.
 * FUND_NO_MEMORY. The list is in order afterwards.
 */
fund_status persons_propagate(struct tokens *tokens, struct spans *persons,
                              struct fund_error *error);

/* Token of the surname's first word (particles not counted): "Charlotte von Wolff" 2. */
size_t persons_surname(const struct tokens *tokens, const struct span *person);

#endif
