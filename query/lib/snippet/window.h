/*
 * snippet_window: which piece of a release's text a snippet shows.
 */
#ifndef QUERY_LIB_SNIPPET_WINDOW_H
#define QUERY_LIB_SNIPPET_WINDOW_H

#include "query/lib/snippet/snippet.h"

struct window {
    struct slice text;
    size_t low, high;   /* what may be shown: the region that the matches are in */
    size_t first, last; /* what must be shown */
    struct range hole;  /* inside, left out: the credit between a medium's title and caption */
    size_t start, end;
    bool is_cut_before, is_cut_behind;
};

/* Chooses about size characters, as shown. */
void window_choose(const struct release *release, const struct snippet_matches *matches,
                   size_t size, struct window *window);

/* Sets the region, what must be shown of it and the hole; false where there are no matches. size:
 * bytes. */
bool window_place(const struct release *release, const struct snippet_matches *matches, size_t size,
                  struct window *window, struct snippet_match *first_match);
/* Subtitle, lead and body. */
struct range window_main(const struct release *release);

/* How a stretch of white space is shown. */
enum gap {
    GAP_SPACE,
    GAP_BORDER /* a field's or paragraph's end that no sign tells, as that of a heading */
};

static inline bool window_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The gap that begins at `at`, which is white space; *next is the first byte behind it. */
enum gap window_gap(struct slice text, size_t at, size_t end, size_t *next);

#endif
