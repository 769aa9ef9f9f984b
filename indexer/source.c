/*
 * From a file to releases with ids. Where an identifier holds the world over (a URL, a URN, a
 * Message-ID), it is the source, and a file that is moved stays the same release. A number of the
 * maker's own holds together with the release's URL, or else within its file alone: two sources
 * are never one.
 */
#include "indexer/source.h"

#include "core/base/dict.h"
#include "indexer/container.h"
#include "indexer/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOURCE_MAX ((size_t)16 * 1024)
/* Room for a key as a source shows it. */
#define KEY_SIZE 64

/* A file, with all that is packed in it. */
struct job {
    const struct source_options *options;
    const struct source_sink *sink;
    struct container_budget budget;
    bool has_failed; /* the sink, which ends everything */
};

/* A file, or one inside of an archive. */
struct reading {
    struct job *job;
    const struct scan_file *file;
    int depth;             /* archives around it */
    struct dict *keys;     /* of releases without an identifier: how often each was there */
    struct source_key key; /* of the release at hand */
    struct buffer id, shown, source, path;
};

/* ---- identity ------------------------------------------------------------------------------- */

fund_status source_path_id(const struct scan_file *file, struct buffer *id,
                           struct fund_error *error)
{
    return identity_append(file->file, file->source, id, error);
}

static bool is_global(struct slice id)
{
    return slice_find(id, SLICE("://")) < id.size || slice_find(id, SLICE("@")) < id.size ||
           slice_starts_with(id, SLICE("urn:")) || slice_starts_with(id, SLICE("tag:"));
}

static struct source_key key_of(const struct release *release, uint32_t before)
{
    struct slice title = release_part(release, release->title);
    return (struct source_key){true, dict_hash(title), release->published, before};
}

static struct slice show_key(const struct source_key *key, char shown[static KEY_SIZE])
{
    int size = snprintf(shown, KEY_SIZE, "%016" PRIx64 "%" PRId32, key->title_hash, key->published);
    return slice_of(shown, (size_t)size);
}

static fund_status append_key(struct buffer *source, const struct source_key *key,
                              struct fund_error *error)
{
    char shown[KEY_SIZE];
    show_key(key, shown);
    return key->before == 0
               ? buffer_append_format(source, error, "#%s", shown)
               : buffer_append_format(source, error, "#%s+%" PRIu32, shown, key->before);
}

/* Within its file: title and day, and which of those that have both. */
static fund_status find_key(struct reading *reading, const struct release *release,
                            struct fund_error *error)
{
    char shown[KEY_SIZE];
    struct source_key key = key_of(release, 0);
    struct slice text = show_key(&key, shown);
    fund_status status = FUND_OK;
    if (reading->keys == NULL)
        status = dict_create(&reading->keys, error);
    if (status != FUND_OK)
        return status;
    dict_get(reading->keys, text, &key.before);
    status = dict_put(reading->keys, text, key.before + 1, error);
    if (status == FUND_OK)
        status = append_key(&reading->source, &key, error);
    reading->key = key;
    return status;
}

static fund_status append_parts(struct buffer *out, struct slice first, const char *between,
                                struct slice second, struct fund_error *error)
{
    fund_status status = buffer_append(out, first, error);
    if (status == FUND_OK && second.size > 0)
        status = buffer_append(out, slice_from(between), error);
    return status == FUND_OK ? buffer_append(out, second, error) : status;
}

static fund_status make_source(struct reading *reading, const struct format_entry *entry,
                               struct fund_error *error)
{
    struct slice own = entry->own_id, none = {NULL, 0};
    struct slice url = entry->release->url;
    buffer_clear(&reading->source);
    reading->key.is_there = false;
    if (entry->keeps_id)
        return append_parts(&reading->source, SLICE("fundstelle"), ":", own, error);
    if (is_global(own))
        return append_parts(&reading->source, own, "", none, error);
    if (is_global(url) && own.size > 0)
        return append_parts(&reading->source, url, " ", own, error);
    if (own.size > 0)
        return append_parts(&reading->source, reading->file->source, "#", own, error);
    fund_status status = buffer_append(&reading->source, reading->file->source, error);
    if (status == FUND_OK && (entry->place.size > 0 || reading->file->is_stream))
        status = find_key(reading, entry->release, error);
    return status;
}

