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
    bool is_json;        /* the summary; the lines on standard error stay */
    bool shows_progress; /* on a terminal */
    bool was_given_up;   /* nothing was written, since the run was interrupted */
    size_t file_count;
    /* Releases; what is skipped may be a file, a folder or an entry of a file. */
    size_t new_count, updated_count, unchanged_count, removed_count, skipped_count;
    size_t repeated_count; /* met a second time, with nothing new */
    size_t odd_count;      /* of the new and updated */
    struct report_work {
        const char *name; /* "reading"; NULL: of unknown size */
        size_t done, total;
        int64_t began_ms, shown_ms;
    } work;
    int64_t began_ms;
    struct buffer problems; /* where is_json: JSON objects with commas between them */
    size_t problem_count;
};

/* Problems that a summary in JSON has. */
#define REPORT_PROBLEMS_MAX 10000

struct report report_init(bool is_quiet);
void report_finish(struct report *report);

/*
 * One line each on standard error. The path and the reason may hold anything; path is NULL where
 * the reason names it.
 */
void report_skipped(struct report *report, const char *path, const char *reason);
void report_oddities(struct report *report, const char *path, const struct format_notes *notes);
void report_error(struct report *report, const char *message);
/* Text that may hold anything, without what steers a terminal. */
void report_print_text(const char *text, FILE *out);
/* Work of a known size begins; progress then tells its rate and the time that is left. */
void report_begin(struct report *report, const char *name, size_t total);
/* After each file: the count, now and then, on a terminal. */
void report_progress(struct report *report);

/* "12 files: 10 new, …" on standard output, or an object in JSON; false where that fails. */
bool report_summary(const struct report *report, const char *archive, uint32_t release_count);

#endif
