/*
 * known: which files the archive knows, and in which state they were when they were read.
 *
 * The first few files of a run are looked up one by one; from then on everything is in memory, read
 * in one pass, so that a run over files that have not changed asks the archive nothing.
 */
#ifndef INDEXER_KNOWN_H
#define INDEXER_KNOWN_H

#include "core/store/store.h"
#include "indexer/scan.h"
#include "indexer/state.h"

/* Files that are looked up one by one. */
#define KNOWN_SINGLE_MAX 50

/* What the archive knows of a file. */
struct known_file {
    uint64_t release_count; /* that it holds, where it is unchanged */
    bool is_unchanged;      /* size, time and options are those of the run that read it */
    bool has_record;        /* one of its own, see SCHEMA_META_FILE */
};

/* A release, or the record of a file, in memory. */
struct known_entry {
    uint64_t source_hash, origin_hash, size_bytes, options_hash;
    int64_t modified_ns;
    uint32_t release_count; /* of a record */
    store_docid docid;      /* of a release; 0: a record */
    bool is_met;            /* its file is there */
};

struct known {
    struct known_table {
        struct known_entry *slots; /* docid and release_count 0: free */
        size_t count, size;
    } releases, records;
    size_t single_count;
    bool is_loaded;
    struct buffer id_term;
};

struct known known_init(void);
void known_finish(struct known *known);
/* Reads everything, unless it has. FUND_MODIFIED, FUND_NO_MEMORY and those of the store. */
fund_status known_load(struct known *known, struct store_reader *reader, struct fund_error *error);
/* state: the file's as it is now. The file counts as met. */
fund_status known_look_at(struct known *known, struct store_reader *reader,
                          const struct scan_file *file, const struct state *state,
                          struct known_file *found, struct fund_error *error);

/*
 * Calls visit with each release whose file was not met; record is the file's, or NULL where the
 * release itself has its state. Everything must have been loaded.
 */
fund_status known_visit_unmet(const struct known *known,
                              fund_status (*visit)(void *context, const struct known_entry *release,
                                                   const struct known_entry *record,
                                                   struct fund_error *error),
                              void *context, struct fund_error *error);

/* The key of a file's record: SCHEMA_META_FILE and the hash. */
#define KNOWN_KEY_SIZE (sizeof(SCHEMA_META_FILE) + 16)
void known_record_key(uint64_t source_hash, char key[static KNOWN_KEY_SIZE]);

#endif
