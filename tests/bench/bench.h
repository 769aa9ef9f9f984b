/*
 * What the benchmarks share: taking the time, and ICU's word breaking as the measure of all speed.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "core/base/buffer.h"

/* Largest text in bytes. */
#define BENCH_TEXT_MAX ((size_t)64 * 1024 * 1024)

/* What is measured; it runs many times. */
typedef fund_status (*bench_work)(void *context, struct fund_error *error);

/* Processor time in seconds; of several runs the fastest. */
struct bench_times {
    double icu, work;
};

/*
 * Measures the work, and ICU's word breaking over the text, rounds times each. They take turns, so
 * that whatever else the machine does meets both; the fastest round counts.
 */
fund_status bench_compare(struct slice text, bench_work work, void *context, int rounds,
                          struct bench_times *times, struct fund_error *error);

/* Appends the files one after the other, cleaned. */
fund_status bench_read_texts(char **paths, int count, struct buffer *text,
                             struct fund_error *error);

/* What main returns: 0, 1 below the floor, 2 after a failure, which it prints. */
int bench_result(fund_status status, const struct fund_error *error, double ratio,
                 const char *floor);

#endif
