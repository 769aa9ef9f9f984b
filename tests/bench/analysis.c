/*
 * Speed of the analysis beside that of ICU's word breaking over the same UTF-8, in one process.
 *
 * usage: analysis FLOOR FILE...    fails where analysis / ICU is below FLOOR (0.45: 45 %)
 */
#include "core/base/file.h"
#include "core/text/segments.h"
#include "core/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TEXT_MAX ((size_t)64 * 1024 * 1024)
/* Each is measured so often; the fastest counts, so that a busy machine matters less. */
#define ROUNDS 9

struct bench {
    struct text_analyser *analyser;
    struct text_cursor *cursor;
    struct segments icu;
    struct buffer raw, text;
    size_t sink; /* keeps the loops from being left out */
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static fund_status run_icu(struct bench *bench, struct fund_error *error)
{
    fund_status status = segments_start(&bench->icu, buffer_slice(&bench->text), error);
    while (status == FUND_OK && segments_advance(&bench->icu))
        bench->sink += bench->icu.ahead.end;
    return status;
}

static fund_status run_analysis(struct bench *bench, struct fund_error *error)
{
    struct text_token token;
    fund_status status = text_cursor_start(bench->cursor, buffer_slice(&bench->text), 1, error);
    if (status != FUND_OK)
        return status;
    while (text_cursor_next(bench->cursor, &token))
        bench->sink += token.term_count;
    return text_cursor_finish(bench->cursor, NULL, error);
}

static fund_status measure(struct bench *bench,
                           fund_status (*run)(struct bench *, struct fund_error *), double *best,
                           struct fund_error *error)
{
    *best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double start = seconds();
        fund_status status = run(bench, error);
        double taken = seconds() - start;
        if (status != FUND_OK)
            return status;
        *best = taken < *best ? taken : *best;
    }
    return FUND_OK;
}

static fund_status prepare(struct bench *bench, char **paths, int count, struct fund_error *error)
{
    bench->raw = bench->text = buffer_init(TEXT_MAX);
    fund_status status = FUND_OK;
    for (int i = 0; i < count && status == FUND_OK; i++)
        status = file_read(paths[i], &bench->raw, error);
    if (status == FUND_OK)
        status = text_clean(buffer_slice(&bench->raw), &bench->text, NULL, error);
    if (status == FUND_OK)
        status = segments_init(&bench->icu, NULL, error);
    if (status == FUND_OK)
        status = text_analyser_create(&bench->analyser, error);
    if (status == FUND_OK)
        status = text_cursor_create(bench->analyser, &bench->cursor, error);
    return status;
}

static void finish(struct bench *bench)
{
    text_cursor_destroy(bench->cursor);
    text_analyser_destroy(bench->analyser);
    segments_finish(&bench->icu);
    buffer_finish(&bench->raw);
    buffer_finish(&bench->text);
}

int main(int argument_count, char **arguments)
{
    struct bench bench = {0};
    struct fund_error error = {0};
    double icu = 0, analysis = 0;
    if (argument_count < 3) {
        fprintf(stderr, "usage: analysis FLOOR FILE...\n");
        return 2;
    }
    fund_status status = prepare(&bench, arguments + 2, argument_count - 2, &error);
    if (status == FUND_OK)
        status = measure(&bench, run_icu, &icu, &error);
    if (status == FUND_OK)
        status = measure(&bench, run_analysis, &analysis, &error);
    double megabytes = (double)bench.text.size / 1e6;
    finish(&bench);
    if (status != FUND_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    double ratio = icu / analysis;
    printf("ICU's word breaking %.1f MB/s, whole analysis %.1f MB/s, ratio %.2f (%zu)\n",
           megabytes / icu, megabytes / analysis, ratio, bench.sink);
    return ratio >= strtod(arguments[1], NULL) ? 0 : 1;
}
