/*
 * Looks for the days that the library wrote among those that the query has.
 */
#include "resolved.h"

#include <stdio.h>
#include <string.h>

/* 2023-08-18..2023-08-19 */
#define VALUE_MAX 32

static bool has_german_day(const char *query, unsigned year, unsigned month, unsigned day)
{
    char text[VALUE_MAX];
    for (int day_digits = 1; day_digits <= 2; day_digits++) {
        for (int month_digits = 1; month_digits <= 2; month_digits++) {
            snprintf(text, sizeof(text), "%0*u.%0*u.%04u", day_digits, day, month_digits, month,
                     year);
            if (strstr(query, text) != NULL)
                return true;
        }
    }
    return false;
}

/* The number of so many digits; false where other characters stand there. */
static bool read_digits(const char *text, size_t count, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (unsigned)(text[i] - '0');
    }
    return true;
}

/* value: a day or two, as the library writes them */
static bool is_said(const char *query, const char *value, size_t size)
{
    char text[VALUE_MAX];
    unsigned year, month, day;
    if (size >= sizeof(text))
        return true;
    memcpy(text, value, size);
    text[size] = '\0';
    if (strstr(query, text) != NULL)
        return true;
    return size == strlen("2023-08-18") && read_digits(text, 4, &year) &&
           read_digits(text + 5, 2, &month) && read_digits(text + 8, 2, &day) &&
           has_german_day(query, year, month, day);
}

static bool has_unsaid(const char *query, const char *understood, const char *field)
{
    for (const char *at = strstr(understood, field); at != NULL; at = strstr(at, field)) {
        at += strlen(field);
        size_t size = strspn(at, "0123456789-.");
        if (size > 0 && !is_said(query, at, size))
            return true;
    }
    return false;
}

bool resolved_tells_days(const char *query, const char *understood)
{
    return has_unsaid(query, understood, "datum:") || has_unsaid(query, understood, "termin:");
}
