/*
 * ingest: struct release -> the document that an archive holds, by core/schema/schema.h.
 */
#ifndef INDEXER_INGEST_H
#define INDEXER_INGEST_H

#include "core/schema/release.h"
#include "core/store/store.h"
#include "core/text/text.h"

struct ingest; /* one thread at a time */

/* What the archive keeps of a release beside its content. */
struct ingest_values {
    struct slice source_state; /* SCHEMA_SLOT_SOURCE */
    struct slice revision;     /* SCHEMA_SLOT_REVISION */
    bool has_stock_positions;  /* see SCHEMA_META_STOCK_POSITIONS */
    bool is_late;              /* see SCHEMA_LATE */
};

/* The analyser must outlive it. */
fund_status ingest_create(const struct text_analyser *analyser, struct ingest **ingest,
                          struct fund_error *error);
void ingest_destroy(struct ingest *ingest);
/* The table of forms that the archive's documents go by, before the first of them; without it each form
 * is a term. FUND_CORRUPT, FUND_NO_MEMORY. */
fund_status ingest_take_forms(struct ingest *ingest, struct slice table, struct fund_error *error);
/* Its own, not to be used during ingest_release. */
struct text_cursor *ingest_cursor(struct ingest *ingest);

/*
 * Makes the release's document: terms, positions, values and stored form; *document is
 * borrowed until the next call.
 */
fund_status ingest_release(struct ingest *ingest, const struct release *release,
                           const struct ingest_values *values,
                           const struct store_document **document, struct fund_error *error);

#endif
