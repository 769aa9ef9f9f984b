/*
 * documents: from a release as it was read to the document that the archive holds: its names are
 * found, then its terms.
 */
#ifndef INDEXER_DOCUMENTS_H
#define INDEXER_DOCUMENTS_H

#include "core/store/store.h"
#include "indexer/formats/format.h"
#include "indexer/state.h"

struct documents; /* one thread at a time */

/* With the analyser for this archive, see archive_writing_analyser. */
fund_status documents_create(const char *archive, struct documents **documents,
                             struct fund_error *error);
void documents_destroy(struct documents *documents); /* NULL is allowed */
const struct text_analyser *documents_analyser(const struct documents *documents);
/* The cursor that releases are analysed by. */
struct text_cursor *documents_cursor(struct documents *documents);
/* From now on no names and dates are found. */
void documents_leave_names(struct documents *documents);

/* The table of forms that the archive's documents go by, before the first of them. FUND_CORRUPT. */
fund_status documents_take_forms(struct documents *documents, struct slice table,
                                 struct fund_error *error);
/* From now on documents have SCHEMA_LATE. */
void documents_are_late(struct documents *documents);
/* From now on documents have the positions of SCHEMA_META_STOCK_POSITIONS too. */
void documents_take_stock_positions(struct documents *documents);

/*
 * Fills the release's names and dates, and makes its document, which is borrowed until the next
 * call. A text with too many names or dates is indexed without them, which the notes then say.
 */
fund_status documents_make(struct documents *documents, struct release *release,
                           const struct state *state, uint64_t revision, struct format_notes *notes,
                           const struct store_document **document, struct fund_error *error);

#endif
