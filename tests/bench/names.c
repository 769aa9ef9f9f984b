/*
 * Speed of finding persons and organisations beside that of the analysis of the same releases, in
 * one process, and the share of each in indexing but for the store's.
 *
 * usage: names CEILING FILE...    fails where names / analysis is above CEILING (2: twice as long)
 */
#include "core/base/file.h"
#include "core/text/text.h"
#include "indexer/formats/format.h"
#include "indexer/names/dates.h"
#include "indexer/names/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Each is measured so often; the fastest counts, so that a busy machine matters less. */
#define ROUNDS 9

struct bench {
    struct text_analyser *analyser;
    struct text_cursor *cursor;
    struct names *names;
    char **paths;
    int path_count;
    size_t token_count, byte_count;
};

struct times {
    double reading, analysis, dates, names; /* seconds */
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static fund_status analyse(struct bench *bench, struct slice text, struct fund_error *error)
{
    struct text_token token;
    fund_status status = text_cursor_start(bench->cursor, text, 1, error);
    if (status != FUND_OK)
        return status;
    while (text_cursor_next(bench->cursor, &token))
        bench->token_count++;
    bench->byte_count += text.size;
    return text_cursor_finish(bench->cursor, NULL, error);
}

static fund_status run_file(struct bench *bench, const char *path, struct times *times,
                            struct fund_error *error)
{
    struct buffer bytes = buffer_init(FORMAT_FILE_MAX);
    struct release release;
    struct format_notes notes;
    release_init(&release);
    fund_status status = file_read(path, &bytes, error);
    double start = seconds();
    if (status == FUND_OK)
        status = format_read(NULL, buffer_slice(&bytes), &release, &notes, error);
    double read = seconds();
    if (status == FUND_OK)
        status = analyse(bench, release.text, error);
    double analysed = seconds();
    if (status == FUND_OK)
        status = dates_find(&release, error);
    double dated = seconds();
    release.date_count = 0;
    if (status == FUND_OK)
        status = names_find(bench->names, &release, error);
    times->names += seconds() - dated - (dated - analysed); /* names_find finds dates too */
    times->dates += dated - analysed;
    times->analysis += analysed - read;
    times->reading += read - start;
    release_finish(&release);
    buffer_finish(&bytes);
    return status;
}

static void keep_least(double value, double *least)
{
    if (value < *least)
        *least = value;
}

static fund_status measure(struct bench *bench, struct times *best, struct fund_error *error)
{
    fund_status status = FUND_OK;
    *best = (struct times){1e9, 1e9, 1e9, 1e9};
    for (int round = 0; round < ROUNDS && status == FUND_OK; round++) {
        struct times times = {0, 0, 0, 0};
        bench->token_count = bench->byte_count = 0;
        for (int i = 0; i < bench->path_count && status == FUND_OK; i++)
            status = run_file(bench, bench->paths[i], &times, error);
        keep_least(times.reading, &best->reading);
        keep_least(times.analysis, &best->analysis);
        keep_least(times.dates, &best->dates);
        keep_least(times.names, &best->names);
    }
    return status;
}

static void print_row(const struct bench *bench, const char *name, double time, double sum)
{
    printf("%-10s %7.2f ms %6.1f MB/s %6.2f M tokens/s %5.1f %%\n", name, 1e3 * time,
           (double)bench->byte_count / time / 1e6, (double)bench->token_count / time / 1e6,
           100 * time / sum);
}

int main(int argc, char **argv)
{
    struct bench bench = {.paths = argv + 2, .path_count = argc - 2};
    struct times best;
    struct fund_error error;
    if (argc < 3) {
        fprintf(stderr, "usage: names CEILING FILE...\n");
        return EXIT_FAILURE;
    }
    fund_status status = text_analyser_create(&bench.analyser, &error);
    if (status == FUND_OK)
        status = text_cursor_create(bench.analyser, &bench.cursor, &error);
    if (status == FUND_OK)
        status = names_create(&bench.names, &error);
    if (status == FUND_OK)
        status = measure(&bench, &best, &error);
    if (status != FUND_OK) {
        fprintf(stderr, "names: %s\n", error.message);
    } else {
        double sum = best.reading + best.analysis + best.dates + best.names;
        print_row(&bench, "reading", best.reading, sum);
        print_row(&bench, "analysis", best.analysis, sum);
        print_row(&bench, "dates", best.dates, sum);
        print_row(&bench, "names", best.names, sum);
        printf("names / analysis %.2f, at most %s\n", best.names / best.analysis, argv[1]);
        if (best.names > atof(argv[1]) * best.analysis)
            status = FUND_LIMIT;
    }
    names_destroy(bench.names);
    text_cursor_destroy(bench.cursor);
    text_analyser_destroy(bench.analyser);
    return status == FUND_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
