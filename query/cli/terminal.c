/*
 * Standard output as a terminal, by isatty, ioctl and the environment.
 */
#include "terminal.h"

#include "messages.h"
#include "report.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80
/* A narrower terminal is treated as this wide; a wider one is used up to the other. */
#define WIDTH_MIN 30
#define WIDTH_MAX 120

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

/* The number in COLUMNS; 0 where there is none that makes sense. */
static size_t asked_width(void)
{
    const char *text = getenv("COLUMNS");
    size_t digits = text != NULL ? strspn(text, "0123456789") : 0;
    if (digits == 0 || digits > 6 || text[digits] != '\0')
        return 0;
    size_t width = 0;
    for (size_t i = 0; i < digits; i++)
        width = width * 10 + (size_t)(text[i] - '0');
    return width;
}

static size_t usable_width(void)
{
    struct winsize size;
    size_t width = asked_width();
    if (width == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width == 0)
        return DEFAULT_WIDTH;
    if (width < WIDTH_MIN)
        return WIDTH_MIN;
    return width < WIDTH_MAX ? width : WIDTH_MAX;
}

static bool wants_color(enum color color, bool is_terminal)
{
    const char *kind = getenv("TERM");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    return is_terminal && !is_set("NO_COLOR") && kind != NULL && strcmp(kind, "dumb") != 0;
}

struct terminal terminal_look(enum color color)
{
    bool is_terminal = isatty(STDOUT_FILENO) == 1;
    return (struct terminal){
        .width = is_terminal ? usable_width() : 0,
        .has_color = wants_color(color, is_terminal),
        .has_blocks = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
    };
}

bool terminal_read_color(const char *text, enum color *color)
{
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(text, names[i]) == 0) {
            *color = (enum color)i;
            return true;
        }
    }
    report(_("--color: '%s' is no choice; write auto, always or never"), text);
    return false;
}
