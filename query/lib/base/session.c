/*
 * The pool of an open archive. Readers follow commits by reopening; when a rebuild has swapped in
 * another generation of the archive, its stub file is another one and the reader is opened anew.
 */
#include "query/lib/base/pool.h"

#include "core/archive/archive.h"
#include "core/base/clock.h"
#include "core/base/dict.h"
#include "core/base/file.h"
#include "query/lib/base/commit_mark.h"
#include "query/lib/base/embargo.h"

#include <stdlib.h>
#include <time.h>

/* Attempts at one call while a writer commits faster than it reads: the first ones at once, the
 * others after a pause. */
#define ATTEMPTS_AT_ONCE 10
#define ATTEMPTS_MAX     60
#define PAUSE_NS         5000000L

/* ---- sessions ------------------------------------------------------------------------------- */

static fund_status load_analyser(void *context, void **out, struct fund_error *error)
{
    const struct session *session = context;
    struct text_analyser *analyser = NULL;
    fund_status status =
        archive_analyser_of(session->archive->path, session->reader, &analyser, error);
    if (status == FUND_OK)
        *out = analyser;
    return status;
}

static void destroy_analyser(void *analyser)
{
    text_analyser_destroy(analyser);
}

/* What a generation is read with; sessions of an older one may still use theirs. */
static const struct shared_kind analyser_kind = {.make = load_analyser,
                                                 .destroy = destroy_analyser};

void session_close(struct session *session)
{
    if (session == NULL)
        return;
    if (session->has_columns)
        shared_place_finish(&session->columns);
    aliases_destroy(session->aliases);
    walk_cache_destroy(session->walks);
    text_cursor_destroy(session->cursor);
    shared_leave(&session->archive->analyser, session->analyser);
    if (session->reader != NULL)
        store_reader_close(session->reader);
    free(session);
}

/* The reader, and the analyser that its archive was made with. */
static fund_status open_archive(fund_archive *archive, struct session *session,
                                struct fund_error *error)
{
    session->opened =
        file_mark_read(archive->stub_path); /* before: a swap meanwhile is seen next time */
    struct shared_wish wish = {.state = file_mark_hash(&session->opened), .is_full = true};
    fund_status status = archive_open_unchecked(archive->path, &session->reader, error);
    if (status == FUND_OK)
        status = shared_take(&archive->analyser, &analyser_kind, wish, session, &session->analyser,
                             error);
    if (status == FUND_OK)
        status =
            archive_check_reader(archive->path, session_analyser(session), session->reader, error);
    return status;
}

static fund_status open_session(fund_archive *archive, struct session **out,
                                struct fund_error *error)
{
    struct session *session = calloc(1, sizeof(*session));
    if (session == NULL)
        return error_no_memory(error);
    session->archive = archive;
    session->has_columns = shared_place_init(&session->columns);
    fund_status status = session->has_columns ? FUND_OK : error_no_memory(error);
    if (status == FUND_OK)
        status = open_archive(archive, session, error);
    if (status == FUND_OK)
        status = text_cursor_create(session_analyser(session), &session->cursor, error);
    if (status == FUND_OK)
        status = walk_cache_create(&session->walks, error);
    if (status != FUND_OK) {
        session_close(session);
        return status;
    }
    *out = session;
    return FUND_OK;
}

static struct session *take_idle(fund_archive *archive)
{
    pthread_mutex_lock(&archive->lock);
    struct session *session = archive->idle;
    if (session != NULL) {
        archive->idle = session->next;
        archive->idle_count--;
    }
    pthread_mutex_unlock(&archive->lock);
    return session;
}

static void give_back(fund_archive *archive, struct session *session)
{
    pthread_mutex_lock(&archive->lock);
    bool is_kept = archive->idle_count < archive->idle_max;
    if (is_kept) {
        session->next = archive->idle;
        archive->idle = session;
        archive->idle_count++;
    }
    pthread_mutex_unlock(&archive->lock);
    if (!is_kept)
        session_close(session);
}

