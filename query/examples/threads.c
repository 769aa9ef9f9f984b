/*
 * Asks one archive from a thread for each query: threads ARCHIVE QUERY...
 *
 * The threads share the fund_archive and nothing else; each has its own error and results.
 */
#include <fundstelle.h>

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

#define THREADS_MAX 16

struct question {
    fund_archive *archive;
    const char *query;
    uint32_t total;
    fund_status status;
    struct fund_error error;
};

static void *ask(void *context)
{
    struct question *question = context;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = question->query;
    question->status = fund_archive_search(question->archive, &options, &results, &question->error);
    if (question->status == FUND_OK)
        question->total = fund_results_total(results, NULL);
    fund_results_free(results);
    return NULL;
}

int main(int argc, char **argv)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    struct question questions[THREADS_MAX];
    pthread_t threads[THREADS_MAX];
    int count = 0;
    if (fund_archive_open(argc > 1 ? argv[1] : "archiv", NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    for (; count < THREADS_MAX && count + 2 < argc; count++) {
        questions[count] = (struct question){.archive = archive, .query = argv[count + 2]};
        if (pthread_create(&threads[count], NULL, ask, &questions[count]) != 0)
            break;
    }
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        if (questions[i].status == FUND_OK)
            printf("%u  %s\n", questions[i].total, questions[i].query);
        else
            printf("-  %s: %s\n", questions[i].query, questions[i].error.message);
    }
    fund_archive_close(archive);
    return 0;
}
