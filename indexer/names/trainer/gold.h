/*
 * gold: annotated releases as lines of tokens with labels and features.
 */
#ifndef INDEXER_NAMES_TRAINER_GOLD_H
#define INDEXER_NAMES_TRAINER_GOLD_H

#include "indexer/names/lists.h"
#include "indexer/names/types.h"

struct gold_token {
    uint32_t first; /* of corpus.features */
    uint32_t count;
    uint8_t label;
};

struct gold_line {
    uint32_t first, count; /* of corpus.tokens */
};

struct corpus {
    uint32_t *features; /* keys; numbers of rows once crf.c has counted them */
    struct gold_token *tokens;
    struct gold_line *lines;
    size_t feature_count, feature_capacity, token_count, token_capacity, line_count, line_capacity;
};

/*
 * Adds the releases that a gold.jsonl names, whose texts are in folder. FUND_IO, FUND_CORRUPT (no
 * JSON of that form), FUND_LIMIT, FUND_NO_MEMORY, and what reading a release gives.
 */
fund_status gold_read(struct corpus *corpus, const struct lists *lists, struct types *types,
                      const char *gold_path, const char *folder, struct fund_error *error);
void gold_finish(struct corpus *corpus);

#endif