/*
 * Reads the alias file where it is another one than last time. A file that is wrong is an error of
 * every call until it is mended, so that nobody takes half of it for the whole.
 */
static fund_status refresh_aliases(const fund_archive *archive, struct session *session,
                                   struct fund_error *error)
{
    struct file_mark now = file_mark_read(archive->alias_path);
    if (file_mark_equal(&now, &session->alias_at))
        return FUND_OK;
    struct buffer text = buffer_init(ALIASES_SIZE_MAX);
    struct aliases *aliases = NULL;
    fund_status status = file_read(archive->alias_path, &text, error);
    if (status == FUND_OK)
        status = aliases_parse(archive->alias_path, buffer_slice(&text), session->cursor, &aliases,
                               error);
    buffer_finish(&text);
    if (status != FUND_OK && status != FUND_NOT_FOUND)
        return status;
    aliases_destroy(session->aliases);
    session->aliases = aliases;
    session->alias_at = now;
    walk_cache_clear(session->walks);
    return FUND_OK;
}

static void see_commit(struct session *session)
{
    session->snapshot++;
    session->knows_embargoes = false;
    walk_cache_clear(session->walks);
}

/* Has the reader's terms tell nothing of releases whose embargo lies ahead: a name that only they have
 * is not known yet. */
static fund_status refresh_embargoes(struct session *session, struct fund_error *error)
{
    store_docid *docids = NULL;
    size_t count = 0;
    int64_t ends = CLOCK_NONE;
    if (session->knows_embargoes &&
        (session->embargo_ends == CLOCK_NONE || embargo_lies_ahead(session->embargo_ends)))
        return FUND_OK;
    fund_status status =
        embargo_find(session->reader, STORE_HIDDEN_MAX, &docids, &count, &ends, error);
    if (status == FUND_OK)
        status = store_reader_hide(session->reader, docids, count, error);
    free(docids);
    if (status != FUND_OK)
        return status;
    walk_cache_clear(session->walks);
    session->knows_embargoes = true;
    session->embargo_ends = ends;
    return FUND_OK;
}

/* Moves the session to the newest commit, or puts a new one in its place; now: the stub file. */
static fund_status refresh(fund_archive *archive, const struct file_mark *now,
                           struct session **session, bool *has_changed, struct fund_error *error)
{
    if (*session != NULL) {
        if (file_mark_equal(now, &(*session)->opened) &&
            store_reader_reopen((*session)->reader, has_changed, NULL) == FUND_OK) {
            if (*has_changed)
                see_commit(*session);
            return FUND_OK;
        }
        session_close(*session);
        *session = NULL;
    }
    return open_session(archive, session, error);
}

/* What looks like damage, like files that are gone, or like another analyser's archive may be a
 * writer's doing. */
static bool may_be_overtaken(fund_status status)
{
    return status == FUND_MODIFIED || status == FUND_CORRUPT || status == FUND_IO ||
           status == FUND_NOT_FOUND || status == FUND_VERSION;
}

/*
 * Whether the failure is a writer's doing: then the archive is another one by now. Where it could not
 * be opened, or not moved to its newest commit, a writer may have used the blocks again that were
 * about to be read: it is tried once more, and again as long as commits come. *failed: the commit of
 * the last failure.
 */
static bool was_overtaken(const fund_archive *archive, struct session *session,
                          const struct file_mark *before, struct commit_mark *failed,
                          fund_status status, int attempt)
{
    if (!may_be_overtaken(status))
        return false;
    struct commit_mark at = commit_mark_read(archive->path);
    bool is_as_before = commit_mark_equal(&at, failed);
    *failed = at;
    struct file_mark now = file_mark_read(archive->stub_path);
    if (!file_mark_equal(before, &now))
        return true;
    if (status == FUND_MODIFIED)
        return !is_as_before;
    bool has_changed = false;
    if (session == NULL || store_reader_reopen(session->reader, &has_changed, NULL) != FUND_OK)
        return attempt < ATTEMPTS_AT_ONCE && !is_as_before;
    if (has_changed)
        see_commit(session);
    return has_changed;
}

