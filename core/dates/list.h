/*
 * list: dates that belong together: "9., 14. und 20. Juni", "vom 27. Dezember bis 5. Januar 2025".
 */
#ifndef CORE_DATES_LIST_H
#define CORE_DATES_LIST_H

#include "core/dates/dates.h"

enum list_joint { LIST_END, LIST_SPAN, LIST_AND };

struct list_item {
    struct reading reading;
    enum list_joint joint; /* to the next one */
    bool has_year;         /* it says its own */
    struct span span;
};

struct list {
    struct list_item items[DATES_LIST_MAX];
    size_t count;
    size_t start, end;   /* tokens */
    bool is_weekly;      /* "jeden Dienstag im Mai": the items are what stands behind */
    struct reading each; /* then: "jeden Dienstag", "jeden ersten Samstag im Monat" */
};

/* Reads the dates at the token; false where there is none, list->end is then where to go on. */
bool list_read(const struct tokens *tokens, size_t at, struct list *list);
/*
 * Finds the days: at most DATES_LIST_MAX spans go to found; 0 where a day is none. Bytes of found
 * are those of the tokens.
 */
size_t list_resolve(const struct tokens *tokens, const struct resolve_view *view, struct list *list,
                    struct dates_found found[static DATES_LIST_MAX]);

#endif
