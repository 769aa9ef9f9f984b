/*
 * UAX #29 as ICU has it for "de". Latin text goes by a table; where another character comes up, ICU
 * takes over for that segment. A boundary is found from the last one on, so that the two can take
 * turns at any.
 */
#include "core/text/segments.h"

#include <unicode/uchar.h>

#include "core/base/utf8.h"
#include "core/text/icu.h"

#define LOCALE "de"

/* Word_Break, as far as Latin text has it. */
enum class {
    CLASS_ICU, /* anything that is not in this list */
    CLASS_OTHER,
    CLASS_LETTER,
    CLASS_NUMERIC,
    CLASS_MID_LETTER,
    CLASS_MID_NUMBER,
    CLASS_MID_BOTH,
    CLASS_CONNECTOR, /* ExtendNumLet */
    CLASS_SPACE,
    CLASS_CR,
    CLASS_LF,
    CLASS_LINE_END
};

/* ---- the table's segments ------------------------------------------------------------------- */

/* The class of the character at an offset of a well-formed text, and where it ends. */
static enum class class_at(const struct segment_table *table, struct slice text, size_t at,
                           size_t *end) {
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (bytes[0] < 0x80){ *end = at + 1; return table->latin[bytes[0]];}
if (bytes[0] < 0xe0)
{
    unsigned c = (bytes[0] & 0x1fu) << 6 | (bytes[1] & 0x3fu);
    *end = at + 2;
    return c < SEGMENT_LATIN_COUNT ? table->latin[c] : CLASS_ICU;
}
if (bytes[0] == 0xe2 && bytes[1] <= 0x82) {
    *end = at + 3;
    return table->punctuation[(bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu)];
}
return CLASS_ICU;
}

static bool is_letter_or_number(enum class class)
{
    return class == CLASS_LETTER || class == CLASS_NUMERIC;
}

/* WB6, WB7, WB11, WB12. */
static bool bridges(enum class before, enum class middle)
{
    if (middle == CLASS_MID_BOTH)
        return is_letter_or_number(before);
    return (before == CLASS_LETTER && middle == CLASS_MID_LETTER) ||
           (before == CLASS_NUMERIC && middle == CLASS_MID_NUMBER);
}

/* Behind the letters of ASCII at an offset, most of any word; *before is the last one's class. */
static size_t skip_letters(const struct segment_table *table, struct slice text, size_t at,
                           enum class *before)
{
    size_t start = at;
    while (at < text.size && (unsigned char)text.data[at] < 0x80 &&
           table->latin[(unsigned char)text.data[at]] == CLASS_LETTER)
        at++;
    if (at > start)
        *before = CLASS_LETTER;
    return at;
}

/* Where a word ends whose first character ends at an offset; 0 where ICU must decide. */
static size_t word_end(const struct segment_table *table, struct slice text, size_t at,
                       enum class before)
{
    while (at < text.size) {
        size_t next_end = 0, after_end = 0;
        enum class next = class_at(table, text, at, &next_end);
        if (next == CLASS_ICU)
            return 0;
        if (is_letter_or_number(next) || next == CLASS_CONNECTOR) {
            before = next;
            at = skip_letters(table, text, next_end, &before);
            continue;
        }
        if (!bridges(before, next) || next_end == text.size)
            break;
        enum class after = class_at(table, text, next_end, &after_end);
        if (after == CLASS_ICU)
            return 0;
        if (after != before)
            break;
        at = after_end;
    }
    return at;
}

/* Where a character's segment ends that is no word: only spaces go on, and CR LF. */
static size_t gap_end(const struct segment_table *table, struct slice text, size_t at,
                      enum class first)
{
    bool is_line_end = first == CLASS_CR || first == CLASS_LF || first == CLASS_LINE_END;
    while (at < text.size) {
        size_t end = 0;
        enum class next = class_at(table, text, at, &end);
        if (first == CLASS_CR && next == CLASS_LF)
            return end;
        if (is_line_end)
            break;
        if (next == CLASS_ICU)
            return 0;
        if (first != CLASS_SPACE || next != CLASS_SPACE)
            break;
        at = end;
    }
    return at;
}

/* The segment that begins at an offset before the text's end; false where ICU must find it. */
static bool find_by_table(const struct segment_table *table, struct slice text, size_t at,
                          struct segment *segment)
{
    size_t end = 0;
    enum class first = class_at(table, text, at, &end);
    if (first == CLASS_ICU)
        return false;
    bool is_word = is_letter_or_number(first) || first == CLASS_CONNECTOR;
    end = is_word ? word_end(table, text, end, first) : gap_end(table, text, end, first);
    if (end == 0)
        return false;
    *segment = (struct segment){at, end, is_word};
    return true;
}

/* ---- making the table ----------------------------------------------------------------------- */

static enum class property_class(UChar32 c) {
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)){
        case U_WB_OTHER : case U_WB_DOUBLE_QUOTE : /* only Hebrew asks for it */
            return CLASS_OTHER;
        case U_WB_ALETTER : return CLASS_LETTER;
        case U_WB_NUMERIC : return CLASS_NUMERIC;
        case U_WB_MIDLETTER : return CLASS_MID_LETTER;
        case U_WB_MIDNUM : return CLASS_MID_NUMBER;
        case U_WB_MIDNUMLET : case U_WB_SINGLE_QUOTE : return CLASS_MID_BOTH;
        case U_WB_EXTENDNUMLET : return CLASS_CONNECTOR;
        case U_WB_WSEGSPACE : return CLASS_SPACE;
        case U_WB_CR : return CLASS_CR;
        case U_WB_LF : return CLASS_LF;
        case U_WB_NEWLINE : return CLASS_LINE_END;
        default : return CLASS_ICU;
    }
}

