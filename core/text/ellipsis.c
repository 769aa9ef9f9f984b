/*
 * Lists of words with hyphens: between two of their words there is only white space, a comma, a
 * slash, "&" or "+", and connecting words.
 */
#include "core/text/ellipsis.h"

#include <unicode/uchar.h>

#include "core/base/utf8.h"
#include "core/text/word.h"

/* Shortest word that completes a front: "-s" and "-n" are endings. */
#define TAIL_SIZE_MIN 3
/* Shortest rest behind a prefix. */
#define REST_SIZE_MIN 4

/* Connectors have at most so many bytes, but for the longest one. */
#define CONNECTOR_SIZE_MAX 5
#define CONNECTOR_LONGEST  15 /* beziehungsweise */

static const char *const connectors[] = {
    "und",  "oder", "sowie", "bzw", "beziehungsweise", "bis",  "als", "auch",
    "noch", "u",    "od",    "wie", "statt",           "plus",
};

/* Those that writers hang on a hyphen. */
static const char *const glued[] = {"und", "oder", "sowie", "bzw.", "bzw"};
/* What makes a hyphen between spaces an Ergänzungsstrich, not a dash. */
static const char *const detached[] = {" - und ", " - oder "};

/* Words that may stand before the last of a list, behind a connector; numbers may too. */
static const char *const articles[] = {
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
};

/* Prefixes that stand for each other in pairs; folded by case only. */
static const char *const prefixes[] = {
    "ab",    "an",    "auf",  "aus",  "außen",  "be",    "bei",    "binnen", "durch",
    "ein",   "ent",   "fern", "fort", "gegen",  "her",   "herab",  "hin",    "hinein",
    "hoch",  "innen", "mit",  "nach", "neu",    "ober",  "rück",   "um",     "über",
    "unter", "ver",   "vor",  "weg",  "weiter", "wider", "wieder", "zu",     "zurück",
};

struct gap {
    bool is_list;      /* nothing but signs of a list */
    bool is_connected; /* with a comma, a slash, "&" or "+" */
    bool has_line_end;
};

/* Bytes of the character at the front that may stand between the words of a list; else 0. */
static size_t list_sign(struct slice rest)
{
    switch (rest.data[0]) {
    case ' ':
    case '\t':
    case '\n':
    case ',':
    case '/':
    case '&':
    case '+':
        return 1;
    default:
        return slice_starts_with(rest, SLICE("\u00a0")) ? 2 : 0;
    }
}

static bool connects(char c)
{
    return c == ',' || c == '/' || c == '&' || c == '+';
}

static struct gap read_gap(struct slice text)
{
    struct gap gap = {true, false, false};
    for (size_t at = 0; at < text.size && gap.is_list;) {
        size_t size = list_sign(slice_part(text, at, text.size));
        bool is_second_line = text.data[at] == '\n' && gap.has_line_end;
        gap.is_list = size > 0 && !is_second_line;
        gap.has_line_end = gap.has_line_end || text.data[at] == '\n';
        gap.is_connected = gap.is_connected || connects(text.data[at]);
        at += size;
    }
    return gap;
}

/* An en dash is taken for the hyphen that was meant. */
static size_t front_hyphen(struct slice text)
{
    uint32_t c = 0;
    size_t size = utf8_next(text, &c);
    return c == 0x2013 || word_is_hyphen(slice_part(text, 0, size)) ? size : 0;
}

static size_t back_hyphen(struct slice text)
{
    size_t start = text.size > 0 ? utf8_floor(text, text.size - 1) : 0;
    struct slice last = slice_part(text, start, text.size);
    return word_is_hyphen(last) ? last.size : 0;
}

/* Latin-1's capitals lie 0x20 below in UTF-8 too. */
static char lower_byte(struct slice text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    bool is_latin = at > 0 && (unsigned char)text.data[at - 1] == 0xc3 && c >= 0x80 && c <= 0x9e;
    return (char)((c >= 'A' && c <= 'Z') || is_latin ? c + 0x20 : c);
}

static bool equals_lower(struct slice text, const char *lower)
{
    size_t i = 0;
    while (i < text.size && lower[i] != '\0' && lower_byte(text, i) == lower[i])
        i++;
    return i == text.size && lower[i] == '\0';
}

