/*
 * What one call needs to read an archive, lent from the archive's pool: a reader of the newest
 * commit and a cursor of the analyser. No lock is held while a call works with it.
 */
#ifndef QUERY_LIB_BASE_SESSION_H
#define QUERY_LIB_BASE_SESSION_H

#include "core/store/store.h"
#include "core/text/text.h"
#include "query/include/fundstelle.h"
#include "query/lib/base/file_mark.h"
#include "query/lib/base/shared.h"
#include "query/lib/base/walk_cache.h"
#include "query/lib/names/aliases.h"

struct session {
    struct store_reader *reader;
    struct text_cursor *cursor;
    struct aliases *aliases; /* of the alias file; NULL where there is none */
    fund_archive *archive;
    struct shared_thing *analyser; /* the cursor's */
    struct file_mark opened;       /* the stub file as it was when the reader was opened */
    struct file_mark alias_at;     /* the alias file as it was when it was read */
    struct shared_place columns;   /* its own, see session_columns */
    bool has_columns;              /* it has been initialised */
    uint64_t snapshot;             /* counts the commits that the reader has seen */
    bool knows_embargoes;          /* of this snapshot: the reader hides what is under embargo, */
    int64_t embargo_ends;          /* until then; CLOCK_NONE: nothing is */
    struct walk_cache *walks;      /* of the commit that it reads */
    struct session *next;          /* in the pool */
};

/*
 * A call's work. It is run again from its beginning where a writer overtook the reader, so it must
 * leave *context as it found it when it fails.
 */
typedef fund_status (*session_work)(struct session *session, void *context,
                                    struct fund_error *error);

/* Runs the work on a session; never gives FUND_MODIFIED. */
fund_status session_run(fund_archive *archive, session_work work, void *context,
                        struct fund_error *error);

/* The commit that the session reads, as a number that no other commit has; 0 where that cannot be
 * told. */
fund_status session_revision(const struct session *session, uint64_t *revision,
                             struct fund_error *error);
/* A number for all that answers depend on, commit, alias file and what is under embargo; *is_shared: other sessions that
 * see the same have the same. */
fund_status session_state(const struct session *session, uint64_t *state, bool *is_shared,
                          struct fund_error *error);

const char *session_path(const fund_archive *archive);
/* Of the session's analyser, and borrowed from it. */
const char *session_fingerprint(const struct session *session);
struct slice session_compounds(const struct session *session);
const struct text_analyser *session_analyser(const struct session *session);

/* Where columns for facets lie: the archive's, or the session's own where is_shared is false, as
 * session_state tells it. */
struct shared_place *session_columns(struct session *session, bool is_shared);
/* Where the archive's table of completions lies. */
struct shared_place *session_completions(const struct session *session);

#endif