/* Writes the character into places that tell all classes apart. */
static size_t write_probe(uint32_t c, char out[static 96])
{
    static const char pattern[] = "?a?a??1?1a?1?a_?_a.?a 1,?1 ?? \n?\r?\n";
    size_t size = 0;
    for (size_t i = 0; i < sizeof(pattern) - 1; i++) {
        if (pattern[i] == '?')
            size += utf8_encode(c, out + size);
        else
            out[size++] = pattern[i];
    }
    return size;
}

static bool agrees(struct segments *icu, const struct segment_table *table, struct slice probe,
                   struct fund_error *error)
{
    segments_start(icu, probe);
    while (segments_advance(icu)) {
        struct segment found;
        size_t start = icu->ahead.start;
        if (find_by_table(table, probe, start, &found) &&
            (found.end != icu->ahead.end || found.is_word != icu->ahead.is_word))
            return false;
    }
    return segments_status(icu, error) == FUND_OK;
}

/* ICU departs from the properties for some (':' and '@', by version): then another class may fit.
 */
static void settle(struct segments *icu, struct segment_table *table, uint32_t c, uint8_t *class)
{
    char bytes[96];
    struct slice probe = slice_of(bytes, write_probe(c, bytes));
    static const enum class others[] = {CLASS_OTHER, CLASS_LETTER};
    *class = (uint8_t)property_class((UChar32)c);
    for (size_t i = 0; i <= sizeof(others) / sizeof(others[0]); i++) {
        if (*class == CLASS_ICU || agrees(icu, table, probe, NULL))
            return;
        *class = (uint8_t)(i < sizeof(others) / sizeof(others[0]) ? others[i] : CLASS_ICU);
    }
}

fund_status segment_table_fill(struct segment_table *table, struct fund_error *error)
{
    struct segments icu = {0};
    fund_status status = segments_init(&icu, NULL, error);
    /* The probes' own characters come first. */
    static const char known[] = "a1_., \n\r";
    memset(table, 0, sizeof(*table));
    for (size_t i = 0; i < sizeof(known) - 1; i++)
        table->latin[(unsigned char)known[i]] = (uint8_t)property_class(known[i]);
    for (uint32_t i = 0; i < SEGMENT_LATIN_COUNT && status == FUND_OK; i++)
        settle(&icu, table, i, &table->latin[i]);
    for (uint32_t i = 0; i < SEGMENT_PUNCTUATION_COUNT && status == FUND_OK; i++)
        settle(&icu, table, SEGMENT_PUNCTUATION_START + i, &table->punctuation[i]);
    segments_finish(&icu);
    return status;
}

/* ---- walking -------------------------------------------------------------------------------- */

fund_status segments_init(struct segments *segments, const struct segment_table *table,
                          struct fund_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    segments->table = table;
    segments->boundaries = ubrk_open(UBRK_WORD, LOCALE, NULL, 0, &code);
    return U_FAILURE(code) ? text_icu_error(error, "word boundaries", code) : FUND_OK;
}

void segments_finish(struct segments *segments)
{
    ubrk_close(segments->boundaries);
    utext_close(segments->bytes);
}

void segments_start(struct segments *segments, struct slice text)
{
    segments->is_icu_started = false;
    segments->icu_at = 0;
    segments->code = U_ZERO_ERROR;
    segments->text = text;
    segments->ahead = (struct segment){0, 0, false};
}

fund_status segments_status(const struct segments *segments, struct fund_error *error)
{
    return U_FAILURE(segments->code) ? text_icu_error(error, "word boundaries", segments->code)
                                     : FUND_OK;
}

/* Most texts never need it. */
static bool start_icu(struct segments *segments)
{
    struct slice text = segments->text;
    const char *bytes = text.size > 0 ? text.data : "";
    segments->bytes = utext_openUTF8(segments->bytes, bytes, (int64_t)text.size, &segments->code);
    ubrk_setUText(segments->boundaries, segments->bytes, &segments->code);
    if (U_FAILURE(segments->code))
        return false;
    ubrk_first(segments->boundaries);
    segments->is_icu_started = true;
    return true;
}

static bool find_by_icu(struct segments *segments, size_t at, struct segment *segment)
{
    if (!segments->is_icu_started && !start_icu(segments))
        return false;
    int32_t end = segments->icu_at == at ? ubrk_next(segments->boundaries)
                                         : ubrk_following(segments->boundaries, (int32_t)at);
    if (end == UBRK_DONE)
        return false;
    bool is_word = ubrk_getRuleStatus(segments->boundaries) >= UBRK_WORD_NONE_LIMIT;
    segments->icu_at = (size_t)end;
    *segment = (struct segment){at, (size_t)end, is_word};
    return true;
}

bool segments_advance(struct segments *segments)
{
    size_t at = segments->ahead.end, size = segments->text.size;
    if (at < size && ((segments->table != NULL &&
                       find_by_table(segments->table, segments->text, at, &segments->ahead)) ||
                      find_by_icu(segments, at, &segments->ahead)))
        return true;
    segments->ahead = (struct segment){size, size, false};
    return false;
}

/* Moves ahead over a space before a letter, as most words have one. */
static void pass_space(struct segments *segments)
{
    const char *bytes = segments->text.data;
    size_t at = segments->ahead.end;
    if (segments->table == NULL || at + 1 >= segments->text.size || bytes[at] != ' ')
        return;
    unsigned char next = (unsigned char)bytes[at + 1];
    if (next < 0x80 && segments->table->latin[next] == CLASS_LETTER)
        segments->ahead.end = at + 1;
}

bool segments_find_word(struct segments *segments)
{
    while (!segments->ahead.is_word) {
        pass_space(segments);
        if (!segments_advance(segments))
            return false;
    }
    return true;
}
