/*
 * See bench.h.
 */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/file.h"
#include "core/text/segments.h"
#include "core/text/text.h"

struct icu {
    struct segments segments;
    struct slice text;
    size_t word_count;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static fund_status break_words(void *context, struct fund_error *error)
{
    struct icu *icu = context;
    segments_start(&icu->segments, icu->text);
    while (segments_advance(&icu->segments))
        icu->word_count += icu->segments.ahead.is_word;
    return segments_status(&icu->segments, error);
}

static fund_status measure_once(bench_work work, void *context, double *best,
                                struct fund_error *error)
{
    double start = seconds();
    fund_status status = work(context, error);
    double taken = seconds() - start;
    if (status == FUND_OK && taken < *best)
        *best = taken;
    return status;
}

fund_status bench_compare(struct slice text, bench_work work, void *context, int rounds,
                          struct bench_times *times, struct fund_error *error)
{
    struct icu icu = {.text = text};
    struct bench_times best = {1e9, 1e9};
    fund_status status = segments_init(&icu.segments, NULL, error);
    for (int i = 0; i < rounds && status == FUND_OK; i++) {
        status = measure_once(break_words, &icu, &best.icu, error);
        if (status == FUND_OK)
            status = measure_once(work, context, &best.work, error);
    }
    segments_finish(&icu.segments);
    if (status == FUND_OK)
        *times = best;
    return status;
}

fund_status bench_read_texts(char **paths, int count, struct buffer *text, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (int i = 0; i < count && status == FUND_OK; i++) {
        struct buffer raw = buffer_init(BENCH_TEXT_MAX);
        status = file_read(paths[i], &raw, error);
        if (status == FUND_OK)
            status = text_clean(buffer_slice(&raw), text, NULL, error);
        buffer_finish(&raw);
    }
    return status;
}

int bench_result(fund_status status, const struct fund_error *error, double ratio,
                 const char *floor)
{
    if (status != FUND_OK) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    return ratio >= strtod(floor, NULL) ? 0 : 1;
}
