/*
 * Finds the last part of the query as the parser would, and the words in it.
 */
#include "query/lib/completion/typed.h"

#include "core/base/utf8.h"
#include "core/text/text.h"
#include "query/lib/completion/text.h"

#define FOLDED_MAX ((size_t)1 << 20)

#define NAMES      (1u << COMPLETION_PERSON | 1u << COMPLETION_ORGANISATION | 1u << COMPLETION_PLACE)
#define WORDS      (1u << COMPLETION_WORD)
#define TITLES     (1u << COMPLETION_TITLE)

/* Fields of the query language; nothing is known of the values of the last ones. */
static const struct field {
    const char *name;
    unsigned kinds;
} fields[] = {
    {"person", 1u << COMPLETION_PERSON},
    {"org", 1u << COMPLETION_ORGANISATION},
    {"organisation", 1u << COMPLETION_ORGANISATION},
    {"organization", 1u << COMPLETION_ORGANISATION},
    {"ort", 1u << COMPLETION_PLACE},
    {"place", 1u << COMPLETION_PLACE},
    {"titel", TITLES},
    {"title", TITLES},
    {"rolle", 0},
    {"role", 0},
    {"datum", 0},
    {"date", 0},
    {"termin", 0},
    {"event", 0},
};

struct scanner {
    struct slice text;
    size_t at;
    size_t starts[COMPLETION_WORDS_MAX]; /* of the last plain words, oldest first */
    size_t start_count;
    bool has_field;
};

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x3000;
}

/* The quote that closes this one; NULL where it is none. */
static const char *closing_quote(uint32_t c)
{
    switch (c) {
    case '"':
        return "\"";
    case 0xab:
        return "»";
    case 0xbb:
        return "«";
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
        return "“";
    default:
        return NULL;
    }
}

static uint32_t character(const struct scanner *scanner, size_t *size)
{
    uint32_t c = 0;
    *size = utf8_next(slice_part(scanner->text, scanner->at, scanner->text.size), &c);
    if (*size == 0)
        *size = 1; /* never in a well-formed text */
    return c;
}

static bool at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->text.size;
}

static void skip_spaces(struct scanner *scanner)
{
    size_t size;
    while (!at_end(scanner) && is_space(character(scanner, &size)))
        scanner->at += size;
}

static void skip_chunk(struct scanner *scanner)
{
    size_t size;
    while (!at_end(scanner)) {
        uint32_t c = character(scanner, &size);
        if (is_space(c) || closing_quote(c) != NULL)
            return;
        scanner->at += size;
    }
}

/* Behind an opening quote: moves behind the one that closes; false at the end of the text. */
static bool skip_quoted(struct scanner *scanner, const char *closing)
{
    size_t size;
    while (!at_end(scanner)) {
        struct slice here = slice_part(scanner->text, scanner->at, scanner->text.size);
        bool is_german = strcmp(closing, "“") == 0;
        bool closes = slice_starts_with(here, slice_from(closing)) ||
                      (is_german && (here.data[0] == '"' || slice_starts_with(here, SLICE("”"))));
        character(scanner, &size);
        scanner->at += size;
        if (closes)
            return true;
    }
    return false;
}

static const struct field *read_field(struct scanner *scanner)
{
    struct slice rest = slice_part(scanner->text, scanner->at, scanner->text.size);
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        size_t size = strlen(fields[i].name);
        bool is_name = rest.size > size && rest.data[size] == ':';
        for (size_t j = 0; j < size && is_name; j++)
            is_name = (rest.data[j] | 0x20) == fields[i].name[j];
        if (is_name) {
            scanner->at += size + 1;
            return &fields[i];
        }
    }
    return NULL;
}

/* A plain word begins here; the oldest one is forgotten where there are too many. */
static void add_start(struct scanner *scanner, size_t start)
{
    if (scanner->start_count == COMPLETION_WORDS_MAX) {
        memmove(scanner->starts, scanner->starts + 1,
                (COMPLETION_WORDS_MAX - 1) * sizeof(*scanner->starts));
        scanner->start_count--;
    }
    scanner->starts[scanner->start_count++] = start;
}

/* ---- runs ----------------------------------------------------------------------------------- */

static fund_status normalise(struct slice text, struct arena *arena, struct slice *out,
                             struct fund_error *error)
{
    struct buffer buffer = buffer_init(FOLDED_MAX);
    fund_status status = completion_normalise(text, &buffer, error);
    if (status == FUND_OK) {
        *out = arena_copy(arena, buffer_slice(&buffer));
        if (out->data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&buffer);
    return status;
}

/* Looks up the text from value on, which may be empty in a field, and puts what is taken in the place of all from start on. */
static fund_status add_run(struct completion_typed *typed, struct arena *arena, size_t start,
                           size_t value, size_t word_count, struct fund_error *error)
{
    struct completion_run *run = &typed->runs[typed->run_count];
    *run = (struct completion_run){.start = start, .word_count = word_count};
    fund_status status =
        normalise(slice_part(typed->text, value, typed->text.size), arena, &run->prefix, error);
    bool is_empty = run->prefix.size == 0 && (typed->kinds & WORDS) != 0;
    if (status == FUND_OK && !is_empty && run->prefix.size <= COMPLETION_TEXT_MAX)
        typed->run_count++;
    return status;
}

static fund_status read_word(struct completion_typed *typed, struct arena *arena, size_t value,
                             struct fund_error *error)
{
    struct slice text = typed->text;
    size_t start = value;
    for (size_t at = value, size; at < text.size; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(text, at, text.size), &c);
        if (size == 0)
            break;
        /* signs at the front belong to no word: (Haus, „Haus */
        if (is_space(c) || (start == at && !completion_is_letter(c)))
            start = at + size;
    }
    typed->word_start = start;
    struct buffer folded = buffer_init(FOLDED_MAX);
    fund_status status = text_fold(slice_part(text, start, text.size), &folded, error);
    bool is_fit = folded.size <= COMPLETION_TEXT_MAX;
    for (size_t i = 0; i < folded.size && is_fit; i++)
        is_fit = (unsigned char)folded.data[i] > ' ';
    if (status == FUND_OK && is_fit && folded.size > 0) {
        typed->word = arena_copy(arena, buffer_slice(&folded));
        if (typed->word.data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&folded);
    return status;
}

/* Whether a word stands before the last one. */
static bool has_words_before(const struct completion_typed *typed, size_t value)
{
    for (size_t at = value, size; at < typed->word_start; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(typed->text, at, typed->word_start), &c);
        if (size == 0 || completion_is_letter(c))
            return true;
    }
    return false;
}