static bool is_id(struct slice id)
{
    for (size_t i = 0; i < id.size; i++) {
        char c = id.data[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              c == '.' || c == '_' || c == '-'))
            return false;
    }
    return id.size > 0 && id.size <= SCHEMA_NAME_MAX;
}

static fund_status make_id(struct reading *reading, const struct format_entry *entry,
                           struct fund_error *error)
{
    buffer_clear(&reading->id);
    if (entry->keeps_id)
        return buffer_append(&reading->id, entry->own_id, error);
    struct slice name = entry->own_id.size > 0 ? entry->own_id : reading->file->file;
    return identity_append(name, buffer_slice(&reading->source), &reading->id, error);
}

static fund_status copy(struct release *release, const struct buffer *from, struct slice *to,
                        struct fund_error *error)
{
    *to = arena_copy(&release->arena, buffer_slice(from));
    return to->data != NULL ? FUND_OK : error_no_memory(error);
}

fund_status source_key_identity(struct slice file, struct slice file_source,
                                const struct source_key *key, struct buffer *source,
                                struct buffer *id, struct fund_error *error)
{
    size_t start = source->size;
    fund_status status = buffer_append(source, file_source, error);
    if (status == FUND_OK)
        status = append_key(source, key, error);
    return status == FUND_OK
               ? identity_append(file, slice_part(buffer_slice(source), start, source->size), id,
                                 error)
               : status;
}

/* Without the place or key at its end. */
static struct slice before_sign(struct slice text)
{
    size_t end = text.size;
    while (end > 0 && text.data[end - 1] != '#')
        end--;
    return slice_part(text, 0, end > 0 ? end - 1 : 0);
}

fund_status source_repeat(struct release *release, uint32_t before, struct fund_error *error)
{
    struct buffer source = buffer_init(SOURCE_MAX), id = buffer_init(SOURCE_MAX);
    const struct source_key key = key_of(release, before);
    fund_status status = source_key_identity(
        before_sign(release->file), before_sign(release->source), &key, &source, &id, error);
    if (status == FUND_OK)
        status = copy(release, &source, &release->source, error);
    if (status == FUND_OK)
        status = copy(release, &id, &release->id, error);
    buffer_finish(&source);
    buffer_finish(&id);
    return status;
}

/* ---- releases ------------------------------------------------------------------------------- */

static fund_status make_names(struct reading *reading, struct slice place, struct fund_error *error)
{
    buffer_clear(&reading->shown);
    buffer_clear(&reading->path);
    fund_status status = append_parts(&reading->shown, reading->file->file, "#", place, error);
    if (status == FUND_OK)
        status = append_parts(&reading->path, slice_from(reading->file->path), "#", place, error);
    return status;
}

/* Everything of the release that is not in the file. */
static fund_status complete(struct reading *reading, struct format_entry *entry,
                            struct fund_error *error)
{
    struct release *release = entry->release;
    entry->keeps_id = entry->keeps_id && is_id(entry->own_id);
    fund_status status = make_source(reading, entry, error);
    if (status == FUND_OK)
        status = make_id(reading, entry, error);
    if (status == FUND_OK)
        status = make_names(reading, entry->place, error);
    if (status == FUND_OK)
        status = copy(release, &reading->id, &release->id, error);
    if (status == FUND_OK)
        status = copy(release, &reading->source, &release->source, error);
    if (status == FUND_OK)
        status = copy(release, &reading->shown, &release->file, error);
    if (status == FUND_OK && reading->job->options->issuer.size > 0) {
        release->issuer = arena_copy(&release->arena, reading->job->options->issuer);
        if (release->issuer.data == NULL)
            status = error_no_memory(error);
    }
    return status;
}

static fund_status take(void *context, struct format_entry *entry, struct fund_error *error)
{
    struct reading *reading = context;
    const struct source_sink *sink = reading->job->sink;
    fund_status status = complete(reading, entry, error);
    if (status != FUND_OK)
        return status;
    struct source_release release = {
        .release = entry->release,
        .is_deleted = entry->is_deleted,
        .has_path_id = entry->own_id.size == 0 && entry->place.size == 0 &&
                       !reading->file->is_stream && reading->depth == 0,
        .path = reading->path.data,
        .key = reading->key,
        .notes = entry->notes,
    };
    status = sink->take(sink->context, &release, error);
    reading->job->has_failed = status != FUND_OK;
    return status;
}

