/*
 * JSON: a value a line, or one document of one or many releases. Each value may be ours or ninjs.
 */
#include "indexer/formats/encoding.h"
#include "indexer/formats/json_parse.h"
#include "indexer/formats/json_release.h"
#include "indexer/formats/json_values.h"

#include <stdio.h>

/* Bytes of a line, and of a document that is not in lines. */
#define VALUE_MAX ((size_t)FORMAT_FILE_MAX)
/* Arrays inside of arrays that are looked into for releases. */
#define LISTS_DEPTH_MAX 3

typedef fund_status (*object_reader)(const json_t *object, struct draft *draft,
                                     struct fund_error *error);

struct reading {
    const struct format_sink *sink;
    bool is_ninjs; /* whatever the keys say */
    const char *unit;
    uint32_t place;
    struct format_notes notes; /* of the value at hand */
};

static void tell(const struct reading *reading, const char *reason)
{
    char place[40];
    snprintf(place, sizeof(place), "%s %u", reading->unit, reading->place);
    reading->sink->problem(reading->sink->context, place, reason);
}

static fund_status emit(struct reading *reading, const json_t *object, const char *unit,
                        struct fund_error *error)
{
    struct draft draft;
    struct fund_error reason;
    draft_init(&draft);
    draft.unit = unit;
    draft.place = reading->place;
    draft.notes = reading->notes;
    bool is_ninjs = reading->is_ninjs || ninjs_recognise(object);
    fund_status status =
        is_ninjs ? ninjs_read(object, &draft, &reason) : json_release_read(object, &draft, &reason);
    if (status == FUND_OK)
        status = draft_emit(&draft, reading->sink, error);
    else if (status == FUND_NO_MEMORY)
        error_no_memory(error);
    else {
        tell(reading, reason.message);
        status = FUND_OK;
    }
    draft_finish(&draft);
    return status;
}

/* The list of releases that an object is wrapped around: OParl's data, JSON Feed's items. */
static json_t *list_of(const json_t *object)
{
    static const char *const keys[] = {"data", "items", "releases", "meldungen", NULL};
    static const char *const own[] = {"title", "headline", "titel", "headlines", "body", NULL};
    json_t *list = json_first(object, keys);
    bool is_list = json_is_array(list) && json_is_object(json_array_get(list, 0));
    bool is_feed = json_object_get(object, "items") == list;
    return is_list && (is_feed || json_first(object, own) == NULL) ? list : NULL;
}

