/*
 * For each line "wrong<TAB>right" of the standard input: whether the library finds by the wrong word
 * what it finds by the right one. Prints "found" where the wrong word is a word of some release, and
 * else "same" or "other", with what was made of it.
 *
 * usage: same_hits ARCHIVE
 */
#include "fundstelle.h"

#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 1024
#define HITS           5

static fund_results *search(fund_archive *archive, const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    options.query = query;
    options.limit = HITS;
    options.snippet_size = 0;
    if (fund_archive_search(archive, &options, &results, &error) != FUND_OK)
        fprintf(stderr, "'%s': %s\n", query, error.message);
    return results;
}

static int have_same_hits(const fund_results *left, const fund_results *right)
{
    if (fund_results_count(left) != fund_results_count(right) || fund_results_count(left) == 0)
        return 0;
    for (size_t i = 0; i < fund_results_count(left); i++)
        if (strcmp(fund_results_hit(left, i)->id, fund_results_hit(right, i)->id) != 0)
            return 0;
    return 1;
}

static int compare(fund_archive *archive, const char *wrong, const char *right)
{
    fund_results *typed = search(archive, wrong), *meant = search(archive, right);
    int is_done = typed != NULL && meant != NULL;
    if (is_done) {
        const char *relaxed = fund_results_relaxed(typed);
        const char *verdict = have_same_hits(typed, meant) ? "same" : "other";
        if (relaxed == NULL && fund_results_count(typed) > 0)
            verdict = "found";
        printf("%s\t%s\t%s\t%s\n", verdict, wrong, right, relaxed != NULL ? relaxed : "");
    }
    fund_results_free(typed);
    fund_results_free(meant);
    return is_done;
}

int main(int argument_count, char **arguments)
{
    char line[LINE_MAX_BYTES];
    struct fund_error error = {.message = ""};
    fund_archive *archive = NULL;
    int is_done = 1;
    if (argument_count != 2 || fund_archive_open(arguments[1], NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "usage: same_hits ARCHIVE; %s\n", error.message);
        return 2;
    }
    while (is_done && fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *right = strchr(line, '\t');
        if (right == NULL)
            continue;
        *right++ = '\0';
        is_done = compare(archive, line, right);
    }
    fund_archive_close(archive);
    return is_done ? 0 : 2;
}
