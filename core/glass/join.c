/*
 * glass_join: several databases as one, and one anew.
 *
 * Their documents follow one another, so that tables by document are copied one behind another, and
 * all others are merged by key. A posting list becomes one again: its pieces of all parts are strung
 * together and cut anew.
 */
#include "core/glass/glass.h"

#include "core/glass/encode.h"
#include "core/glass/database.h"
#include "core/glass/postings.h"
#include "core/glass/scan.h"
#include "core/glass/streams.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MODE 0777
#define BYTES_MAX   ((size_t)UINT32_MAX)
#define METADATA    "\0\xc0"

struct part {
    const char *folder; /* borrowed */
    struct version_root roots[VERSION_TABLES];
};

/* The scans of one table, those that are not at their end in a heap: the least key of the first
 * part on top. */
struct merge {
    struct scan *scans;   /* by part */
    uint64_t *key_fronts; /* of their keys the first bytes, as a number that orders as they do */
    size_t *heap;
    size_t count, heap_size;
    struct postings_list list;
    struct buffer key, tag;
};

/* ---- the heap ------------------------------------------------------------------------------- */

static uint64_t front_of(struct slice key)
{
    uint64_t front = 0;
    for (size_t i = 0; i < sizeof(front); i++)
        front = front << 8 | (i < key.size ? (unsigned char)key.data[i] : 0);
    return front;
}

static bool is_above(const struct merge *merge, size_t a, size_t b)
{
    if (merge->key_fronts[a] != merge->key_fronts[b])
        return merge->key_fronts[a] < merge->key_fronts[b];
    int order =
        slice_compare(buffer_slice(&merge->scans[a].key), buffer_slice(&merge->scans[b].key));
    return order != 0 ? order < 0 : a < b;
}

static void sink(struct merge *merge, size_t at)
{
    for (;;) {
        size_t least = at, left = 2 * at + 1, right = left + 1;
        if (left < merge->heap_size && is_above(merge, merge->heap[left], merge->heap[least]))
            least = left;
        if (right < merge->heap_size && is_above(merge, merge->heap[right], merge->heap[least]))
            least = right;
        if (least == at)
            return;
        size_t part = merge->heap[at];
        merge->heap[at] = merge->heap[least];
        merge->heap[least] = part;
        at = least;
    }
}

/* NULL at the end of all. */
static struct scan *top(const struct merge *merge)
{
    return merge->heap_size > 0 ? &merge->scans[merge->heap[0]] : NULL;
}

/* Puts the scan on top where it belongs after it has moved. */
static void settle_top(struct merge *merge)
{
    if (top(merge)->is_end)
        merge->heap[0] = merge->heap[--merge->heap_size];
    else
        merge->key_fronts[merge->heap[0]] = front_of(buffer_slice(&top(merge)->key));
    sink(merge, 0);
}

static fund_status advance_top(struct merge *merge, struct fund_error *error)
{
    fund_status status = scan_next(top(merge), error);
    if (status == FUND_OK)
        settle_top(merge);
    return status;
}

static void merge_close(struct merge *merge)
{
    for (size_t i = 0; merge->scans != NULL && i < merge->count; i++)
        scan_close(&merge->scans[i]);
    free(merge->scans);
    free(merge->key_fronts);
    free(merge->heap);
    postings_list_finish(&merge->list);
    buffer_finish(&merge->key);
    buffer_finish(&merge->tag);
}

static fund_status merge_open(struct merge *merge, const struct part *parts, size_t count,
                              enum database_table table, struct fund_error *error)
{
    char path[DATABASE_PATH_ROOM];
    *merge = (struct merge){.scans = calloc(count + 1, sizeof(*merge->scans)),
                            .key_fronts = calloc(count + 1, sizeof(*merge->key_fronts)),
                            .heap = calloc(count + 1, sizeof(*merge->heap)),
                            .list = postings_list_init(),
                            .key = buffer_init(BYTES_MAX),
                            .tag = buffer_init(BYTES_MAX)};
    if (merge->scans == NULL || merge->key_fronts == NULL || merge->heap == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    for (; status == FUND_OK && merge->count < count; merge->count++) {
        struct scan *scan = &merge->scans[merge->count];
        scan->file = -1;
        status = database_path(parts[merge->count].folder, table, path, error);
        if (status == FUND_OK)
            status = scan_open(scan, path, &parts[merge->count].roots[table], error);
        if (status == FUND_OK)
            status = scan_next(scan, error);
        if (status != FUND_OK || scan->is_end)
            continue;
        merge->key_fronts[merge->count] = front_of(buffer_slice(&scan->key));
        merge->heap[merge->heap_size++] = merge->count;
    }
    for (size_t i = merge->heap_size; i-- > 0;)
        sink(merge, i);
    return status;
}

/* ---- posting lists -------------------------------------------------------------------------- */

static fund_status damaged(const struct scan *scan, struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "'%s' is damaged", scan->path);
}

