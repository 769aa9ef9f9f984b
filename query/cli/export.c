/*
 * fundstelle export: every release as a line of JSON, oldest first; or what has changed.
 */
#include "command.h"
#include "json.h"
#include "report.h"

#include <stdio.h>

/* False after a report. *more is false after the last release. */
static bool print_next(fund_export *walk, bool *more)
{
    struct fund_error error;
    fund_release *release = NULL;
    if (fund_export_next(walk, &release, &error) != FUND_OK) {
        report_failure(&error);
        return false;
    }
    bool is_printed = release == NULL || json_print(json_of_release(fund_release_view(release)));
    *more = release != NULL;
    fund_release_free(release);
    return is_printed;
}

/* Deletions, and where the next export of changes goes on. */
static bool print_end(fund_export *walk)
{
    const char *id;
    while ((id = fund_export_next_deleted(walk)) != NULL && !ferror(stdout))
        if (!json_print(json_of_deletion(id)))
            return false;
    return json_print(json_of_revision(fund_export_revision(walk)));
}

static fund_status begin(const struct options *options, fund_archive *archive, fund_export **walk,
                         struct fund_error *error)
{
    if (options->has_since)
        return fund_archive_changes(archive, options->since, walk, error);
    return fund_archive_export(archive, walk, error);
}

enum exit_code export_run(const struct options *options)
{
    struct fund_error error;
    fund_archive *archive = NULL;
    fund_export *walk = NULL;
    enum exit_code code = EXIT_ERROR;
    if (fund_archive_open(options->archive, NULL, &archive, &error) != FUND_OK ||
        begin(options, archive, &walk, &error) != FUND_OK) {
        report_failure(&error);
        goto out;
    }
    bool more = true;
    while (more && !ferror(stdout)) /* a full disk is reported when the output is closed */
        if (!print_next(walk, &more))
            goto out;
    if (options->has_since && !ferror(stdout) && !print_end(walk))
        goto out;
    code = EXIT_DONE;
out:
    fund_export_close(walk);
    fund_archive_close(archive);
    return code;
}
