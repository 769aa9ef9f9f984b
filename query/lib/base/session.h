/*
 * What one call needs to read an archive, lent from the archive's pool: a reader of the newest
 * commit and a cursor of the analyser. No lock is held while a call works with it.
 */
#ifndef QUERY_LIB_BASE_SESSION_H
#define QUERY_LIB_BASE_SESSION_H

#include "core/store/store.h"
#include "core/text/text.h"
#include "query/include/fundstelle.h"
#include "query/lib/names/aliases.h"
#include "query/lib/base/shared_index.h"

struct session {
    struct store_reader *reader;
    struct text_cursor *cursor;
    struct shared_analyser *tables; /* the cursor's */
    struct aliases *aliases;        /* of the alias file; NULL where there is none */
    struct file_mark *opened;       /* the stub file as it was when the reader was opened */
    struct file_mark *alias_at;     /* the alias file as it was when it was read */
    struct shelf *shelf;            /* the archive's columns for facets */
    struct shelf_item *own_columns; /* see shelf.h; NULL: none */
    uint64_t snapshot;              /* counts the commits that the reader has seen */
    struct session *next;           /* in the pool */
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
/* A number for all that answers depend on, commit and alias file; *is_shared: other sessions that
 * see the same have the same. */
fund_status session_state(const struct session *session, uint64_t *state, bool *is_shared,
                          struct fund_error *error);

const char *session_path(const fund_archive *archive);
/* Of the session's analyser, and borrowed from it. */
const char *session_fingerprint(const struct session *session);
struct slice session_compounds(const struct session *session);
const struct text_analyser *session_analyser(const struct session *session);

/* What completions are looked up in: a struct completion_table. */
struct shared_index *session_completions(fund_archive *archive);

#endif
