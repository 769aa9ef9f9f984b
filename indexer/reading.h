/*
 * reading: the releases of files, read into a spool.
 */
#ifndef INDEXER_READING_H
#define INDEXER_READING_H

#include "indexer/source.h"
#include "indexer/spool.h"

/* Entries of one file that are told of one by one. */
#define READING_PROBLEMS_MAX 20

/* A release in the spool. */
struct reading_release {
    struct slice id;
    int32_t published;
    struct state state;
    bool is_deleted, has_path_id;
    struct source_key key;
    struct spool_place place;
};

/* What became of a file. */
struct reading_end {
    struct fund_error reason; /* its code is FUND_OK, or why the file or its rest was not read */
    uint64_t release_count, problem_count;
};

/* All borrowed until the call returns. */
struct reading_sink {
    /* Anything but FUND_OK ends the reading and is returned. */
    fund_status (*found)(void *context, const struct reading_release *release,
                         struct fund_error *error);
    void (*problem)(void *context, const char *path, const char *reason);
    void *context;
};

struct reading {
    struct source_options options;
    uint64_t options_hash;
    struct spool_writer spool;
    struct wire_out scratch;
    struct buffer stored;
};

/* The spool is the caller's, who may read of it what reading_read has read. */
void reading_init(struct reading *reading, const struct source_options *options,
                  uint64_t options_hash, int spool);
void reading_finish(struct reading *reading);
/* Reads the file, or a range of it. Fails only for more than the file. */
fund_status reading_read(struct reading *reading, const struct scan_file *file,
                         const struct source_range *range, const struct reading_sink *sink,
                         struct reading_end *end, struct fund_error *error);

/* The state of a file before its releases are known. */
struct state reading_file_state(const struct scan_file *file, uint64_t options_hash);
/* Options that change what is stored of the same file. */
uint64_t reading_hash_options(const struct source_options *options);

#endif
