/*
 * Trains the tagger of names on annotated releases. The same releases give the same bytes.
 *
 * usage: fundstelle-names-trainer OUTPUT {GOLD.jsonl FOLDER}...
 */
#include "indexer/names/trainer/write.h"

#include "core/base/file.h"

#include <stdio.h>
#include <stdlib.h>

#define MODEL_SIZE_MAX ((size_t)64 * 1024 * 1024)

/* Tuned by cross-validation over the towns of data/judged (tests/quality/names_cv.py). */
static const struct crf_options options = {
    .rounds = 4,
    .epochs = 20,
    .average_from = 10,
    .rate = 0.1f,
    .l2 = 2,
    .dropout = 0.5f,
    .least_count = 2,
    .organisation_bias = 0.8f,
    .rows_max = 120000,
};

static fund_status run(int count, char **arguments, struct fund_error *error)
{
    struct lists *lists = NULL;
    struct types *types = NULL;
    struct corpus corpus = {.features = NULL};
    struct crf_weights weights = {.keys = NULL};
    struct buffer bytes = buffer_init(MODEL_SIZE_MAX);
    fund_status status = lists_create(&lists, error);
    if (status == FUND_OK)
        status = types_create(lists, NULL, &types, error);
    for (int i = 1; i + 1 < count && status == FUND_OK; i += 2)
        status = gold_read(&corpus, lists, types, arguments[i], arguments[i + 1], error);
    if (status == FUND_OK)
        status = crf_train(&corpus, &options, &weights, error);
    if (status == FUND_OK)
        status = write_model(&weights, options.rows_max, &bytes, error);
    if (status == FUND_OK)
        status = file_replace(arguments[0], buffer_slice(&bytes), error);
    buffer_finish(&bytes);
    crf_finish(&weights);
    gold_finish(&corpus);
    types_destroy(types);
    lists_destroy(lists);
    return status;
}

int main(int argc, char **argv)
{
    struct fund_error error;
    if (argc < 4 || argc % 2 != 0) {
        fprintf(stderr, "usage: fundstelle-names-trainer OUTPUT {GOLD.jsonl FOLDER}...\n");
        return EXIT_FAILURE;
    }
    if (run(argc - 1, argv + 1, &error) != FUND_OK) {
        fprintf(stderr, "fundstelle-names-trainer: %s\n", error.message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
