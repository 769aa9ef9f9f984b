/*
 * fundstelle complete: what a search box would offer for a text.
 */
#include "command.h"
#include "json.h"
#include "report.h"
#include "text.h"

#include <stdlib.h>

static enum exit_code print(const struct options *options, const char *text,
                            const fund_completions *completions)
{
    struct printer printer;
    printer_init(&printer, options->color);
    if (options->format != FORMAT_JSON)
        text_print_completions(&printer, completions);
    else if (!json_print(json_of_completions(text, completions)))
        return EXIT_ERROR;
    return fund_completions_count(completions) > 0 ? EXIT_DONE : EXIT_NOTHING;
}

enum exit_code complete_run(const struct options *options)
{
    struct fund_error error;
    struct fund_complete_options asked = FUND_COMPLETE_OPTIONS_INIT;
    fund_archive *archive = NULL;
    fund_completions *completions = NULL;
    enum exit_code code = EXIT_ERROR;
    char *text = options_join(&options->words);
    if (text == NULL) {
        report_no_memory();
        return EXIT_ERROR;
    }
    asked.limit = options->limit;
    if (options->kinds != 0)
        asked.kinds = options->kinds;
    if (fund_archive_open(options->archive, NULL, &archive, &error) == FUND_OK &&
        fund_archive_complete(archive, text, &asked, &completions, &error) == FUND_OK)
        code = print(options, text, completions);
    else
        report_failure(&error);
    fund_completions_free(completions);
    fund_archive_close(archive);
    free(text);
    return code;
}
