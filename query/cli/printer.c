/*
 * Text on standard output for people. A word is held back until its end is known, so that a mark
 * may begin or end in the middle of it and wrapping still moves it whole.
 */
#include "printer.h"

#include "characters.h"
#include "day.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Longest formatted piece in bytes. */
#define FORMAT_MAX 512
/* Bytes that are looked at before it is known whether there is room for them. */
#define PIECE_MAX 64

/* ECMA-48 "select graphic rendition"; in the 16 colours that every terminal has for its own
 * background. */
static const char *const sequences[] = {
    [STYLE_PLAIN] = "\033[0m", [STYLE_MARK] = "\033[1;31m", [STYLE_TITLE] = "\033[1m",
    [STYLE_ASIDE] = "\033[2m", [STYLE_BAR] = "\033[36m",
};

void printer_init(struct printer *printer, enum color color)
{
    *printer = (struct printer){.terminal = terminal_look(color)};
}

static void write_spaces(size_t count)
{
    for (size_t i = 0; i < count; i++)
        putc_unlocked(' ', stdout);
}

static void break_line(struct printer *printer, size_t indent)
{
    putc_unlocked('\n', stdout);
    write_spaces(indent);
    printer->column = indent;
    printer->spaces = 0;
}

/* Writes the word held back, on a new line where it doesn't fit on this one. */
static void flush_word(struct printer *printer)
{
    if (printer->word_size == 0)
        return;
    size_t end = printer->column + printer->spaces + printer->word_columns;
    if (printer->terminal.width > 0 && end > printer->terminal.width &&
        printer->column > printer->indent)
        break_line(printer, printer->indent);
    write_spaces(printer->spaces);
    fwrite(printer->word, 1, printer->word_size, stdout);
    printer->column += printer->spaces + printer->word_columns;
    printer->spaces = 0;
    printer->word_size = 0;
    printer->word_columns = 0;
}

static void add_to_word(struct printer *printer, const char *bytes, size_t size, size_t columns)
{
    bool is_full = printer->word_size + size > sizeof(printer->word);
    bool is_wide = printer->terminal.width > 0 &&
                   printer->indent + printer->word_columns + columns > printer->terminal.width;
    if (is_full || is_wide)
        flush_word(printer);
    memcpy(printer->word + printer->word_size, bytes, size);
    printer->word_size += size;
    printer->word_columns += columns;
}

/* Whether no character of a piece has to be the first of a line. */
static bool has_room(const struct printer *printer, size_t size, size_t columns)
{
    return printer->word_size + size <= sizeof(printer->word) &&
           (printer->terminal.width == 0 ||
            printer->indent + printer->word_columns + columns <= printer->terminal.width);
}

/* What the text begins with, up to a blank at most; returns its bytes. */
static size_t add_piece(struct printer *printer, const char *text, size_t size)
{
    size_t columns = 0;
    size_t plain = characters_plain(text, size < PIECE_MAX ? size : PIECE_MAX, &columns);
    if (plain > 0 && has_room(printer, plain, columns)) {
        add_to_word(printer, text, plain, columns);
        return plain;
    }
    struct shown_character shown = characters_show(text, size);
    add_to_word(printer, shown.bytes, shown.size, shown.columns);
    return shown.consumed;
}

void printer_text(struct printer *printer, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        if (!characters_is_blank(text[at])) {
            at += add_piece(printer, text + at, size - at);
            continue;
        }
        flush_word(printer);
        printer->spaces += text[at] == ' ' || printer->spaces == 0;
        at++;
    }
}

void printer_string(struct printer *printer, const char *text)
{
    printer_text(printer, text, strlen(text));
}

void printer_style(struct printer *printer, enum style style)
{
    if (printer->terminal.has_color)
        add_to_word(printer, sequences[style], strlen(sequences[style]), 0);
}

void printer_styled(struct printer *printer, enum style style, const char *text)
{
    printer_style(printer, style);
    printer_string(printer, text);
    printer_style(printer, STYLE_PLAIN);
}

void printer_number(struct printer *printer, uint64_t number)
{
    char text[20]; /* of UINT64_MAX */
    size_t start = sizeof(text);
    do {
        text[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    printer_text(printer, text + start, sizeof(text) - start);
}

void printer_format(struct printer *printer, const char *format, ...)
{
    char text[FORMAT_MAX];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (size > 0)
        printer_text(printer, text, (size_t)size < sizeof(text) ? (size_t)size : sizeof(text) - 1);
}

void printer_begin(struct printer *printer, size_t indent)
{
    printer->indent = indent;
    printer->column = indent;
    write_spaces(indent);
}

void printer_lines(struct printer *printer, const char *text, size_t size)
{
    size_t start = 0;
    for (size_t at = 0; at < size; at++) {
        if (text[at] != '\n')
            continue;
        printer_text(printer, text + start, at - start);
        printer_end(printer);
        start = at + 1;
    }
    printer_text(printer, text + start, size - start);
    printer_end(printer);
}

void printer_end(struct printer *printer)
{
    flush_word(printer);
    fputc('\n', stdout);
    printer->column = 0;
    printer->spaces = 0;
}

void printer_day(struct printer *printer, int32_t day)
{
    char text[DAY_TEXT_SIZE];
    day_show(day, text);
    printer_string(printer, text);
}

void printer_label(struct printer *printer, const char *label)
{
    printer_style(printer, STYLE_ASIDE);
    printer_string(printer, label);
    printer_string(printer, ":");
    printer_style(printer, STYLE_PLAIN);
    printer_string(printer, " ");
}

void printer_field(struct printer *printer, const char *label, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    printer_begin(printer, 0);
    printer_label(printer, label);
    printer_string(printer, value);
    printer_end(printer);
}
