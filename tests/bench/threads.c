/*
 * Searches of eight threads over one open archive beside those of one thread.
 *
 * usage: threads FLOOR ARCHIVE...    fails where two processors are less than FLOOR times as fast as
 *                                    one, on any of the archives
 *
 * A wall time says little on a machine that does something else too. So the threads' waiting is taken
 * apart: what the system had them wait for a processor (schedstat) is not the library's doing, what
 * they waited otherwise is, and so is what their searches cost more in processor time than those of
 * one thread.
 */
#include "fundstelle.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <pthread.h>

#define THREADS    8
#define PROCESSORS 2
#define SEARCHES   1600 /* in each run, by all threads */
#define RUNS       3    /* of each kind, in turns; the best counts */

/* What a thread, or all of them, needed, in seconds. */
struct spent {
    double wall, processor, queued; /* queued: ready, but no processor was free */
};

struct thread {
    fund_archive *archive;
    unsigned count, first;
    struct spent spent;
    int has_failed;
};

static double now(clockid_t clock)
{
    struct timespec time = {0, 0};
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Seconds that this thread has waited for a processor; 0 where the system does not tell. */
static double queued(void)
{
    uint64_t ran = 0, waited = 0;
    FILE *file = fopen("/proc/thread-self/schedstat", "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%" SCNu64 " %" SCNu64, &ran, &waited) != 2)
        waited = 0;
    fclose(file);
    return (double)waited * 1e-9;
}

static int search(fund_archive *archive, unsigned number)
{
    static const char *const queries[] = {
        "Hochwasser",
        "Schule Sanierung",
        "Elbe ODER Röder",
        "\"Tag der offenen Tür\"",
        "person:Möllmann",
        "Feuerwehr datum:2010..2020",
        "Bürgermeister -Karneval",
        "Stadtrat",
    };
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = queries[number % (sizeof(queries) / sizeof(*queries))];
    fund_status status = fund_archive_search(archive, &options, &results, NULL);
    fund_results_free(results);
    return status != FUND_OK;
}

static void *work(void *context)
{
    struct thread *thread = context;
    struct spent start = {now(CLOCK_MONOTONIC), now(CLOCK_THREAD_CPUTIME_ID), queued()};
    for (unsigned i = 0; i < thread->count; i++)
        thread->has_failed |= search(thread->archive, thread->first + i);
    thread->spent.wall = now(CLOCK_MONOTONIC) - start.wall;
    thread->spent.processor = now(CLOCK_THREAD_CPUTIME_ID) - start.processor;
    thread->spent.queued = queued() - start.queued;
    return NULL;
}

/* SEARCHES by so many threads; false where one fails. */
static int run(fund_archive *archive, unsigned thread_count, struct spent *out, double *wall)
{
    pthread_t ids[THREADS];
    struct thread threads[THREADS];
    struct spent sum = {0, 0, 0};
    int is_done = 1;
    double start = now(CLOCK_MONOTONIC);
    for (unsigned i = 0; i < thread_count; i++) {
        threads[i] = (struct thread){archive, SEARCHES / thread_count, i, {0, 0, 0}, 0};
        if (pthread_create(&ids[i], NULL, work, &threads[i]) != 0)
            return 0;
    }
    for (unsigned i = 0; i < thread_count; i++) {
        pthread_join(ids[i], NULL);
        is_done = is_done && !threads[i].has_failed;
        sum.wall += threads[i].spent.wall;
        sum.processor += threads[i].spent.processor;
        sum.queued += threads[i].spent.queued;
    }
    *wall = now(CLOCK_MONOTONIC) - start;
    *out = sum;
    return is_done;
}

/* The share of their time that threads waited, but for a processor. */
static double waiting(const struct spent *spent)
{
    double other = spent->wall - spent->processor - spent->queued;
    return other > 0 ? other / spent->wall : 0;
}

/* How much faster they are together on PROCESSORS free ones, at least: whoever waits may wait at the
 * same time as the others, or not. */
static double gain(const struct spent *one, const struct spent *many)
{
    return PROCESSORS * (1 - waiting(many)) * one->processor / many->processor;
}

static int measure(const char *path, double floor)
{
    struct fund_error error = {.message = ""};
    struct spent one, many, best_one = {0, 1e9, 0}, best_many = {0, 1e9, 0};
    fund_archive *archive = NULL;
    double wall = 0, one_wall = 1e9, many_wall = 1e9;
    if (fund_archive_open(path, NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "threads: %s\n", error.message);
        return 1;
    }
    for (int i = 0; i < RUNS; i++) {
        int is_done = run(archive, 1, &one, &wall);
        one_wall = wall < one_wall ? wall : one_wall;
        is_done = is_done && run(archive, THREADS, &many, &wall);
        many_wall = wall < many_wall ? wall : many_wall;
        if (!is_done) {
            fprintf(stderr, "threads: a search failed\n");
            return 1;
        }
        if (one.processor < best_one.processor)
            best_one = one;
        if (many.processor < best_many.processor)
            best_many = many;
    }
    fund_archive_close(archive);
    printf("%s\n", path);
    printf("  1 thread   %8.0f searches/s, %.3f ms of processor time each\n", SEARCHES / one_wall,
           best_one.processor * 1e3 / SEARCHES);
    printf(
        "  %d threads  %8.0f searches/s, %.3f ms, %.1f %% of their time waiting for each other\n",
        THREADS, SEARCHES / many_wall, best_many.processor * 1e3 / SEARCHES,
        waiting(&best_many) * 100);
    printf("  together %.2f times as fast here; with %d free processors %.2f, floor %.2f\n",
           one_wall / many_wall, PROCESSORS, gain(&best_one, &best_many), floor);
    return gain(&best_one, &best_many) >= floor ? 0 : 1;
}

int main(int count, char **arguments)
{
    int code = 0;
    if (count < 3) {
        fprintf(stderr, "usage: threads FLOOR ARCHIVE...\n");
        return 2;
    }
    for (int i = 2; i < count; i++)
        code |= measure(arguments[i], strtod(arguments[1], NULL));
    return code;
}
