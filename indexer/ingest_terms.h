/*
 * ingest_terms: terms put into a document, and the first failure kept. Shared by the files of
 * ingest.
 */
#ifndef INDEXER_INGEST_TERMS_H
#define INDEXER_INGEST_TERMS_H

#include "core/positions/positions.h"
#include "core/schema/release.h"
#include "core/schema/signature.h"
#include "core/store/store.h"
#include "core/text/text.h"

struct ingest {
    struct text_cursor *cursor;
    struct store_document *document;
    struct buffer stored, folded;
    struct signature_builder signature;
    struct positions_builder *positions, *name_positions;
    struct ingest_forms *forms;
    bool has_stock_positions;
    fund_status status; /* the first failure; later calls do nothing */
    struct fund_error *error;
};

/* The prefix and the stem, which are one term; wdf 0 for terms that only filter. */
void ingest_add_term(struct ingest *ingest, const char *prefix, struct slice stem, uint32_t wdf);
/* The same of a word of a name, at a position of SCHEMA_SLOT_NAME_POSITIONS. */
void ingest_add_name_word(struct ingest *ingest, const char *prefix, struct slice word,
                          uint32_t position, uint32_t wdf);
/* prefix and the date's digits: "D20230818", "M202308", "Y2023" */
enum ingest_digits { INGEST_YEAR = 4, INGEST_MONTH = 6, INGEST_DAY = 8 };
void ingest_add_day(struct ingest *ingest, const char *prefix, int32_t day,
                    enum ingest_digits digits);

/* Names in their slots, what the lists of names show, and what links releases. */
void ingest_add_names(struct ingest *ingest, const struct release *release);

#endif
