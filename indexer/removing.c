/*
 * Releases that go: those whose files are gone, and those that a user deletes.
 */
#include "indexer/writing_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define PATH_MAX_SHOWN ((size_t)16 * 1024)

static fund_status remove_one(struct writing *writing, store_docid docid, struct slice id,
                              const struct schema_deletion *deletion, struct fund_error *error)
{
    fund_status status = store_writer_delete_docid(writing->writer.store, docid, error);
    if (status == FUND_OK)
        status = deletions_add(&writing->deletions, id, deletion, error);
    if (status == FUND_OK)
        status = writing_count_change(writing, error);
    writing->report->removed_count += status == FUND_OK;
    return status;
}

/* ---- by id ---------------------------------------------------------------------------------- */

fund_status writing_delete(struct writing *writing, struct slice id, bool *was_there,
                           struct fund_error *error)
{
    store_docid docid = 0;
    struct slice value = {NULL, 0};
    struct state state = {0};
    *was_there = false;
    buffer_clear(&writing->id_term);
    fund_status status = buffer_append(&writing->id_term, SLICE(SCHEMA_ID), error);
    if (status == FUND_OK)
        status = buffer_append(&writing->id_term, id, error);
    if (status == FUND_LIMIT)
        return FUND_OK; /* no release has an id of this length */
    if (status == FUND_OK)
        status = store_reader_find(writing->reader, buffer_slice(&writing->id_term), &docid, error);
    if (status != FUND_OK || docid == 0)
        return status;
    status = store_reader_value(writing->reader, docid, SCHEMA_SLOT_SOURCE, &value, error);
    if (status != FUND_OK)
        return status;
    *was_there = true;
    state_decode(value, &state, NULL);
    const struct schema_deletion deletion = {writing->revision, state.content_hash, true};
    return remove_one(writing, docid, id, &deletion, error);
}

/* ---- of files that are gone ----------------------------------------------------------------- */

struct pruning {
    struct writing *writing;
    char **roots; /* absolute */
    size_t root_count;
};

static bool is_below(struct slice path, const char *root)
{
    struct slice front = slice_from(root);
    if (!slice_starts_with(path, front))
        return false;
    return path.size == front.size || path.data[front.size] == '/' ||
           (front.size > 0 && root[front.size - 1] == '/');
}

static int digit_of(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* A source as the scan makes it has some bytes as %XX. */
static fund_status make_path(struct slice source, struct buffer *path, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < source.size; i++) {
        char byte = source.data[i];
        if (byte == '%' && i + 2 < source.size && digit_of(source.data[i + 1]) >= 0 &&
            digit_of(source.data[i + 2]) >= 0) {
            byte = (char)(digit_of(source.data[i + 1]) * 16 + digit_of(source.data[i + 2]));
            i += 2;
        }
        status = buffer_append_byte(path, byte, error);
    }
    return status;
}

/* Only what is certainly not there is gone: a folder that can't be read may hold anything. */
static fund_status is_gone(const struct pruning *pruning, struct slice source, bool *gone,
                           struct fund_error *error)
{
    struct stat info;
    struct buffer path = buffer_init(PATH_MAX_SHOWN);
    fund_status status = make_path(source, &path, error);
    *gone = false;
    for (size_t i = 0; status == FUND_OK && i < pruning->root_count && !*gone; i++)
        *gone = path.size > 0 && is_below(buffer_slice(&path), pruning->roots[i]) &&
                lstat(path.data, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
    buffer_finish(&path);
    return status;
}

static fund_status read_record_source(struct writing *writing, const struct known_entry *record,
                                      struct buffer *source, struct fund_error *error)
{
    char key[KNOWN_KEY_SIZE];
    struct slice value = {NULL, 0}, rest;
    struct state state;
    known_record_key(record->source_hash, key);
    fund_status status = store_reader_metadata(writing->reader, slice_from(key), &value, error);
    if (status == FUND_OK && state_decode(value, &state, &rest))
        status = buffer_append(source, rest, error);
    return status;
}

static fund_status prune_release(const struct pruning *pruning, const struct known_entry *entry,
                                 const struct known_entry *record, struct release *release,
                                 struct fund_error *error)
{
    struct slice data;
    struct buffer source = buffer_init(PATH_MAX_SHOWN);
    bool gone = false;
    fund_status status =
        store_reader_first_data(pruning->writing->reader, entry->docid, &data, error);
    if (status == FUND_OK)
        status = release_decode_head(data, release, error);
    if (status == FUND_OK && record == NULL)
        status = buffer_append(&source, release->source, error);
    else if (status == FUND_OK)
        status = read_record_source(pruning->writing, record, &source, error);
    if (status == FUND_OK)
        status = is_gone(pruning, buffer_slice(&source), &gone, error);
    buffer_finish(&source);
    const struct schema_deletion deletion = {pruning->writing->revision, 0, false};
    return status == FUND_OK && gone
               ? remove_one(pruning->writing, entry->docid, release->id, &deletion, error)
               : status;
}

static fund_status visit(void *context, const struct known_entry *entry,
                         const struct known_entry *record, struct fund_error *error)
{
    struct release release;
    release_init(&release);
    fund_status status = prune_release(context, entry, record, &release, error);
    release_finish(&release);
    return status;
}

fund_status writing_prune(struct writing *writing, char *const *paths, size_t count,
                          struct fund_error *error)
{
    struct pruning pruning = {.writing = writing};
    fund_status status = known_load(&writing->known, writing->reader, error);
    if (status == FUND_OK && (pruning.roots = calloc(count + 1, sizeof(*pruning.roots))) == NULL)
        status = error_no_memory(error);
    for (size_t i = 0; status == FUND_OK && i < count; i++) {
        pruning.roots[pruning.root_count] = realpath(paths[i], NULL);
        pruning.root_count += pruning.roots[pruning.root_count] != NULL;
    }
    if (status == FUND_OK)
        status = known_visit_unmet(&writing->known, visit, &pruning, error);
    for (size_t i = 0; i < pruning.root_count; i++)
        free(pruning.roots[i]);
    free(pruning.roots);
    return status;
}
