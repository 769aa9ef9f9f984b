/*
 * JSON values of what has none of its own, and printing them.
 */
#include "json_values.h"

#include "characters.h"
#include "day.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
/* Significant digits of a score: more would only be noise. */
#define SCORE_DIGITS 6

/* ---- values --------------------------------------------------------------------------------- */

/* For the rare text that is not UTF-8, such as a file's name: U+FFFD for each byte that isn't. */
static json_t *mended_text(const char *text, size_t size)
{
    char *mended = malloc(size * strlen(REPLACEMENT) + 1);
    if (mended == NULL)
        return NULL;
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        size_t step = characters_show(text + at, size - at).consumed;
        bool is_valid = characters_are_valid(text + at, step);
        const char *bytes = is_valid ? text + at : REPLACEMENT;
        size_t byte_count = is_valid ? step : strlen(REPLACEMENT);
        memcpy(mended + written, bytes, byte_count);
        written += byte_count;
        at += step;
    }
    json_t *value = json_stringn_nocheck(mended, written);
    free(mended);
    return value;
}

json_t *json_sized_text(const char *text, size_t size)
{
    if (characters_are_valid(text, size))
        return json_stringn_nocheck(text, size);
    return mended_text(text, size);
}

json_t *json_text_or_null(const char *text)
{
    return text != NULL ? json_sized_text(text, strlen(text)) : json_null();
}

json_t *json_day_or_null(int32_t day)
{
    if (day == FUND_DATE_NONE)
        return json_null();
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    return json_string(text);
}

/* Appends, taking over the value; on failure frees the array, so that NULL goes on. */
json_t *json_append(json_t *array, json_t *value)
{
    if (array == NULL) {
        json_decref(value);
        return NULL;
    }
    if (value == NULL || json_array_append_new(array, value) != 0) {
        json_decref(array);
        return NULL;
    }
    return array;
}

json_t *json_text_array(const char *const *texts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        array = json_append(array, json_text_or_null(texts[i]));
    return array;
}

/* ---- printing ------------------------------------------------------------------------------- */

/*
 * JSON leaves C1 and direction characters as they are, and a terminal would obey them. They stand
 * in strings only, all below U+10000, where an escape means the same.
 */
static void print_escaped(const char *text)
{
    size_t size = strlen(text);
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        struct shown_character shown = characters_show(text + at, size - at);
        if (shown.is_control) {
            fwrite(text + written, 1, at - written, stdout);
            printf("\\u%04x", (unsigned)shown.code_point);
            written = at + shown.consumed;
        }
        at += shown.consumed;
    }
    fwrite(text + written, 1, size - written, stdout);
}

/* Frees the value; false after a report. What could not be written shows when the output is
 * closed. */
bool json_print_value(json_t *value)
{
    char *text = NULL;
    if (value != NULL)
        text = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(SCORE_DIGITS));
    json_decref(value);
    if (text == NULL) {
        report_no_memory();
        return false;
    }
    print_escaped(text);
    free(text);
    return true;
}

bool json_print(json_t *value)
{
    if (!json_print_value(value))
        return false;
    fputc('\n', stdout);
    return true;
}
