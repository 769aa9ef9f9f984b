/*
 * A scanner that goes once through the query. It never looks at the words themselves: that is the
 * analyser's work.
 */
#include "query/lib/parse.h"

#include "core/base/utf8.h"

/* A date without quotes is at most so many words: "vom 27. Mai 2023 bis zum 5. Juni 2024". */
#define DATE_WORDS_MAX 9
/* Bytes of a wrong value that a message repeats. */
#define VALUE_SHOWN_MAX 40

#define DATE_EXAMPLES   "18.8.2023, %s:2023, %s:2019..2021, %s:\"august 2023\" or %s:\"letzte woche\""

static const struct field_name {
    const char *name;
    enum query_kind kind;
} field_names[] = {
    {"person", QUERY_PERSON},
    {"org", QUERY_ORGANISATION},
    {"organisation", QUERY_ORGANISATION},
    {"ort", QUERY_PLACE},
    {"place", QUERY_PLACE},
    {"rolle", QUERY_ROLE},
    {"role", QUERY_ROLE},
    {"organization", QUERY_ORGANISATION},
    {"datum", QUERY_PUBLISHED},
    {"date", QUERY_PUBLISHED},
    {"termin", QUERY_EVENT},
    {"event", QUERY_EVENT},
};

struct scanner {
    struct slice text;
    size_t at;
    int32_t today;
    struct arena *arena;
    struct query *query;
    struct fund_error *error;
};

static struct slice rest(const struct scanner *scanner)
{
    return slice_part(scanner->text, scanner->at, scanner->text.size);
}

static uint32_t character(const struct scanner *scanner, size_t *size)
{
    uint32_t code_point = 0;
    *size = utf8_next(rest(scanner), &code_point);
    return code_point;
}

/* White_Space of the Unicode character database. */
static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d || c == 0x201e ||
           c == 0x201f;
}

/* German, English and French habits: „…“ “…” »…« «…» ”…”. */
static bool closes(uint32_t open, uint32_t c)
{
    switch (open) {
    case '"':
        return c == '"';
    case 0xab:
        return c == 0xbb;
    case 0xbb:
        return c == 0xab;
    default:
        return c == '"' || c == 0x201c || c == 0x201d;
    }
}

static void skip_spaces(struct scanner *scanner)
{
    size_t size;
    while (scanner->at < scanner->text.size && is_space(character(scanner, &size)))
        scanner->at += size;
}

/* Moves to the next white space, quote or the end. */
static void skip_chunk(struct scanner *scanner)
{
    size_t size;
    while (scanner->at < scanner->text.size) {
        uint32_t c = character(scanner, &size);
        if (is_space(c) || is_quote(c))
            return;
        scanner->at += size;
    }
}

/* At a quote: the text up to the quote that closes it, or to the end. */
static struct slice read_quoted(struct scanner *scanner, size_t *offset)
{
    size_t size;
    uint32_t open = character(scanner, &size);
    scanner->at += size;
    *offset = scanner->at;
    while (scanner->at < scanner->text.size) {
        size_t end = scanner->at;
        uint32_t c = character(scanner, &size);
        scanner->at += size;
        if (closes(open, c))
            return slice_part(scanner->text, *offset, end);
    }
    return slice_part(scanner->text, *offset, scanner->text.size);
}

static bool at_quote(const struct scanner *scanner)
{
    size_t size;
    return scanner->at < scanner->text.size && is_quote(character(scanner, &size));
}

fund_status query_add(struct arena *arena, struct query *query, const struct query_part *part,
                      struct fund_error *error)
{
    if (query->count == QUERY_PARTS_MAX)
        return error_set_at(error, FUND_LIMIT, part->offset,
                            "the query has more than %d parts; ask for less at once",
                            QUERY_PARTS_MAX);
    void *items = query->parts;
    if (!arena_grow(arena, &items, query->count, &query->capacity, sizeof(*query->parts)))
        return error_no_memory(error);
    query->parts = items;
    query->parts[query->count++] = *part;
    return FUND_OK;
}

static fund_status add(struct scanner *scanner, const struct query_part *part)
{
    return query_add(scanner->arena, scanner->query, part, scanner->error);
}

