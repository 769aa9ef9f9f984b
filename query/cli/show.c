/*
 * fundstelle show: prints one release with its names and dates.
 */
#include "citation.h"
#include "command.h"
#include "json.h"
#include "report.h"
#include "text.h"

static enum exit_code print(const struct options *options, const fund_release *release)
{
    const struct fund_release_view *view = fund_release_view(release);
    struct source source = source_of_release(view);
    struct printer printer;
    switch (options->format) {
    case FORMAT_JSON:
        return json_print(json_of_release(view)) ? EXIT_DONE : EXIT_ERROR;
    case FORMAT_BIBTEX:
        bibtex_print(&source);
        break;
    case FORMAT_CITATION:
        citation_print(&source);
        break;
    default:
        printer_init(&printer, options->color);
        text_print_release(&printer, view);
    }
    return EXIT_DONE;
}

enum exit_code show_run(const struct options *options)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    fund_release *release = NULL;
    fund_status status = fund_archive_release(archive, options->words.items[0], &release, &error);
    enum exit_code code = status == FUND_NOT_FOUND ? EXIT_NOTHING : EXIT_ERROR;
    if (status == FUND_OK)
        code = print(options, release);
    else
        report_failure(&error);
    fund_release_free(release);
    fund_archive_close(archive);
    return code;
}
