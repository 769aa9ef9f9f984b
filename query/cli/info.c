/*
 * fundstelle info: what an archive holds.
 */
#include "command.h"
#include "json.h"
#include "report.h"
#include "text.h"

#include <stdio.h>

/* As the file that it was: whoever overwrote that gets it back. */
static void print_compounds(const struct fund_compounds *compounds)
{
    fwrite(compounds->text, 1, compounds->text_size, stdout);
    if (compounds->text_size > 0 && compounds->text[compounds->text_size - 1] != '\n')
        fputc('\n', stdout);
}

static bool print_info(const struct options *options, fund_archive *archive,
                       const struct fund_compounds *compounds)
{
    struct fund_error error;
    struct fund_info *info = NULL;
    bool is_printed = true;
    struct printer printer;
    printer_init(&printer, options->color);
    if (fund_archive_info(archive, &info, &error) != FUND_OK) {
        report_failure(&error);
        return false;
    }
    if (options->format == FORMAT_JSON)
        is_printed = json_print(json_of_info(info, compounds));
    else
        text_print_info(&printer, info, compounds);
    fund_info_free(info);
    return is_printed;
}

enum exit_code info_run(const struct options *options)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    struct fund_compounds *compounds = NULL;
    bool is_printed = false;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK ||
        fund_archive_compounds(archive, &compounds, &error) != FUND_OK) {
        report_failure(&error);
    } else if (options->wants_compounds) {
        print_compounds(compounds);
        is_printed = true;
    } else {
        is_printed = print_info(options, archive, compounds);
    }
    fund_compounds_free(compounds);
    fund_archive_close(archive);
    return is_printed ? EXIT_DONE : EXIT_ERROR;
}
