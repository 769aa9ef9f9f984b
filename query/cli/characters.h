/*
 * UTF-8 as the command line needs it: validity, counting, and a form that no terminal obeys.
 */
#ifndef QUERY_CLI_CHARACTERS_H
#define QUERY_CLI_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A character as it may be shown: as it is, or its number where a terminal would act on it. */
struct shown_character {
    char bytes[16];
    size_t size;         /* of bytes */
    size_t columns;      /* of a terminal: 0 for combining marks, 2 for wide characters */
    size_t consumed;     /* bytes of the text, at least 1 */
    uint32_t code_point; /* a byte that is no UTF-8: the byte */
    bool is_control;     /* bytes holds a number such as "<U+001B>" */
};

bool characters_are_valid(const char *text, size_t size);
/* Code points in well-formed text. */
size_t characters_count(const char *text, size_t size);
/*
 * The first character of size > 0 bytes. Controls (C0, DEL, C1), line separators and characters
 * that turn the direction of writing become "<U+202E>", bytes that are no UTF-8 "<E4>".
 */
struct shown_character characters_show(const char *text, size_t size);
/* Bytes that the text begins with and that are shown as they are, each character in one column:
 * visible ASCII, and Latin letters of two bytes. */
size_t characters_plain(const char *text, size_t size, size_t *columns);
/* Space, tab or a line's end. */
bool characters_is_blank(char byte);
/*
 * The first character that is no blank, for text that goes on one line: blanks count as one space.
 * Returns the bytes read, 0 where only blanks are left. *had_blank is set where there were any,
 * and never unset.
 */
size_t characters_show_next(const char *text, size_t size, bool *had_blank,
                            struct shown_character *shown);

#endif
