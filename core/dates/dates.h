/*
 * dates: the German date expressions of a text and the days that they mean.
 *
 * A walk over a text: dates_init, then dates_next until it says false. Time is linear in the text,
 * memory constant. README.md lists what is read and what it means.
 */
#ifndef CORE_DATES_DATES_H
#define CORE_DATES_DATES_H

#include "core/dates/resolve.h"

/* Days, months, … of one list; longer ones are read as several. */
#define DATES_LIST_MAX 16

struct dates_found {
    size_t start, end;           /* bytes of the text */
    int32_t first_day, last_day; /* both inclusive; RECURRING: the first and last day it happens */
    enum release_precision precision;
};

/* The members are the walk's own. */
struct dates_walk {
    struct tokens tokens;
    struct tense_finder tense;
    struct resolve_view view;
    size_t at; /* token */
    struct dates_found waiting[DATES_LIST_MAX];
    size_t waiting_count, waiting_next;
};

/*
 * reference: the day from which relative dates and days without a year are seen, or DATE_NONE:
 * then they are left out. The text is well-formed UTF-8; anything else is no date.
 */
void dates_init(struct dates_walk *walk, struct slice text, int32_t reference);
/* The next date, in order and without overlap; false at the end, *found then is as it was. */
bool dates_next(struct dates_walk *walk, struct dates_found *found);

enum dates_reading {
    DATES_READ,
    DATES_NOT_WRITTEN, /* not written like a date */
    DATES_NOT_THERE    /* written like one, but no calendar has it: 31.2.2023 */
};

/*
 * Reads a text that is one date and nothing else, as someone types it: in any case, with English
 * months, also 8.2023 and 2023-08. is_past: a day or month without a year is one that has begun.
 * *found is untouched unless DATES_READ.
 */
enum dates_reading dates_read(struct slice text, int32_t today, bool is_past,
                              struct dates_found *found);

#endif
