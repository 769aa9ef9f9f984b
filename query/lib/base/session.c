/*
 * The pool of an open archive. Readers follow commits by reopening; when a rebuild has swapped in
 * another generation of the archive, its stub file is another one and the reader is opened anew.
 */
#include "query/lib/base/session.h"

#include "core/archive/archive.h"
#include "core/base/dict.h"
#include "core/base/file.h"
#include "query/lib/facets/shelf.h"
#include "query/lib/completion/table.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define READERS_MAX       256
#define READERS_UNDECIDED 4 /* kept where the number of processors is unknown */
/* Attempts at one call while a writer commits faster than it reads: the first ones at once, the
 * others after a pause. */
#define ATTEMPTS_AT_ONCE 10
#define ATTEMPTS_MAX     60
#define PAUSE_NS         5000000L

/* Tells one state of a file from another. */
struct file_mark {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

/* What a generation is read with; sessions of an older one may still use theirs. */
struct shared_analyser {
    struct text_analyser *analyser;
    struct file_mark generation;
    size_t users; /* sessions, and the archive for its newest one */
};

struct fund_archive {
    char *path, *stub_path, *alias_path;
    pthread_mutex_t lock; /* guards what follows, and the users of every shared_analyser */
    struct shared_analyser *newest; /* NULL before the first session */
    struct session *idle;
    uint32_t idle_count, idle_max;
    struct shelf *shelf;  /* has locks of its own */
    bool has_completions; /* the next has been initialised; it has a lock of its own */
    struct shared_index completions;
};

/* All zero where there is no file: a database without a stub stays itself. */
static struct file_mark mark_file(const char *path)
{
    struct file_mark mark = {0};
    struct stat about;
    if (stat(path, &about) == 0)
        mark = (struct file_mark){about.st_dev, about.st_ino, about.st_size, about.st_mtim};
    return mark;
}

static bool is_same_file(const struct file_mark *a, const struct file_mark *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

/* ---- analysers ------------------------------------------------------------------------------ */

static void leave_analyser(fund_archive *archive, struct shared_analyser *shared)
{
    if (shared == NULL)
        return;
    pthread_mutex_lock(&archive->lock);
    bool is_unused = --shared->users == 0;
    pthread_mutex_unlock(&archive->lock);
    if (!is_unused)
        return;
    text_analyser_destroy(shared->analyser);
    free(shared);
}

static struct shared_analyser *join_analyser(fund_archive *archive, const struct file_mark *now)
{
    pthread_mutex_lock(&archive->lock);
    struct shared_analyser *newest = archive->newest;
    if (newest != NULL && is_same_file(&newest->generation, now))
        newest->users++;
    else
        newest = NULL;
    pthread_mutex_unlock(&archive->lock);
    return newest;
}

/* Two threads may load the same one at the same time; the second to finish becomes the newest. */
static fund_status load_analyser(fund_archive *archive, const struct file_mark *now,
                                 struct shared_analyser **out, struct fund_error *error)
{
    struct shared_analyser *shared = calloc(1, sizeof(*shared));
    if (shared == NULL)
        return error_no_memory(error);
    fund_status status = archive_reading_analyser(archive->path, &shared->analyser, error);
    if (status != FUND_OK) {
        free(shared);
        return status;
    }
    shared->generation = *now;
    shared->users = 2;
    pthread_mutex_lock(&archive->lock);
    struct shared_analyser *replaced = archive->newest;
    archive->newest = shared;
    pthread_mutex_unlock(&archive->lock);
    leave_analyser(archive, replaced);
    *out = shared;
    return FUND_OK;
}

static fund_status find_analyser(fund_archive *archive, const struct file_mark *now,
                                 struct shared_analyser **out, struct fund_error *error)
{
    struct shared_analyser *shared = join_analyser(archive, now);
    if (shared == NULL)
        return load_analyser(archive, now, out, error);
    *out = shared;
    return FUND_OK;
}

/* ---- sessions ------------------------------------------------------------------------------- */

static void close_session(fund_archive *archive, struct session *session)
{
    if (session == NULL)
        return;
    shelf_leave(session->shelf, session->own_columns);
    aliases_destroy(session->aliases);
    text_cursor_destroy(session->cursor);
    leave_analyser(archive, session->tables);
    if (session->reader != NULL)
        store_reader_close(session->reader);
    free(session->opened);
    free(session->alias_at);
    free(session);
}

static fund_status open_session(fund_archive *archive, struct session **out,
                                struct fund_error *error)
{
    struct session *session = calloc(1, sizeof(*session));
    if (session == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    session->opened = calloc(1, sizeof(*session->opened));
    session->alias_at = calloc(1, sizeof(*session->alias_at));
    if (session->opened == NULL || session->alias_at == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK) {
        *session->opened =
            mark_file(archive->stub_path); /* before: a swap meanwhile is seen next time */
        status = find_analyser(archive, session->opened, &session->tables, error);
    }
    if (status == FUND_OK)
        status =
            archive_open_reader(archive->path, session->tables->analyser, &session->reader, error);
    if (status == FUND_OK)
        status = text_cursor_create(session->tables->analyser, &session->cursor, error);
    if (status != FUND_OK) {
        close_session(archive, session);
        return status;
    }
    session->shelf = archive->shelf;
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
        close_session(archive, session);
}

/*
 * Reads the alias file where it is another one than last time. A file that is wrong is an error of
 * every call until it is mended, so that nobody takes half of it for the whole.
 */
static fund_status refresh_aliases(const fund_archive *archive, struct session *session,
                                   struct fund_error *error)
{
    struct file_mark now = mark_file(archive->alias_path);
    if (is_same_file(&now, session->alias_at))
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
    *session->alias_at = now;
    return FUND_OK;
}

/* Moves the session to the newest commit, or puts a new one in its place. */
static fund_status refresh(fund_archive *archive, struct session **session, bool *has_changed,
                           struct fund_error *error)
{
    if (*session != NULL) {
        struct file_mark now = mark_file(archive->stub_path);
        if (is_same_file(&now, (*session)->opened) &&
            store_reader_reopen((*session)->reader, has_changed, NULL) == FUND_OK) {
            if (*has_changed)
                (*session)->snapshot++;
            return FUND_OK;
        }
        close_session(archive, *session);
        *session = NULL;
    }
    return open_session(archive, session, error);
}

/*
 * Whether the failure is a writer's doing. What looks like damage, like files that are gone, or
 * like another analyser's archive may be that too: then the archive is another one by now.
 */
static bool was_overtaken(const fund_archive *archive, struct session *session,
                          const struct file_mark *before, fund_status status)
{
    if (status == FUND_MODIFIED)
        return true;
    if (status != FUND_CORRUPT && status != FUND_IO && status != FUND_NOT_FOUND &&
        status != FUND_VERSION)
        return false;
    struct file_mark now = mark_file(archive->stub_path);
    if (!is_same_file(before, &now))
        return true;
    bool has_changed = false;
    if (session == NULL || store_reader_reopen(session->reader, &has_changed, NULL) != FUND_OK)
        return false;
    session->snapshot += has_changed;
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
    struct file_mark first = mark_file(archive->stub_path);
    struct file_mark before = first;
    fund_status status = FUND_OK;
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        bool has_changed = false;
        if (attempt > ATTEMPTS_AT_ONCE)
            pause_briefly();
        before = mark_file(archive->stub_path);
        status = refresh(archive, session, &has_changed, error);
        *was_written = *was_written || (attempt > 1 && has_changed);
        if (status == FUND_OK)
            status = refresh_aliases(archive, *session, error);
        if (status == FUND_OK)
            status = work(*session, context, error);
        if (status == FUND_OK || !was_overtaken(archive, *session, &before, status))
            break;
    }
    *was_written = *was_written || !is_same_file(&first, &before);
    return status;
}

/* Xapian says of some damage that a writer overtook the reader, though there is none. */
static fund_status explain_modified(const fund_archive *archive, bool was_written,
                                    struct fund_error *error)
{
    if (!was_written)
        return error_set(error, FUND_CORRUPT, "the archive '%s' is damaged; rebuild it",
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
    const struct file_mark *aliases = session->alias_at;
    const uint64_t seen[] = {revision != 0 ? revision : session->snapshot,
                             (uint64_t)aliases->device,
                             (uint64_t)aliases->inode,
                             (uint64_t)aliases->size,
                             (uint64_t)aliases->changed.tv_sec,
                             (uint64_t)aliases->changed.tv_nsec};
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
    return text_analyser_fingerprint(session->tables->analyser);
}

struct slice session_compounds(const struct session *session)
{
    return text_analyser_compounds(session->tables->analyser);
}

const struct text_analyser *session_analyser(const struct session *session)
{
    return session->tables->analyser;
}

struct shared_index *session_completions(fund_archive *archive)
{
    return &archive->completions;
}

static void destroy_completions(void *thing)
{
    completion_table_destroy(thing);
}

static uint32_t processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1)
        return READERS_UNDECIDED;
    return count > READERS_MAX ? READERS_MAX : (uint32_t)count;
}

static fund_status read_options(const struct fund_archive_options *given, uint32_t *readers_max,
                                struct fund_error *error)
{
    struct fund_archive_options options = FUND_ARCHIVE_OPTIONS_INIT;
    if (given != NULL) {
        if (given->size < sizeof(given->size) || given->size > sizeof(options))
            return error_set(error, FUND_INVALID_ARGUMENT,
                             "fund_archive_options.size is %zu; set it with "
                             "FUND_ARCHIVE_OPTIONS_INIT",
                             given->size);
        memcpy(&options, given, given->size);
    }
    if (options.readers_max > READERS_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "readers_max is %u; at most %d are kept",
                         options.readers_max, READERS_MAX);
    *readers_max = options.readers_max == 0 ? processor_count() : options.readers_max;
    return FUND_OK;
}

static bool copy_paths(fund_archive *archive, const char *path)
{
    static const char stub_name[] = "/XAPIANDB";
    static const char alias_name[] = "/" ALIASES_FILE;
    size_t size = strlen(path);
    archive->path = malloc(size + 1);
    archive->stub_path = malloc(size + sizeof(stub_name));
    archive->alias_path = malloc(size + sizeof(alias_name));
    if (archive->path == NULL || archive->stub_path == NULL || archive->alias_path == NULL)
        return false;
    memcpy(archive->path, path, size + 1);
    memcpy(archive->stub_path, path, size);
    memcpy(archive->stub_path + size, stub_name, sizeof(stub_name));
    memcpy(archive->alias_path, path, size);
    memcpy(archive->alias_path + size, alias_name, sizeof(alias_name));
    return true;
}

static fund_status touch(struct session *session, void *context, struct fund_error *error)
{
    (void)session;
    (void)context;
    (void)error;
    return FUND_OK;
}

static fund_status create(const char *path, uint32_t readers_max, fund_archive **out,
                          struct fund_error *error)
{
    fund_archive *archive = calloc(1, sizeof(*archive));
    if (archive == NULL)
        return error_no_memory(error);
    if (pthread_mutex_init(&archive->lock, NULL) != 0) {
        free(archive);
        return error_no_memory(error);
    }
    archive->idle_max = readers_max;
    archive->has_completions = shared_index_init(&archive->completions, COMPLETION_PAUSE_MS,
                                                 COMPLETION_PAUSE_TIMES, destroy_completions);
    if (!archive->has_completions || !copy_paths(archive, path)) {
        fund_archive_close(archive);
        return error_no_memory(error);
    }
    fund_status status = shelf_create(&archive->shelf, error);
    if (status == FUND_OK)
        status = session_run(archive, touch, NULL, error); /* leaves it in the pool */
    if (status != FUND_OK) {
        fund_archive_close(archive);
        return status;
    }
    *out = archive;
    return FUND_OK;
}

fund_status fund_archive_open(const char *path, const struct fund_archive_options *options,
                              fund_archive **archive, struct fund_error *error)
{
    if (path == NULL || archive == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_open: path or archive is NULL");
    if (strnlen(path, ARCHIVE_PATH_MAX + 1) > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "the archive's path has more than %d bytes",
                         ARCHIVE_PATH_MAX);
    uint32_t readers_max = 0;
    fund_status status = read_options(options, &readers_max, error);
    return status == FUND_OK ? create(path, readers_max, archive, error) : status;
}

void fund_archive_close(fund_archive *archive)
{
    if (archive == NULL)
        return;
    while (archive->idle != NULL) {
        struct session *next = archive->idle->next;
        close_session(archive, archive->idle);
        archive->idle = next;
    }
    leave_analyser(archive, archive->newest);
    shelf_destroy(archive->shelf);
    if (archive->has_completions)
        shared_index_finish(&archive->completions);
    pthread_mutex_destroy(&archive->lock);
    free(archive->path);
    free(archive->stub_path);
    free(archive->alias_path);
    free(archive);
}
