/*
 * A sample archive that is open, and the usual questions to it. Include behind <cmocka.h>.
 */
#ifndef TESTS_API_OPENED_H
#define TESTS_API_OPENED_H

#include "fundstelle.h"

#include "sample.h"

#include <stdio.h>

struct opened {
    char folder[256], path[300];
    fund_archive *archive;
};

/* Writes the releases into an archive of the test's own and opens it: 0, or -1 as cmocka's fixtures
 * tell a failure. */
static inline int opened_init(struct opened *opened, const struct sample_release *releases,
                              size_t count)
{
    struct fund_error error = {.message = ""};
    opened->archive = NULL;
    if (!sample_make_folder(opened->folder, sizeof(opened->folder)))
        return -1;
    snprintf(opened->path, sizeof(opened->path), "%s/archiv", opened->folder);
    if (sample_write(opened->path, releases, count) &&
        fund_archive_open(opened->path, NULL, &opened->archive, &error) == FUND_OK)
        return 0;
    fprintf(stderr, "%s: %s\n", opened->path, error.message);
    return -1;
}

static inline int opened_finish(struct opened *opened)
{
    fund_archive_close(opened->archive);
    sample_clean_up(opened->folder);
    return 0;
}

/* Never NULL: the test fails where the search does. */
static inline fund_results *opened_search(const struct opened *opened,
                                          struct fund_search_options options)
{
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    if (fund_archive_search(opened->archive, &options, &results, &error) != FUND_OK)
        fail_msg("'%s': %s", options.query != NULL ? options.query : "", error.message);
    return results;
}

/* The ids of a page's hits, a space between two. */
static inline void opened_list_ids(const fund_results *results, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < fund_results_count(results) && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? " " : "",
                                 fund_results_hit(results, i)->id);
}

#endif
