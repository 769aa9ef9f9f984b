/*
 * What standard output is: how wide, whether in colour, whether it shows block characters.
 */
#ifndef QUERY_CLI_TERMINAL_H
#define QUERY_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* When output is in colour. */
enum color {
    COLOR_AUTO,   /* on a terminal, unless NO_COLOR or TERM=dumb forbid it */
    COLOR_ALWAYS, /* wherever it goes */
    COLOR_NEVER
};

struct terminal {
    size_t width; /* columns to use, 30 to 120; 0: no terminal, lines are not wrapped */
    bool has_color;
    bool has_blocks; /* bars may be made of block characters */
};

/*
 * Asks the system and the environment: COLUMNS before the terminal's own width, NO_COLOR
 * (https://no-color.org), TERM, and the locale's encoding.
 */
struct terminal terminal_look(enum color color);
/* "auto", "always" or "never"; false after a report. */
bool terminal_read_color(const char *text, enum color *color);

#endif
