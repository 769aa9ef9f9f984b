/*
 * The output formats by their names.
 */
#ifndef QUERY_CLI_FORMATS_H
#define QUERY_CLI_FORMATS_H

#include <stdbool.h>

enum format {
    FORMAT_TEXT,
    FORMAT_JSON,
    FORMAT_CSV,
    FORMAT_BIBTEX,
    FORMAT_CITATION,
    FORMAT_JSONL,
    FORMAT_TSV
};

#define FORMAT_BIT(format) (1u << (format))

/* accepted: FORMAT_BIT of each format that may be meant, or-ed. False after a report. */
bool formats_read(const char *text, unsigned accepted, enum format *format);

#endif