static fund_status copy_top(struct merge *merge, struct table *table, struct fund_error *error)
{
    struct scan *scan = top(merge);
    fund_status status = table_add_stored(table, buffer_slice(&scan->key), buffer_slice(&scan->tag),
                                          scan->is_compressed, error);
    return status == FUND_OK ? advance_top(merge, error) : status;
}

/* The pieces of the list in the part on top. */
static fund_status take_pieces(struct merge *merge, struct fund_error *error)
{
    struct scan *scan = top(merge);
    struct slice key = merge->list.key;
    fund_status status = FUND_OK;
    do {
        if (!postings_list_add_piece(&merge->list, key, buffer_slice(&scan->key),
                                     buffer_slice(&scan->tag)))
            return damaged(scan, error);
        status = scan_next(scan, error);
    } while (status == FUND_OK && !scan->is_end &&
             postings_is_piece(key, buffer_slice(&scan->key)));
    if (status == FUND_OK)
        settle_top(merge);
    return status;
}

static fund_status join_list(struct merge *merge, struct table *postlist, struct fund_error *error)
{
    buffer_clear(&merge->key);
    fund_status status = buffer_append(&merge->key, buffer_slice(&top(merge)->key), error);
    postings_list_clear(&merge->list);
    merge->list.key = buffer_slice(&merge->key);
    while (status == FUND_OK && top(merge) != NULL &&
           slice_equal(buffer_slice(&top(merge)->key), merge->list.key))
        status = take_pieces(merge, error);
    if (status != FUND_OK)
        return status;
    return postings_list_write(&merge->list, postlist, &merge->tag, error);
}

/* ---- statistics of values ------------------------------------------------------------------- */

static fund_status join_statistics(struct merge *merge, struct table *postlist,
                                   struct fund_error *error)
{
    struct streams_bounds bounds = streams_bounds_init();
    buffer_clear(&merge->key);
    fund_status status = buffer_append(&merge->key, buffer_slice(&top(merge)->key), error);
    while (status == FUND_OK && top(merge) != NULL &&
           slice_equal(buffer_slice(&top(merge)->key), buffer_slice(&merge->key))) {
        if (!streams_bounds_add(&bounds, buffer_slice(&top(merge)->tag)))
            status = damaged(top(merge), error);
        else
            status = advance_top(merge, error);
    }
    if (status == FUND_OK)
        status = streams_bounds_write(&bounds, buffer_slice(&merge->key), postlist, error);
    streams_bounds_finish(&bounds);
    return status;
}

