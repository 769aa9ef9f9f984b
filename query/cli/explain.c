/*
 * fundstelle explain: how a query is understood, and why a release matches it.
 */
#include "command.h"
#include "json.h"
#include "report.h"
#include "search.h"
#include "text.h"

static enum exit_code print(const char *query, const struct options *options,
                            const fund_explanation *explanation)
{
    struct printer printer;
    printer_init(&printer, options->color);
    if (options->format != FORMAT_JSON)
        text_print_explanation(&printer, explanation);
    else if (!json_print(json_of_explanation(query, explanation)))
        return EXIT_ERROR;
    return EXIT_DONE;
}

enum exit_code explain_run(const struct options *options)
{
    struct fund_search_options asked = search_options(options->words.items[0], options);
    struct fund_error error;
    fund_archive *archive = NULL;
    fund_explanation *explanation = NULL;
    const char *id = options->words.count > 1 ? options->words.items[1] : NULL;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    enum exit_code code = EXIT_ERROR;
    if (fund_archive_explain(archive, &asked, id, &explanation, &error) == FUND_OK)
        code = print(asked.query, options, explanation);
    else
        report_query_failure(asked.query, &error);
    fund_explanation_free(explanation);
    fund_archive_close(archive);
    return code;
}