static struct slice token_text(struct slice text, const struct scan_token *token)
{
    return slice_part(text, token->start, token->end);
}

static bool is_among(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((word.data[0] | 0x20) == list[i][0] && equals_lower(word, list[i]))
            return true;
    return false;
}

/* Whether a connector begins with the word's first letter and could be as long: one word in five
 * does. */
static bool may_be_connector(struct slice word)
{
    switch (word.data[0] | 0x20) {
    case 'a':
    case 'b':
    case 'n':
    case 'o':
    case 'p':
    case 's':
    case 'u':
    case 'w':
        return word.size <= CONNECTOR_SIZE_MAX || word.size == CONNECTOR_LONGEST;
    default:
        return false;
    }
}

static bool is_connector(struct slice word)
{
    return may_be_connector(word) &&
           is_among(word, connectors, sizeof(connectors) / sizeof(connectors[0]));
}

/* "Hoch- und das Tiefbauamt", "Krippen- und 60 Kindergartenplätze". */
static bool can_be_skipped(struct slice word)
{
    size_t digits = 0;
    while (digits < word.size && word.data[digits] >= '0' && word.data[digits] <= '9')
        digits++;
    return digits == word.size || is_among(word, articles, sizeof(articles) / sizeof(articles[0]));
}

/* What is between two tokens, without the full stop of "bzw.". */
static struct slice between(struct slice text, const struct scan_token *left,
                            const struct scan_token *right)
{
    struct slice gap = slice_part(text, left->end, right->start);
    bool is_abbreviated =
        slice_starts_with(gap, SLICE(".")) && is_connector(token_text(text, left));
    return is_abbreviated ? slice_part(gap, 1, gap.size) : gap;
}

static UChar32 first_character(struct slice word)
{
    uint32_t c = 0;
    return utf8_next(word, &c) > 0 ? (UChar32)c : 0;
}

bool ellipsis_is_glued(struct slice rest)
{
    for (size_t i = 0; i < sizeof(glued) / sizeof(glued[0]); i++) {
        struct slice word = slice_from(glued[i]);
        if (!slice_starts_with(rest, word))
            continue;
        struct slice behind = slice_part(rest, word.size, rest.size);
        if (slice_starts_with(behind, SLICE(" ")) || slice_starts_with(behind, SLICE("\n")) ||
            slice_starts_with(behind, SLICE("\u00a0")))
            return true;
    }
    return false;
}

/* Bytes of " -" in front of "und Realschule". */
static size_t detached_hyphen(struct slice rest)
{
    for (size_t i = 0; i < sizeof(detached) / sizeof(detached[0]); i++) {
        struct slice start = slice_from(detached[i]);
        if (slice_starts_with(rest, start) &&
            u_isupper(first_character(slice_part(rest, start.size, rest.size))))
            return 2;
    }
    return 0;
}

static bool begins_hyphen(struct slice text, size_t at)
{
    return at < text.size && (text.data[at] == '-' || (unsigned char)text.data[at] == 0xe2);
}

/* What few tokens have: a hyphen or the like behind them, or behind a space. */
static bool may_be_open(struct slice text, size_t end)
{
    return begins_hyphen(text, end) ||
           (end < text.size && text.data[end] == ' ' && begins_hyphen(text, end + 1));
}

/* Bytes of the hyphen behind an open token, with what is between; 0 behind others. */
static size_t open_size(struct slice text, const struct scan_token *token)
{
    if (!may_be_open(text, token->end))
        return 0;
    struct slice word = token_text(text, token);
    struct slice rest = slice_part(text, token->end, text.size);
    if (word.size > 1 && is_connector(word)) /* "U- und S-Bahn", but no "und-" */
        return 0;
    if (slice_starts_with(rest, SLICE(" ")))
        return u_isupper(first_character(word)) ? detached_hyphen(rest) : 0;
    size_t hyphen = front_hyphen(rest);
    rest = slice_part(rest, hyphen, rest.size);
    bool is_end = hyphen > 0 && rest.size > 0 && (list_sign(rest) > 0 || ellipsis_is_glued(rest));
    return is_end ? hyphen : 0;
}

bool ellipsis_is_open(struct slice text, const struct scan_token *token)
{
    return open_size(text, token) > 0;
}

