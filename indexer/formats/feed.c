/*
 * RSS 0.9x, 1.0 and 2.0 and Atom. Nothing is fetched, document types are not loaded, and a file that
 * declares entities is refused. libxml2's own limits hold: 256 elements inside of each other, 10 MB
 * of one text. Of broken XML all that can be made out is read.
 */
#include "indexer/formats/encoding.h"
#include "indexer/formats/feed_entry.h"
#include "indexer/formats/layout.h"
#include "indexer/formats/markup.h"

#include "core/base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>

#define ENCODING_MAX 40
#define ENTITY_MAX   10 /* bytes of a name */

struct reading {
    const struct format_sink *sink;
    struct format_notes notes; /* of the file */
    struct feed feed;
    uint32_t place;
    size_t problem_line; /* of the first error, 0 where there is none */
    char problem[120];
};

/* ---- entries -------------------------------------------------------------------------------- */

/* <channel><title> or <feed><title>: who issues the feed. */
static fund_status read_feed_title(struct reading *reading, xmlNode *node, struct fund_error *error)
{
    const xmlNode *above = node->parent;
    if (above == NULL || reading->feed.title.size > 0 ||
        (!html_is(above, "channel") && !html_is(above, "feed")))
        return FUND_OK;
    fund_status status = html_append_text(node, &reading->feed.title, error);
    return status == FUND_LIMIT ? FUND_OK : status;
}

static fund_status read_entry(struct reading *reading, xmlNode *node, struct fund_error *error)
{
    struct draft draft;
    struct fund_error reason;
    draft_init(&draft);
    draft.unit = "entry";
    draft.place = ++reading->place;
    draft.notes = reading->notes;
    fund_status status = feed_read_entry(node, &reading->feed, &draft, &reason);
    if (status == FUND_OK) {
        status = draft_emit(&draft, reading->sink, error);
    } else if (status == FUND_NO_MEMORY) {
        error_no_memory(error);
    } else {
        char place[40];
        snprintf(place, sizeof(place), "entry %u", draft.place);
        reading->sink->problem(reading->sink->context, place, reason.message);
        status = FUND_OK;
    }
    draft_finish(&draft);
    return status;
}

static bool is_entry(const xmlNode *node)
{
    return html_is(node, "item") || html_is(node, "entry") || html_is(node, "deleted-entry");
}

static fund_status read_tree(struct reading *reading, xmlDocPtr tree, struct fund_error *error)
{
    fund_status status = FUND_OK;
    xmlNode *root = xmlDocGetRootElement(tree);
    for (xmlNode *node = root; node != NULL && status == FUND_OK;) {
        bool is_whole = is_entry(node) || html_is(node, "title");
        if (is_entry(node))
            status = read_entry(reading, node, error);
        else if (is_whole)
            status = read_feed_title(reading, node, error);
        node = html_next(node, root, !is_whole);
    }
    return status;
}

/* ---- the file ------------------------------------------------------------------------------- */

/* Called with the parser's context; the first error counts. */
static void note_error(void *context, xmlErrorPtr problem)
{
    struct reading *reading = ((xmlParserCtxtPtr)context)->_private;
    if (problem->level < XML_ERR_ERROR || reading->problem_line > 0 ||
        problem->code == XML_ERR_UNDECLARED_ENTITY || problem->code == XML_WAR_UNDECLARED_ENTITY ||
        problem->domain == XML_FROM_NAMESPACE || problem->message == NULL)
        return;
    struct slice text = slice_trim(slice_from(problem->message));
    reading->problem_line = problem->line > 0 ? (size_t)problem->line : 1;
    snprintf(reading->problem, sizeof(reading->problem), "%.*s", (int)text.size, text.data);
}

static fund_status tell_error(const struct reading *reading, struct fund_error *error)
{
    char place[40];
    if (reading->problem_line == 0)
        return FUND_OK;
    if (reading->place == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "is no well-formed XML: line %zu: %s",
                         reading->problem_line, reading->problem);
    snprintf(place, sizeof(place), "line %zu", reading->problem_line);
    reading->sink->problem(reading->sink->context, place, reading->problem);
    return FUND_OK;
}

/* A declaration stands before the first element. */
static bool declares_entities(struct slice text)
{
    size_t first = slice_find(text, SLICE("<!ENTITY"));
    for (size_t at = 0; at + 1 < text.size && at < first; at++) {
        char next = text.data[at + 1] | 0x20;
        if (text.data[at] == '<' && next >= 'a' && next <= 'z')
            return false;
    }
    return first < text.size;
}

static fund_status read_text(struct reading *reading, struct slice text, struct fund_error *error)
{
    if (declares_entities(text))
        return error_set(error, FUND_INVALID_ARGUMENT, "declares entities, which are not read");
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL)
        return error_no_memory(error);
    context->_private = reading;
    context->sax->serror = note_error;
    xmlDocPtr tree = xmlCtxtReadMemory(context, text.data, (int)text.size, NULL, "UTF-8",
                                       XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOCDATA |
                                           XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
    fund_status status = FUND_OK;
    if (tree != NULL)
        status = read_tree(reading, tree, error);
    xmlFreeDoc(tree);
    xmlFreeParserCtxt(context);
    return status == FUND_OK ? tell_error(reading, error) : status;
}

