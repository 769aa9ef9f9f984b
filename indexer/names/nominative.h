/*
 * nominative: an organisation's name as a filter shows it.
 */
#ifndef INDEXER_NAMES_NOMINATIVE_H
#define INDEXER_NAMES_NOMINATIVE_H

#include "core/base/buffer.h"
#include "indexer/names/spans.h"

/*
 * Appends the name first..end-1 in the nominative and without an article: "des Deutschen Roten
 * Kreuzes" gives "Deutsches Rotes Kreuz". What follows the head stays as it is, but for "e.V.",
 * which becomes "e. V.".
 */
fund_status nominative_write(const struct lists *lists, const struct tokens *tokens, size_t first,
                             size_t end, struct buffer *out, struct fund_error *error);
/* Token of the name's head: 3 of "des Deutschen Roten Kreuzes, Kreisverband Bonn" from 1 on. */
size_t nominative_head(const struct lists *lists, const struct tokens *tokens, size_t first,
                       size_t end);
/* Appends what all forms of the name have in common; no text that is shown. */
fund_status nominative_write_key(const struct lists *lists, const struct tokens *tokens,
                                 size_t first, size_t end, struct buffer *out,
                                 struct fund_error *error);

#endif
