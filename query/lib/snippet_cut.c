/*
 * Choosing the window of a text and cutting it into segments. A window has most different matches,
 * then most matches, then comes first; it begins and ends at a sentence's border where one is near,
 * at a word's border otherwise, and is never cut inside a character.
 */
#include "query/lib/snippet.h"

#include "core/base/utf8.h"

/* Different targets that a window's worth is counted by; further ones share numbers. */
#define TARGETS_COUNTED 2048
/* A sentence may end the window early where it has filled so many hundredths of it. */
#define FILLED_ENOUGH 60
/* A full stop after a shorter word is an abbreviation's more often than a sentence's. */
#define SENTENCE_WORD_MIN 4

/* Longest word in bytes that is kept whole around a match. */
#define WORD_SIZE_MAX 64
#define ELLIPSIS      "\u2026"

struct window {
    struct slice text;
    size_t low, high;   /* what may be shown */
    size_t first, last; /* what must be shown */
    size_t start, end;
    bool is_cut_before, is_cut_behind;
};

struct cutter {
    struct arena *arena;
    struct buffer piece;
    enum fund_mark mark; /* of piece */
    bool after_space;
    struct fund_segment *segments;
    size_t count, capacity;
    fund_status status;
    struct fund_error *error;
};

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* ---- characters and borders ----------------------------------------------------------------- */

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

/* At most count characters on from at, not past limit; *moved says how many. */
static size_t forward(struct slice text, size_t at, size_t limit, size_t count, size_t *moved)
{
    *moved = 0;
    while (at < limit && *moved < count) {
        at++;
        while (at < limit && !begins_character(text.data[at]))
            at++;
        (*moved)++;
    }
    return at;
}

static size_t backward(struct slice text, size_t at, size_t limit, size_t count)
{
    while (at > limit && count > 0) {
        at--;
        while (at > limit && !begins_character(text.data[at]))
            at--;
        count--;
    }
    return at;
}

/* Closing quotes and brackets may stand behind the sentence's sign. */
static struct slice without_closers(struct slice text)
{
    static const char *const closers[] = {"\"", "'", ")", "\u201c", "\u201d", "\u00ab", "\u00bb"};
    for (size_t i = 0; i < sizeof(closers) / sizeof(*closers); i++)
        if (slice_ends_with(text, slice_from(closers[i])))
            return slice_part(text, 0, text.size - strlen(closers[i]));
    return text;
}

/* Whether a sentence ends with this text: not "18.", "Nr." or "z. B." */
static bool ends_sentence(struct slice text)
{
    text = without_closers(text);
    if (text.size == 0)
        return false;
    char last = text.data[text.size - 1];
    if (last == '!' || last == '?')
        return true;
    if (last != '.')
        return false;
    size_t word = 0;
    while (word + 1 < text.size) {
        char byte = text.data[text.size - 2 - word];
        if (is_space(byte) || byte == '.' || (byte >= '0' && byte <= '9'))
            break;
        word++;
    }
    return word >= SENTENCE_WORD_MIN;
}

/* Whether at is the first byte behind white space; *is_sentence: and the first of a sentence. */
static bool begins_word(const struct window *window, size_t at, bool *is_sentence)
{
    *is_sentence = at == window->low;
    if (*is_sentence)
        return true;
    if (!is_space(window->text.data[at - 1]) || is_space(window->text.data[at]))
        return false;
    size_t end = at;
    while (end > window->low && is_space(window->text.data[end - 1])) {
        end--;
        *is_sentence = *is_sentence || window->text.data[end] == '\n';
    }
    *is_sentence = *is_sentence || ends_sentence(slice_part(window->text, window->low, end));
    return true;
}

/* ---- the window ----------------------------------------------------------------------------- */

static bool is_in_title(const struct release *release, const struct snippet_match *match)
{
    return match->start < release->title.end && match->end > release->title.start;
}

/* The matches to be shown: those behind the title, or the title's where there are no others. */
static struct snippet_matches without_title(const struct release *release,
                                            const struct snippet_matches *matches)
{
    struct snippet_matches rest = *matches;
    while (rest.count > 0 && is_in_title(release, rest.items)) {
        rest.items++;
        rest.count--;
    }
    return rest.count > 0 ? rest : *matches;
}

/* Finds the matches from *first to *last within size bytes that are worth most. */
static void find_best(const struct snippet_matches *matches, size_t size, size_t *first,
                      size_t *last)
{
    size_t stamps[TARGETS_COUNTED] = {0};
    size_t best_different = 0, best_count = 0;
    for (size_t i = 0; i < matches->count; i++) {
        size_t different = 0, j = i;
        for (; j < matches->count; j++) {
            if (j > i && matches->items[j].end - matches->items[i].start > size)
                break;
            size_t *stamp = &stamps[matches->items[j].target % TARGETS_COUNTED];
            different += *stamp != i + 1;
            *stamp = i + 1;
        }
        if (different > best_different || (different == best_different && j - i > best_count)) {
            best_different = different;
            best_count = j - i;
            *first = i;
            *last = j - 1;
        }
    }
}

static size_t beginning_of(const struct release *release)
{
    if (release->lead.start < release->lead.end)
        return release->lead.start;
    if (release->body.start < release->body.end)
        return release->body.start;
    return release->title.end < release->text.size ? release->title.end : 0;
}