static fund_status join_postlists(struct merge *merge, struct table *postlist,
                                  struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && top(merge) != NULL) {
        struct slice key = buffer_slice(&top(merge)->key);
        if (slice_starts_with(key, SLICE(METADATA)))
            status = advance_top(merge, error);
        else if (slice_starts_with(key, SLICE(STREAMS_STATISTICS)))
            status = join_statistics(merge, postlist, error);
        else if (slice_starts_with(key, SLICE(STREAMS_VALUES)))
            status = copy_top(merge, postlist, error);
        else
            status = join_list(merge, postlist, error);
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static fund_status join_table(const struct part *parts, size_t count, enum database_table which,
                              struct table *table, struct fund_error *error)
{
    struct merge merge;
    fund_status status = merge_open(&merge, parts, count, which, error);
    if (status == FUND_OK && which == POSTLIST)
        status = join_postlists(&merge, table, error);
    while (status == FUND_OK && top(&merge) != NULL)
        status = copy_top(&merge, table, error);
    merge_close(&merge);
    return status;
}

static fund_status add_metadata(struct table *postlist, const struct glass_metadata *item,
                                struct fund_error *error)
{
    char key[TABLE_KEY_MAX];
    size_t head = sizeof(METADATA) - 1;
    if (item->key.size == 0 || item->key.size > sizeof(key) - head)
        return error_set(error, FUND_LIMIT, "a key of %zu bytes", item->key.size);
    memcpy(key, METADATA, head);
    memcpy(key + head, item->key.data, item->key.size);
    return table_add(postlist, slice_of(key, head + item->key.size), item->value, error);
}

static fund_status add_part(struct part *part, struct version_counts *all, struct fund_error *error)
{
    struct version_counts counts;
    uint32_t revision;
    fund_status status = version_read(part->folder, part->roots, &counts, &revision, error);
    if (status != FUND_OK || counts.documents == 0)
        return status;
    if (counts.last_document <= all->last_document)
        return error_set(error, FUND_INVALID_ARGUMENT, "the documents of '%s' are not in order",
                         part->folder);
    bool is_lower = counts.length_lower > 0 &&
                    (all->length_lower == 0 || counts.length_lower < all->length_lower);
    all->documents += counts.documents;
    all->last_document = counts.last_document;
    all->length_lower = is_lower ? counts.length_lower : all->length_lower;
    all->length_upper =
        counts.length_upper > all->length_upper ? counts.length_upper : all->length_upper;
    all->wdf_upper = counts.wdf_upper > all->wdf_upper ? counts.wdf_upper : all->wdf_upper;
    all->total_length += counts.total_length;
    return FUND_OK;
}

/* Tables that one thread makes; nothing but the parts is shared. */
struct tables {
    struct database *database;
    const struct part *parts;
    size_t count;
    enum database_table first, last;
    fund_status status;
    struct fund_error error;
};

static void *join_tables(void *context)
{
    struct tables *tables = context;
    for (int i = tables->first; tables->status == FUND_OK && i <= (int)tables->last; i++)
        tables->status = join_table(tables->parts, tables->count, (enum database_table)i,
                                    &tables->database->tables[i], &tables->error);
    return NULL;
}

/* The posting lists by this thread and one that writes them, the other tables, which are hardly more
 * than copied, by another; or all by this one. */
static fund_status join_all(struct database *database, const struct part *parts, size_t count,
                            size_t threads, struct fund_error *error)
{
    pthread_t thread;
    struct tables own = {.database = database, .parts = parts, .count = count}, others = own;
    own.first = own.last = POSTLIST;
    others.first = POSTLIST + 1;
    others.last = POSITION;
    if (threads > 1)
        table_write_apart(&database->tables[POSTLIST]);
    bool is_apart = threads > 1 && pthread_create(&thread, NULL, join_tables, &others) == 0;
    join_tables(&own);
    if (is_apart)
        pthread_join(thread, NULL);
    else if (own.status == FUND_OK)
        join_tables(&others);
    const struct tables *failed = own.status != FUND_OK ? &own : &others;
    return failed->status == FUND_OK
               ? FUND_OK
               : error_set(error, failed->status, "%s", failed->error.message);
}

static fund_status join_into(struct database *database, struct part *parts, size_t count,
                             const struct glass_metadata *metadata, size_t metadata_count,
                             size_t threads, struct fund_error *error)
{
    struct version_counts counts = {0};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < count; i++)
        status = add_part(&parts[i], &counts, error);
    for (size_t i = 0; status == FUND_OK && i < metadata_count; i++)
        status = add_metadata(&database->tables[POSTLIST], &metadata[i], error);
    if (status == FUND_OK)
        status = join_all(database, parts, count, threads, error);
    return status == FUND_OK ? database_finish(database, &counts, true, error) : status;
}

/* What was made before a failure. */
static void take_back(const struct database *database)
{
    for (int i = 0; i < TABLE_COUNT; i++)
        unlink(database->paths[i]);
    rmdir(database->folder);
}

fund_status glass_join(const char *const *folders, size_t count,
                       const struct glass_metadata *metadata, size_t metadata_count,
                       const char *destination, size_t threads, struct fund_error *error)
{
    struct database *database = calloc(1, sizeof(*database));
    struct part *parts = calloc(count + 1, sizeof(*parts));
    fund_status status = FUND_OK;
    if (database == NULL || parts == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        status = database_init(database, destination, error);
    if (status == FUND_OK && mkdir(destination, FOLDER_MODE) != 0)
        status = error_set(error, FUND_IO, "'%s' cannot be made: %s", destination, strerror(errno));
    else if (status == FUND_OK) {
        for (size_t i = 0; i < count; i++)
            parts[i].folder = folders[i];
        status = join_into(database, parts, count, metadata, metadata_count, threads, error);
        if (status != FUND_OK)
            take_back(database);
    }
    if (database != NULL)
        database_free(database);
    free(parts);
    free(database);
    return status;
}