static void note_problem(void *context, const char *place, const char *reason)
{
    struct reading *reading = context;
    const struct source_sink *sink = reading->job->sink;
    struct fund_error where;
    if (place == NULL)
        error_set(&where, FUND_INVALID_ARGUMENT, "%s", reason);
    else
        error_set(&where, FUND_INVALID_ARGUMENT, "%s: %s", place, reason);
    sink->problem(sink->context, reading->file->path, where.message);
}

static fund_status read_releases(struct job *job, const struct scan_file *file, int depth,
                                 const struct source_range *range, struct format_input *input,
                                 struct fund_error *error)
{
    struct reading reading = {.job = job,
                              .file = file,
                              .depth = depth,
                              .id = buffer_init(SOURCE_MAX),
                              .shown = buffer_init(SOURCE_MAX),
                              .source = buffer_init(SOURCE_MAX),
                              .path = buffer_init(SOURCE_MAX)};
    struct format_sink format_sink = {take, note_problem, &reading};
    fund_status status =
        range == NULL ? format_read_all(job->options->format, input, &format_sink, error)
                      : range->reader->read_lines(input, range->first_line, &format_sink, error);
    dict_destroy(reading.keys);
    buffer_finish(&reading.id);
    buffer_finish(&reading.shown);
    buffer_finish(&reading.source);
    buffer_finish(&reading.path);
    return status;
}

/* ---- archives ------------------------------------------------------------------------------- */

/* The archive around an entry. */
struct outer {
    struct job *job;
    const struct scan_file *file;
    int depth;
};

static fund_status read_any(struct job *job, const struct scan_file *file, int depth,
                            struct format_input *input, int descriptor, struct fund_error *error);

static fund_status name_entry(const struct outer *outer, const char *name, struct buffer names[3],
                              struct scan_file *entry, struct fund_error *error)
{
    struct slice below = slice_from(name);
    fund_status status = append_parts(&names[0], slice_from(outer->file->path), "/", below, error);
    if (status == FUND_OK)
        status = append_parts(&names[1], outer->file->file, "/", below, error);
    if (status == FUND_OK)
        status = append_parts(&names[2], outer->file->source, "/", below, error);
    *entry = *outer->file;
    entry->path = names[0].data;
    entry->file = buffer_slice(&names[1]);
    entry->source = buffer_slice(&names[2]);
    return status;
}

/* An entry that cannot be read is told of; what the sink or the memory says ends everything. */
static fund_status pass_over(const struct outer *outer, const char *path,
                             const struct fund_error *reason, struct fund_error *error)
{
    bool is_about_entry = reason->code == FUND_INVALID_ARGUMENT || reason->code == FUND_LIMIT;
    if (outer->job->has_failed || !is_about_entry)
        return error_set(error, reason->code, "%s", reason->message);
    outer->job->sink->problem(outer->job->sink->context, path, reason->message);
    return FUND_OK;
}

static fund_status read_entry(void *context, const char *name, struct format_input *input,
                              struct fund_error *error)
{
    const struct outer *outer = context;
    struct buffer names[3] = {buffer_init(SOURCE_MAX), buffer_init(SOURCE_MAX),
                              buffer_init(SOURCE_MAX)};
    struct scan_file entry = *outer->file;
    struct fund_error reason = {.code = FUND_OK};
    fund_status status = FUND_OK;
    if (name != NULL)
        status = name_entry(outer, name, names, &entry, &reason);
    if (status == FUND_OK)
        status = read_any(outer->job, &entry, outer->depth + 1, input, -1, &reason);
    if (status != FUND_OK && name != NULL)
        status = pass_over(outer, entry.path, &reason, error);
    else if (status != FUND_OK)
        error_set(error, status, "%s", reason.message);
    for (size_t i = 0; i < 3; i++)
        buffer_finish(&names[i]);
    return status;
}

static void note_entry(void *context, const char *name, const char *reason)
{
    const struct outer *outer = context;
    struct fund_error where;
    error_set(&where, FUND_INVALID_ARGUMENT, "%.150s: %s", name, reason);
    outer->job->sink->problem(outer->job->sink->context, outer->file->path, where.message);
}

