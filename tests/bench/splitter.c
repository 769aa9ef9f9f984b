/*
 * Speed of splitting words that were never seen before, beside that of ICU's word breaking over the
 * same words as running text, in one process. The words are all different ones of the texts, and
 * all compounds in the counts.
 *
 * usage: splitter FLOOR COUNTS FILE...    fails where splitting / ICU is below FLOOR
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/dict.h"
#include "core/text/analyser.h"
#include "tests/bench/bench.h"
#include "tests/bench/counts.h"

#define ROUNDS      9
#define COUNTS_MAX  ((size_t)64 * 1024 * 1024)
#define WORDS_START 1024

struct bench {
    struct text_analyser *analyser;
    struct dict *seen;     /* folded words */
    struct buffer running; /* the words as they are written, with spaces */
    struct buffer folded;  /* one after the other, and where each ends: */
    size_t *ends;
    size_t count, capacity, part_count;
};

static fund_status add_end(struct bench *bench, struct fund_error *error)
{
    if (bench->count == bench->capacity) {
        size_t capacity = bench->capacity == 0 ? WORDS_START : bench->capacity * 2;
        size_t *grown = realloc(bench->ends, capacity * sizeof(*grown));
        if (grown == NULL)
            return error_no_memory(error);
        bench->ends = grown;
        bench->capacity = capacity;
    }
    bench->ends[bench->count++] = bench->folded.size;
    return FUND_OK;
}

static bool is_compound(const struct bench *bench, struct slice folded)
{
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    return splitter_split(&bench->analyser->splitter, folded, boundaries) > 0;
}

/* Adds a word that was not added before, and with compounds_only is a compound. */
static fund_status add_word(struct bench *bench, struct slice word, bool compounds_only,
                            struct fund_error *error)
{
    size_t start = bench->folded.size;
    fund_status status = text_fold(word, &bench->folded, error);
    if (status != FUND_OK)
        return status;
    struct slice folded = slice_part(buffer_slice(&bench->folded), start, bench->folded.size);
    if (dict_get(bench->seen, folded, NULL) || (compounds_only && !is_compound(bench, folded))) {
        bench->folded.size = start;
        return FUND_OK;
    }
    status = dict_put(bench->seen, folded, 0, error);
    if (status == FUND_OK)
        status = add_end(bench, error);
    if (status == FUND_OK)
        status = buffer_append(&bench->running, word, error);
    return status == FUND_OK ? buffer_append_byte(&bench->running, ' ', error) : status;
}

static fund_status add_text(struct bench *bench, struct slice text, struct fund_error *error)
{
    struct segments segments = {0};
    fund_status status = segments_init(&segments, &bench->analyser->segments, error);
    if (status == FUND_OK)
        segments_start(&segments, text);
    while (status == FUND_OK && segments_advance(&segments)) {
        if (segments.ahead.is_word)
            status = add_word(bench, slice_part(text, segments.ahead.start, segments.ahead.end),
                              false, error);
    }
    segments_finish(&segments);
    return status;
}

static fund_status add_counts(struct bench *bench, const char *path, struct fund_error *error)
{
    struct buffer lines = buffer_init(COUNTS_MAX);
    fund_status status = counts_read(path, &lines, error);
    struct slice rest = buffer_slice(&lines), word;
    uint64_t count;
    while (status == FUND_OK && counts_next(&rest, &word, &count))
        status = add_word(bench, word, true, error);
    buffer_finish(&lines);
    return status;
}

static fund_status prepare(struct bench *bench, const char *counts, char **paths, int count,
                           struct fund_error *error)
{
    struct buffer texts = buffer_init(BENCH_TEXT_MAX);
    bench->running = buffer_init(BENCH_TEXT_MAX);
    bench->folded = buffer_init(BENCH_TEXT_MAX);
    fund_status status = text_analyser_create(&bench->analyser, error);
    if (status == FUND_OK)
        status = dict_create(&bench->seen, error);
    if (status == FUND_OK)
        status = bench_read_texts(paths, count, &texts, error);
    if (status == FUND_OK)
        status = add_text(bench, buffer_slice(&texts), error);
    if (status == FUND_OK)
        status = add_counts(bench, counts, error);
    buffer_finish(&texts);
    return status;
}

static void finish(struct bench *bench)
{
    dict_destroy(bench->seen);
    text_analyser_destroy(bench->analyser);
    buffer_finish(&bench->running);
    buffer_finish(&bench->folded);
    free(bench->ends);
}

static fund_status split_all(void *context, struct fund_error *error)
{
    struct bench *bench = context;
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    (void)error;
    bench->part_count = bench->count;
    for (size_t i = 0, start = 0; i < bench->count; start = bench->ends[i++]) {
        struct slice word = slice_of(bench->folded.data + start, bench->ends[i] - start);
        bench->part_count += splitter_split(&bench->analyser->splitter, word, boundaries);
    }
    return FUND_OK;
}

int main(int argument_count, char **arguments)
{
    struct bench bench = {0};
    struct fund_error error = {.message = ""};
    struct bench_times times = {0, 0};
    if (argument_count < 4) {
        fprintf(stderr, "usage: splitter FLOOR COUNTS FILE...\n");
        return 2;
    }
    fund_status status = prepare(&bench, arguments[2], arguments + 3, argument_count - 3, &error);
    if (status == FUND_OK)
        status =
            bench_compare(buffer_slice(&bench.running), split_all, &bench, ROUNDS, &times, &error);
    double ratio = times.icu / times.work;
    if (status == FUND_OK)
        printf("%zu different words, %zu parts: ICU's word breaking %.2f M words/s, splitting %.2f "
               "M words/s, ratio %.2f\n",
               bench.count, bench.part_count, (double)bench.count / times.icu * 1e-6,
               (double)bench.count / times.work * 1e-6, ratio);
    finish(&bench);
    return bench_result(status, &error, ratio, arguments[1]);
}
