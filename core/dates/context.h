/*
 * context: what stands before and behind a date, and what that makes of it.
 */
#ifndef CORE_DATES_CONTEXT_H
#define CORE_DATES_CONTEXT_H

#include "core/dates/patterns.h"

bool context_is_number(char kind);
/* Keeps the word before the token `at` that a date follows. */
void context_keep_lead(const struct tokens *tokens, size_t at, struct reading *reading);
/* Whether that word announces a day, month, … that is not written in full. */
bool context_has_lead(const struct reading *reading, const struct tokens *tokens);
/* The same for a year by itself; follows: it stands behind another one. */
bool context_has_year_lead(const struct reading *reading, const struct tokens *tokens,
                           bool follows);
/* Whether the sentence goes on, or ends, behind a number that is no time, price or count. */
bool context_is_closed(const struct tokens *tokens, size_t end);
/* Whether a number at `at` is the end, or one that ends before `end` the front, of a longer one. */
bool context_is_inside_number(const struct tokens *tokens, size_t at);
bool context_goes_on(const struct tokens *tokens, size_t end);
/* Whether the token belongs to a street's name. */
bool context_names_street(const struct tokens *tokens, size_t at);
/* Whether a word before says what the number at `at` is: a chapter, a telephone number. */
bool context_is_named_number(const struct tokens *tokens, size_t at);

#endif