static size_t count_words(struct slice text)
{
    size_t count = 0;
    bool was_space = true;
    for (size_t i = 0; i < text.size; i++) {
        count += was_space && text.data[i] != ' ';
        was_space = text.data[i] == ' ';
    }
    return count;
}

/* A quoted text or a field's value: all of it together. */
static fund_status read_value(struct completion_typed *typed, struct arena *arena, size_t start,
                              size_t value, struct fund_error *error)
{
    fund_status status = add_run(typed, arena, start, value, 1, error);
    if (status == FUND_OK && typed->run_count > 0)
        typed->runs[0].word_count = count_words(typed->runs[0].prefix);
    return status == FUND_OK ? read_word(typed, arena, value, error) : status;
}

static fund_status read_plain(const struct scanner *scanner, struct completion_typed *typed,
                              struct arena *arena, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < scanner->start_count && status == FUND_OK; i++)
        status = add_run(typed, arena, scanner->starts[i], scanner->starts[i],
                         scanner->start_count - i, error);
    if (status == FUND_OK && scanner->start_count > 0)
        status = read_word(typed, arena, scanner->starts[scanner->start_count - 1], error);
    return status;
}

/* The whole text in front of the runs, where none has all of it. */
static fund_status add_whole(struct completion_typed *typed, struct arena *arena, size_t begin,
                             struct fund_error *error)
{
    size_t count = typed->run_count;
    if (count > 0 && typed->runs[0].start == begin)
        return FUND_OK;
    fund_status status = add_run(typed, arena, begin, begin, 1, error);
    if (status != FUND_OK || typed->run_count == count)
        return status;
    struct completion_run whole = typed->runs[count];
    whole.word_count = count_words(whole.prefix);
    memmove(typed->runs + 1, typed->runs, count * sizeof(*typed->runs));
    typed->runs[0] = whole;
    return FUND_OK;
}

/* "-wort", not " - " nor "--". */
static bool at_exclusion(const struct scanner *scanner)
{
    struct slice rest = slice_part(scanner->text, scanner->at, scanner->text.size);
    uint32_t next = 0;
    if (rest.size < 2 || rest.data[0] != '-' || rest.data[1] == '-')
        return false;
    utf8_next(slice_part(rest, 1, rest.size), &next);
    return !is_space(next);
}

/* Reads one part; *is_last: it goes up to the cursor, and *typed has what is in it. */
static fund_status read_part(struct scanner *scanner, struct completion_typed *typed,
                             struct arena *arena, bool *is_last, struct fund_error *error)
{
    size_t size, start = scanner->at;
    bool is_excluded = at_exclusion(scanner);
    if (is_excluded)
        scanner->at++;
    const struct field *field = read_field(scanner);
    scanner->has_field = scanner->has_field || field != NULL;
    const char *closing = at_end(scanner) ? NULL : closing_quote(character(scanner, &size));
    size_t value = scanner->at;
    if (closing != NULL) {
        scanner->at += size;
        value = scanner->at;
        *is_last = !skip_quoted(scanner, closing);
    } else {
        skip_chunk(scanner);
        *is_last = at_end(scanner) && (field != NULL || is_excluded);
    }
    if (closing == NULL && field == NULL && !is_excluded) {
        add_start(scanner, start);
        return FUND_OK;
    }
    scanner->start_count = 0;
    if (!*is_last)
        return FUND_OK;
    typed->is_excluded = is_excluded;
    typed->closing = field == NULL ? closing : NULL;
    typed->kinds = field != NULL ? field->kinds : is_excluded ? WORDS : WORDS | NAMES | TITLES;
    fund_status status = read_value(typed, arena, start, value, error);
    if (closing != NULL && has_words_before(typed, value))
        typed->word = slice_of(NULL, 0); /* hardly any word goes on with a phrase */
    return status;
}

fund_status completion_typed_read(struct slice text, struct arena *arena,
                                  struct completion_typed *typed, struct fund_error *error)
{
    struct scanner scanner = {.text = text};
    size_t begin = 0;
    struct completion_typed read = {.text = text, .kinds = WORDS | NAMES | TITLES};
    bool is_last = false;
    fund_status status = FUND_OK;
    skip_spaces(&scanner);
    begin = scanner.at;
    while (!at_end(&scanner) && status == FUND_OK && !is_last) {
        status = read_part(&scanner, &read, arena, &is_last, error);
        skip_spaces(&scanner);
    }
    if (status == FUND_OK && !is_last)
        status = read_plain(&scanner, &read, arena, error);
    if (status == FUND_OK && !scanner.has_field)
        status = add_whole(&read, arena, begin, error);
    if (status == FUND_OK)
        *typed = read;
    return status;
}
