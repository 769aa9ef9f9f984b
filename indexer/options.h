/*
 * The command line of fundstelle-index.
 */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include "indexer/formats/format.h"

/* As a path. */
#define OPTIONS_STANDARD_INPUT "-"

/* --memory: the least, in MiB, and where nothing is said. */
#define OPTIONS_MEMORY_MIN_M   128
#define OPTIONS_MEMORY_DEFAULT ((uint64_t)1024 * 1024 * 1024)

struct options {
    const char *archive;
    struct slice issuer;                /* empty: by the release itself */
    const struct format_reader *format; /* NULL: recognised */
    uint64_t memory_bytes;              /* for all processes of a run, roughly; 0: the default */
    uint32_t jobs; /* processes of a rebuild; 0: no rebuild, whatever the archive is like */
    bool is_quiet, wants_help, wants_version, is_rebuild, is_pruning, is_deleting, is_json;
    bool has_stock_positions; /* goes with is_rebuild */
    bool leaves_names;        /* --no-names: only words are indexed */
    char *const
        *paths; /* or ids, where is_deleting; within the arguments, which are put in order for it */
    size_t path_count;
};

/*
 * Reads the arguments (without the program's name). default_archive is taken where none is named.
 * FUND_INVALID_ARGUMENT with a message for the user.
 */
fund_status options_read(int count, char **arguments, const char *default_archive,
                         struct options *options, struct fund_error *error);

#endif
