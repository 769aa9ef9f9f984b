/*
 * cut: a large file with a release a line, which several workers read in ranges of whole lines, and
 * what they tell of it put together as if one had read it from front to back.
 */
#ifndef INDEXER_CUT_H
#define INDEXER_CUT_H

#include "indexer/catalogue.h"

/* Bytes of a range, of which the last line may be longer; a file that is not larger is not cut. */
#define CUT_RANGE_BYTES ((uint64_t)1024 * 1024)

/* ---- problems ------------------------------------------------------------------------------- */

/* The first of a file, in the order of its ranges. */
struct cut_problems {
    struct cut_problem {
        uint32_t range;
        char *path; /* NULL: the reason names it */
        char *reason;
    } items[READING_PROBLEMS_MAX];
    size_t count;
};

/* Behind those of the same range and of those before it; path may be NULL. FUND_NO_MEMORY. */
fund_status cut_problems_add(struct cut_problems *problems, uint32_t range, const char *path,
                             const char *reason, struct fund_error *error);
void cut_problems_clear(struct cut_problems *problems);

/* ---- files ---------------------------------------------------------------------------------- */

struct cut;

/*
 * *cut is NULL where the file is to be read as a whole: it is small, is not in lines or cannot be
 * read. The file and options are borrowed until cut_close. FUND_NO_MEMORY.
 */
fund_status cut_open(const struct scan_file *file, const struct source_options *options,
                     uint64_t range_bytes, struct cut **cut, struct fund_error *error);
void cut_close(struct cut *cut);
/* The next range, with its number from 0; false behind the last. */
bool cut_next(struct cut *cut, struct source_range *range, uint32_t *number);

/* A release of the range that has no identifier: the catalogue's newest. FUND_NO_MEMORY. */
fund_status cut_take_key(struct cut *cut, uint32_t range, const struct source_key *key,
                         const struct catalogue *catalogue, struct fund_error *error);
/* What became of a range; its problems are taken over. */
void cut_take_end(struct cut *cut, uint32_t range, const struct reading_end *end,
                  struct cut_problems *problems);
/* All ranges have been given out, and have ended. */
bool cut_is_done(const struct cut *cut);
/* Then: tells releases without an identifier from those before them in other ranges. */
fund_status cut_settle_keys(struct cut *cut, struct catalogue *catalogue, struct fund_error *error);
/* Of the whole file. Both are borrowed. */
const struct reading_end *cut_end(const struct cut *cut);
const struct cut_problems *cut_problems(const struct cut *cut);

#endif
