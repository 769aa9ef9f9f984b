/*
 * ingest_events: the days, months and years that a release's text names, as terms.
 */
#ifndef INDEXER_INGEST_EVENTS_H
#define INDEXER_INGEST_EVENTS_H

#include "indexer/ingest_terms.h"

/* Days, months since the year 0, or years: both inclusive. */
struct event_span {
    int32_t first, last;
};

/* Sorts the spans and joins those that overlap, so that nothing is in two; returns their number. */
size_t event_spans_merge(struct event_span *spans, size_t count);

/* Terms as SCHEMA_EVENT_DAY and its neighbours say, each once. */
void ingest_add_events(struct ingest *ingest, const struct release *release);

#endif