/* <?xml version="1.0" encoding="ISO-8859-1"?> */
static bool find_encoding(struct slice bytes, char name[static ENCODING_MAX + 1])
{
    size_t end = slice_find(bytes, SLICE("?>"));
    struct slice front = slice_part(bytes, 0, end < 400 ? end : 0);
    size_t at = slice_find(front, SLICE("encoding=")), size = 0;
    if (at == front.size)
        return false;
    at += strlen("encoding=") + 1;
    while (at + size < front.size && size < ENCODING_MAX &&
           strchr("\"' ", front.data[at + size]) == NULL)
        size++;
    if (at + size > front.size)
        return false;
    memcpy(name, front.data + at, size);
    name[size] = '\0';
    return size > 0;
}

/* HTML's name of a character at the front of text: "&nbsp;"; 0 where there is none, or XML has it. */
static unsigned read_entity(struct slice text, size_t *size)
{
    static const char *const xml[] = {"amp", "lt", "gt", "quot", "apos"};
    char name[ENTITY_MAX + 1];
    size_t length = 0;
    while (length < ENTITY_MAX && length + 1 < text.size && text.data[length + 1] != ';') {
        name[length] = text.data[length + 1];
        length++;
    }
    if (length + 1 >= text.size || text.data[length + 1] != ';')
        return 0;
    name[length] = '\0';
    for (size_t i = 0; i < sizeof(xml) / sizeof(xml[0]); i++)
        if (strcmp(name, xml[i]) == 0)
            return 0;
    const htmlEntityDesc *entity = htmlEntityLookup(BAD_CAST name);
    *size = length + 2;
    return entity != NULL ? entity->value : 0;
}

/* Feeds use them though XML does not know them; undeclared ones would be lost. */
static fund_status replace_entities(struct slice text, struct buffer *out, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t kept = 0;
    for (size_t at = 0; at < text.size && status == FUND_OK; at++) {
        size_t size = 0;
        char bytes[4];
        unsigned c = text.data[at] == '&' ? read_entity(slice_part(text, at, text.size), &size) : 0;
        if (c == 0)
            continue;
        status = buffer_append(out, slice_part(text, kept, at), error);
        if (status == FUND_OK)
            status = buffer_append(out, slice_of(bytes, utf8_encode(c, bytes)), error);
        kept = at + size;
        at = kept - 1;
    }
    return status == FUND_OK ? buffer_append(out, slice_part(text, kept, text.size), error)
                             : status;
}

/* XML has no other control characters; one of them would end the reading. */
static void blank_controls(struct buffer *text)
{
    for (size_t i = 0; i < text->size; i++) {
        unsigned char c = (unsigned char)text->data[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            text->data[i] = ' ';
    }
}

static fund_status read_feed(struct format_input *input, const struct format_sink *sink,
                             struct fund_error *error)
{
    struct reading reading = {.sink = sink, .feed.title = buffer_init(FEED_TITLE_MAX)};
    struct slice bytes = {NULL, 0};
    struct buffer text = buffer_init((size_t)FORMAT_FEED_MAX * 3);
    struct buffer plain = buffer_init((size_t)FORMAT_FEED_MAX * 3);
    char encoding[ENCODING_MAX + 1];
    fund_status status = input_all(input, FORMAT_FEED_MAX, &bytes, error);
    if (status == FUND_OK) {
        bool is_declared = find_encoding(bytes, encoding);
        status = format_to_utf8(bytes, is_declared ? encoding : NULL, &text, &reading.notes, error);
    }
    if (status == FUND_OK) {
        blank_controls(&text);
        markup_blank_attributes(&text);
        struct slice trimmed = slice_trim(buffer_slice(&text));
        if (slice_starts_with(trimmed, SLICE("\xef\xbb\xbf")))
            trimmed = slice_part(trimmed, 3, trimmed.size);
        status = replace_entities(slice_trim(trimmed), &plain, error);
    }
    if (status == FUND_OK) {
        buffer_finish(&text);
        status = read_text(&reading, buffer_slice(&plain), error);
    }
    buffer_finish(&text);
    buffer_finish(&plain);
    buffer_finish(&reading.feed.title);
    return status;
}

/* The first element decides; declarations and comments stand before it. */
static int recognise_feed(struct slice head)
{
    static const char *const names[] = {"<rss", "<feed", "<rdf:RDF", "<atom:feed"};
    for (size_t at = 0; at + 1 < head.size; at++) {
        struct slice rest = slice_part(head, at, head.size);
        if (rest.data[0] != '<' || rest.data[1] == '?' || rest.data[1] == '!')
            continue;
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            if (slice_starts_with(rest, slice_from(names[i])))
                return slice_starts_with(slice_trim(head), SLICE("<")) ? 6 : 0;
        return 0;
    }
    return 0;
}

const struct format_reader format_feed = {
    .name = "feed", .recognise = recognise_feed, .read = read_feed};
