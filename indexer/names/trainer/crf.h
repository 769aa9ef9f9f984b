/*
 * crf: weights of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) by
 * stochastic gradient descent. The same corpus gives the same weights.
 */
#ifndef INDEXER_NAMES_TRAINER_CRF_H
#define INDEXER_NAMES_TRAINER_CRF_H

#include "indexer/names/model.h"
#include "indexer/names/trainer/gold.h"

struct crf_weights {
    uint32_t *keys; /* of the rows */
    float (*rows)[MODEL_SCORES];
    size_t row_count;
    float transitions[LABEL_COUNT][LABEL_COUNT];
};

struct crf_options {
    int rounds; /* each from the beginning, with other random numbers; the average counts */
    int epochs;
    int average_from; /* weights are averaged over the epochs from this one on */
    float rate;
    float l2;
    float dropout;           /* share of features left out in each step */
    int least_count;         /* of a feature in the corpus */
    float organisation_bias; /* added to the beginning of each: finds more, and more wrong ones */
    size_t rows_max;
};

/* The corpus's features are replaced by numbers of rows. FUND_LIMIT: it is empty;
 * FUND_NO_MEMORY. */
fund_status crf_train(struct corpus *corpus, const struct crf_options *options,
                      struct crf_weights *weights, struct fund_error *error);
void crf_finish(struct crf_weights *weights);

#endif
