/*
 * Printing. Paths come from outside: what steers a terminal never reaches it.
 */
#include "indexer/report.h"

#include "core/base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define PROGRESS_INTERVAL 50 /* releases */

struct report report_init(bool is_quiet)
{
    return (struct report){.program = "fundstelle-index",
                           .is_quiet = is_quiet,
                           .shows_progress = !is_quiet && isatty(STDERR_FILENO) == 1};
}

void report_print_text(const char *text, FILE *out)
{
    struct slice rest = slice_from(text);
    while (rest.size > 0) {
        uint32_t c = 0;
        size_t size = utf8_next(rest, &c);
        size_t step = size > 0 ? size : 1;
        if (size == 0 || utf8_is_steering(c))
            fputc('?', out);
        else
            fwrite(rest.data, 1, size, out);
        rest = slice_part(rest, step, rest.size);
    }
}

static void begin_line(const struct report *report)
{
    if (report->shows_progress)
        fputs("\r\033[K", stderr);
}

static void begin_file(const struct report *report, const char *path)
{
    begin_line(report);
    if (path == NULL)
        return;
    fputc('\'', stderr);
    report_print_text(path, stderr);
    fputs("': ", stderr);
}

void report_skipped(struct report *report, const char *path, const char *reason)
{
    report->skipped_count++;
    begin_file(report, path);
    report_print_text(reason, stderr);
    fputs("; skipped\n", stderr);
}

void report_oddities(struct report *report, const char *path, const struct format_notes *notes)
{
    static const struct {
        unsigned oddity;
        const char *text;
    } table[] = {
        {FORMAT_ODD_MALFORMED, "some bytes are no characters"},
        {FORMAT_ODD_NUL, "holds NUL bytes, left out"},
        {FORMAT_ODD_NO_DATE, "no date found"},
        {FORMAT_ODD_NO_TITLE, "no headline found, its first words stand in for it"},
        {FORMAT_ODD_LONG_LINE, "holds a very long line"},
        {FORMAT_ODD_MANY_NAMES, "has too many names or dates, indexed without them"},
        {FORMAT_ODD_TEASER, "has a teaser, no full text"},
        {FORMAT_ODD_ATTACHED, "has attachments, left out"},
        {FORMAT_ODD_CUT, "has more than is read, cut"},
        {FORMAT_ODD_VERSION, "takes the place of another version with the same identifier"},
    };
    if (notes->oddities == 0)
        return;
    report->odd_count++;
    if (report->is_quiet)
        return;
    begin_file(report, path);
    const char *separator = "";
    if (notes->oddities & FORMAT_ODD_ENCODING) {
        fprintf(stderr, "read as %s", notes->encoding);
        separator = "; ";
    }
    if (notes->oddities & FORMAT_ODD_WRONG_DATE) {
        fprintf(stderr, "%sdate '", separator);
        report_print_text(notes->wrong_date, stderr);
        fputs("' is no day of the calendar, indexed without a date", stderr);
        separator = "; ";
    }
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (notes->oddities & table[i].oddity) {
            fprintf(stderr, "%s%s", separator, table[i].text);
            separator = "; ";
        }
    }
    fputc('\n', stderr);
}

void report_error(struct report *report, const char *message)
{
    begin_line(report);
    fprintf(stderr, "%s: ", report->program);
    report_print_text(message, stderr);
    fputc('\n', stderr);
}

void report_progress(const struct report *report)
{
    size_t count = report->new_count + report->updated_count + report->unchanged_count;
    if (report->shows_progress && count % PROGRESS_INTERVAL == 0)
        fprintf(stderr, "\r%zu files, %zu releases", report->file_count, count);
}

bool report_summary(const struct report *report, const char *archive, uint32_t release_count)
{
    begin_line(report);
    if (report->is_quiet)
        return true;
    size_t count = report->file_count;
    printf("%zu file%s: %zu new, %zu updated, %zu unchanged, %zu skipped", count,
           count == 1 ? "" : "s", report->new_count, report->updated_count, report->unchanged_count,
           report->skipped_count);
    if (report->removed_count > 0)
        printf(", %zu removed", report->removed_count);
    if (report->repeated_count > 0)
        printf(", %zu repeated", report->repeated_count);
    if (report->odd_count > 0)
        printf("; %zu with oddities", report->odd_count);
    fputs("\narchive '", stdout);
    report_print_text(archive, stdout);
    printf("': %" PRIu32 " release%s\n", release_count, release_count == 1 ? "" : "s");
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return true;
    fputs("fundstelle-index: the archive is written, but its summary could not be\n", stderr);
    return false;
}
