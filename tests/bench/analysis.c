/*
 * Speed of the analysis beside that of ICU's word breaking over the same UTF-8, in one process. The
 * first round finds the cursor's cache empty, the others warm.
 *
 * usage: analysis FLOOR FILE...    fails where analysis / ICU is below FLOOR (0.45: 45 %)
 *        analysis FLOOR --grow COUNTS FILE...    the same with a large text made of the files
 */
#include <stdio.h>

#include "core/text/text.h"
#include "tests/bench/bench.h"
#include "tests/bench/grow.h"

#define ROUNDS 9
/* A large text has enough words to make up for the machine's moods. */
#define ROUNDS_GROWN 3
#define GROWN_SIZE   ((size_t)48 * 1000 * 1000)

struct bench {
    struct text_analyser *analyser;
    struct text_cursor *cursor;
    struct buffer text;
    size_t term_count;
};

static fund_status analyse(void *context, struct fund_error *error)
{
    struct bench *bench = context;
    struct text_token token;
    fund_status status = text_cursor_start(bench->cursor, buffer_slice(&bench->text), 1, error);
    if (status != FUND_OK)
        return status;
    bench->term_count = 0;
    while (text_cursor_next(bench->cursor, &token))
        bench->term_count += token.term_count;
    return text_cursor_finish(bench->cursor, NULL, error);
}

/* counts: NULL, or the text is made larger with them. */
static fund_status prepare(struct bench *bench, const char *counts, char **paths, int count,
                           struct fund_error *error)
{
    struct buffer small = buffer_init(BENCH_TEXT_MAX);
    bench->text = buffer_init(BENCH_TEXT_MAX);
    fund_status status =
        bench_read_texts(paths, count, counts != NULL ? &small : &bench->text, error);
    if (status == FUND_OK && counts != NULL)
        status = grow_text(buffer_slice(&small), counts, GROWN_SIZE, &bench->text, error);
    buffer_finish(&small);
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
    buffer_finish(&bench->text);
}

int main(int argument_count, char **arguments)
{
    struct bench bench = {0};
    struct fund_error error = {.message = ""};
    struct bench_times times = {0, 0};
    bool is_grown = argument_count > 4 && strcmp(arguments[2], "--grow") == 0;
    int first = is_grown ? 4 : 2;
    if (argument_count <= first) {
        fprintf(stderr, "usage: analysis FLOOR [--grow COUNTS] FILE...\n");
        return 2;
    }
    fund_status status = prepare(&bench, is_grown ? arguments[3] : NULL, arguments + first,
                                 argument_count - first, &error);
    if (status == FUND_OK)
        status = bench_compare(buffer_slice(&bench.text), analyse, &bench,
                               is_grown ? ROUNDS_GROWN : ROUNDS, &times, &error);
    double ratio = times.icu / times.work, megabytes = (double)bench.text.size / 1e6;
    if (status == FUND_OK)
        printf("%.1f MB, %zu terms: ICU's word breaking %.1f MB/s, whole analysis %.1f MB/s, ratio "
               "%.2f\n",
               megabytes, bench.term_count, megabytes / times.icu, megabytes / times.work, ratio);
    finish(&bench);
    return bench_result(status, &error, ratio, arguments[1]);
}
