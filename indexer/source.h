/*
 * source: the releases of one file, each with its identity. Nothing here knows of an archive.
 */
#ifndef INDEXER_SOURCE_H
#define INDEXER_SOURCE_H

#include "indexer/formats/format.h"
#include "indexer/scan.h"

struct source_options {
    struct slice issuer;                /* who published everything; empty: by the release itself */
    const struct format_reader *format; /* NULL: recognised */
};

/* Whole lines of a file that has a release a line. */
struct source_range {
    const struct format_reader *reader; /* source_find_lines has found it */
    uint64_t start, end;                /* bytes of the file; end may be beyond its own */
    uint32_t first_line;                /* from 1 */
};

/*
 * By what a release is told from others in its file, where neither it has an identifier nor the
 * file is this one release: title, day, and how many of the same are before it.
 */
struct source_key {
    bool is_there;
    uint64_t title_hash;
    int32_t published;
    uint32_t before; /* in what has been read: a file or a range */
};

/* A release whose names have not been looked for yet. */
struct source_release {
    struct release *release; /* id, file and source are set; it is finished by source_read */
    bool is_deleted;         /* its maker has taken it back; the text may be empty */
    bool has_path_id;        /* the id is that of the file, which holds nothing else */
    const char *path;        /* to tell the user: the file's, or the file's and the entry's */
    struct source_key key;
    struct format_notes notes;
};

/* All borrowed until the call returns. */
struct source_sink {
    /* Anything but FUND_OK ends source_read and is returned by it. */
    fund_status (*take)(void *context, struct source_release *release, struct fund_error *error);
    /* An entry that cannot be read; the reading goes on. path is NULL where the reason names it. */
    void (*problem)(void *context, const char *path, const char *reason);
    void *context;
};

/*
 * Reads the releases of the file or, where range is not NULL, of this range of it, and hands them
 * to the sink, one after the other. FUND_NOT_FOUND, FUND_IO, FUND_INVALID_ARGUMENT or FUND_LIMIT where the file, or what is left of it, cannot be
 * read; the reason does not name it, but for FUND_NOT_FOUND and FUND_IO.
 */
fund_status source_read(const struct scan_file *file, const struct source_options *options,
                        const struct source_range *range, const struct source_sink *sink,
                        struct fund_error *error);

/* Of a file that can be read in ranges the reader, of any other NULL. Statuses as source_read's. */
fund_status source_find_lines(const struct scan_file *file, const struct source_options *options,
                              const struct format_reader **reader, struct fund_error *error);

/* The source of a release that has such a key, and its id; both are appended. */
fund_status source_key_identity(struct slice file, struct slice file_source,
                                const struct source_key *key, struct buffer *source,
                                struct buffer *id, struct fund_error *error);
/* Gives a release that has been read in a range the source and id that it has in its whole file,
 * where before of the same key are before it. */
fund_status source_repeat(struct release *release, uint32_t before, struct fund_error *error);

/*
 * The id and source of the only release in a file that has no identifier of its own: both from the
 * path. The id is appended.
 */
fund_status source_path_id(const struct scan_file *file, struct buffer *id,
                           struct fund_error *error);

#endif
