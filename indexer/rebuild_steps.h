/*
 * What the files of rebuild share.
 */
#ifndef INDEXER_REBUILD_STEPS_H
#define INDEXER_REBUILD_STEPS_H

#include "core/archive/build.h"
#include "indexer/catalogue.h"
#include "indexer/files.h"
#include "indexer/team.h"

/* Workers that may die at one file or release before it is left out. */
#define REBUILD_DEATHS_MAX 2

struct rebuild {
    const struct options *options;
    const volatile sig_atomic_t *stop;
    struct report *report;
    struct files *files;
    struct source_options source_options;
    uint64_t options_hash;
    struct archive_build build;
    struct text_analyser *analyser;
    struct catalogue catalogue;
    struct team team;
    struct store_reader *past; /* the generation before; NULL: none, or it can't be read */
    bool is_past_lost;         /* there is one, of which not all can be read */
    uint64_t part_bytes;       /* of releases, about, that a worker may hold at a time */
    uint64_t revision;         /* of the new generation */
    struct buffer dictionary;  /* with which its releases are compressed */
    struct buffer forms;       /* the table that its releases go by */
    size_t part_count;         /* with documents; they have the numbers from 1 */
    struct wire_in in;
    struct wire_out out;
};

/* One step that workers do; context is the step's own. */
struct rebuild_step {
    /* Gives the member all the work it can take; *is_busy where it has some. It may have died and
     * been started anew since. */
    fund_status (*feed)(void *context, size_t member, bool *is_busy, struct fund_error *error);
    fund_status (*message)(void *context, size_t member, struct wire_in *in,
                           struct fund_error *error);
    fund_status (*died)(void *context, size_t member, const char *how, struct fund_error *error);
    /* What the leader does once, as soon as all have work; NULL: nothing. */
    fund_status (*meanwhile)(void *context, struct fund_error *error);
    void *context;
};

/* Until no member is busy, or the run is stopped. Starts workers as they are needed. */
fund_status rebuild_lead(struct rebuild *rebuild, const struct rebuild_step *step,
                         struct fund_error *error);

/* Opens the generation before, and sets the revision. */
fund_status rebuild_open_past(struct rebuild *rebuild, struct fund_error *error);
/* Marks those of the catalogue that a user has deleted. */
fund_status rebuild_leave_out(struct rebuild *rebuild, struct fund_error *error);
/* The revision, and what those who follow the archive must know. */
fund_status rebuild_write_past(struct rebuild *rebuild, struct store_writer *store,
                               struct fund_error *error);
/* Files into spools and the catalogue. */
fund_status rebuild_read(struct rebuild *rebuild, struct fund_error *error);
/* The dictionary, of the catalogue's releases where there are enough of them, and their table of forms. */
fund_status rebuild_make_dictionary(struct rebuild *rebuild, struct fund_error *error);
/* The catalogue's releases into parts, from the number 1 on. */
fund_status rebuild_write(struct rebuild *rebuild, struct fund_error *error);
/* Everything but releases into part 0; rebuild_write does so while workers are busy. */
fund_status rebuild_write_first(struct rebuild *rebuild, struct fund_error *error);

/* Releases of the catalogue, by their places in it. */
struct rebuild_sample {
    const size_t *items;
    size_t count;
};

/* The table of forms of the sample's words, by a worker, while the leader does something else. */
fund_status rebuild_make_forms(struct rebuild *rebuild, const struct rebuild_sample *sample,
                               fund_status (*meanwhile)(void *context, struct fund_error *error),
                               void *context, struct fund_error *error);

#endif
