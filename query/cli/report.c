/*
 * Lines on standard error. Paths, words and messages may hold anything, so all is escaped.
 */
#include "report.h"

#include "characters.h"

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
        print_line("memory ran out");
        return;
    }
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    print_line(text);
    free(text);
}

void report_failure(const struct fund_error *error)
{
    report("%s", error->message[0] != '\0' ? error->message : fund_status_text(error->code));
}

void report_describe_query(const char *query, const struct fund_error *error, char *message,
                           size_t size)
{
    size_t query_size = strlen(query);
    size_t offset = error->offset < query_size ? error->offset : query_size;
    if (error->code == FUND_INVALID_QUERY)
        snprintf(message, size, "query, column %zu: %s", characters_count(query, offset) + 1,
                 error->message);
    else
        snprintf(message, size, "%s",
                 error->message[0] != '\0' ? error->message : fund_status_text(error->code));
}

void report_query_failure(const char *query, const struct fund_error *error)
{
    char message[sizeof(error->message) + 64];
    report_describe_query(query, error, message, sizeof(message));
    report("%s", message);
}

bool report_output_end(void)
{
    bool was_bad = ferror(stdout) != 0;
    if (fclose(stdout) != 0) /* tries once more what it could not write, and so knows the reason */
        report("cannot write the output: %s", strerror(errno));
    else if (was_bad)
        report("cannot write the output");
    else
        return true;
    return false;
}