static fund_status emit_list(struct reading *reading, json_t *list, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t index = 0;
    json_t *item = NULL;
    reading->unit = "entry";
    json_array_foreach(list, index, item)
    {
        reading->place = (uint32_t)index + 1;
        if (!json_is_object(item))
            tell(reading, "is no object");
        else
            status = emit(reading, item, "entry", error);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

/* unit NULL: the value is all that the file has. */
static fund_status emit_value(struct reading *reading, json_t *value, const char *unit,
                              struct fund_error *error)
{
    json_t *list = json_is_array(value) ? value : list_of(value);
    if (list != NULL && unit == NULL)
        return emit_list(reading, list, error);
    if (json_is_object(value))
        return emit(reading, value, unit, error);
    if (unit == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "is no JSON object");
    tell(reading, "is no JSON object");
    return FUND_OK;
}

/* ---- lines and documents --------------------------------------------------------------------- */

static fund_status read_line(struct reading *reading, struct slice line, struct fund_error *error)
{
    char reason[JSON_REASON_SIZE];
    reading->unit = "line";
    reading->notes = (struct format_notes){0};
    line = slice_trim(line);
    if (line.size == 0)
        return FUND_OK;
    json_t *value = json_parse(line, &reading->notes, reason);
    if (value == NULL) {
        tell(reading, reason);
        return FUND_OK;
    }
    fund_status status = emit_value(reading, value, "line", error);
    json_decref(value);
    return status;
}

static fund_status read_lines(struct reading *reading, struct format_input *input,
                              uint32_t first_line, struct fund_error *error)
{
    struct slice line = {NULL, 0};
    bool is_there = true, is_long = false;
    for (reading->place = first_line;; reading->place++) {
        fund_status status = input_line(input, VALUE_MAX, &line, &is_there, &is_long, error);
        if (status != FUND_OK || !is_there)
            return status;
        reading->unit = "line";
        if (is_long)
            tell(reading, "is longer than 16 MiB");
        else
            status = read_line(reading, line, error);
        if (status != FUND_OK)
            return status;
    }
}

static fund_status read_document(struct reading *reading, struct slice text,
                                 struct fund_error *error)
{
    char reason[JSON_REASON_SIZE];
    reading->unit = "entry";
    json_t *value = json_parse(text, &reading->notes, reason);
    if (value == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s", reason);
    fund_status status = emit_value(reading, value, NULL, error);
    json_decref(value);
    return status;
}

/* ---- the reader ----------------------------------------------------------------------------- */

static struct slice without_mark(struct slice text)
{
    struct slice mark = SLICE("\xef\xbb\xbf");
    return slice_starts_with(text, mark) ? slice_part(text, mark.size, text.size) : text;
}

/* A first line that is a value by itself, with another behind it, begins JSON Lines. */
static bool is_text_in_lines(struct slice head)
{
    struct slice text = slice_trim(head);
    size_t end = slice_find(text, SLICE("\n"));
    char reason[JSON_REASON_SIZE];
    if (!slice_starts_with(text, SLICE("{")))
        return false;
    if (end == text.size)
        return head.size == INPUT_HEAD_MAX;
    struct format_notes notes = {0};
    json_t *value = json_parse(slice_part(text, 0, end), &notes, reason);
    json_decref(value);
    struct slice rest = slice_trim(slice_part(text, end, text.size));
    return value != NULL || slice_starts_with(rest, SLICE("{"));
}

static bool is_in_lines(struct slice head)
{
    return encoding_wide(head) == NULL && is_text_in_lines(without_mark(head));
}

static fund_status read_json(struct format_input *input, const struct format_sink *sink,
                             bool is_ninjs, struct fund_error *error)
{
    struct reading reading = {.sink = sink, .is_ninjs = is_ninjs};
    struct slice head = {NULL, 0}, bytes = {NULL, 0};
    fund_status status = input_peek(input, INPUT_HEAD_MAX, &head, error);
    if (status != FUND_OK)
        return status;
    if (is_in_lines(head))
        return read_lines(&reading, input, 1, error);
    status = input_all(input, VALUE_MAX, &bytes, error);
    if (status == FUND_OK && slice_trim(bytes).size == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "empty file");
    struct buffer utf8 = buffer_init(VALUE_MAX * 3);
    if (status == FUND_OK)
        status = format_to_utf8(bytes, NULL, &utf8, &reading.notes, error);
    struct slice text = without_mark(buffer_slice(&utf8));
    struct format_input lines;
    input_of_bytes(&lines, text);
    if (status == FUND_OK)
        status = is_text_in_lines(text) ? read_lines(&reading, &lines, 1, error)
                                        : read_document(&reading, text, error);
    buffer_finish(&utf8);
    return status;
}

static fund_status read_jsonl(struct format_input *input, const struct format_sink *sink,
                              struct fund_error *error)
{
    return read_json(input, sink, false, error);
}

static fund_status read_ninjs(struct format_input *input, const struct format_sink *sink,
                              struct fund_error *error)
{
    return read_json(input, sink, true, error);
}

static fund_status read_jsonl_lines(struct format_input *input, uint32_t first_line,
                                    const struct format_sink *sink, struct fund_error *error)
{
    struct reading reading = {.sink = sink};
    return read_lines(&reading, input, first_line, error);
}

static fund_status read_ninjs_lines(struct format_input *input, uint32_t first_line,
                                    const struct format_sink *sink, struct fund_error *error)
{
    struct reading reading = {.sink = sink, .is_ninjs = true};
    return read_lines(&reading, input, first_line, error);
}

/* `{"`, `[{` or an empty list, whatever blanks are between. */
static int recognise_json(struct slice head)
{
    head = slice_trim(head);
    if (head.size < 2 || (head.data[0] != '{' && head.data[0] != '['))
        return 0;
    struct slice rest = slice_trim(slice_part(head, 1, head.size));
    char next = head.data[0] == '{' ? '"' : '{';
    return rest.size > 0 && rest.data[0] == next ? 5 : 0;
}

/* ninjs is told apart object by object; its name is for whoever forces it. */
static int recognise_ninjs(struct slice head)
{
    (void)head;
    return 0;
}

const struct format_reader format_jsonl = {"jsonl", recognise_json, read_jsonl, is_in_lines,
                                           read_jsonl_lines};
const struct format_reader format_ninjs = {"ninjs", recognise_ninjs, read_ninjs, is_in_lines,
                                           read_ninjs_lines};