/* Where the word that text has at `at` begins; a match may begin inside it, as a compound's part. */
static size_t word_start(struct slice text, size_t low, size_t at)
{
    size_t start = at;
    while (start > low && at - start < WORD_SIZE_MAX && !is_space(text.data[start - 1]))
        start--;
    return start == low || is_space(text.data[start - 1]) ? start : at;
}

static size_t word_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.size && end - at < WORD_SIZE_MAX && !is_space(text.data[end]))
        end++;
    return end == text.size || is_space(text.data[end]) ? end : at;
}

static void place_window(const struct release *release, const struct snippet_matches *matches,
                         size_t size, struct window *window)
{
    *window = (struct window){.text = release->text, .high = release->text.size};
    if (matches->count == 0) {
        window->low = window->first = window->last = beginning_of(release);
        return;
    }
    struct snippet_matches shown = without_title(release, matches);
    size_t first = 0, last = 0;
    find_best(&shown, size, &first, &last);
    if (!is_in_title(release, &shown.items[first]))
        window->low = release->title.end;
    window->first = shown.items[first].start;
    window->last = shown.items[last].end;
    size_t start = word_start(window->text, window->low, window->first);
    size_t end = word_end(window->text, window->last);
    if (shown.items[first].end - start <= size) /* else its word would push the match out */
        window->first = start;
    if (end - window->first <= size)
        window->last = end;
}

static void choose_start(struct window *window, size_t budget)
{
    size_t back = backward(window->text, window->first, window->low, budget);
    size_t word = window->first;
    bool has_word = false;
    for (size_t at = back; at <= window->first && at < window->high; at++) {
        bool is_sentence = false;
        if (!begins_word(window, at, &is_sentence))
            continue;
        if (is_sentence) {
            window->start = at;
            return;
        }
        if (!has_word)
            word = at;
        has_word = true;
    }
    window->start = has_word ? word : back;
    window->is_cut_before = true;
}

static void choose_end(struct window *window, size_t size)
{
    size_t moved = 0;
    size_t limit = forward(window->text, window->start, window->high, size, &moved);
    window->end = limit;
    if (limit == window->high)
        return;
    window->is_cut_behind = true;
    size_t enough = window->start + (limit - window->start) * FILLED_ENOUGH / 100;
    bool has_word = false;
    for (size_t at = limit; at > window->start && at >= window->last; at--) {
        if (!is_space(window->text.data[at]) || is_space(window->text.data[at - 1]))
            continue;
        if (!has_word)
            window->end = at;
        has_word = true;
        if (at < enough)
            break;
        if (window->text.data[at] == '\n' ||
            ends_sentence(slice_part(window->text, window->start, at))) {
            window->end = at;
            window->is_cut_behind = false;
            break;
        }
    }
}

static void choose_window(struct window *window, size_t size)
{
    size_t needed = 0, tail = 0;
    forward(window->text, window->first, window->last, size, &needed);
    forward(window->text, window->first, window->high, size, &tail);
    size_t before = (size - needed) / 2;
    if (before < size - tail)
        before = size - tail;
    choose_start(window, before);
    choose_end(window, size);
    while (window->start < window->end && is_space(window->text.data[window->start]))
        window->start++;
    while (window->end > window->start && is_space(window->text.data[window->end - 1]))
        window->end--;
}

/* ---- the segments --------------------------------------------------------------------------- */

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

/* Appends text with each stretch of white space as one space. */
static void put(struct cutter *cutter, struct slice text, enum fund_mark mark)
{
    if (mark != cutter->mark)
        flush(cutter);
    cutter->mark = mark;
    for (size_t i = 0; i < text.size && cutter->status == FUND_OK; i++) {
        bool space = is_space(text.data[i]);
        if (text.data[i] != '\0' && !(space && cutter->after_space))
            cutter->status =
                buffer_append_byte(&cutter->piece, space ? ' ' : text.data[i], cutter->error);
        cutter->after_space = space;
    }
}

static void put_window(struct cutter *cutter, const struct window *window,
                       const struct snippet_matches *matches)
{
    size_t at = window->start;
    if (window->is_cut_before)
        put(cutter, SLICE(ELLIPSIS " "), FUND_MARK_NONE);
    for (size_t i = 0; i < matches->count && matches->items[i].start < window->end; i++) {
        const struct snippet_match *match = &matches->items[i];
        if (match->end <= at)
            continue;
        size_t start = match->start < at ? at : match->start;
        size_t end = match->end > window->end ? window->end : match->end;
        if (at < start) /* the marked parts of one word stay one piece */
            put(cutter, slice_part(window->text, at, start), FUND_MARK_NONE);
        put(cutter, slice_part(window->text, start, end), match->mark);
        at = end;
    }
    put(cutter, slice_part(window->text, at, window->end), FUND_MARK_NONE);
    if (window->is_cut_behind)
        put(cutter, SLICE(" " ELLIPSIS), FUND_MARK_NONE);
    flush(cutter);
}

fund_status snippet_cut(const struct release *release, const struct snippet_matches *matches,
                        uint32_t size, struct arena *arena, const struct fund_segment **segments,
                        size_t *count, struct fund_error *error)
{
    size_t wanted = size < SNIPPET_SIZE_MIN ? SNIPPET_SIZE_MIN : size;
    struct window window;
    place_window(release, matches, wanted, &window);
    choose_window(&window, wanted);
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
