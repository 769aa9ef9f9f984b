/*
 * fundstelle info: what an archive holds.
 */
#include "command.h"
#include "json.h"
#include "report.h"
#include "text.h"

enum exit_code info_run(const struct options *options)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    struct fund_info *info = NULL;
    enum exit_code code = EXIT_DONE;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK ||
        fund_archive_info(archive, &info, &error) != FUND_OK) {
        report_failure(&error);
        code = EXIT_ERROR;
    } else if (!options->is_json) {
        text_print_info(info);
    } else if (!json_print(json_of_info(info))) {
        code = EXIT_ERROR;
    }
    fund_info_free(info);
    fund_archive_close(archive);
    return code;
}