/* Recursion ends at CONTAINER_DEPTH_MAX; a compressed file in a compressed file counts too. */
static fund_status read_any(struct job *job, const struct scan_file *file, int depth,
                            struct format_input *input, int descriptor, struct fund_error *error)
{
    struct slice head = {NULL, 0};
    struct outer outer = {job, file, depth};
    const struct container_visitor visitor = {read_entry, note_entry, &outer};
    fund_status status = input_peek(input, INPUT_HEAD_MAX, &head, error);
    if (status != FUND_OK)
        return status;
    if (!container_recognise(head))
        return read_releases(job, file, depth, NULL, input, error);
    if (depth > CONTAINER_DEPTH_MAX)
        return error_set(error, FUND_LIMIT, "an archive inside of archives inside of archives");
    if (descriptor >= 0 && lseek(descriptor, 0, SEEK_SET) != 0)
        descriptor = -1;
    return container_read(input, descriptor, &job->budget, &visitor, error);
}

/* ---- files ---------------------------------------------------------------------------------- */

struct descriptor {
    int file;
    const char *path;
    uint64_t left; /* bytes that are to be read */
};

static fund_status read_descriptor(void *context, char *out, size_t room, size_t *got,
                                   struct fund_error *error)
{
    struct descriptor *descriptor = context;
    if (room > descriptor->left)
        room = (size_t)descriptor->left;
    for (;;) {
        ssize_t size = read(descriptor->file, out, room);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return error_set(error, FUND_IO, "cannot read '%s': %s", descriptor->path,
                             strerror(errno));
        *got = (size_t)size;
        descriptor->left -= *got;
        return FUND_OK;
    }
}

static fund_status open_file(const char *path, int *out, struct fund_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat info;
    if (file < 0) {
        fund_status code = errno == ENOENT ? FUND_NOT_FOUND : FUND_IO;
        return error_set(error, code, "cannot open '%s': %s", path, strerror(errno));
    }
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(file);
        return error_set(error, FUND_IO, "'%s' is no regular file", path);
    }
    *out = file;
    return FUND_OK;
}

fund_status source_find_lines(const struct scan_file *file, const struct source_options *options,
                              const struct format_reader **reader, struct fund_error *error)
{
    struct descriptor descriptor = {-1, file->path, UINT64_MAX};
    struct format_input input;
    struct slice head = {NULL, 0};
    *reader = NULL;
    fund_status status = open_file(file->path, &descriptor.file, error);
    if (status != FUND_OK)
        return status;
    input_of_stream(&input, read_descriptor, &descriptor);
    status = input_peek(&input, INPUT_HEAD_MAX, &head, error);
    if (status == FUND_OK && !container_recognise(head))
        status = format_find_lines(options->format, &input, reader, error);
    input_finish(&input);
    close(descriptor.file);
    return status;
}

static fund_status read_range(struct job *job, const struct scan_file *file,
                              const struct source_range *range, struct descriptor *descriptor,
                              struct format_input *input, struct fund_error *error)
{
    if (lseek(descriptor->file, (off_t)range->start, SEEK_SET) < 0)
        return error_set(error, FUND_IO, "cannot read '%s': %s", file->path, strerror(errno));
    descriptor->left = range->end - range->start;
    return read_releases(job, file, 0, range, input, error);
}

fund_status source_read(const struct scan_file *file, const struct source_options *options,
                        const struct source_range *range, const struct source_sink *sink,
                        struct fund_error *error)
{
    struct descriptor descriptor = {STDIN_FILENO, file->path, UINT64_MAX};
    struct job job = {.options = options, .sink = sink};
    struct format_input input;
    fund_status status = FUND_OK;
    if (!file->is_stream)
        status = open_file(file->path, &descriptor.file, error);
    if (status != FUND_OK)
        return status;
    input_of_stream(&input, read_descriptor, &descriptor);
    if (range != NULL)
        status = read_range(&job, file, range, &descriptor, &input, error);
    else
        status = read_any(&job, file, 0, &input, file->is_stream ? -1 : descriptor.file, error);
    input_finish(&input);
    if (!file->is_stream)
        close(descriptor.file);
    return status;
}
