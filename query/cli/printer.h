/*
 * Text on standard output for people: wrapped at the width of a terminal, marks in bold there,
 * plain and unwrapped where the output is piped. Characters that a terminal would obey are shown as
 * numbers, so that text from outside cannot steer it.
 */
#ifndef QUERY_CLI_PRINTER_H
#define QUERY_CLI_PRINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest word that is kept together; a longer one may break anywhere. */
#define PRINTER_WORD_MAX 512

struct printer {
    size_t width; /* columns; 0: lines are not wrapped */
    bool has_bold;
    size_t indent; /* of the lines that wrapping begins */
    size_t column; /* where the next character goes */
    size_t spaces; /* seen, not yet written */
    size_t word_size, word_columns;
    char word[PRINTER_WORD_MAX]; /* the word that is being read, marks included */
};

/* Looks at standard output: terminal, width, NO_COLOR (https://no-color.org), TERM=dumb. */
void printer_init(struct printer *printer);
/* Begins a line; lines that wrapping adds get the same indent. */
void printer_begin(struct printer *printer, size_t indent);
/* Text of one line: line ends and tabs become spaces. */
void printer_text(struct printer *printer, const char *text, size_t size);
void printer_string(struct printer *printer, const char *text);
/* In bold where there is bold. */
void printer_marked(struct printer *printer, const char *text, size_t size);
void printer_number(struct printer *printer, uint64_t number);
/* Text with its own line ends, which are kept. */
void printer_lines(struct printer *printer, const char *text, size_t size);
/* Ends the line; without printer_begin before it, an empty line. */
void printer_end(struct printer *printer);

/* The day, or "undated". */
void printer_day(struct printer *printer, int32_t day);
/* A line "Label: value"; none where the value is NULL or empty. */
void printer_field(struct printer *printer, const char *label, const char *value);

#endif
