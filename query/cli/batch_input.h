/*
 * A file of queries: CSV (RFC 4180) in UTF-8 with a line of column names at its top, a comma,
 * semicolon or tab between fields, whichever the first line has. Read as it comes, a record at a
 * time.
 */
#ifndef QUERY_CLI_BATCH_INPUT_H
#define QUERY_CLI_BATCH_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Longest field in bytes, and most columns. */
#define BATCH_FIELD_MAX   65536
#define BATCH_COLUMNS_MAX 256

enum batch_column {
    BATCH_QUERY,
    BATCH_ID,
    BATCH_FROM,
    BATCH_TO,
    BATCH_PERSON,
    BATCH_ORGANISATION,
    BATCH_PLACE,
    BATCH_ISSUER
};
#define BATCH_COLUMN_COUNT 8

/* A record; borrowed while it is handled. */
struct batch_record {
    size_t line;                            /* where it begins, from 1 */
    const char *values[BATCH_COLUMN_COUNT]; /* "" where it has none */
    const char *problem;                    /* why it cannot be read, in English; NULL: it can */
};

/* False ends the reading. */
typedef bool batch_handler(void *context, const struct batch_record *record);

/*
 * Reads all records. path: for reports. A record that cannot be read is handed over with its
 * problem. False after a report that ended the reading early, or where the handler did.
 */
bool batch_input_read(FILE *file, const char *path, batch_handler *handle, void *context);

#endif
