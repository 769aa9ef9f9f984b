/*
 * fundstelle persons, organisations, places: the names in an archive.
 */
#include "command.h"
#include "json.h"
#include "nameless.h"
#include "report.h"
#include "text.h"

static enum exit_code print(const struct options *options, const fund_names *names)
{
    struct printer printer;
    printer_init(&printer, options->color);
    if (options->format != FORMAT_JSON)
        text_print_names(&printer, names);
    else if (!json_print(json_of_names(names)))
        return EXIT_ERROR;
    return fund_names_count(names) > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static enum exit_code list(const struct options *options, enum fund_names_kind kind)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    fund_names *names = NULL;
    const char *prefix = options->words.count > 0 ? options->words.items[0] : NULL;
    enum exit_code code = EXIT_ERROR;
    if (fund_archive_open(options->archive, NULL, &archive, &error) == FUND_OK &&
        fund_archive_names(archive, kind, prefix, &names, &error) == FUND_OK)
        code = print(options, names);
    else
        report_failure(&error);
    if (code == EXIT_NOTHING)
        nameless_note(archive);
    fund_names_free(names);
    fund_archive_close(archive);
    return code;
}

enum exit_code persons_run(const struct options *options)
{
    return list(options, FUND_PERSONS);
}

enum exit_code organisations_run(const struct options *options)
{
    return list(options, FUND_ORGANISATIONS);
}

enum exit_code places_run(const struct options *options)
{
    return list(options, FUND_PLACES);
}
