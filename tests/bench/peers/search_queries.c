/*
 * Times queries against an archive through the public library, in its own process and one thread.
 * For each row "kind, words, first day, last day" of the standard input it prints the kind, the
 * milliseconds of the fastest of the counted passes, and the hits.
 *
 * usage: search_queries ARCHIVE MODE
 *
 * strict   only what is found as asked, versions are hits: what other engines do
 * shipped  the library's defaults: short pages are filled up, versions of a release are one hit
 *
 * Ten hits with title and date and no snippets; "page" has snippets and six facets as well,
 * "newest" is in the order of dates.
 */
#include "fundstelle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUERIES_MAX    10000
#define LINE_MAX_BYTES 1024
#define PASSES         5
#define WARM_PASSES    2

struct query {
    char kind[16], text[LINE_MAX_BYTES];
    int32_t first_day, last_day;
    double best;
    size_t hits;
};

/* Processor time of this thread, which other work on the machine does not disturb. */
static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

/* The words in the query language. */
static void write_text(struct query *query, const char *words)
{
    const char *space = strchr(words, ' ');
    if (strcmp(query->kind, "phrase") == 0)
        snprintf(query->text, sizeof(query->text), "\"%s\"", words);
    else if (strcmp(query->kind, "person") == 0)
        snprintf(query->text, sizeof(query->text), "person:\"%s\"", words);
    else if (strcmp(query->kind, "or") == 0 && space != NULL)
        snprintf(query->text, sizeof(query->text), "%.*s ODER %s", (int)(space - words), words,
                 space + 1);
    else
        snprintf(query->text, sizeof(query->text), "%s", words);
}

static int read_query(char *line, struct query *query)
{
    char *fields[4] = {line};
    for (int i = 1; i < 4; i++) {
        char *tab = strchr(fields[i - 1], '\t');
        if (tab == NULL)
            return 0;
        *tab = '\0';
        fields[i] = tab + 1;
    }
    fields[3][strcspn(fields[3], "\n")] = '\0';
    *query = (struct query){.first_day = FUND_DATE_NONE, .last_day = FUND_DATE_NONE, .best = 1e9};
    snprintf(query->kind, sizeof(query->kind), "%.15s", fields[0]);
    write_text(query, fields[1]);
    if (fields[2][0] == '\0')
        return 1;
    int32_t unused = 0;
    return fund_date_read(fields[2], &query->first_day, &unused, NULL) == FUND_OK &&
           fund_date_read(fields[3], &unused, &query->last_day, NULL) == FUND_OK;
}

static size_t read_queries(struct query *queries)
{
    char line[LINE_MAX_BYTES];
    size_t count = 0;
    while (count < QUERIES_MAX && fgets(line, sizeof(line), stdin) != NULL)
        count += read_query(line, &queries[count]) ? 1 : 0;
    return count;
}

static void set_options(const struct query *query, int is_strict,
                        struct fund_search_options *options)
{
    int is_page = strcmp(query->kind, "page") == 0;
    options->query = query->text;
    options->first_day = query->first_day;
    options->last_day = query->last_day;
    options->snippet_size = is_page ? options->snippet_size : 0;
    options->facets = is_page ? FUND_FACETS_USUAL : 0;
    if (strcmp(query->kind, "newest") == 0)
        options->sort = FUND_BY_NEWEST;
    if (is_strict) {
        options->relax = FUND_RELAX_NEVER;
        options->fold = 0;
    }
}

/* Looks at what a page shows, so that nothing is left unread. */
static size_t read_hits(const fund_results *results)
{
    size_t count = 0;
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        count += hit->title[0] != '\0' && hit->published != FUND_DATE_NONE ? 1 : 0;
    }
    return count;
}

static int ask(fund_archive *archive, struct query *query, int is_strict, int is_counted)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error;
    fund_results *results = NULL;
    set_options(query, is_strict, &options);
    double start = now_ms();
    if (fund_archive_search(archive, &options, &results, &error) != FUND_OK) {
        fprintf(stderr, "search_queries: '%s': %s\n", query->text, error.message);
        return 0;
    }
    query->hits = read_hits(results);
    double taken = now_ms() - start;
    fund_results_free(results);
    if (is_counted && taken < query->best)
        query->best = taken;
    return 1;
}

static int run(fund_archive *archive, struct query *queries, size_t count, int is_strict)
{
    int is_done = 1;
    for (int pass = 0; is_done && pass < PASSES; pass++)
        for (size_t i = 0; is_done && i < count; i++)
            is_done = ask(archive, &queries[i], is_strict, pass >= WARM_PASSES);
    for (size_t i = 0; is_done && i < count; i++)
        printf("%s\t%.4f\t%zu\n", queries[i].kind, queries[i].best, queries[i].hits);
    return is_done;
}

int main(int count, char **arguments)
{
    struct fund_error error = {.message = ""};
    fund_archive *archive = NULL;
    struct query *queries = calloc(QUERIES_MAX, sizeof(*queries));
    int is_done = 0;
    if (count != 3 || queries == NULL)
        fprintf(stderr, "usage: search_queries ARCHIVE strict|shipped\n");
    else if (fund_archive_open(arguments[1], NULL, &archive, &error) != FUND_OK)
        fprintf(stderr, "search_queries: %s\n", error.message);
    else
        is_done = run(archive, queries, read_queries(queries), strcmp(arguments[2], "strict") == 0);
    fund_archive_close(archive);
    free(queries);
    return is_done ? EXIT_SUCCESS : EXIT_FAILURE;
}