/* Plain words that follow each other are one part, so that the analyser sees them together. */
static fund_status add_plain(struct scanner *scanner, size_t start, size_t end, bool continues)
{
    struct query *query = scanner->query;
    if (continues) {
        struct query_part *last = &query->parts[query->count - 1];
        last->text = slice_part(scanner->text, last->offset, end);
        return FUND_OK;
    }
    struct query_part part = {
        .kind = QUERY_TEXT, .text = slice_part(scanner->text, start, end), .offset = start};
    return add(scanner, &part);
}

static bool is_name(struct slice text, const char *name)
{
    size_t size = strlen(name);
    if (text.size <= size || text.data[size] != ':')
        return false;
    for (size_t i = 0; i < size; i++)
        if ((text.data[i] | 0x20) != name[i])
            return false;
    return true;
}

static const struct field_name *find_field(struct slice text)
{
    for (size_t i = 0; i < sizeof(field_names) / sizeof(*field_names); i++)
        if (is_name(text, field_names[i].name))
            return &field_names[i];
    return NULL;
}

static struct slice shown(struct slice value)
{
    if (value.size <= VALUE_SHOWN_MAX)
        return value;
    return slice_part(value, 0, utf8_floor(value, VALUE_SHOWN_MAX));
}

static fund_status refuse_empty(struct scanner *scanner, const struct field_name *field,
                                size_t offset)
{
    if (field->kind == QUERY_PLACE)
        return error_set_at(scanner->error, FUND_INVALID_QUERY, offset,
                            "'%s:' has no name after it; write the place without a space before "
                            "it, %s:Haltern or %s:\"Haltern am See\"",
                            field->name, field->name, field->name);
    if (field->kind == QUERY_ROLE)
        return error_set_at(scanner->error, FUND_INVALID_QUERY, offset,
                            "'%s:' has no role after it; write the role without a space before "
                            "it, %s:Kämmerin or %s:\"Leiter Ordnungsamt\"",
                            field->name, field->name, field->name);
    if (field->kind == QUERY_PERSON || field->kind == QUERY_ORGANISATION)
        return error_set_at(scanner->error, FUND_INVALID_QUERY, offset,
                            "'%s:' has no name after it; write the name without a space before it, "
                            "%s:Lampe or %s:\"Helmut Lampe\"",
                            field->name, field->name, field->name);
    return error_set_at(scanner->error, FUND_INVALID_QUERY, offset,
                        "'%s:' has no date after it; write %s:" DATE_EXAMPLES, field->name,
                        field->name, field->name, field->name, field->name, field->name);
}

static fund_status refuse_date(struct scanner *scanner, const struct field_name *field,
                               enum period_result result, struct slice value, size_t offset)
{
    static const char *const reasons[] = {
        [PERIOD_UNKNOWN] = "is no date that is understood",
        [PERIOD_NO_DAY] = "is no day of the calendar",
        [PERIOD_BACKWARDS] = "ends before it begins",
    };
    if (result == PERIOD_EMPTY)
        return refuse_empty(scanner, field, offset);
    struct slice part = shown(value);
    return error_set_at(scanner->error, FUND_INVALID_QUERY, offset,
                        "'%.*s' %s; write %s:" DATE_EXAMPLES, (int)part.size, part.data,
                        reasons[result], field->name, field->name, field->name, field->name,
                        field->name);
}

/* Without quotes: the longest run of words that is a date. Moves behind it. */
static enum period_result read_plain_date(struct scanner *scanner, struct period_view view,
                                          struct slice *value, struct day_span *days)
{
    size_t start = scanner->at;
    skip_chunk(scanner);
    size_t best_end = scanner->at;
    *value = slice_part(scanner->text, start, best_end);
    enum period_result result = period_read(*value, view, days);
    for (int words = 2; words <= DATE_WORDS_MAX; words++) {
        skip_spaces(scanner);
        if (at_quote(scanner) || scanner->at == scanner->text.size)
            break;
        skip_chunk(scanner);
        struct slice longer = slice_part(scanner->text, start, scanner->at);
        if (period_read(longer, view, days) == PERIOD_OK) {
            result = PERIOD_OK;
            *value = longer;
            best_end = scanner->at;
        }
    }
    scanner->at = best_end;
    return result;
}

