/*
 * tagger: the best row of labels for a release's tokens, and the names that it stands for.
 */
#ifndef INDEXER_NAMES_TAGGER_H
#define INDEXER_NAMES_TAGGER_H

#include "indexer/names/spans.h"

/* Longer lines are tagged in pieces. */
#define TAGGER_LINE_MAX 1024

/*
 * The row of labels with the highest sum of scores and transitions, by Viterbi (1967), of those
 * rows that are sound: no name begins in its middle or stays open at the end. count >= 1, at most
 * TAGGER_LINE_MAX.
 */
void tagger_decode(const struct model *model, const model_scores *scores, size_t count,
                   uint8_t *labels);

/* End of the line, or of its next piece, that begins with the token first. */
size_t tagger_line_end(const struct tokens *tokens, size_t first);

/* Adds persons and organisations in order; context_find must have been called. FUND_NO_MEMORY. */
fund_status tagger_find(const struct model *model, struct tokens *tokens, struct spans *persons,
                        struct spans *organisations, struct fund_error *error);

#endif
