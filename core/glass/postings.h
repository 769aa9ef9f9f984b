/*
 * postings: posting lists as items of a table.
 *
 * A list is cut into pieces of about 2,000 bytes. The first one's key is the term (encode_term), the
 * others have behind it a NUL and their first document (encode_sorted). The tag:
 *
 *   first piece   documents, occurrences, first document - 1 (encode_number), then as any piece
 *   piece         '1' for the last one of the list, else '0'; last document less the first one;
 *                 the first document's wdf, of each other one the documents between and its wdf
 *
 * The lengths of all documents are one more list, with key 0, 0xe0, no NUL behind it, and 0 for
 * documents and occurrences.
 */
#ifndef CORE_GLASS_POSTINGS_H
#define CORE_GLASS_POSTINGS_H

#include "core/glass/lists.h"
#include "core/glass/table.h"

#define POSTINGS_LENGTHS "\0\xe0"

struct postings_list {
    struct slice key; /* of the first piece */
    uint32_t documents, occurrences;
    uint32_t first, last;  /* documents; 0: none */
    struct buffer entries; /* as in a piece, of the whole list */
};

struct postings_list postings_list_init(void);
void postings_list_finish(struct postings_list *list);
void postings_list_clear(struct postings_list *list);

/* Adds a document behind the last one. FUND_NO_MEMORY. */
fund_status postings_list_add(struct postings_list *list, uint32_t document, uint32_t wdf,
                              struct fund_error *error);
/*
 * Adds what a piece holds, whose documents must come behind the last one. key is that of the whole
 * list. False where the piece is damaged.
 */
bool postings_list_add_piece(struct postings_list *list, struct slice key, struct slice piece_key,
                             struct slice tag);
/* Whether this is the key of a piece, not the first, of the list with that key. */
bool postings_is_piece(struct slice key, struct slice piece_key);

/* Writes the list; nothing where it has no documents. tag is scratch. FUND_CORRUPT where its entries
 * are none. */
fund_status postings_list_write(const struct postings_list *list, struct table *table,
                                struct buffer *tag, struct fund_error *error);

/* Writes all lists in memory, in byte order of their terms, and the positions. */
fund_status postings_write(const struct lists *lists, struct table *postlist,
                           struct table *position, struct fund_error *error);

#endif
