/*
 * Threads that ask one archive for all that the library has, while others write to it:
 * stress ARCHIVE SECONDS
 *
 * No call may fail, and no answer be empty that cannot be. To be built with ThreadSanitizer;
 * stress.sh runs it beside writers.
 */
#include "fundstelle.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <pthread.h>

#define THREADS 8

struct reader {
    fund_archive *archive;
    double until; /* monotonic, in seconds */
    unsigned number;
    uint64_t calls;
    uint64_t revisions; /* how often the archive was another one than at the last search */
    const char *failed; /* what, or NULL */
    struct fund_error error;
};

static double now(void)
{
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- calls: each tells whether it was answered ---------------------------------------------- */

static bool search(struct reader *reader, uint64_t *revision)
{
    static const char *const queries[] = {
        "Hochwasser",
        "Hochwasserschutz Elbe ODER Röder",
        "\"Tag der offenen Tür\" ODER Feuerwehr",
        "Wochenmakrt",
        "person:Möllmann ODER Bürgermeister",
        "Schul* datum:2010..2023",
        "",
        "Wer bezahlt die Schäden nach der Flut?",
    };
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    unsigned turn = reader->number + (unsigned)reader->calls;
    options.query = queries[turn % (sizeof(queries) / sizeof(*queries))];
    options.sort = (enum fund_sort)(turn % 3);
    options.facets = turn % 2 == 0 ? FUND_FACETS_USUAL : 0;
    if (fund_archive_search(reader->archive, &options, &results, &reader->error) != FUND_OK)
        return false;
    bool is_found = fund_results_count(results) > 0;
    if (!is_found)
        snprintf(reader->error.message, sizeof(reader->error.message), "nothing found by '%s'",
                 options.query);
    uint64_t seen = fund_results_revision(results);
    reader->revisions += seen != *revision;
    *revision = seen;
    fund_results_free(results);
    return is_found;
}

static bool complete(struct reader *reader)
{
    fund_completions *completions = NULL;
    fund_status status =
        fund_archive_complete(reader->archive, "hochw", NULL, &completions, &reader->error);
    bool has_some = fund_completions_count(completions) > 0;
    fund_completions_free(completions);
    return status == FUND_OK && has_some;
}

static bool prepare(struct reader *reader)
{
    return fund_archive_prepare_completion(reader->archive, &reader->error) == FUND_OK;
}

static bool explain(struct reader *reader)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_explanation *explanation = NULL;
    options.query = "Hochwasser person:Möllmann";
    fund_status status =
        fund_archive_explain(reader->archive, &options, NULL, &explanation, &reader->error);
    fund_explanation_free(explanation);
    return status == FUND_OK;
}

/* A walk, the release that it gives first, and what is like it. */
static bool walk(struct reader *reader)
{
    fund_export *all = NULL;
    fund_release *release = NULL;
    fund_results *similar = NULL;
    fund_status status = fund_archive_export(reader->archive, &all, &reader->error);
    if (status == FUND_OK)
        status = fund_export_next(all, &release, &reader->error);
    if (status == FUND_OK && release != NULL)
        status = fund_archive_similar(reader->archive, fund_release_view(release)->id, NULL,
                                      &similar, &reader->error);
    bool is_answered = status == FUND_OK && release != NULL;
    fund_results_free(similar);
    fund_release_free(release);
    fund_export_close(all);
    return is_answered;
}

static bool list_names(struct reader *reader)
{
    fund_names *names = NULL;
    fund_status status =
        fund_archive_names(reader->archive, FUND_PERSONS, "M", &names, &reader->error);
    bool has_some = fund_names_count(names) > 0;
    fund_names_free(names);
    return status == FUND_OK && has_some;
}

static bool tell(struct reader *reader)
{
    struct fund_info *info = NULL;
    fund_status status = fund_archive_info(reader->archive, &info, &reader->error);
    fund_info_free(info);
    return status == FUND_OK;
}

/* ---- threads -------------------------------------------------------------------------------- */

static void *ask(void *context)
{
    struct reader *reader = context;
    static const struct {
        bool (*call)(struct reader *);
        const char *name;
        unsigned each; /* searches */
    } others[] = {{complete, "completion", 3}, {prepare, "preparing completion", 50},
                  {explain, "explaining", 7},  {walk, "a walk", 40},
                  {list_names, "names", 30},   {tell, "info", 20}};
    uint64_t revision = 0;
    for (unsigned turn = 0; now() < reader->until && reader->failed == NULL; turn++) {
        if (!search(reader, &revision))
            reader->failed = "a search";
        reader->calls++;
        for (size_t i = 0; i < sizeof(others) / sizeof(*others) && reader->failed == NULL; i++) {
            if (turn % others[i].each != reader->number % others[i].each)
                continue;
            if (!others[i].call(reader))
                reader->failed = others[i].name;
            reader->calls++;
        }
    }
    return NULL;
}

static int report(const struct reader *readers, double seconds)
{
    uint64_t calls = 0, revisions = 0;
    int code = 0;
    for (int i = 0; i < THREADS; i++) {
        calls += readers[i].calls;
        revisions += readers[i].revisions;
        if (readers[i].failed != NULL) {
            printf("%s failed: %s\n", readers[i].failed, readers[i].error.message);
            code = 1;
        }
    }
    printf("%" PRIu64 " calls in %.0f s by %d threads, which %" PRIu64
           " times found another commit\n",
           calls, seconds, THREADS, revisions);
    return code;
}

int main(int argc, char **argv)
{
    struct fund_error error = {.message = ""};
    fund_archive *archive = NULL;
    pthread_t threads[THREADS];
    struct reader readers[THREADS];
    double seconds = argc == 3 ? strtod(argv[2], NULL) : 0;
    if (seconds <= 0 || fund_archive_open(argv[1], NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "usage: stress ARCHIVE SECONDS\n%s\n", error.message);
        return 2;
    }
    for (unsigned i = 0; i < THREADS; i++) {
        readers[i] = (struct reader){.archive = archive, .until = now() + seconds, .number = i};
        if (pthread_create(&threads[i], NULL, ask, &readers[i]) != 0)
            return 2;
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    fund_archive_close(archive);
    return report(readers, seconds);
}
