/*
 * Patterns of messages, in which %s stands for anything.
 */
#include "library_text.h"

#include "messages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define HOLE      "%s"
#define HOLES_MAX 4

/* What stands in the holes comes in the same order in a translation. */
static const char *const patterns[] = {
    N_("there is no archive '%s'; make one with: fundstelle index -a '%s' PATH"),
    N_("there is no archive '%s'"),
    N_("'%s' is no archive: it holds no file %s"),
    N_("the archive '%s' is damaged: its index is missing; rebuild it with fundstelle index "
       "--rebuild PATH"),
    N_("the archive '%s' is damaged; rebuild it with fundstelle index --rebuild PATH"),
    N_("the archive '%s' is damaged; rebuild it with fundstelle index --rebuild PATH (%s)"),
    N_("no release has the id '%s'"),
    N_("cannot open '%s': %s"),
    N_("'%s' is no date that is understood; write %s or %s"),
    N_("'%s' is no day of the calendar; write %s or %s"),
    N_("'%s' ends before it begins; write %s or %s"),
    N_("'%s' has no name after it; write it without a space before it, %s or %s"),
    N_("'%s' has no word after it; write it without a space before it, %s or %s"),
    N_("'%s' has no date after it; write %s or %s"),
    N_("'%s' is no value of its facet; write a year as 2023, a month as 2023-08, a day as "
       "2023-08-18"),
    N_("'%s' has too few letters before its star; write at least %s, or leave out the star"),
    N_("the name of a person asked for has no word"),
    N_("the name of an organisation asked for has no word"),
    N_("the name of a place asked for has no word"),
    /* fund_status_text */
    N_("damaged or no archive"),
    N_("written by another version"),
    N_("reading or writing failed"),
    N_("out of memory"),
    N_("internal error"),
};

struct piece {
    const char *text;
    size_t size;
};

/* Text up to the next hole of a pattern, and *rest behind that; NULL where there is none. */
static struct piece next_literal(const char *pattern, const char **rest)
{
    const char *hole = strstr(pattern, HOLE);
    *rest = hole != NULL ? hole + strlen(HOLE) : NULL;
    return (struct piece){pattern, hole != NULL ? (size_t)(hole - pattern) : strlen(pattern)};
}

/* Where the literal stands in the message; the last one at its end. NULL where it does not. */
static const char *find_literal(const char *message, struct piece literal, bool is_last)
{
    size_t size = strlen(message);
    if (size < literal.size)
        return NULL;
    if (is_last) {
        const char *end = message + size - literal.size;
        return memcmp(end, literal.text, literal.size) == 0 ? end : NULL;
    }
    for (const char *at = message; *at != '\0'; at++)
        if (strncmp(at, literal.text, literal.size) == 0)
            return at;
    return NULL;
}

/* Whether the message is of the pattern; what stands in its holes. */
static bool match(const char *message, const char *pattern, struct piece holes[static HOLES_MAX])
{
    const char *rest;
    struct piece literal = next_literal(pattern, &rest);
    if (rest == NULL)
        return strcmp(message, pattern) == 0;
    if (strncmp(message, literal.text, literal.size) != 0)
        return false;
    const char *at = message + literal.size;
    for (size_t i = 0; rest != NULL && i < HOLES_MAX; i++) {
        literal = next_literal(rest, &rest);
        const char *found = find_literal(at, literal, rest == NULL);
        if (found == NULL)
            return false;
        holes[i] = (struct piece){at, (size_t)(found - at)};
        at = found + literal.size;
    }
    return rest == NULL;
}

/* Appends as much as there is room for; the new size. */
static size_t append(char text[static LIBRARY_TEXT_SIZE], size_t size, struct piece piece)
{
    size_t room = LIBRARY_TEXT_SIZE - 1 - size;
    size_t count = piece.size < room ? piece.size : room;
    memcpy(text + size, piece.text, count);
    return size + count;
}

static void fill(const char *pattern, const struct piece holes[static HOLES_MAX],
                 char text[static LIBRARY_TEXT_SIZE])
{
    size_t size = 0;
    const char *rest = pattern;
    for (size_t i = 0; rest != NULL; i++) {
        size = append(text, size, next_literal(rest, &rest));
        if (rest != NULL && i < HOLES_MAX)
            size = append(text, size, holes[i]);
    }
    text[size] = '\0';
}

void library_text(const char *message, char text[static LIBRARY_TEXT_SIZE])
{
    struct piece holes[HOLES_MAX] = {{NULL, 0}};
    for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
        if (!match(message, patterns[i], holes))
            continue;
        fill(_(patterns[i]), holes, text);
        return;
    }
    snprintf(text, LIBRARY_TEXT_SIZE, "%s", message);
}
