/*
 * Printing. Paths come from outside: what steers a terminal never reaches it.
 */
#include "indexer/report.h"

#include "core/base/utf8.h"
#include "indexer/messages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define PROGRESS_INTERVAL_MS 200
#define JSON_MAX             ((size_t)16 * 1024 * 1024)

static void keep_problem(struct report *report, const char *path, const char *reason);
static int64_t now_ms(void);

struct report report_init(bool is_quiet)
{
    return (struct report){.program = "fundstelle-index",
                           .is_quiet = is_quiet,
                           .shows_progress = !is_quiet && isatty(STDERR_FILENO) == 1,
                           .began_ms = now_ms(),
                           .problems = buffer_init(JSON_MAX)};
}

void report_finish(struct report *report)
{
    buffer_finish(&report->problems);
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

/* The same as a string to be freed; NULL without memory. */
static char *shown_text(const char *text)
{
    char *shown = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&shown, &size);
    if (out == NULL)
        return NULL;
    report_print_text(text, out);
    fclose(out);
    return shown;
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
    keep_problem(report, path, reason);
    begin_file(report, path);
    report_print_text(_(reason), stderr);
    fprintf(stderr, "; %s\n", _("skipped"));
}

void report_oddities(struct report *report, const char *path, const struct format_notes *notes)
{
    static const struct {
        unsigned oddity;
        const char *text;
    } table[] = {
        {FORMAT_ODD_MALFORMED, N_("some bytes are no characters")},
        {FORMAT_ODD_NUL, N_("holds NUL bytes, left out")},
        {FORMAT_ODD_NO_DATE, N_("no date found")},
        {FORMAT_ODD_NO_TITLE, N_("no headline found, its first words stand in for it")},
        {FORMAT_ODD_LONG_LINE, N_("holds a very long line")},
        {FORMAT_ODD_MANY_NAMES, N_("has too many names or dates, indexed without them")},
        {FORMAT_ODD_TEASER, N_("has a teaser, no full text")},
        {FORMAT_ODD_ATTACHED, N_("has attachments, left out")},
        {FORMAT_ODD_CUT, N_("has more than is read, cut")},
        {FORMAT_ODD_VERSION, N_("takes the place of another version with the same identifier")},
    };
    if (notes->oddities == 0)
        return;
    report->odd_count++;
    if (report->is_quiet)
        return;
    begin_file(report, path);
    const char *separator = "";
    if (notes->oddities & FORMAT_ODD_ENCODING) {
        fprintf(stderr, _("read as %s"), notes->encoding);
        separator = "; ";
    }
    if (notes->oddities & FORMAT_ODD_WRONG_DATE) {
        char *date = shown_text(notes->wrong_date);
        fputs(separator, stderr);
        fprintf(stderr, _("date '%s' is no day of the calendar, indexed without a date"),
                date != NULL ? date : "");
        free(date);
        separator = "; ";
    }
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (notes->oddities & table[i].oddity) {
            fprintf(stderr, "%s%s", separator, _(table[i].text));
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

/* ---- progress ------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void report_begin(struct report *report, const char *name, size_t total)
{
    int64_t now = now_ms();
    report->work = (struct report_work){name, 0, total, now, now};
}

static void show_work(const struct report_work *work)
{
    double seconds = (double)(work->shown_ms - work->began_ms) / 1000;
    double rate = seconds > 0 ? (double)work->done / seconds : 0;
    fputs("\r\033[K", stderr);
    fprintf(stderr, _("%s %zu of %zu, %.0f/s"), _(work->name), work->done, work->total, rate);
    if (rate > 0 && work->done < work->total) {
        double left = (double)(work->total - work->done) / rate;
        fprintf(stderr, _(", %d:%02d left"), (int)left / 60, (int)left % 60);
    }
}

void report_progress(struct report *report)
{
    struct report_work *work = &report->work;
    if (work->name != NULL)
        work->done++;
    if (!report->shows_progress)
        return;
    int64_t now = now_ms();
    if (now - work->shown_ms < PROGRESS_INTERVAL_MS)
        return;
    work->shown_ms = now;
    size_t count = report->new_count + report->updated_count + report->unchanged_count;
    if (work->name != NULL) {
        show_work(work);
        return;
    }
    fputs("\r\033[K", stderr);
    fprintf(stderr, _("%zu files, %zu releases"), report->file_count, count);
}

/* ---- the summary ---------------------------------------------------------------------------- */

/* Appends a JSON string; what is no UTF-8 becomes U+FFFD. */
static fund_status append_string(struct buffer *out, const char *text)
{
    struct slice rest = slice_from(text);
    fund_status status = buffer_append_byte(out, '"', NULL);
    while (status == FUND_OK && rest.size > 0) {
        uint32_t c = 0;
        size_t size = utf8_next(rest, &c);
        if (size == 0)
            status = buffer_append(out, SLICE("\xEF\xBF\xBD"), NULL);
        else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f)
            status = buffer_append_format(out, NULL, "\\u%04x", (unsigned)c);
        else
            status = buffer_append(out, slice_part(rest, 0, size), NULL);
        rest = slice_part(rest, size > 0 ? size : 1, rest.size);
    }
    return status == FUND_OK ? buffer_append_byte(out, '"', NULL) : status;
}

static void keep_problem(struct report *report, const char *path, const char *reason)
{
    struct buffer *out = &report->problems;
    size_t before = out->size;
    if (!report->is_json || report->problem_count++ >= REPORT_PROBLEMS_MAX)
        return;
    fund_status status = buffer_append(out, before > 0 ? SLICE(",{") : SLICE("{"), NULL);
    if (status == FUND_OK && path != NULL) {
        status = buffer_append(out, SLICE("\"path\":"), NULL);
        if (status == FUND_OK)
            status = append_string(out, path);
        if (status == FUND_OK)
            status = buffer_append_byte(out, ',', NULL);
    }
    if (status == FUND_OK)
        status = buffer_append(out, SLICE("\"reason\":"), NULL);
    if (status == FUND_OK)
        status = append_string(out, reason);
    if (status == FUND_OK)
        status = buffer_append_byte(out, '}', NULL);
    if (status != FUND_OK)
        out->size = before;
}

static void print_json(const struct report *report, const char *archive, uint32_t release_count)
{
    struct buffer path = buffer_init(JSON_MAX);
    char releases[16] = "null";
    append_string(&path, archive);
    if (!report->was_given_up)
        snprintf(releases, sizeof(releases), "%" PRIu32, release_count);
    printf("{\"format\":1,\"archive\":%s,\"releases\":%s,\"files\":%zu,"
           "\"new\":%zu,\"updated\":%zu,\"unchanged\":%zu,\"removed\":%zu,\"repeated\":%zu,"
           "\"skipped\":%zu,\"with_oddities\":%zu,\"seconds\":%.3f,\"problems\":[",
           path.data != NULL ? path.data : "null", releases, report->file_count, report->new_count,
           report->updated_count, report->unchanged_count, report->removed_count,
           report->repeated_count, report->skipped_count, report->odd_count,
           (double)(now_ms() - report->began_ms) / 1000);
    if (report->problems.size > 0)
        fwrite(report->problems.data, 1, report->problems.size, stdout);
    puts("]}");
    buffer_finish(&path);
}

static void print_summary(const struct report *report, const char *archive, uint32_t release_count)
{
    printf(ngettext("%zu file: ", "%zu files: ", report->file_count), report->file_count);
    printf(_("%zu new, %zu updated, %zu unchanged, %zu skipped"), report->new_count,
           report->updated_count, report->unchanged_count, report->skipped_count);
    if (report->removed_count > 0)
        printf(_(", %zu removed"), report->removed_count);
    if (report->repeated_count > 0)
        printf(_(", %zu repeated"), report->repeated_count);
    if (report->odd_count > 0)
        printf(_("; %zu with oddities"), report->odd_count);
    char *shown = shown_text(archive);
    const char *name = shown != NULL ? shown : "";
    fputc('\n', stdout);
    if (report->was_given_up)
        printf(_("interrupted: nothing was written to archive '%s'"), name);
    else
        printf(ngettext("archive '%s': %u release", "archive '%s': %u releases", release_count),
               name, (unsigned)release_count);
    fputc('\n', stdout);
    free(shown);
}

bool report_summary(const struct report *report, const char *archive, uint32_t release_count)
{
    begin_line(report);
    if (report->is_json)
        print_json(report, archive, release_count);
    else if (!report->is_quiet)
        print_summary(report, archive, release_count);
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return true;
    fprintf(stderr, "fundstelle-index: %s\n",
            _("the archive is written, but its summary could not be"));
    return false;
}
