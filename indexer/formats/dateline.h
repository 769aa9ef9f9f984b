/*
 * dateline: the line that says when a release was published.
 */
#ifndef INDEXER_FORMATS_DATELINE_H
#define INDEXER_FORMATS_DATELINE_H

#include "core/base/date.h"

struct dateline {
    int32_t day;        /* DATE_NONE where it is missing or wrong */
    struct slice wrong; /* the date that no calendar has; empty where there is none */
    struct slice rest;  /* what follows date and time; only after a label */
};

/*
 * Reads "Meldungsdatum: 18.08.2023", "Datum: Freitag, 18. August 2023, 10:30 Uhr" or a date alone.
 * False where the line is none of these.
 */
bool dateline_read(struct slice line, struct dateline *dateline);
/* True for a line that begins with "Meldungsdatum:" or another label that only such lines have. */
bool dateline_is_labelled(struct slice line);

#endif
