/*
 * The window around the best matches: it begins and ends at a sentence's border where one is near,
 * at a word's border otherwise, never inside a character.
 */
#include "query/lib/snippet/window.h"

/* A sentence may end the window early where it has filled so many hundredths of it. */
#define FILLED_ENOUGH 60
/* A full stop after a shorter word is an abbreviation's more often than a sentence's. */
#define SENTENCE_WORD_MIN 4
/* Characters that are kept behind the last match where a sentence's beginning is far. */
#define TAIL_MIN 20
/* Characters of a hole that are made up for. */
#define HOLE_MAX 1000
/* Longest word in bytes that is kept whole around a match. */
#define WORD_SIZE_MAX 64

/* ---- characters and borders ----------------------------------------------------------------- */

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
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
        if (window_is_space(byte) || byte == '.' || (byte >= '0' && byte <= '9'))
            break;
        word++;
    }
    return word >= SENTENCE_WORD_MIN;
}

/* Whether the text ends in a sign that sets apart what follows. */
static bool ends_with_sign(struct slice text)
{
    text = without_closers(text);
    return text.size == 0 || strchr(".!?:;,-", text.data[text.size - 1]) != NULL ||
           slice_ends_with(text, SLICE("\u2013")) || slice_ends_with(text, SLICE("\u2026"));
}

enum gap window_gap(struct slice text, size_t at, size_t end, size_t *next)
{
    size_t lines = 0, behind = at;
    for (; behind < end && window_is_space(text.data[behind]); behind++)
        lines += text.data[behind] == '\n';
    *next = behind;
    return lines > 1 && behind < end && !ends_with_sign(slice_part(text, 0, at)) ? GAP_BORDER
                                                                                 : GAP_SPACE;
}

/* The end of the text from start on that is shown as at most count characters; *shown says how
 * many. A gap is one character, a border three. */
static size_t forward(struct slice text, size_t start, size_t limit, size_t count, size_t *shown)
{
    size_t at = start;
    *shown = 0;
    while (at < limit) {
        size_t next = at + 1, characters = 1;
        if (window_is_space(text.data[at]))
            characters = window_gap(text, at, limit, &next) == GAP_BORDER ? 3 : 1;
        else
            while (next < limit && !begins_character(text.data[next]))
                next++;
        if (*shown + characters > count)
            break;
        *shown += characters;
        at = next;
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

/* Whether at is the first byte behind white space; *is_sentence: and the first of a sentence. */
static bool begins_word(const struct window *window, size_t at, bool *is_sentence)
{
    *is_sentence = at == window->low;
    if (*is_sentence)
        return true;
    if (!window_is_space(window->text.data[at - 1]) || window_is_space(window->text.data[at]))
        return false;
    size_t end = at;
    while (end > window->low && window_is_space(window->text.data[end - 1])) {
        end--;
        *is_sentence = *is_sentence || window->text.data[end] == '\n';
    }
    *is_sentence = *is_sentence || ends_sentence(slice_part(window->text, window->low, end));
    return true;
}

/* ---- the window ----------------------------------------------------------------------------- */

/* Where the word that text has at `at` begins; a match may begin inside it, as a compound's part. */
static size_t word_start(struct slice text, size_t low, size_t at)
{
    size_t start = at;
    while (start > low && at - start < WORD_SIZE_MAX && !window_is_space(text.data[start - 1]))
        start--;
    return start == low || window_is_space(text.data[start - 1]) ? start : at;
}

static size_t word_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.size && end - at < WORD_SIZE_MAX && !window_is_space(text.data[end]))
        end++;
    return end == text.size || window_is_space(text.data[end]) ? end : at;
}

/* The text's beginning, of the title only where there is no more. */
static void place_at_beginning(const struct release *release, struct window *window)
{
    struct range main = window_main(release);
    if (main.start >= main.end && release->title.end < release->text.size)
        main = (struct range){release->title.end, (uint32_t)release->text.size};
    if (main.start >= main.end)
        main = (struct range){0, (uint32_t)release->text.size};
    window->low = window->first = window->last = main.start;
    window->high = main.end;
}

static void place(const struct release *release, const struct snippet_matches *matches, size_t size,
                  struct window *window)
{
    struct snippet_match first;
    *window = (struct window){.text = release->text, .high = release->text.size};
    if (!window_place(release, matches, size, window, &first)) {
        place_at_beginning(release, window);
        return;
    }
    size_t start = word_start(window->text, window->low, window->first);
    size_t end = word_end(window->text, window->last);
    if (first.end - start <= size) /* else its word would push the match out */
        window->first = start;
    if (end - window->first <= size && end <= window->high)
        window->last = end;
}

