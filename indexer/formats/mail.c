/*
 * E-mail, one message or a mailbox of them (mbox), by GMime: the text part, else the HTML part, is
 * the release. Attachments are left out and told of.
 */
#include "indexer/formats/html.h"
#include "indexer/formats/issuer.h"
#include "indexer/formats/layout.h"

#include <gmime/gmime.h>
#include <stdio.h>

/* Bytes of a file; attachments make mails large. */
#define MAIL_MAX ((size_t)64 * 1024 * 1024)
/* GMime enters parts in parts by recursion: mails that could nest deeper are not given to it. */
#define PARTS_MAX 200

/* ---- texts ---------------------------------------------------------------------------------- */

/* What GMime gives back of headers need not be well-formed. */
static struct slice keep_header(struct draft *draft, const char *text)
{
    if (text == NULL)
        return slice_of("", 0);
    char *valid = g_utf8_make_valid(text, -1);
    struct slice copy = arena_copy(&draft->arena, slice_from(valid));
    g_free(valid);
    return copy.data != NULL ? copy : slice_of("", 0);
}

static struct slice keep(struct draft *draft, struct slice text)
{
    struct slice copy = arena_copy(&draft->arena, text);
    return copy.data != NULL ? copy : slice_of("", 0);
}

/* RFC 3676: a line that ends in a blank goes on in the next. */
static void join_flowed(struct buffer *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->size; i++) {
        bool is_signature = i >= 3 && memcmp(text->data + i - 3, "-- ", 3) == 0;
        bool goes_on = i > 0 && text->data[i - 1] == ' ' && text->data[i] == '\n' && !is_signature;
        if (!goes_on)
            text->data[kept++] = text->data[i];
    }
    text->size = kept;
}

static void drop_carriage_returns(struct buffer *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] != '\r')
            text->data[kept++] = text->data[i];
    text->size = kept;
}

static fund_status decode(GMimePart *part, struct draft *draft, struct buffer *text,
                          struct fund_error *error)
{
    GMimeObject *object = GMIME_OBJECT(part);
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    const char *format = g_mime_object_get_content_type_parameter(object, "format");
    if (content == NULL)
        return FUND_OK;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    struct slice raw = slice_of((const char *)bytes->data, bytes->len);
    fund_status status = format_to_utf8(raw, charset, text, &draft->notes, error);
    g_object_unref(stream);
    if (status == FUND_OK && text->size > 0) {
        drop_carriage_returns(text);
        if (format != NULL && g_ascii_strcasecmp(format, "flowed") == 0)
            join_flowed(text);
    }
    return status;
}

struct parts {
    GMimePart *plain, *html;
    size_t others;
};

static void sort_part(GMimeObject *object, struct parts *parts)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    if (!GMIME_IS_PART(object)) {
        parts->others += GMIME_IS_MESSAGE_PART(object) ? 1 : 0;
        return;
    }
    bool is_attached = g_mime_part_is_attachment(GMIME_PART(object));
    if (!is_attached && g_mime_content_type_is_type(type, "text", "plain")) {
        if (parts->plain == NULL)
            parts->plain = GMIME_PART(object);
    } else if (!is_attached && g_mime_content_type_is_type(type, "text", "html")) {
        if (parts->html == NULL)
            parts->html = GMIME_PART(object);
    } else {
        parts->others++;
    }
}

static fund_status read_body(GMimeMessage *message, struct draft *draft, struct fund_error *error)
{
    struct parts parts = {.plain = NULL};
    struct buffer text = buffer_init(MAIL_MAX);
    fund_status status = FUND_OK;
    GMimePartIter *iterator = g_mime_part_iter_new(GMIME_OBJECT(message));
    while (g_mime_part_iter_is_valid(iterator)) {
        GMimeObject *object = g_mime_part_iter_get_current(iterator);
        if (object != NULL)
            sort_part(object, &parts);
        if (!g_mime_part_iter_next(iterator))
            break;
    }
    g_mime_part_iter_free(iterator);
    if (parts.others > 0)
        draft->notes.oddities |= FORMAT_ODD_ATTACHED;
    if (parts.plain != NULL)
        status = decode(parts.plain, draft, &text, error);
    draft->body = keep(draft, buffer_slice(&text));
    if (status == FUND_OK && layout_trim(draft->body).size == 0 && parts.html != NULL) {
        buffer_clear(&text);
        status = decode(parts.html, draft, &text, error);
        if (status == FUND_OK)
            status = html_to_body(buffer_slice(&text), draft, error);
    }
    buffer_finish(&text);
    return status;
}

/* ---- headers -------------------------------------------------------------------------------- */

static void read_date(GMimeMessage *message, struct draft *draft)
{
    GDateTime *date = g_mime_message_get_date(message);
    if (date != NULL)
        draft->published = clock_berlin_day(g_date_time_to_unix(date));
}

