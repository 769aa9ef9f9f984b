/*
 * Searches an archive and prints a page of hits: search ARCHIVE QUERY
 */
#include <fundstelle.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    fund_results *results = NULL;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = argc == 3 ? argv[2] : "";
    fund_status status = fund_archive_open(argc == 3 ? argv[1] : "archiv", NULL, &archive, &error);
    if (status == FUND_OK)
        status = fund_archive_search(archive, &options, &results, &error);
    if (status != FUND_OK)
        fprintf(stderr, "%s\n", error.message);
    for (size_t i = 0; i < fund_results_count(results); i++)
        printf("%s  %s\n", fund_results_hit(results, i)->id, fund_results_hit(results, i)->title);
    fund_results_free(results);
    fund_archive_close(archive);
    return status != FUND_OK;
}
