/*
 * files: all files of a run, listed before any of them is read.
 */
#ifndef INDEXER_FILES_H
#define INDEXER_FILES_H

#include "core/base/arena.h"
#include "indexer/options.h"
#include "indexer/report.h"
#include "indexer/scan.h"

#include <signal.h>

/* Files of one run; each needs some 200 bytes of memory. */
#define FILES_MAX 100000000u

struct files_item {
    struct scan_file file; /* its strings are the list's */
    uint32_t release_count;
    bool has_own_state; /* its only release has its id from the path */
    bool is_settled;    /* at least one of its releases is: it need not be read again */
};

struct files {
    struct arena arena;
    struct files_item *items;
    size_t count, capacity;
    uint64_t total_bytes;
};

void files_init(struct files *files);
void files_finish(struct files *files);
/* Lists what is below the options' paths, each file once; what cannot be read is reported, and
 * counted there. */
fund_status files_list(struct files *files, const struct options *options,
                       const volatile sig_atomic_t *stop, struct report *report,
                       struct fund_error *error);

#endif
