/*
 * reader: a database of Xapian's format "glass" as one of its commits has it, read where it lies in
 * memory maps of its files.
 *
 * Lists are iterated by structs of the caller's that begin with what they stand on; the rest of them
 * is private. Each is opened, moves, and is closed, which frees what a few of them allocate; an
 * iterator whose opening failed may be closed as well. After a failure it can only be closed.
 *
 * Whoever writes does not touch the blocks of a commit before it makes the next but one. From then
 * on every call may end in FUND_MODIFIED: what came of this iterator does not hold, and a reader is
 * to be opened anew. An iterator finds out when it moves to another block; for what it read last,
 * glass_postings_check and its kin are asked at the end. Alternatively, glass_reader_is_current at
 * the end vouches for all that was read before.
 *
 * Everything in the files is taken for hostile: damage is FUND_CORRUPT or another answer, never a
 * crash. A file that someone cuts short while it is mapped, or that its disk cannot read any more,
 * ends the process by SIGBUS, as with any map; neither Xapian nor we cut files of a database.
 */
#ifndef CORE_GLASS_READER_H
#define CORE_GLASS_READER_H

#include "core/base/buffer.h"
#include "core/glass/counts.h"
#include "core/glass/cursor.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct glass_reader; /* immutable: any number of threads may use it at once */

#define GLASS_END UINT32_MAX /* the document behind the last one */

/*
 * Opens the last commit of the database in a folder. FUND_NOT_FOUND; FUND_VERSION where it is of
 * another format, FUND_UNSUPPORTED where its blocks are not of 8 KiB, as they are unless Xapian is
 * told otherwise; FUND_CORRUPT; FUND_MODIFIED where commits came faster than it could be opened;
 * FUND_IO, FUND_NO_MEMORY.
 */
fund_status glass_reader_open(const char *folder, struct glass_reader **reader,
                              struct fund_error *error);
/* No iterator may be used after this. NULL allowed. */
void glass_reader_close(struct glass_reader *reader);

/* Xapian's number of the commit. */
uint32_t glass_reader_revision(const struct glass_reader *reader);
/* Tells the database from all others, for as long as the reader is open. */
#define GLASS_UUID_SIZE 16
const unsigned char *glass_reader_uuid(const struct glass_reader *reader);
const struct version_counts *glass_reader_counts(const struct glass_reader *reader);
/* Whether no commit has come since, which takes a system call. */
bool glass_reader_is_current(const struct glass_reader *reader);

/* ---- postings ------------------------------------------------------------------------------- */

/* The documents of a term, rising. */
struct glass_postings {
    uint32_t docid; /* GLASS_END behind the last one */
    uint32_t wdf;
    uint32_t document_count; /* Xapian's termfreq */
    uint32_t wdf_bound;      /* no document has more: Xapian's get_wdf_upper_bound */
    uint64_t occurrences;    /* Xapian's collfreq */
    uint32_t piece_last; /* last document of the piece at hand: up to there skips do not leave it */
    /* private */
    uint32_t piece_first;
    bool is_last_piece;
    const unsigned char *at, *end; /* the rest of the piece */
    const unsigned char *start;    /* behind the first document */
    uint32_t start_wdf;
    struct slice key;
    struct buffer joined;
    struct glass_cursor cursor;
};

/*
 * Stands on the first document of the term; on GLASS_END, with zeros, where no document has it. The
 * empty term stands for all documents, and wdf for their lengths.
 */
fund_status glass_postings_open(const struct glass_reader *reader, struct slice term,
                                struct glass_postings *postings, struct fund_error *error);
void glass_postings_close(struct glass_postings *postings);

/* What follows where an entry is a long one, or the piece ends: for glass_postings_next alone. */
fund_status glass_postings_next_piece(struct glass_postings *postings, struct fund_error *error);
fund_status glass_postings_skip_far(struct glass_postings *postings, uint32_t docid,
                                    struct fund_error *error);

