/*
 * See cut.h. Whoever cuts the file looks at it once, to count its lines: 216 MB take 0.05 s.
 */
#include "indexer/cut.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define BLOCK_SIZE ((size_t)128 * 1024)
/* Title and day. */
#define KEY_SIZE 12

/* A release without an identifier. */
struct keyed {
    struct source_key key;
    size_t release; /* of the catalogue */
    uint32_t range, order;
};

struct cut {
    const struct scan_file *file;
    const struct format_reader *reader;
    int descriptor;
    uint64_t range_bytes, at;
    uint32_t line;        /* the number of the one that begins there */
    uint32_t range_count; /* given out */
    uint32_t open_count;  /* of these, not ended yet */
    bool is_all_given;
    struct reading_end end;
    uint32_t failed_range; /* the first that has a reason in end */
    struct cut_problems problems;
    struct keyed *keyed;
    size_t keyed_count, keyed_capacity;
    char block[BLOCK_SIZE];
};

/* ---- problems ------------------------------------------------------------------------------- */

static void free_problem(struct cut_problem *problem)
{
    free(problem->path);
    free(problem->reason);
}

/* Takes over the problem; what then is too many falls out at the end. */
static void insert(struct cut_problems *problems, struct cut_problem problem)
{
    size_t at = problems->count;
    while (at > 0 && problems->items[at - 1].range > problem.range)
        at--;
    if (at == READING_PROBLEMS_MAX) {
        free_problem(&problem);
        return;
    }
    if (problems->count == READING_PROBLEMS_MAX)
        free_problem(&problems->items[--problems->count]);
    memmove(&problems->items[at + 1], &problems->items[at],
            (problems->count - at) * sizeof(problem));
    problems->items[at] = problem;
    problems->count++;
}

fund_status cut_problems_add(struct cut_problems *problems, uint32_t range, const char *path,
                             const char *reason, struct fund_error *error)
{
    struct cut_problem problem = {range, path != NULL ? strdup(path) : NULL, strdup(reason)};
    if ((path != NULL && problem.path == NULL) || problem.reason == NULL) {
        free_problem(&problem);
        return error_no_memory(error);
    }
    insert(problems, problem);
    return FUND_OK;
}

void cut_problems_clear(struct cut_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        free_problem(&problems->items[i]);
    problems->count = 0;
}

/* ---- cutting -------------------------------------------------------------------------------- */

static struct cut *begin(const struct scan_file *file, const struct format_reader *reader,
                         uint64_t range_bytes)
{
    int descriptor = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct cut *cut = descriptor >= 0 ? calloc(1, sizeof(*cut)) : NULL;
    if (cut == NULL && descriptor >= 0)
        close(descriptor);
    if (cut == NULL)
        return NULL;
    cut->file = file;
    cut->reader = reader;
    cut->descriptor = descriptor;
    cut->range_bytes = range_bytes;
    cut->line = 1;
    return cut;
}

/* What cannot be read is told by who reads it as a whole. */
fund_status cut_open(const struct scan_file *file, const struct source_options *options,
                     uint64_t range_bytes, struct cut **cut, struct fund_error *error)
{
    const struct format_reader *reader = NULL;
    *cut = NULL;
    if (file->is_stream || file->size_bytes <= range_bytes)
        return FUND_OK;
    fund_status status = source_find_lines(file, options, &reader, NULL);
    if (status == FUND_NO_MEMORY)
        return error_no_memory(error);
    if (status == FUND_OK && reader != NULL)
        *cut = begin(file, reader, range_bytes);
    return FUND_OK;
}

void cut_close(struct cut *cut)
{
    if (cut == NULL)
        return;
    close(cut->descriptor);
    cut_problems_clear(&cut->problems);
    free(cut->keyed);
    free(cut);
}

/* 0 at the end, and where no more can be read. */
static size_t read_block(struct cut *cut, uint64_t at)
{
    ssize_t size;
    do
        size = pread(cut->descriptor, cut->block, BLOCK_SIZE, (off_t)at);
    while (size < 0 && errno == EINTR);
    return size > 0 ? (size_t)size : 0;
}

/* Behind the first end of a line that is not before goal; UINT64_MAX where there is none. */
static uint64_t find_end(struct cut *cut, uint64_t goal)
{
    size_t size;
    for (uint64_t at = cut->at; (size = read_block(cut, at)) > 0; at += size) {
        const char *from = cut->block, *end = cut->block + size, *found;
        while ((found = memchr(from, '\n', (size_t)(end - from))) != NULL) {
            uint64_t behind = at + (uint64_t)(found - cut->block) + 1;
            cut->line++;
            if (behind >= goal)
                return behind;
            from = found + 1;
        }
    }
    return UINT64_MAX;
}