/* "Pressestelle der Stadt Moorfurt <presse@moorfurt.example>" */
static void read_issuer(GMimeMessage *message, struct draft *draft)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first = from != NULL && internet_address_list_length(from) > 0
                                 ? internet_address_list_get_address(from, 0)
                                 : NULL;
    struct slice issuer = {NULL, 0};
    if (first == NULL)
        return;
    struct slice name = keep_header(draft, internet_address_get_name(first));
    if (issuer_from_contact(name, &draft->arena, &issuer))
        draft->issuer = issuer;
}

static fund_status read_message(GMimeMessage *message, struct draft *draft,
                                struct fund_error *error)
{
    draft->title = keep_header(draft, g_mime_message_get_subject(message));
    draft->own_id = keep_header(draft, g_mime_message_get_message_id(message));
    read_date(message, draft);
    read_issuer(message, draft);
    return read_body(message, draft, error);
}

static size_t count(struct slice text, struct slice word)
{
    size_t found = 0;
    for (size_t at = 0; at < text.size && found <= PARTS_MAX; found++) {
        at += slice_find(slice_part(text, at, text.size), word) + word.size;
        if (at > text.size)
            break;
    }
    return found;
}

/* Each level needs a boundary, or the type of a message in a message. */
static bool may_nest_deeply(struct slice mail)
{
    return count(mail, SLICE("oundary")) + count(mail, SLICE("OUNDARY")) > PARTS_MAX ||
           count(mail, SLICE("essage/")) + count(mail, SLICE("ESSAGE/")) > PARTS_MAX;
}

static fund_status parse(struct slice mail, struct draft *draft, struct fund_error *error)
{
    if (may_nest_deeply(mail))
        return error_set(error, FUND_LIMIT, "has more than %d parts", PARTS_MAX);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(mail.data, mail.size);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    fund_status status = message != NULL ? read_message(message, draft, error)
                                         : error_set(error, FUND_INVALID_ARGUMENT, "is no e-mail");
    if (message != NULL)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return status;
}

/* ---- the file ------------------------------------------------------------------------------- */

/* The end of the message that begins at `at`: before the next line "From " behind a blank one. */
static size_t message_end(struct slice bytes, size_t at)
{
    static const struct slice marks[] = {{"\n\nFrom ", 7}, {"\n\r\nFrom ", 8}};
    size_t end = bytes.size;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        struct slice rest = slice_part(bytes, at, end);
        size_t found = slice_find(rest, marks[i]);
        if (found < rest.size)
            end = at + found + marks[i].size - strlen("From ");
    }
    return end;
}

static fund_status emit(struct slice mail, uint32_t place, const struct format_sink *sink,
                        struct fund_error *error)
{
    struct draft draft;
    struct fund_error reason;
    draft_init(&draft);
    draft.unit = place > 0 ? "message" : NULL;
    draft.place = place;
    fund_status status = parse(mail, &draft, &reason);
    if (status == FUND_OK) {
        status = draft_emit(&draft, sink, error);
    } else if (status == FUND_NO_MEMORY) {
        error_no_memory(error);
    } else {
        char text[40];
        snprintf(text, sizeof(text), "message %u", place);
        sink->problem(sink->context, place > 0 ? text : NULL, reason.message);
        status = FUND_OK;
    }
    draft_finish(&draft);
    return status;
}

static fund_status read_mail(struct format_input *input, const struct format_sink *sink,
                             struct fund_error *error)
{
    struct slice bytes = {NULL, 0};
    fund_status status = input_all(input, MAIL_MAX, &bytes, error);
    if (status != FUND_OK)
        return status;
    g_mime_init();
    if (!slice_starts_with(bytes, SLICE("From ")))
        return emit(bytes, 0, sink, error);
    uint32_t place = 0;
    for (size_t at = 0; at < bytes.size && status == FUND_OK;) {
        size_t end = message_end(bytes, at);
        size_t line = at + slice_find(slice_part(bytes, at, end), SLICE("\n")) + 1;
        if (line < end)
            status = emit(slice_part(bytes, line, end), ++place, sink, error);
        at = end;
    }
    return status;
}

static bool is_header(struct slice line, const char *name)
{
    size_t size = strlen(name);
    return line.size > size && line.data[size] == ':' &&
           g_ascii_strncasecmp(line.data, name, size) == 0;
}

/* Three of the headers that mails have; the first line is one, or mbox's. */
static int recognise_mail(struct slice head)
{
    static const char *const names[] = {"From",         "Date",        "Subject", "Message-ID",
                                        "MIME-Version", "Received",    "To",      "Return-Path",
                                        "Content-Type", "Delivered-To"};
    struct slice line;
    int found = 0;
    for (size_t at = 0; layout_next_line(head, &at, &line);) {
        bool is_folded = line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
        bool is_mbox = slice_starts_with(line, SLICE("From "));
        if (!is_folded && !is_mbox && slice_find(line, SLICE(":")) == line.size)
            break;
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            found += is_header(line, names[i]);
    }
    return found >= 3 ? 5 : 0;
}

const struct format_reader format_mail = {
    .name = "eml", .recognise = recognise_mail, .read = read_mail};
