/*
 * Text on standard output for people: wrapped at the width of a terminal and in colour there, plain
 * and unwrapped where the output is piped. Characters that a terminal would obey are shown as
 * numbers, so that text from outside cannot steer it.
 */
#ifndef QUERY_CLI_PRINTER_H
#define QUERY_CLI_PRINTER_H

#include "terminal.h"

#include <stdint.h>

/* Longest word that is kept together; a longer one may break anywhere. */
#define PRINTER_WORD_MAX 512

/* What a piece of text is; colours follow from it. */
enum style {
    STYLE_PLAIN, /* ends the one before */
    STYLE_MARK,  /* what was asked for */
    STYLE_TITLE, /* titles, names and headings */
    STYLE_ASIDE, /* dates, sources, counts */
    STYLE_BAR
};

struct printer {
    struct terminal terminal;
    size_t indent; /* of the lines that wrapping begins */
    size_t column; /* where the next character goes */
    size_t spaces; /* seen, not yet written */
    size_t word_size, word_columns;
    char word[PRINTER_WORD_MAX]; /* the word that is being read, styles included */
};

/* Looks at standard output. */
void printer_init(struct printer *printer, enum color color);
/* Begins a line; lines that wrapping adds get the same indent. */
void printer_begin(struct printer *printer, size_t indent);
/* Text of one line: line ends and tabs become spaces. */
void printer_text(struct printer *printer, const char *text, size_t size);
void printer_string(struct printer *printer, const char *text);
/* What follows is in this style, until another is set. */
void printer_style(struct printer *printer, enum style style);
/* A string in a style, then plain. */
void printer_styled(struct printer *printer, enum style style, const char *text);
void printer_number(struct printer *printer, uint64_t number);
/* As printf, for words and numbers of at most 511 bytes; longer text goes to printer_string. */
void printer_format(struct printer *printer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Text with its own line ends, which are kept. */
void printer_lines(struct printer *printer, const char *text, size_t size);
/* Ends the line; without printer_begin before it, an empty line. */
void printer_end(struct printer *printer);

/* The day, or "undated". */
void printer_day(struct printer *printer, int32_t day);
/* "Label: ", the beginning of a line. */
void printer_label(struct printer *printer, const char *label);
/* A line "Label: value"; none where the value is NULL or empty. */
void printer_field(struct printer *printer, const char *label, const char *value);

#endif
