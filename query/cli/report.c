/*
 * Lines on standard error. Paths, words and messages may hold anything, so all is escaped.
 */
#include "report.h"

#include "characters.h"
#include "library_text.h"
#include "messages.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_line(const char *text)
{
    fputs("fundstelle: ", stderr);
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        struct shown_character shown = characters_show(text + at, size - at);
        fwrite(shown.bytes, 1, shown.size, stderr);
        at += shown.consumed;
    }
    fputc('\n', stderr);
}

void report(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (text == NULL) {
        print_line(_("memory ran out"));
        return;
    }
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    print_line(text);
    free(text);
}

void report_no_memory(void)
{
    report("%s", _("memory ran out"));
}

void report_failure(const struct fund_error *error)
{
    char text[LIBRARY_TEXT_SIZE];
    library_text(error->message[0] != '\0' ? error->message : fund_status_text(error->code), text);
    report("%s", text);
}

/* From 1, in characters. */
static size_t column_of(const char *query, size_t offset)
{
    size_t size = strlen(query);
    return characters_count(query, offset < size ? offset : size) + 1;
}

void report_describe_query(const char *query, const struct fund_error *error,
                           enum report_language language, char text[static REPORT_QUERY_SIZE])
{
    bool is_translated = language == REPORT_TRANSLATED;
    char reason[LIBRARY_TEXT_SIZE];
    const char *message =
        error->message[0] != '\0' ? error->message : fund_status_text(error->code);
    if (is_translated) {
        library_text(message, reason);
        message = reason;
    }
    if (error->code == FUND_INVALID_QUERY)
        snprintf(text, REPORT_QUERY_SIZE,
                 is_translated ? _("query, column %zu: %s") : "query, column %zu: %s",
                 column_of(query, error->offset), message);
    else
        snprintf(text, REPORT_QUERY_SIZE, "%s", message);
}

void report_query_failure(const char *query, const struct fund_error *error)
{
    char text[REPORT_QUERY_SIZE];
    report_describe_query(query, error, REPORT_TRANSLATED, text);
    report("%s", text);
}

bool report_output_end(void)
{
    bool was_bad = ferror(stdout) != 0;
    if (fclose(stdout) != 0) /* tries once more what it could not write, and so knows the reason */
        report(_("cannot write the output: %s"), strerror(errno));
    else if (was_bad)
        report(_("cannot write the output"));
    else
        return true;
    return false;
}
