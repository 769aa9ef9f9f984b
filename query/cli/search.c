/*
 * fundstelle search: asks the archive and prints a page of hits.
 */
#include "search.h"

#include "batch.h"
#include "facets.h"
#include "hits.h"
#include "json.h"
#include "messages.h"
#include "nameless.h"
#include "report.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

bool search_has_question(const char *query, const struct options *options)
{
    return query[strspn(query, " \t\n\r")] != '\0' || options->persons.count > 0 ||
           options->organisations.count > 0 || options->places.count > 0 ||
           options->issuers.count > 0 || options->first_day != FUND_DATE_NONE ||
           options->last_day != FUND_DATE_NONE || options->facets != 0 ||
           options->histograms != 0 || options->selection_count > 0;
}

static enum exit_code print(const char *query, const struct options *options,
                            const fund_results *results)
{
    if (options->format == FORMAT_TEXT) {
        struct printer printer;
        printer_init(&printer, options->color);
        text_print_results(&printer, query, results);
        facets_print(&printer, results);
    } else if (!hits_print(options->format, results) &&
               !json_print(json_of_results(query, results))) {
        return EXIT_ERROR;
    }
    return fund_results_total(results, NULL) > 0 ? EXIT_DONE : EXIT_NOTHING;
}

struct fund_search_options search_options(const char *query, const struct options *options)
{
    struct fund_search_options asked = FUND_SEARCH_OPTIONS_INIT;
    asked.query = query;
    asked.first_day = options->first_day;
    asked.last_day = options->last_day;
    asked.persons = options->persons.items;
    asked.person_count = options->persons.count;
    asked.organisations = options->organisations.items;
    asked.organisation_count = options->organisations.count;
    asked.places = options->places.items;
    asked.place_count = options->places.count;
    asked.issuers = options->issuers.items;
    asked.issuer_count = options->issuers.count;
    asked.sort = options->sort;
    asked.relax = options->relax;
    asked.offset = options->offset;
    asked.fold = !options->is_unfolded;
    asked.limit = options->limit;
    asked.facets = options->facets;
    asked.histograms = options->histograms;
    asked.facet_limit = options->facet_limit;
    asked.selections = options->selections;
    asked.selection_count = options->selection_count;
    return asked;
}

static enum exit_code search(const char *query, const struct options *options)
{
    struct fund_search_options asked = search_options(query, options);
    struct fund_error error;
    fund_archive *archive = NULL;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    enum exit_code code = EXIT_ERROR;
    fund_results *results = NULL;
    if (fund_archive_search(archive, &asked, &results, &error) == FUND_OK)
        code = print(query, options, results);
    else
        report_query_failure(query, &error);
    if (results != NULL && fund_results_strict_total(results) == 0 &&
        nameless_is_asked(query, options))
        nameless_note(archive);
    fund_results_free(results);
    fund_archive_close(archive);
    return code;
}

enum exit_code search_run(const struct options *options)
{
    if (options->batch != NULL)
        return batch_run(options);
    char *query = options_join(&options->words);
    if (query == NULL) {
        report_no_memory();
        return EXIT_ERROR;
    }
    enum exit_code code = EXIT_ERROR;
    if (search_has_question(query, options))
        code = search(query, options);
    else
        report(_("nothing to search for; usage: fundstelle search [OPTION]... QUERY..."));
    free(query);
    return code;
}
