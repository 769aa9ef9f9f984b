/*
 * Values of JSON objects.
 */
#include "indexer/formats/json_values.h"

#include "indexer/formats/stamp.h"

#include <math.h>
#include <stdio.h>

#define NUMBER_SIZE 40
/* Years of what is published that a number may stand for. */
#define YEAR_FIRST 1900
#define YEAR_LAST  2100

struct slice json_slice(const json_t *value)
{
    return json_is_string(value) ? slice_of(json_string_value(value), json_string_length(value))
                                 : slice_of("", 0);
}

json_t *json_first(const json_t *object, const char *const *keys)
{
    for (size_t i = 0; keys[i] != NULL; i++) {
        json_t *value = json_object_get(object, keys[i]);
        if (value != NULL && !json_is_null(value))
            return value;
    }
    return NULL;
}

struct slice json_text(const json_t *value, struct arena *arena)
{
    char text[NUMBER_SIZE];
    int size = 0;
    if (json_is_integer(value))
        size = snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        size = snprintf(text, sizeof(text), "%.17g", json_real_value(value));
    else
        return json_slice(value);
    struct slice copy = arena_copy(arena, slice_of(text, (size_t)size));
    return copy.data != NULL ? copy : slice_of("", 0);
}

struct slice json_name(const json_t *value, struct arena *arena)
{
    static const char *const keys[] = {"name", "headline", "value", "@value", "#text", NULL};
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return json_text(json_is_object(value) ? json_first(value, keys) : value, arena);
}

bool json_claims(const json_t *value)
{
    return json_is_true(value) || (json_is_integer(value) && json_integer_value(value) == 1) ||
           slice_equal(json_slice(value), SLICE("true"));
}

/* 20230818, or 2023, which as seconds would lie in 1970. */
static bool is_written_day(const json_t *value)
{
    if (!json_is_integer(value))
        return false;
    json_int_t number = json_integer_value(value);
    int year = (int)(number / 10000 % 10000), month = (int)(number / 100 % 100);
    return (number >= YEAR_FIRST && number <= YEAR_LAST) ||
           (number >= YEAR_FIRST * 10000 && number < (YEAR_LAST + 1) * 10000 &&
            date_is_valid(year, month, (int)(number % 100)));
}

struct slice json_stamp(const json_t *value, struct arena *arena)
{
    struct stamp stamp;
    if (!json_is_number(value) || is_written_day(value) ||
        !stamp_from_number(json_number_value(value), &stamp))
        return json_text(value, arena);
    char text[NUMBER_SIZE], day[DATE_ISO_SIZE];
    int64_t second = stamp.moment % CLOCK_DAY_SECONDS;
    second += second < 0 ? CLOCK_DAY_SECONDS : 0;
    date_format_iso((int32_t)((stamp.moment - second) / CLOCK_DAY_SECONDS), day);
    int size = snprintf(text, sizeof(text), "%sT%02d:%02d:%02dZ", day, (int)(second / 3600),
                        (int)(second / 60 % 60), (int)(second % 60));
    struct slice copy = arena_copy(arena, slice_of(text, (size_t)size));
    return copy.data != NULL ? copy : slice_of("", 0);
}