/* A noun completes anything, an adjective only adjectives: "Bau- und insbesondere" is no word. */
static bool can_complete(struct slice front, struct slice whole)
{
    UChar32 c = first_character(whole);
    return !u_islower(c) || !u_isupper(first_character(front));
}

size_t ellipsis_find_end(struct slice text, const struct scan_token *tokens, size_t count)
{
    size_t items = 1;
    bool is_connected = false;
    size_t open = open_size(text, &tokens[0]);
    for (size_t i = 1; i < count && tokens[i].end - tokens[0].start <= ELLIPSIS_SIZE_MAX; i++) {
        struct slice gap = between(text, &tokens[i - 1], &tokens[i]);
        gap = slice_part(gap, open, gap.size);
        /* "Groß- und -einzelhandel": what ends the list may be completed itself. */
        struct slice inner = slice_part(gap, 0, gap.size - back_hyphen(gap));
        struct gap signs = read_gap(inner);
        if (!signs.is_list)
            return 0;
        is_connected = is_connected || signs.is_connected;
        open = open_size(text, &tokens[i]);
        if (open == 0 && is_connector(token_text(text, &tokens[i]))) {
            is_connected = true;
            continue;
        }
        if (open == 0 && is_connected && can_be_skipped(token_text(text, &tokens[i])))
            continue;
        if (open == 0)
            return is_connected &&
                           can_complete(token_text(text, &tokens[0]), token_text(text, &tokens[i]))
                       ? i
                       : 0;
        if (!is_connected || ++items > ELLIPSIS_ITEMS_MAX)
            return 0;
    }
    return 0;
}

static bool can_be_completed(struct slice word)
{
    return word.size >= TAIL_SIZE_MIN && u_isalpha(first_character(word)) &&
           !equals_lower(word, "innen");
}

/* Most tokens have a space before them and are no connector: the list ends, if there was one. */
static bool ends_list(const struct ellipsis_front *front, struct slice text,
                      const struct scan_token *token)
{
    return front->is_known && token->start == front->last.end + 1 &&
           text.data[front->last.end] == ' ' && !may_be_connector(token_text(text, token));
}

bool ellipsis_follow(struct ellipsis_front *front, struct slice text,
                     const struct scan_token *token)
{
    if (ends_list(front, text, token)) {
        *front = (struct ellipsis_front){.is_known = true, .word = *token, .last = *token};
        return false;
    }
    struct slice gap = front->is_known ? between(text, &front->last, token) : SLICE(".");
    struct slice inner = gap;
    struct gap signs = {true, false, false};
    size_t hyphen = 0;
    if (gap.size != 1 || gap.data[0] != ' ') {
        /* "Groß- und": the hyphen of the word before. */
        inner = slice_part(gap, front_hyphen(gap), gap.size);
        hyphen = back_hyphen(inner);
        signs = read_gap(slice_part(inner, 0, inner.size - hyphen));
    }
    struct slice word = token_text(text, token);
    bool is_near = signs.is_list && token->end - front->word.start <= ELLIPSIS_SIZE_MAX;
    bool is_link = is_near && hyphen == 0 && is_connector(word);
    bool is_completed = is_near && hyphen > 0 && inner.size > hyphen &&
                        (front->is_connected || (signs.is_connected && !signs.has_line_end)) &&
                        front->items < ELLIPSIS_ITEMS_MAX && can_be_completed(word);
    front->is_connected = is_link;
    front->last = *token;
    if (is_completed) {
        front->items++;
    } else if (!is_link || !front->is_known) {
        front->word = *token;
        front->items = 0;
    }
    front->is_known = true;
    return is_completed;
}

/* Bytes of the prefix at the front of a word, by Latin lower case; the longest. */
static size_t prefix_size(struct slice word)
{
    size_t longest = 0;
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        size_t size = strlen(prefixes[i]);
        bool is_longer = size > longest && size <= word.size;
        if (is_longer && equals_lower(slice_part(word, 0, size), prefixes[i]))
            longest = size;
    }
    return longest;
}

size_t ellipsis_prefix_size(struct slice front, struct slice whole)
{
    size_t size = prefix_size(whole);
    bool is_pair = front.size > 0 && size > 0 && prefix_size(front) == front.size;
    bool has_rest = whole.size - size >= REST_SIZE_MIN &&
                    u_isalpha(first_character(slice_part(whole, size, whole.size)));
    return is_pair && has_rest ? size : 0;
}