bool cut_next(struct cut *cut, struct source_range *range, uint32_t *number)
{
    cut->is_all_given = cut->is_all_given || (cut->at > 0 && read_block(cut, cut->at) == 0);
    if (cut->is_all_given)
        return false;
    uint32_t first_line = cut->line;
    uint64_t end = find_end(cut, cut->at + cut->range_bytes);
    *range = (struct source_range){cut->reader, cut->at, end, first_line};
    *number = cut->range_count++;
    cut->open_count++;
    cut->at = end;
    cut->is_all_given = end == UINT64_MAX;
    return true;
}

/* ---- what is told of ranges ----------------------------------------------------------------- */

fund_status cut_take_key(struct cut *cut, uint32_t range, const struct source_key *key,
                         const struct catalogue *catalogue, struct fund_error *error)
{
    if (cut->keyed_count == cut->keyed_capacity) {
        size_t capacity = cut->keyed_capacity > 0 ? 2 * cut->keyed_capacity : 64;
        void *grown = realloc(cut->keyed, capacity * sizeof(*cut->keyed));
        if (grown == NULL)
            return error_no_memory(error);
        cut->keyed = grown;
        cut->keyed_capacity = capacity;
    }
    size_t release = catalogue->count - 1;
    uint32_t order = catalogue->items[release].order;
    cut->keyed[cut->keyed_count++] = (struct keyed){*key, release, range, order};
    return FUND_OK;
}

void cut_take_end(struct cut *cut, uint32_t range, const struct reading_end *end,
                  struct cut_problems *problems)
{
    bool is_failed = cut->end.reason.code != FUND_OK;
    cut->open_count--;
    cut->end.release_count += end->release_count;
    cut->end.problem_count += end->problem_count;
    if (end->reason.code != FUND_OK && (!is_failed || range < cut->failed_range)) {
        cut->end.reason = end->reason;
        cut->failed_range = range;
    }
    for (size_t i = 0; i < problems->count; i++)
        insert(&cut->problems, problems->items[i]);
    problems->count = 0;
}

bool cut_is_done(const struct cut *cut)
{
    return cut->is_all_given && cut->open_count == 0;
}

const struct reading_end *cut_end(const struct cut *cut)
{
    return &cut->end;
}

const struct cut_problems *cut_problems(const struct cut *cut)
{
    return &cut->problems;
}

/* ---- releases without an identifier --------------------------------------------------------- */

static int by_place(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->range != b->range)
        return (a->range > b->range) - (a->range < b->range);
    return (a->order > b->order) - (a->order < b->order);
}

static fund_status rename_release(const struct cut *cut, const struct keyed *keyed,
                                  struct catalogue *catalogue, struct fund_error *error)
{
    struct buffer source = buffer_init(SIZE_MAX / 2), id = buffer_init(SIZE_MAX / 2);
    fund_status status =
        source_key_identity(cut->file->file, cut->file->source, &keyed->key, &source, &id, error);
    if (status == FUND_OK)
        status =
            catalogue_rename(catalogue, keyed->release, buffer_slice(&id),
                             state_hash_source(buffer_slice(&source)), keyed->key.before, error);
    buffer_finish(&source);
    buffer_finish(&id);
    return status;
}

static fund_status settle_key(const struct cut *cut, struct keyed *keyed, struct dict *counts,
                              struct catalogue *catalogue, struct fund_error *error)
{
    char bytes[KEY_SIZE];
    struct slice key = slice_of(bytes, KEY_SIZE);
    uint32_t before = 0;
    if (catalogue->items[keyed->release].is_out)
        return FUND_OK; /* a worker has died, and another has read it again */
    memcpy(bytes, &keyed->key.title_hash, 8);
    memcpy(bytes + 8, &keyed->key.published, 4);
    dict_get(counts, key, &before);
    fund_status status = dict_put(counts, key, before + 1, error);
    if (status != FUND_OK || before == keyed->key.before)
        return status;
    keyed->key.before = before;
    return rename_release(cut, keyed, catalogue, error);
}

fund_status cut_settle_keys(struct cut *cut, struct catalogue *catalogue, struct fund_error *error)
{
    struct dict *counts = NULL;
    if (cut->keyed_count == 0)
        return FUND_OK;
    fund_status status = dict_create(&counts, error);
    qsort(cut->keyed, cut->keyed_count, sizeof(*cut->keyed), by_place);
    for (size_t i = 0; status == FUND_OK && i < cut->keyed_count; i++)
        status = settle_key(cut, &cut->keyed[i], counts, catalogue, error);
    dict_destroy(counts);
    return status;
}