static void pause_briefly(void)
{
    struct timespec pause = {0, PAUSE_NS};
    nanosleep(&pause, NULL);
}

/* Runs the work until no writer overtakes it; *was_written: a commit came meanwhile. */
static fund_status try_often(fund_archive *archive, struct session **session, session_work work,
                             void *context, bool *was_written, struct fund_error *error)
{
    struct file_mark first = file_mark_read(archive->stub_path);
    struct file_mark before = first;
    struct commit_mark failed = {.is_known = false};
    fund_status status = FUND_OK;
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        bool has_changed = false;
        if (attempt > ATTEMPTS_AT_ONCE)
            pause_briefly();
        if (attempt > 1)
            before = file_mark_read(archive->stub_path);
        status = refresh(archive, &before, session, &has_changed, error);
        *was_written = *was_written || (attempt > 1 && has_changed);
        if (status == FUND_OK)
            status = refresh_aliases(archive, *session, error);
        if (status == FUND_OK)
            status = refresh_embargoes(*session, error);
        if (status == FUND_OK)
            status = work(*session, context, error);
        if (status == FUND_OK ||
            !was_overtaken(archive, *session, &before, &failed, status, attempt))
            break;
    }
    *was_written = *was_written || !file_mark_equal(&first, &before);
    return status;
}

/* Xapian says of some damage that a writer overtook the reader, though there is none. */
static fund_status explain_modified(const fund_archive *archive, bool was_written,
                                    struct fund_error *error)
{
    if (!was_written)
        return error_set(error, FUND_CORRUPT, "the archive '%.70s' is damaged; " ERROR_REBUILD,
                         archive->path);
    return error_set(error, FUND_IO,
                     "'%s' is being written to faster than it can be read; try again",
                     archive->path);
}

fund_status session_run(fund_archive *archive, session_work work, void *context,
                        struct fund_error *error)
{
    struct fund_error reason = {.code = FUND_OK};
    struct session *session = take_idle(archive);
    bool was_written = false;
    fund_status status = try_often(archive, &session, work, context, &was_written, &reason);
    if (session != NULL)
        give_back(archive, session);
    if (status == FUND_MODIFIED)
        return explain_modified(archive, was_written, error);
    if (status != FUND_OK && error != NULL)
        *error = reason;
    return status;
}

fund_status session_revision(const struct session *session, uint64_t *revision,
                             struct fund_error *error)
{
    return store_reader_revision(session->reader, revision, error);
}

fund_status session_state(const struct session *session, uint64_t *state, bool *is_shared,
                          struct fund_error *error)
{
    uint64_t revision = 0;
    fund_status status = session_revision(session, &revision, error);
    if (status != FUND_OK)
        return status;
    const uint64_t seen[] = {revision != 0 ? revision : session->snapshot,
                             file_mark_hash(&session->alias_at), (uint64_t)session->embargo_ends};
    *state = dict_hash(slice_of((const char *)seen, sizeof(seen)));
    *is_shared = revision != 0;
    return FUND_OK;
}

const char *session_path(const fund_archive *archive)
{
    return archive->path;
}

const char *session_fingerprint(const struct session *session)
{
    return text_analyser_fingerprint(session_analyser(session));
}

struct slice session_compounds(const struct session *session)
{
    return text_analyser_compounds(session_analyser(session));
}

const struct text_analyser *session_analyser(const struct session *session)
{
    return shared_get(session->analyser);
}

struct shared_place *session_columns(struct session *session, bool is_shared)
{
    return is_shared ? &session->archive->columns : &session->columns;
}

struct shared_place *session_completions(const struct session *session)
{
    return &session->archive->completions;
}
