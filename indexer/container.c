/*
 * Reading archives. Names come from outside: they are shown and kept, never used as paths.
 */
#include "indexer/container.h"

#include "core/base/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK_SIZE  ((size_t)64 * 1024)
#define RETRIES_MAX 100
#define TAR_MAGIC   257
/* %XX makes three bytes of one. */
#define SHOWN_MAX (3 * (size_t)CONTAINER_NAME_MAX + 1)

struct reading {
    struct archive *archive;
    struct format_input *input; /* of the container */
    struct container_budget *budget;
    const struct container_visitor *visitor;
    struct buffer name;
};

static bool is_zip(struct slice head)
{
    return slice_starts_with(head, SLICE("PK\x03\x04")) ||
           slice_starts_with(head, SLICE("PK\x05\x06"));
}

static bool is_packed(struct slice head)
{
    return slice_starts_with(head, SLICE("\x1f\x8b")) || slice_starts_with(head, SLICE("BZh")) ||
           slice_starts_with(head, SLICE("\xfd\x37zXZ")) ||
           slice_starts_with(head, SLICE("\x28\xb5\x2f\xfd"));
}

static bool is_tar(struct slice head)
{
    return head.size > TAR_MAGIC + 5 && memcmp(head.data + TAR_MAGIC, "ustar", 5) == 0;
}

bool container_recognise(struct slice head)
{
    return is_zip(head) || is_packed(head) || is_tar(head);
}

/* ---- names ---------------------------------------------------------------------------------- */

static bool is_kept(struct slice part, size_t at, uint32_t c)
{
    bool is_dots = slice_equal(part, SLICE(".")) || slice_equal(part, SLICE(".."));
    return c >= 0x20 && c != '%' && (c < 0x7f || c > 0x9f) && !is_dots && (at > 0 || c != '/');
}

static struct slice part_at(struct slice name, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && name.data[start - 1] != '/')
        start--;
    while (end < name.size && name.data[end] != '/')
        end++;
    return slice_part(name, start, end);
}

/* As scan.h shows paths: controls, % and what is no UTF-8 as %XX; so are dots that lead upwards and
 * a slash at the front. No two names are shown alike. */
static fund_status show_name(struct slice name, struct buffer *out, struct fund_error *error)
{
    fund_status status = FUND_OK;
    buffer_clear(out);
    for (size_t at = 0; at < name.size && status == FUND_OK;) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(name, at, name.size), &c);
        bool is_slash = size > 0 && c == '/' && at > 0;
        bool is_shown = size > 0 && (is_slash || is_kept(part_at(name, at), at, c));
        if (is_shown)
            status = buffer_append(out, slice_part(name, at, at + size), error);
        else
            status = buffer_append_format(out, error, "%%%02X", (unsigned char)name.data[at]);
        at += is_shown ? size : 1;
    }
    return status;
}

/* Hidden files, and what Macs put beside files. */
static bool is_hidden(struct slice name)
{
    for (size_t at = 0; at < name.size; at++) {
        struct slice part = part_at(name, at);
        bool is_dots = slice_equal(part, SLICE(".")) || slice_equal(part, SLICE(".."));
        if ((slice_starts_with(part, SLICE(".")) && !is_dots) ||
            slice_equal(part, SLICE("__MACOSX")))
            return true;
        at += part.size;
    }
    return false;
}

/* Word, LibreOffice and EPUB files are ZIP archives too. */
static bool is_office_name(const char *name)
{
    return strcmp(name, "[Content_Types].xml") == 0 || strcmp(name, "mimetype") == 0 ||
           strcmp(name, "_rels/.rels") == 0;
}

/* ---- reading -------------------------------------------------------------------------------- */

static la_ssize_t give_block(struct archive *archive, void *context, const void **block)
{
    struct reading *reading = context;
    struct slice bytes = {NULL, 0};
    struct fund_error error;
    if (input_peek(reading->input, BLOCK_SIZE, &bytes, &error) != FUND_OK) {
        archive_set_error(archive, EIO, "%s", error.message);
        return -1;
    }
    *block = bytes.data;
    reading->input->at += bytes.size;
    return (la_ssize_t)bytes.size;
}

static const char *reason_of(struct archive *archive)
{
    const char *reason = archive_error_string(archive);
    return reason != NULL ? reason : "unknown reason";
}

static fund_status damaged(struct archive *archive, struct fund_error *error)
{
    return error_set(error, FUND_INVALID_ARGUMENT, "is a damaged archive: %.150s",
                     reason_of(archive));
}

static fund_status check_budget(const struct reading *reading, struct fund_error *error)
{
    const struct container_budget *budget = reading->budget;
    la_int64_t packed = archive_filter_bytes(reading->archive, -1);
    uint64_t most = (packed > 0 ? (uint64_t)packed : 1) * CONTAINER_RATIO_MAX;
    if (budget->bytes > CONTAINER_BYTES_MAX)
        return error_set(error, FUND_LIMIT, "unpacks to more than 64 GiB");
    if (budget->bytes > CONTAINER_RATIO_FROM && budget->bytes > most)
        return error_set(error, FUND_LIMIT, "unpacks to more than %u times its size",
                         CONTAINER_RATIO_MAX);
    return FUND_OK;
}

