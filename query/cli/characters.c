/*
 * UTF-8 by RFC 3629; widths by the wide blocks of Unicode's EastAsianWidth.txt, coarsely.
 */
#include "characters.h"

#include <stdio.h>
#include <string.h>

struct span {
    uint32_t first, last;
};

/* What steers a terminal or turns the direction of writing: C0, DEL and C1; ALM, LRM, RLM;
 * line and paragraph separator, embeddings, overrides and isolates. */
static const struct span steering[] = {
    {0x0, 0x1f}, {0x7f, 0x9f}, {0x61c, 0x61c}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069},
};
static const struct span combining[] = {
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
    {0x670, 0x670},   {0x6d6, 0x6dc},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200d},
    {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
};
static const struct span wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3},
    {0x25fd, 0x25fe},   {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693},
    {0x26a1, 0x26a1},   {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5}, {0x26fa, 0x26fa},
    {0x26fd, 0x26fd},   {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c},
    {0x274e, 0x274e},   {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0},
    {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x2e80, 0xa4cf},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0x1f300, 0x1faff},
    {0x20000, 0x3fffd},
};

static bool is_in(uint32_t code_point, const struct span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= spans[i].first && code_point <= spans[i].last)
            return true;
    return false;
}

#define IS_IN(code_point, spans) is_in(code_point, spans, sizeof(spans) / sizeof((spans)[0]))

/* Bytes of the character that the text begins with; 0 where it begins with none. */
static size_t decode(const char *text, size_t size, uint32_t *code_point)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t smallest;
    } forms[] = {{0x80, 0x00, 0x0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    for (size_t i = 0; i < 4 && i < size; i++) {
        unsigned char first = (unsigned char)text[0];
        if ((first & forms[i].mask) != forms[i].lead)
            continue;
        uint32_t value = first & (unsigned char)~forms[i].mask;
        for (size_t tail = 1; tail <= i; tail++) {
            unsigned char byte = (unsigned char)text[tail];
            if ((byte & 0xc0) != 0x80)
                return 0;
            value = value << 6 | (byte & 0x3fu);
        }
        if (value < forms[i].smallest || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            return 0;
        *code_point = value;
        return i + 1;
    }
    return 0;
}

bool characters_are_valid(const char *text, size_t size)
{
    uint32_t code_point;
    for (size_t at = 0; at < size;) {
        size_t step = decode(text + at, size - at, &code_point);
        if (step == 0)
            return false;
        at += step;
    }
    return true;
}

size_t characters_count(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static struct shown_character show_number(const char *format, unsigned number, size_t consumed)
{
    struct shown_character shown = {.consumed = consumed, .code_point = number, .is_control = true};
    int written = snprintf(shown.bytes, sizeof(shown.bytes), format, number);
    shown.size = written > 0 ? (size_t)written : 0;
    shown.columns = shown.size;
    return shown;
}

struct shown_character characters_show(const char *text, size_t size)
{
    uint32_t code_point = 0;
    size_t consumed = decode(text, size, &code_point);
    if (consumed == 0)
        return show_number("<%02X>", (unsigned char)text[0], 1);
    if (IS_IN(code_point, steering))
        return show_number("<U+%04X>", code_point, consumed);
    struct shown_character shown = {
        .size = consumed, .columns = 1, .consumed = consumed, .code_point = code_point};
    memcpy(shown.bytes, text, consumed);
    if (IS_IN(code_point, combining))
        shown.columns = 0;
    else if (IS_IN(code_point, wide))
        shown.columns = 2;
    return shown;
}

size_t characters_plain(const char *text, size_t size, size_t *columns)
{
    size_t at = 0, tails = 0;
    while (at < size) {
        unsigned char first = (unsigned char)text[at];
        bool is_ascii = first > ' ' && first < 0x7f;
        bool is_pair = first >= 0xc3 && first <= 0xcb && at + 1 < size &&
                       ((unsigned char)text[at + 1] & 0xc0) == 0x80;
        if (!is_ascii && !is_pair)
            break;
        at += is_pair ? 2 : 1;
        tails += is_pair;
    }
    *columns = at - tails;
    return at;
}

bool characters_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

size_t characters_show_next(const char *text, size_t size, bool *had_blank,
                            struct shown_character *shown)
{
    size_t at = 0;
    while (at < size && characters_is_blank(text[at]))
        at++;
    *had_blank = *had_blank || at > 0;
    if (at == size)
        return 0;
    *shown = characters_show(text + at, size - at);
    return at + shown->consumed;
}
