/*
 * container: files inside of archives (ZIP, tar) and compressed files (gzip, bzip2, xz, zstd), by
 * libarchive. Nothing is ever unpacked to the disk.
 */
#ifndef INDEXER_CONTAINER_H
#define INDEXER_CONTAINER_H

#include "indexer/formats/input.h"

/* Against bombs, counted over an archive and the archives in it. What is beyond is reported and
 * not read. */
#define CONTAINER_ENTRIES_MAX 2000000u
#define CONTAINER_BYTES_MAX   ((uint64_t)64 * 1024 * 1024 * 1024)
/* Unpacked bytes for each packed one, looked at after so many of them. */
#define CONTAINER_RATIO_MAX  400u
#define CONTAINER_RATIO_FROM ((uint64_t)64 * 1024 * 1024)
/* Archives inside of archives that are entered. */
#define CONTAINER_DEPTH_MAX 1
/* Bytes of an entry's name. */
#define CONTAINER_NAME_MAX 4000

struct container_budget {
    uint32_t entries;
    uint64_t bytes;
};

/* All borrowed until the call returns. */
struct container_visitor {
    /*
     * name is below the container, well-formed and never leads out of it; NULL where the file is
     * only compressed. Anything but FUND_OK ends the reading and is returned.
     */
    fund_status (*entry)(void *context, const char *name, struct format_input *input,
                         struct fund_error *error);
    /* An entry that cannot be read; the reading goes on. */
    void (*problem)(void *context, const char *name, const char *reason);
    void *context;
};

bool container_recognise(struct slice head);
/*
 * Visits all files; hidden ones are passed over. file is a descriptor that can be sought in, or -1:
 * then the bytes come from input alone. FUND_INVALID_ARGUMENT, FUND_LIMIT where the rest cannot be
 * read.
 */
fund_status container_read(struct format_input *input, int file, struct container_budget *budget,
                           const struct container_visitor *visitor, struct fund_error *error);

#endif