static size_t shown_between(const struct window *window, size_t start, size_t end, size_t size)
{
    size_t shown = 0;
    return forward(window->text, start, end, size, &shown) == end ? shown : size + 1;
}

/* Characters behind the matches that go with them: up to the sentence's end, a few at most. */
static size_t count_tail(const struct window *window)
{
    size_t shown = 0;
    size_t end = forward(window->text, window->last, window->high, TAIL_MIN, &shown);
    for (size_t at = window->last; at < end; at++)
        if (window_is_space(window->text.data[at]) &&
            (window->text.data[at] == '\n' ||
             ends_sentence(slice_part(window->text, window->low, at))))
            return shown_between(window, window->last, at, TAIL_MIN);
    return shown;
}

/*
 * The beginning of the first match's sentence where that leaves room for a few words behind the
 * matches, or of an earlier one where the rest of the region fits behind it. Else a word, at most
 * half of what is left before the matches.
 */
static void choose_start(struct window *window, size_t size)
{
    size_t needed = shown_between(window, window->first, window->last, size);
    size_t tail = shown_between(window, window->last, window->high, size);
    size_t left = needed < size ? size - needed : 0;
    size_t kept = count_tail(window);
    size_t half = tail < left / 2 ? left - tail : left / 2;
    size_t most = left > kept && left - kept > half ? left - kept : half;
    size_t half_back = backward(window->text, window->first, window->low, half);
    size_t word = SIZE_MAX, sentence = SIZE_MAX;
    size_t at = backward(window->text, window->first, window->low, most);
    for (; at <= window->first && at < window->high; at++) {
        bool is_sentence = false;
        if (!begins_word(window, at, &is_sentence) ||
            (!is_sentence && (word != SIZE_MAX || at < half_back)) ||
            shown_between(window, at, window->last, size) > size)
            continue;
        if (word == SIZE_MAX && at >= half_back)
            word = at;
        if (is_sentence)
            sentence = at;
        if (is_sentence && shown_between(window, at, window->high, size) <= size)
            break;
    }
    window->start = sentence;
    if (sentence == SIZE_MAX)
        window->start = word != SIZE_MAX ? word : half_back;
    window->is_cut_before = sentence == SIZE_MAX && window->start > window->low;
}

static void choose_end(struct window *window, size_t size)
{
    size_t shown = 0;
    if (window->hole.start > window->start) /* it takes no room */
        size += shown_between(window, window->hole.start, window->hole.end, HOLE_MAX);
    size_t limit = forward(window->text, window->start, window->high, size, &shown);
    window->end = limit;
    if (limit == window->high)
        return;
    window->is_cut_behind = true;
    size_t enough = window->start + (limit - window->start) * FILLED_ENOUGH / 100;
    bool has_word = false;
    for (size_t at = limit; at > window->start && at >= window->last; at--) {
        if (!window_is_space(window->text.data[at]) || window_is_space(window->text.data[at - 1]))
            continue;
        if (!has_word)
            window->end = at;
        has_word = true;
        if (at < enough)
            break;
        struct slice shown_text = slice_part(window->text, window->start, at);
        bool is_line = window->text.data[at] == '\n' && ends_with_sign(shown_text);
        if (is_line || ends_sentence(shown_text)) {
            window->end = at;
            window->is_cut_behind = false;
            break;
        }
    }
    /* a last match that does not fit goes, rather than half of its word */
    for (size_t at = limit; !has_word && at > window->first; at--)
        if (window_is_space(window->text.data[at])) {
            window->end = at;
            break;
        }
}

void window_choose(const struct release *release, const struct snippet_matches *matches,
                   size_t size, struct window *window)
{
    place(release, matches, size, window);
    while (window->low < window->high && window_is_space(window->text.data[window->low]))
        window->low++;
    if (window->first < window->low)
        window->first = window->last = window->low;
    choose_start(window, size);
    choose_end(window, size);
    if (window->end > window->hole.start && window->end <= window->hole.end) {
        window->end = window->hole.start;
        window->is_cut_behind = true;
    }
    while (window->end > window->start && window_is_space(window->text.data[window->end - 1]))
        window->end--;
}
