/*
 * See files.h.
 */
#include "indexer/files.h"

#include "core/base/dict.h"

#define ARENA_MAX ((size_t)64 * 1024 * 1024 * 1024)

struct listing {
    struct files *files;
    struct dict *sources;
    struct report *report;
};

void files_init(struct files *files)
{
    *files = (struct files){.arena = arena_init(ARENA_MAX)};
}

void files_finish(struct files *files)
{
    arena_finish(&files->arena);
    files_init(files);
}

/* The three names of a file are often parts of one. */
static bool keep_names(struct files *files, const struct scan_file *from, struct scan_file *to)
{
    struct slice path = slice_from(from->path);
    to->source = arena_copy(&files->arena, from->source);
    if (to->source.data == NULL)
        return false;
    struct slice kept = to->source;
    if (!slice_equal(path, kept))
        kept = arena_copy(&files->arena, path);
    to->path = kept.data;
    to->file = slice_ends_with(to->source, from->file)
                   ? slice_part(to->source, to->source.size - from->file.size, to->source.size)
                   : arena_copy(&files->arena, from->file);
    return to->path != NULL && to->file.data != NULL;
}

static fund_status add(struct files *files, const struct scan_file *file, struct fund_error *error)
{
    void *items = files->items;
    if (files->count >= FILES_MAX)
        return error_set(error, FUND_LIMIT, "more than %u files in one run", FILES_MAX);
    if (!arena_grow(&files->arena, &items, files->count, &files->capacity, sizeof(*files->items)))
        return error_no_memory(error);
    files->items = items;
    struct files_item *item = &files->items[files->count];
    *item = (struct files_item){.file = *file};
    if (!keep_names(files, file, &item->file))
        return error_no_memory(error);
    files->count++;
    files->total_bytes += file->size_bytes;
    return FUND_OK;
}

static fund_status visit_file(void *context, const struct scan_file *file, struct fund_error *error)
{
    struct listing *listing = context;
    if (dict_get(listing->sources, file->source, NULL))
        return FUND_OK; /* the same file again */
    fund_status status = dict_put(listing->sources, file->source, 0, error);
    return status == FUND_OK ? add(listing->files, file, error) : status;
}

static void visit_skipped(void *context, const char *path, const char *reason)
{
    struct listing *listing = context;
    listing->report->file_count++;
    report_skipped(listing->report, path, reason);
}

static const struct scan_file standard_input = {
    .path = "standard input", .file = {"stdin", 5}, .source = {"stdin", 5}, .is_stream = true};

fund_status files_list(struct files *files, const struct options *options,
                       const volatile sig_atomic_t *stop, struct report *report,
                       struct fund_error *error)
{
    struct listing listing = {files, NULL, report};
    struct scan_visitor visitor = {.found = visit_file,
                                   .skipped = visit_skipped,
                                   .context = &listing,
                                   .left_out = options->archive,
                                   .stop = stop};
    fund_status status = dict_create(&listing.sources, error);
    for (size_t i = 0; status == FUND_OK && i < options->path_count && *stop == 0; i++) {
        const char *path = options->paths[i];
        bool is_stream = strcmp(path, OPTIONS_STANDARD_INPUT) == 0;
        status = is_stream ? visit_file(&listing, &standard_input, error)
                           : scan_path(path, &visitor, error);
    }
    dict_destroy(listing.sources);
    return status;
}
