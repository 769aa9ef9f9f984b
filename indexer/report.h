/*
 * report: what a run of fundstelle-index tells its user.
 */
#ifndef INDEXER_REPORT_H
#define INDEXER_REPORT_H

#include "indexer/formats/format.h"

#include <stdio.h>

struct report {
    const char *program; /* its name, which begins the line of an error */
    bool is_quiet;
    bool shows_progress; /* on a terminal */
    size_t file_count;
    /* Releases; what is skipped may be a file, a folder or an entry of a file. */
    size_t new_count, updated_count, unchanged_count, removed_count, skipped_count;
    size_t repeated_count; /* met a second time, with nothing new */
    size_t odd_count;      /* of the new and updated */
};

struct report report_init(bool is_quiet);

/*
 * One line each on standard error. The path and the reason may hold anything; path is NULL where
 * the reason names it.
 */
void report_skipped(struct report *report, const char *path, const char *reason);
void report_oddities(struct report *report, const char *path, const struct format_notes *notes);
void report_error(struct report *report, const char *message);
/* Text that may hold anything, without what steers a terminal. */
void report_print_text(const char *text, FILE *out);
/* After each file: the count, now and then, on a terminal. */
void report_progress(const struct report *report);

/* "12 files: 10 new, …" on standard output; false where that fails. */
bool report_summary(const struct report *report, const char *archive, uint32_t release_count);

#endif
