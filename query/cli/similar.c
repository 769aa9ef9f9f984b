/*
 * fundstelle similar: finds releases that are about the same as one.
 */
#include "command.h"
#include "hits.h"
#include "json.h"
#include "report.h"
#include "text.h"

static enum exit_code print(const struct options *options, const fund_results *results)
{
    if (options->format == FORMAT_TEXT) {
        struct printer printer;
        printer_init(&printer, options->color);
        text_print_similar(&printer, results);
    } else if (!hits_print(options->format, results) &&
               !json_print(json_of_similar(options->words.items[0], results))) {
        return EXIT_ERROR;
    }
    return fund_results_count(results) > 0 ? EXIT_DONE : EXIT_NOTHING;
}

enum exit_code similar_run(const struct options *options)
{
    struct fund_similar_options asked = FUND_SIMILAR_OPTIONS_INIT;
    asked.limit = options->limit;
    struct fund_error error;
    fund_archive *archive = NULL;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    fund_results *results = NULL;
    fund_status status =
        fund_archive_similar(archive, options->words.items[0], &asked, &results, &error);
    enum exit_code code = status == FUND_NOT_FOUND ? EXIT_NOTHING : EXIT_ERROR;
    if (status == FUND_OK)
        code = print(options, results);
    else
        report_failure(&error);
    fund_results_free(results);
    fund_archive_close(archive);
    return code;
}
