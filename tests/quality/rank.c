/*
 * Asks many queries of one archive, with other weights than those of the library where some are
 * given: what tune.py measures with. Each line of the standard input is a name, a tab and a query;
 * each line of the output the name, how far the query was relaxed, and the files found, best first,
 * with tabs between them.
 *
 * usage: rank ARCHIVE [WEIGHT=VALUE]... <QUERIES
 */
#include "query/include/fundstelle.h"
#include "query/lib/plan/weights.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES (FUND_QUERY_MAX + 256)

struct named_weight {
    const char *name;
    size_t offset;
};

#define NAMED(field)                                                                               \
    {                                                                                              \
#field, offsetof(struct query_weights, field)                                              \
    }
static const struct named_weight named_weights[] = {
    NAMED(simple),
    NAMED(compound),
    NAMED(near),
    NAMED(apart),
    NAMED(front),
    NAMED(head),
    NAMED(year),
    NAMED(alias),
    NAMED(person),
    NAMED(name),
    NAMED(title),
    NAMED(together),
    NAMED(together_window),
    NAMED(any_part),
    NAMED(any_parts),
    NAMED(any_synonym),
    NAMED(any_absent),
    NAMED(any_of_part),
    NAMED(any_common),
    NAMED(bm25_k1),
    NAMED(bm25_k3),
    NAMED(bm25_b),
    NAMED(bm25_minimum_length),
};

static const struct query_weights *current_weights;

/* In place of the library's. */
const struct query_weights *query_weights(void)
{
    return current_weights;
}

static double *find_weight(struct query_weights *weights, const char *name, size_t name_size)
{
    for (size_t i = 0; i < sizeof(named_weights) / sizeof(*named_weights); i++)
        if (strlen(named_weights[i].name) == name_size &&
            memcmp(named_weights[i].name, name, name_size) == 0)
            return (double *)((char *)weights + named_weights[i].offset);
    return NULL;
}

static bool set_weight(struct query_weights *weights, const char *argument)
{
    const char *equals = strchr(argument, '=');
    double *weight =
        equals == NULL ? NULL : find_weight(weights, argument, (size_t)(equals - argument));
    char *end = NULL;
    double value = weight == NULL ? 0 : strtod(equals + 1, &end);
    if (weight == NULL || end == equals + 1 || *end != '\0') {
        fprintf(stderr, "rank: '%s' sets no weight\n", argument);
        return false;
    }
    *weight = value;
    return true;
}

static bool answer(fund_archive *archive, const char *name, const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.fold = 0; /* each version is judged on its own */
    options.query = query;
    options.limit = 20;
    options.snippet_size = 0;
    fund_results *results = NULL;
    struct fund_error error;
    if (fund_archive_search(archive, &options, &results, &error) != FUND_OK) {
        fprintf(stderr, "rank: %s: %s\n", name, error.message);
        return false;
    }
    const char *relaxed = fund_results_relaxed(results);
    printf("%s\t%s", name, relaxed != NULL ? relaxed : "");
    for (size_t i = 0; i < fund_results_count(results); i++)
        printf("\t%s", fund_results_hit(results, i)->file);
    putchar('\n');
    fund_results_free(results);
    return true;
}

static bool answer_all(fund_archive *archive)
{
    static char line[LINE_MAX_BYTES];
    bool is_good = true;
    while (fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (tab == NULL) {
            fprintf(stderr, "rank: a line without a tab\n");
            return false;
        }
        *tab = '\0';
        is_good = answer(archive, line, tab + 1) && is_good;
    }
    return is_good;
}

int main(int argc, char **argv)
{
    struct query_weights weights = query_weights_default;
    current_weights = &weights;
    if (argc < 2) {
        fprintf(stderr, "usage: rank ARCHIVE [WEIGHT=VALUE]... <QUERIES\n");
        return 2;
    }
    for (int i = 2; i < argc; i++)
        if (!set_weight(&weights, argv[i]))
            return 2;
    fund_archive *archive = NULL;
    struct fund_error error;
    if (fund_archive_open(argv[1], NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "rank: %s\n", error.message);
        return 2;
    }
    bool is_good = answer_all(archive);
    fund_archive_close(archive);
    return is_good ? 0 : 2;
}
