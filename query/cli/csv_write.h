/*
 * Writing CSV on standard output: RFC 4180 in UTF-8, a comma between fields, CRLF behind a record.
 *
 * A record is one line, also of the terminal: line ends within a field become spaces, characters
 * that steer a terminal numbers such as "<U+001B>". A text that a spreadsheet would take for a
 * formula, one that begins with = + - @, gets a ' in front (OWASP, "CSV Injection").
 */
#ifndef QUERY_CLI_CSV_WRITE_H
#define QUERY_CLI_CSV_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_record {
    bool has_field; /* the next one needs a comma */
    bool has_text;  /* something of this one was written */
    bool has_blank; /* seen, not yet written */
};

/* The name of a column. */
void csv_name(struct csv_record *record, const char *name);
/* A whole field; NULL is an empty one. */
void csv_text(struct csv_record *record, const char *text);
/* A field of several pieces. */
void csv_text_begin(struct csv_record *record);
void csv_text_add(struct csv_record *record, const char *text, size_t size);
void csv_text_end(struct csv_record *record);
/* "a; b" */
void csv_list(struct csv_record *record, const char *const *texts, size_t count);
void csv_number(struct csv_record *record, uint64_t number);
/* Six significant digits. */
void csv_real(struct csv_record *record, double number);
/* "2023-08-18", or an empty field. */
void csv_day(struct csv_record *record, int32_t day);
/* Ends the record; the next begins. */
void csv_end(struct csv_record *record);

#endif