/* "2023," in running text: the sign belongs to the sentence. */
static struct slice without_sentence_signs(struct slice value)
{
    while (value.size > 0 && strchr(",;!?)", value.data[value.size - 1]) != NULL)
        value.size--;
    return value;
}

static fund_status read_date(struct scanner *scanner, const struct field_name *field,
                             struct query_part *part)
{
    /* what is published lies in the past, what is announced ahead */
    struct period_view view = {scanner->today, field->kind == QUERY_PUBLISHED};
    enum period_result result;
    if (at_quote(scanner)) {
        part->text = read_quoted(scanner, &part->offset);
        result = period_read(part->text, view, &part->days);
    } else {
        result = read_plain_date(scanner, view, &part->text, &part->days);
    }
    if (result == PERIOD_UNKNOWN) {
        part->text = without_sentence_signs(part->text);
        result = period_read(part->text, view, &part->days);
    }
    if (result != PERIOD_OK)
        return refuse_date(scanner, field, result, part->text, part->offset);
    return add(scanner, part);
}

/* At the first byte after the colon. */
static fund_status read_field(struct scanner *scanner, const struct field_name *field,
                              bool is_excluded, size_t start)
{
    struct query_part part = {
        .kind = field->kind, .is_excluded = is_excluded, .offset = scanner->at};
    size_t size;
    if (scanner->at == scanner->text.size || is_space(character(scanner, &size)))
        return refuse_empty(scanner, field, start);
    if (field->kind == QUERY_PUBLISHED || field->kind == QUERY_EVENT)
        return read_date(scanner, field, &part);
    if (at_quote(scanner)) {
        part.text = read_quoted(scanner, &part.offset);
    } else {
        skip_chunk(scanner);
        part.text = slice_part(scanner->text, part.offset, scanner->at);
    }
    if (slice_trim(part.text).size == 0)
        return refuse_empty(scanner, field, start);
    return add(scanner, &part);
}

/* Whether the hyphen here excludes what follows: "-wort", "-person:X", not " - " nor "--". */
static bool at_exclusion(const struct scanner *scanner)
{
    struct slice text = rest(scanner);
    if (text.size < 2 || text.data[0] != '-' || text.data[1] == '-')
        return false;
    uint32_t next = 0;
    utf8_next(slice_part(text, 1, text.size), &next);
    return !is_space(next);
}

static fund_status read_chunk(struct scanner *scanner, bool *continues)
{
    size_t start = scanner->at;
    bool is_excluded = at_exclusion(scanner);
    if (is_excluded)
        scanner->at++;
    bool was_plain = *continues;
    *continues = false;
    const struct field_name *field = find_field(rest(scanner));
    if (field != NULL) {
        scanner->at += strlen(field->name) + 1;
        return read_field(scanner, field, is_excluded, start);
    }
    struct query_part part = {.is_excluded = is_excluded, .offset = scanner->at};
    if (at_quote(scanner)) {
        part.kind = QUERY_PHRASE;
        part.text = read_quoted(scanner, &part.offset);
        return add(scanner, &part);
    }
    skip_chunk(scanner);
    *continues = !is_excluded;
    if (!is_excluded)
        return add_plain(scanner, start, scanner->at, was_plain);
    part.text = slice_part(scanner->text, part.offset, scanner->at);
    return add(scanner, &part);
}

fund_status query_parse(struct slice text, int32_t today, struct arena *arena, struct query *query,
                        struct fund_error *error)
{
    struct scanner scanner = {text, 0, today, arena, query, error};
    bool continues = false; /* the last part is plain text that may go on */
    fund_status status = FUND_OK;
    skip_spaces(&scanner);
    query->has_text = scanner.at < text.size;
    while (status == FUND_OK && scanner.at < text.size) {
        status = read_chunk(&scanner, &continues);
        skip_spaces(&scanner);
    }
    return status;
}
