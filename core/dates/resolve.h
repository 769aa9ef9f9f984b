/*
 * resolve: from what a date says to the days that it means.
 */
#ifndef CORE_DATES_RESOLVE_H
#define CORE_DATES_RESOLVE_H

#include "core/dates/patterns.h"
#include "core/dates/tense.h"
#include "core/schema/release.h"

/* What a date without a year, and a relative one, is seen from. */
struct resolve_view {
    int32_t reference; /* day, or DATE_NONE: then only dates that say everything have days */
    enum tense tense;  /* of the sentence */
    bool is_strict;    /* the past means what has begun, even for days and feasts */
    /* Short spans named before, "2. bis 4. Dezember", that a bare weekday may be one of. */
    struct {
        int32_t first, last; /* DATE_NONE: none */
    } near_past, near_future;
};

struct span {
    int32_t first, last; /* both inclusive */
    enum release_precision precision;
};

/*
 * Completes a year of two digits, by the last one that is at most ten years ahead, and "3. d. M." by
 * its month.
 */
void resolve_short(const struct resolve_view *view, struct reading *reading);
/* The day of "letzter Sonntag" in the month, or DATE_NONE. */
int32_t resolve_nth_weekday(const struct reading *reading, int year, int month);
/* False where there are no such days. */
bool resolve_reading(const struct resolve_view *view, const struct reading *reading,
                     struct span *span);
/*
 * The year of a day that has none, or of the first day of a span that has none; last is then its
 * other end, else NULL. 0 where there is none.
 */
int resolve_year(const struct resolve_view *view, const struct reading *first,
                 const struct reading *last);
/* Both spans' days and all between; false where the second ends before the first begins. */
bool resolve_between(const struct reading *from, struct span first, const struct reading *to,
                     struct span last, struct span *span);

#endif
