/*
 * The list of formats, and reading a file with the one that fits.
 */
#include "indexer/formats/format.h"

#include "core/base/utf8.h"
#include "indexer/formats/encoding.h"

const struct format_reader *const format_readers[] = {&format_text,  &format_html,  &format_feed,
                                                      &format_jsonl, &format_ninjs,
#ifdef FUNDSTELLE_MAIL
                                                      &format_mail,
#endif
#ifdef FUNDSTELLE_PDF
                                                      &format_pdf,
#endif
                                                      NULL};

static const struct format_reader *surest_reader(struct slice head)
{
    const struct format_reader *surest = &format_text;
    int best = 0;
    for (size_t i = 0; format_readers[i] != NULL; i++) {
        int sureness = format_readers[i]->recognise(head);
        if (sureness > best) {
            best = sureness;
            surest = format_readers[i];
        }
    }
    return surest;
}

static struct slice without_mark(struct slice text)
{
    struct slice mark = SLICE("\xef\xbb\xbf");
    return slice_starts_with(text, mark) ? slice_part(text, mark.size, text.size) : text;
}

/* Bytes that are of no character, which readers are not to see, become question marks. */
static fund_status mask(struct slice head, struct buffer *out)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && head.size > 0) {
        size_t good = utf8_valid_prefix(head);
        status = buffer_append(out, slice_part(head, 0, good), NULL);
        if (status == FUND_OK && good < head.size)
            status = buffer_append_byte(out, '?', NULL);
        head = slice_part(head, good < head.size ? good + 1 : good, head.size);
    }
    return status;
}

static fund_status recognise(struct format_input *input, const struct format_reader **reader,
                             struct fund_error *error)
{
    struct slice head = {NULL, 0};
    fund_status status = input_peek(input, INPUT_HEAD_MAX, &head, error);
    if (status != FUND_OK)
        return status;
    struct buffer converted = buffer_init(INPUT_HEAD_MAX * 3);
    const char *encoding = encoding_wide(head);
    head.size -= encoding != NULL ? head.size % 4 : 0;
    if (encoding != NULL && encoding_convert(head, encoding, &converted, NULL) == FUND_OK)
        head = buffer_slice(&converted);
    else if (utf8_valid_prefix(head) < head.size && mask(head, &converted) == FUND_OK)
        head = buffer_slice(&converted);
    *reader = surest_reader(without_mark(head));
    bool is_xml = slice_starts_with(without_mark(head), SLICE("<?xml"));
    buffer_finish(&converted);
    if (is_xml && *reader == &format_text)
        return error_set(error, FUND_INVALID_ARGUMENT, "is XML, but neither a feed nor HTML");
    return FUND_OK;
}

fund_status format_read_all(const struct format_reader *reader, struct format_input *input,
                            const struct format_sink *sink, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (reader == NULL)
        status = recognise(input, &reader, error);
    return status == FUND_OK ? reader->read(input, sink, error) : status;
}

fund_status format_find_lines(const struct format_reader *reader, struct format_input *input,
                              const struct format_reader **found, struct fund_error *error)
{
    struct slice head = {NULL, 0};
    fund_status status = input_peek(input, INPUT_HEAD_MAX, &head, error);
    if (status == FUND_OK && reader == NULL)
        status = recognise(input, &reader, error);
    if (status == FUND_OK)
        *found = reader->is_in_lines != NULL && reader->is_in_lines(head) ? reader : NULL;
    return status;
}

const struct format_reader *format_find(struct slice name)
{
    for (size_t i = 0; format_readers[i] != NULL; i++) {
        if (slice_equal(name, slice_from(format_readers[i]->name)))
            return format_readers[i];
    }
    return NULL;
}

/* ---- one release ---------------------------------------------------------------------------- */

struct first {
    struct release *release;
    struct format_notes *notes;
    struct fund_error problem;
    bool is_there;
};

static fund_status take_first(void *context, struct format_entry *entry, struct fund_error *error)
{
    struct first *first = context;
    (void)error;
    if (first->is_there)
        return FUND_OK;
    *first->release = *entry->release;
    release_init(entry->release);
    *first->notes = entry->notes;
    first->is_there = true;
    return FUND_OK;
}

static void note_problem(void *context, const char *place, const char *reason)
{
    struct first *first = context;
    if (place == NULL)
        error_set(&first->problem, FUND_INVALID_ARGUMENT, "%s", reason);
    else
        error_set(&first->problem, FUND_INVALID_ARGUMENT, "%s: %s", place, reason);
}

fund_status format_read(const struct format_reader *reader, struct slice bytes,
                        struct release *release, struct format_notes *notes,
                        struct fund_error *error)
{
    struct format_input input;
    struct first first = {.release = release, .notes = notes};
    error_set(&first.problem, FUND_INVALID_ARGUMENT, "holds no release");
    struct format_sink sink = {take_first, note_problem, &first};
    input_of_bytes(&input, bytes);
    fund_status status = format_read_all(reader, &input, &sink, error);
    input_finish(&input);
    if (status == FUND_OK && !first.is_there)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s", first.problem.message);
    return status;
}
