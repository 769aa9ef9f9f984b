/*
 * A date on its own, for callers that have a field for it.
 */
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "query/include/fundstelle.h"
#include "query/lib/parse/period.h"

#include <time.h>

/* Longer texts are no dates. */
#define DATE_SIZE_MAX 200

static const char *const reasons[] = {
    [PERIOD_EMPTY] = "is empty",
    [PERIOD_UNKNOWN] = "is no date that is understood",
    [PERIOD_NO_DAY] = "is no day of the calendar",
    [PERIOD_BACKWARDS] = "ends before it begins",
};

fund_status fund_date_read(const char *text, int32_t *first_day, int32_t *last_day,
                           struct fund_error *error)
{
    if (text == NULL || first_day == NULL || last_day == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "the date or a place for its days is NULL");
    struct slice given = slice_of(text, strnlen(text, DATE_SIZE_MAX + 1));
    if (given.size > DATE_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "the date is longer than %d bytes", DATE_SIZE_MAX);
    if (utf8_valid_prefix(given) < given.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "the date is no well-formed UTF-8");
    struct period_view view = {period_day_in_germany((int64_t)time(NULL)), true};
    struct day_span span;
    enum period_result result = period_read(given, view, &span);
    if (result != PERIOD_OK)
        return error_set(error, FUND_INVALID_QUERY,
                         "'%s' %s; write 18.8.2023, 2023-08, 'august 2023' or 'letzte woche'", text,
                         reasons[result]);
    *first_day = span.first_day;
    *last_day = span.last_day;
    return FUND_OK;
}