static fund_status read_entry_bytes(void *context, char *out, size_t room, size_t *got,
                                    struct fund_error *error)
{
    struct reading *reading = context;
    la_ssize_t size = archive_read_data(reading->archive, out, room);
    if (size < 0)
        return damaged(reading->archive, error);
    *got = (size_t)size;
    reading->budget->bytes += (uint64_t)size;
    return check_budget(reading, error);
}

static fund_status visit(struct reading *reading, const char *name, struct fund_error *error)
{
    struct format_input input;
    input_of_stream(&input, read_entry_bytes, reading);
    fund_status status = reading->visitor->entry(reading->visitor->context, name, &input, error);
    input_finish(&input);
    return status;
}

/* "tar c ." writes ./ before each name. */
static struct slice name_of(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    struct slice found = slice_from(name != NULL ? name : archive_entry_pathname(entry));
    while (slice_starts_with(found, SLICE("./")))
        found = slice_part(found, 2, found.size);
    return found;
}

static fund_status visit_named(struct reading *reading, struct archive_entry *entry,
                               struct fund_error *error)
{
    struct slice name = name_of(entry);
    const struct container_visitor *visitor = reading->visitor;
    if (archive_entry_filetype(entry) != AE_IFREG || is_hidden(name))
        return FUND_OK;
    char number[40];
    if (name.size == 0 || name.size > CONTAINER_NAME_MAX) { /* none, or in no known encoding */
        int size = snprintf(number, sizeof(number), "?%u", reading->budget->entries);
        name = slice_of(number, (size_t)size);
    }
    fund_status status = show_name(name, &reading->name, error);
    if (status != FUND_OK)
        return status;
    if (archive_entry_is_encrypted(entry) == 1) {
        visitor->problem(visitor->context, reading->name.data, "is encrypted");
        return FUND_OK;
    }
    return visit(reading, reading->name.data, error);
}

static fund_status visit_entry(struct reading *reading, struct archive_entry *entry,
                               struct fund_error *error)
{
    bool is_first = reading->budget->entries++ == 0;
    const char *name = archive_entry_pathname(entry);
    if (reading->budget->entries > CONTAINER_ENTRIES_MAX)
        return error_set(error, FUND_LIMIT, "has more than %u entries", CONTAINER_ENTRIES_MAX);
    if (is_first && name != NULL && is_office_name(name))
        return error_set(error, FUND_INVALID_ARGUMENT, "is no text (office document)");
    bool is_raw = archive_format(reading->archive) == ARCHIVE_FORMAT_RAW;
    if (is_raw && archive_filter_count(reading->archive) <= 1) /* only the "none" at the end */
        return error_set(error, FUND_INVALID_ARGUMENT, "is a damaged compressed file");
    return is_raw ? visit(reading, NULL, error) : visit_named(reading, entry, error);
}

static fund_status visit_all(struct reading *reading, struct fund_error *error)
{
    int retries = 0;
    for (;;) {
        struct archive_entry *entry = NULL;
        int result = archive_read_next_header(reading->archive, &entry);
        if (result == ARCHIVE_EOF)
            return FUND_OK;
        if (result == ARCHIVE_RETRY && retries++ < RETRIES_MAX)
            continue;
        if (result < ARCHIVE_WARN)
            return damaged(reading->archive, error);
        fund_status status = visit_entry(reading, entry, error);
        if (status != FUND_OK)
            return status;
    }
}

static int support(struct archive *archive, struct slice head)
{
    if (is_zip(head))
        return archive_read_support_format_zip(archive);
    int result = archive_read_support_format_tar(archive);
    if (!is_packed(head))
        return result;
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_format_empty(archive);
    return archive_read_support_format_raw(archive);
}

static fund_status read_all(struct format_input *input, int file, struct container_budget *budget,
                            const struct container_visitor *visitor, struct fund_error *error)
{
    struct slice head = {NULL, 0};
    struct reading reading = {.archive = archive_read_new(),
                              .input = input,
                              .budget = budget,
                              .visitor = visitor,
                              .name = buffer_init(SHOWN_MAX)};
    if (reading.archive == NULL)
        return error_no_memory(error);
    fund_status status = input_peek(input, TAR_MAGIC * 2, &head, error);
    int result = ARCHIVE_FATAL;
    if (status == FUND_OK && support(reading.archive, head) >= ARCHIVE_WARN)
        result = file >= 0 ? archive_read_open_fd(reading.archive, file, BLOCK_SIZE)
                           : archive_read_open(reading.archive, &reading, NULL, give_block, NULL);
    if (status == FUND_OK && result < ARCHIVE_WARN)
        status = damaged(reading.archive, error);
    if (status == FUND_OK)
        status = visit_all(&reading, error);
    archive_read_free(reading.archive);
    buffer_finish(&reading.name);
    return status;
}

/* libarchive gives names in the locale's encoding, and none where that cannot be: in this thread,
 * while it reads, that is UTF-8. */
fund_status container_read(struct format_input *input, int file, struct container_budget *budget,
                           const struct container_visitor *visitor, struct fund_error *error)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 != (locale_t)0 ? uselocale(utf8) : (locale_t)0;
    fund_status status = read_all(input, file, budget, visitor, error);
    if (utf8 != (locale_t)0) {
        uselocale(before);
        freelocale(utf8);
    }
    return status;
}
