/*
 * Cutting the window of a text into segments.
 */
#include "query/lib/snippet/window.h"

#define ELLIPSIS "\u2026"

struct cutter {
    struct arena *arena;
    struct buffer piece;
    enum fund_mark mark; /* of piece */
    struct fund_segment *segments;
    size_t count, capacity;
    fund_status status;
    struct fund_error *error;
};

static void flush(struct cutter *cutter)
{
    if (cutter->status != FUND_OK || cutter->piece.size == 0)
        return;
    void *items = cutter->segments;
    struct slice copy = arena_copy(cutter->arena, buffer_slice(&cutter->piece));
    if (copy.data == NULL || !arena_grow(cutter->arena, &items, cutter->count, &cutter->capacity,
                                         sizeof(*cutter->segments))) {
        cutter->status = error_no_memory(cutter->error);
        return;
    }
    cutter->segments = items;
    cutter->segments[cutter->count++] = (struct fund_segment){copy.data, copy.size, cutter->mark};
    buffer_clear(&cutter->piece);
}

static void put_bytes(struct cutter *cutter, struct slice bytes, enum fund_mark mark)
{
    if (mark != cutter->mark)
        flush(cutter);
    cutter->mark = mark;
    if (cutter->status == FUND_OK)
        cutter->status = buffer_append(&cutter->piece, bytes, cutter->error);
}

/* Appends the text from start to end, with each stretch of white space as one space, or where a
 * heading or a field ends without any sign, as an ellipsis. */
static void put(struct cutter *cutter, struct slice text, size_t start, size_t end,
                enum fund_mark mark)
{
    for (size_t at = start, next; at < end && cutter->status == FUND_OK; at = next) {
        if (window_is_space(text.data[at])) {
            bool is_border = window_gap(text, at, text.size, &next) == GAP_BORDER;
            put_bytes(cutter, is_border ? SLICE(" " ELLIPSIS " ") : SLICE(" "), mark);
            continue;
        }
        next = at;
        while (next < end && !window_is_space(text.data[next]) && text.data[next] != '\0')
            next++;
        if (next > at)
            put_bytes(cutter, slice_part(text, at, next), mark);
        else
            next++; /* a NUL */
    }
}

/* Unmarked text, without the window's hole and the white space before it. */
static void put_plain(struct cutter *cutter, const struct window *window, size_t start, size_t end)
{
    struct range hole = window->hole;
    if (hole.start >= hole.end || hole.start < start || hole.end > end) {
        put(cutter, window->text, start, end, FUND_MARK_NONE);
        return;
    }
    size_t before = hole.start;
    while (before > start && window_is_space(window->text.data[before - 1]))
        before--;
    put(cutter, window->text, start, before, FUND_MARK_NONE);
    put_bytes(cutter, SLICE(" " ELLIPSIS " "), FUND_MARK_NONE);
    size_t behind = hole.end;
    while (behind < end && window_is_space(window->text.data[behind]))
        behind++;
    put(cutter, window->text, behind, end, FUND_MARK_NONE);
}

static void put_window(struct cutter *cutter, const struct window *window,
                       const struct snippet_matches *matches)
{
    size_t at = window->start;
    if (window->is_cut_before)
        put_bytes(cutter, SLICE(ELLIPSIS " "), FUND_MARK_NONE);
    for (size_t i = 0; i < matches->count && matches->items[i].start < window->end; i++) {
        const struct snippet_match *match = &matches->items[i];
        if (match->end <= at)
            continue;
        size_t start = match->start < at ? at : match->start;
        size_t end = match->end > window->end ? window->end : match->end;
        if (at < start) /* the marked parts of one word stay one piece */
            put_plain(cutter, window, at, start);
        put(cutter, window->text, start, end, match->mark);
        at = end;
    }
    put_plain(cutter, window, at, window->end);
    if (window->is_cut_behind)
        put_bytes(cutter, SLICE(" " ELLIPSIS), FUND_MARK_NONE);
    flush(cutter);
}

fund_status snippet_cut(const struct release *release, const struct snippet_matches *matches,
                        uint32_t size, struct arena *arena, const struct fund_segment **segments,
                        size_t *count, struct fund_error *error)
{
    struct window window;
    window_choose(release, matches, size < SNIPPET_SIZE_MIN ? SNIPPET_SIZE_MIN : size, &window);
    struct cutter cutter = {.arena = arena, .piece = buffer_init(SIZE_MAX / 2), .error = error};
    if (window.start < window.end)
        put_window(&cutter, &window, matches);
    buffer_finish(&cutter.piece);
    if (cutter.status != FUND_OK)
        return cutter.status;
    *segments = cutter.segments;
    *count = cutter.count;
    return FUND_OK;
}