/* Moves to the next document; stays behind the last one. */
static inline fund_status glass_postings_next(struct glass_postings *postings,
                                              struct fund_error *error)
{
    const unsigned char *at = postings->at;
    if (postings->end - at >= 2 && (at[0] | at[1]) < 0x80) {
        uint64_t docid = (uint64_t)postings->docid + at[0] + 1;
        if (docid <= postings->piece_last) {
            postings->docid = (uint32_t)docid;
            postings->wdf = at[1];
            postings->at = at + 2;
            return FUND_OK;
        }
    }
    return glass_postings_next_piece(postings, error);
}

/* Moves on to the first document that is not before this one; stays where it is there already. */
static inline fund_status glass_postings_skip(struct glass_postings *postings, uint32_t docid,
                                              struct fund_error *error)
{
    return docid <= postings->docid ? FUND_OK : glass_postings_skip_far(postings, docid, error);
}

/* Whether what was read last came of the commit: FUND_OK, FUND_MODIFIED. */
static inline fund_status glass_postings_check(const struct glass_postings *postings,
                                               struct fund_error *error)
{
    return glass_cursor_check(&postings->cursor, error);
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* The lengths of documents in any order; those that rise are the fast ones. */
struct glass_lengths {
    struct glass_postings postings; /* private */
    uint32_t dense_first;           /* of the piece that is known to lack no document */
};

fund_status glass_lengths_open(const struct glass_reader *reader, struct glass_lengths *lengths,
                               struct fund_error *error);
void glass_lengths_close(struct glass_lengths *lengths);
/* FUND_NOT_FOUND where there is no such document. */
fund_status glass_lengths_get(struct glass_lengths *lengths, uint32_t docid, uint32_t *length,
                              struct fund_error *error);
static inline fund_status glass_lengths_check(const struct glass_lengths *lengths,
                                              struct fund_error *error)
{
    return glass_cursor_check(&lengths->postings.cursor, error);
}

/*
 * The lengths of all documents by number, 0 where there is none: read when they are first asked for,
 * then the reader's, for all who use it. NULL where numbers are too far apart for a table.
 * FUND_CORRUPT, FUND_MODIFIED, FUND_NO_MEMORY.
 */
fund_status glass_lengths_table(const struct glass_reader *reader, const uint32_t **table,
                                struct fund_error *error);
/* The same if they were read already, else NULL. */
const uint32_t *glass_lengths_at_hand(const struct glass_reader *reader);

/* ---- values --------------------------------------------------------------------------------- */

/* The values of a slot, by rising documents. */
struct glass_values {
    uint32_t docid;     /* GLASS_END behind the last one */
    struct slice value; /* until the next move */
    /* private */
    uint32_t piece_first, next_first; /* documents of pieces; 0: not known */
    const unsigned char *at, *end;    /* the rest of the piece */
    const unsigned char *start;       /* of its first value's size */
    char prefix[8];                   /* of the keys */
    uint32_t prefix_size;
    struct buffer joined;
    struct glass_cursor cursor;
};

/* Stands on the first document that has a value in the slot. */
fund_status glass_values_open(const struct glass_reader *reader, uint32_t slot,
                              struct glass_values *values, struct fund_error *error);
void glass_values_close(struct glass_values *values);
/* Moves to the next document that has a value; stays behind the last one. */
fund_status glass_values_next(struct glass_values *values, struct fund_error *error);
/* Moves on to the first document that has a value and is not before this one; stays where it is
 * there already. */
fund_status glass_values_skip(struct glass_values *values, uint32_t docid,
                              struct fund_error *error);
/* The same also backwards. */
fund_status glass_values_seek(struct glass_values *values, uint32_t docid,
                              struct fund_error *error);
static inline fund_status glass_values_check(const struct glass_values *values,
                                             struct fund_error *error)
{
    return glass_cursor_check(&values->cursor, error);
}

/*
 * Values of a slot, of documents in any order. Where each lies is remembered by the reader, once so
 * many were looked at that it pays, for all who use it: 8 bytes for each document. Then they can be
 * brought near before they are needed, so that many looks wait for memory at once.
 */
struct glass_looks {
    struct slice value; /* until the next look; data is NULL where there is none */
    /* private */
    const struct glass_reader *reader;
    const uint64_t *places;     /* NULL: none are remembered */
    const unsigned char *block; /* that the value lies in; NULL: ask values */
    uint32_t slot;
    bool has_values;
    struct glass_values values;
};

/* Reads nothing yet. */
void glass_looks_open(const struct glass_reader *reader, uint32_t slot, struct glass_looks *looks);
void glass_looks_close(struct glass_looks *looks);
/* A document whose value is looked at soon. */
void glass_looks_expect(const struct glass_looks *looks, uint32_t docid);
fund_status glass_looks_at(struct glass_looks *looks, uint32_t docid, struct fund_error *error);
/* Whether the value that was looked at last, and has been read, came of the commit. */
fund_status glass_looks_check(const struct glass_looks *looks, struct fund_error *error);

/* Appends one document's value in a slot: nothing where it has none. Of many in a row a glass_values
 * is the faster way. */
fund_status glass_value(const struct glass_reader *reader, uint32_t slot, uint32_t docid,
                        struct buffer *out, struct fund_error *error);
/* How many documents have a value in a slot, and bounds of all of them as slices of *bytes, which is
 * cleared: 0 and empty ones where none has. */
fund_status glass_value_bounds(const struct glass_reader *reader, uint32_t slot, uint32_t *count,
                               struct buffer *bytes, struct slice *lower, struct slice *upper,
                               struct fund_error *error);

/* ---- terms ---------------------------------------------------------------------------------- */

/* The terms that begin with a prefix, in byte order. */
struct glass_terms {
    struct slice term; /* until the next move; data is NULL behind the last one */
    uint32_t document_count;
    uint64_t occurrences;
    uint32_t first_document; /* that has it; 0 behind the last one */
    /* private */
    bool has_pieces; /* more than the first one */
    char term_room[256], prefix[256];
    size_t prefix_size;
    char key[256]; /* of the item at hand */
    size_t key_size;
    struct buffer joined;
    struct glass_cursor cursor;
};

/* Stands on the first one. */
fund_status glass_terms_open(const struct glass_reader *reader, struct slice prefix,
                             struct glass_terms *terms, struct fund_error *error);
void glass_terms_close(struct glass_terms *terms);
fund_status glass_terms_next(struct glass_terms *terms, struct fund_error *error);
/* Moves on to the first term that is not before this one; stays where it is there already. */
fund_status glass_terms_skip(struct glass_terms *terms, struct slice term,
                             struct fund_error *error);
static inline fund_status glass_terms_check(const struct glass_terms *terms,
                                            struct fund_error *error)
{
    return glass_cursor_check(&terms->cursor, error);
}

/* The terms of a document, in byte order. */
struct glass_document_terms {
    struct slice term; /* until the next move; data is NULL behind the last one */
    uint32_t wdf;
    /* private */
    const struct glass_reader *reader;
    const unsigned char *at, *end;
    char room[256];
    struct buffer bytes;
};

/* Stands on the first one. FUND_NOT_FOUND where there is no such document. */
fund_status glass_document_terms_open(const struct glass_reader *reader, uint32_t docid,
                                      struct glass_document_terms *terms, struct fund_error *error);
void glass_document_terms_close(struct glass_document_terms *terms);
/* All of them were read at once: no writer can overtake it any more. */
fund_status glass_document_terms_next(struct glass_document_terms *terms, struct fund_error *error);
/* Moves on to the first term that is not before this one; stays where it is there already. */
fund_status glass_document_terms_skip(struct glass_document_terms *terms, struct slice term,
                                      struct fund_error *error);

/* ---- records -------------------------------------------------------------------------------- */

/* Appends the data of a document to *out: nothing where it has none, or there is no such document.
 * FUND_LIMIT by *out. */
fund_status glass_data(const struct glass_reader *reader, uint32_t docid, struct buffer *out,
                       struct fund_error *error);
/* Appends a piece of metadata: nothing where there is none. */
fund_status glass_metadata_get(const struct glass_reader *reader, struct slice key,
                               struct buffer *out, struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
