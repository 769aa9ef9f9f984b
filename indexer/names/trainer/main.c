/*
 * Trains the tagger of names.
 *
 * usage: fundstelle-names-trainer OUTPUT {GOLD.jsonl FOLDER}...
 */
#include "indexer/names/trainer/write.h"

#include "core/base/file.h"

#include <stdio.h>
#include <stdlib.h>

#define MODEL_SIZE_MAX ((size_t)64 * 1024 * 1024)

static float opt(const char *name, float value)
{
    const char *text = getenv(name);
    return text ? (float)atof(text) : value;
}

static fund_status run(int count, char **arguments, const struct crf_options *options,
                       struct fund_error *error)
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
        status = crf_train(&corpus, options, &weights, error);
    if (opt("T_BIAS", 0.8f) != 0)
        for (int f = 0; f < LABEL_COUNT; f++) {
            weights.transitions[f][LABEL_ORGANISATION] += opt("T_BIAS", 0.8f);
            weights.transitions[f][LABEL_ORGANISATION_SINGLE] += opt("T_BIAS", 0.8f);
        }
    if (status == FUND_OK)
        status = write_model(&weights, options->rows_max, &bytes, error);
    if (status == FUND_OK) {
        FILE *out = fopen(arguments[0], "wb");
        if (out == NULL || fwrite(bytes.data, 1, bytes.size, out) != bytes.size)
            status = error_set(error, FUND_IO, "cannot write '%s'", arguments[0]);
        if (out != NULL && fclose(out) != 0)
            status = error_set(error, FUND_IO, "cannot write '%s'", arguments[0]);
        if (getenv("TV"))
            fprintf(stderr, "rows %zu bytes %zu lines %zu tokens %zu features %zu\n",
                    weights.row_count, bytes.size, corpus.line_count, corpus.token_count,
                    corpus.feature_count);
    }
    buffer_finish(&bytes);
    crf_finish(&weights);
    gold_finish(&corpus);
    types_destroy(types);
    lists_destroy(lists);
    return status;
}

int main(int argc, char **argv)
{
    struct crf_options options = {.rounds = (int)opt("T_RO", 4),
                                  .epochs = (int)opt("T_EP", 20),
                                  .average_from = (int)opt("T_AV", 10),
                                  .rate = opt("T_ETA", 0.1f),
                                  .l2 = opt("T_L2", 2.0f),
                                  .dropout = opt("T_DO", 0.5f),
                                  .lexical_dropout = opt("T_LD", 0.0f),
                                  .least_count = (int)opt("T_MIN", 2),
                                  .rows_max = (size_t)opt("T_ROWS", 125000)};
    struct fund_error error;
    if (argc < 4) {
        fprintf(stderr, "usage: fundstelle-names-trainer OUTPUT {GOLD.jsonl FOLDER}...\n");
        return EXIT_FAILURE;
    }
    if (run(argc - 1, argv + 1, &options, &error) != FUND_OK) {
        fprintf(stderr, "fundstelle-names-trainer: %s\n", error.message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
