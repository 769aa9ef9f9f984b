/*
 * A table with no more than what is needed answers one text as the table of everything does: all
 * ranges of keys that the text is looked up in are whole in it.
 */
#include "query/lib/completion/need.h"

#include "query/lib/completion/text.h"

#include <string.h>

/* ---- words ---------------------------------------------------------------------------------- */

/* A vowel that the table takes for an umlaut too (may_be_umlaut of table.c). */
static bool may_be_umlaut(struct slice word, size_t at)
{
    return memchr("aou", word.data[at], 3) != NULL && at + 1 < word.size &&
           word.data[at + 1] != 'e';
}

/* The word up to `end` with an e behind each vowel that a bit is set for, the first one's lowest. */
static struct slice spell(struct slice word, size_t end, unsigned umlauts, char *out)
{
    size_t size = 0;
    for (size_t i = 0; i < end; i++) {
        out[size++] = word.data[i];
        if (!may_be_umlaut(word, i))
            continue;
        if ((umlauts & 1) != 0)
            out[size++] = 'e';
        umlauts >>= 1;
    }
    return slice_of(out, size);
}

/* How much of the word can be spelled in all ways; *ways: how many there are. */
static size_t spelled_end(struct slice word, unsigned *ways)
{
    size_t end = 0;
    *ways = 1;
    for (; end < word.size; end++) {
        if (!may_be_umlaut(word, end))
            continue;
        if (*ways * 2 > COMPLETION_RANGES_MAX)
            break;
        *ways *= 2;
    }
    return end;
}

static void insert(struct completion_need *need, struct slice word)
{
    size_t at = need->word_count++;
    for (; at > 0 && slice_compare(word, need->words[at - 1]) < 0; at--)
        need->words[at] = need->words[at - 1];
    need->words[at] = word;
}

static fund_status list_words(struct slice word, struct arena *arena, struct completion_need *need,
                              struct fund_error *error)
{
    char spelled[2 * COMPLETION_TEXT_MAX];
    unsigned ways = 1;
    size_t end = spelled_end(word, &ways);
    for (unsigned way = 0; way < ways; way++) {
        struct slice copy = arena_copy(arena, spell(word, end, way, spelled));
        if (copy.data == NULL)
            return error_no_memory(error);
        insert(need, copy);
    }
    return FUND_OK;
}

/* ---- bytes --------------------------------------------------------------------------------- */

/* What a byte is to a text whose words are looked through. */
enum need_class {
    NEED_GAP,    /* belongs to no word, or stands within a character that is not ASCII */
    NEED_LETTER, /* of ASCII; no word that is needed begins with it */
    NEED_FIRST,  /* of ASCII; one may */
    NEED_OTHER   /* begins a character that is not ASCII: anything */
};

static bool may_be_first(const struct completion_need *need, unsigned letter)
{
    for (size_t i = 0; i < need->begin_count; i++) {
        struct slice begin = need->begins[i];
        if (begin.size == 0 || (begin.data[0] & 0x80) != 0 || begin.data[0] == (char)letter)
            return true;
    }
    return false;
}

static void classify(struct completion_need *need)
{
    for (unsigned c = 0; c < 0x80; c++) {
        unsigned letter = (unsigned char)completion_ascii[c];
        if (letter != 0)
            need->classes[c] = may_be_first(need, letter) ? NEED_FIRST : NEED_LETTER;
    }
    for (unsigned c = 0xc0; c < 0x100; c++)
        need->classes[c] = NEED_OTHER;
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* An e that may be left out. */
static bool is_silent(struct slice text, size_t at)
{
    return at > 0 && (text.data[at] == 'e' || text.data[at] == 'E') &&
           memchr("aouAOU", text.data[at - 1], 6) != NULL;
}

/* Whether the text begins so, apart from silent letters. */
static bool begins_with(struct slice text, struct slice begin)
{
    size_t at = 0;
    for (size_t i = 0; i < begin.size; i++) {
        if (is_silent(begin, i))
            continue;
        while (at < text.size && is_silent(text, at))
            at++;
        if (at == text.size || text.data[at++] != begin.data[i])
            return false;
    }
    return true;
}

bool completion_need_word(const struct completion_need *need, struct slice key)
{
    if (need == NULL)
        return true;
    if (key.size > 0 && need->classes[(unsigned char)key.data[0]] == NEED_LETTER)
        return false;
    for (size_t i = 0; i < need->begin_count; i++)
        if (begins_with(key, need->begins[i]))
            return true;
    return false;
}

bool completion_need_key(const struct completion_need *need, struct slice key)
{
    for (size_t at = 0; at < key.size; at++)
        if ((at == 0 || key.data[at - 1] == ' ') &&
            completion_need_word(need, slice_part(key, at, key.size)))
            return true;
    return need == NULL;
}

static bool is_row(struct slice begin)
{
    return begin.size > 0 && memchr(begin.data, ' ', begin.size) != NULL;
}

bool completion_need_row(const struct completion_need *need, struct slice key)
{
    for (size_t i = 0; i < need->begin_count; i++)
        if (is_row(need->begins[i]) && begins_with(key, need->begins[i]))
            return true;
    return false;
}

bool completion_need_has_word(const struct completion_need *need)
{
    size_t words = 0;
    for (size_t i = 0; need != NULL && i < need->begin_count; i++)
        words += !is_row(need->begins[i]);
    return words == 1;
}

/* ---- texts ---------------------------------------------------------------------------------- */

/* The first letter that U+00C0 to U+00DF fold to, as do the same letters in lower case; '?': one
 * that is not ASCII, or none. */
static const char latin_firsts[] = "aaaaaaaceeeeiiii?nooooo?ouuuuy?s";

/* What the character at an offset of a text of UTF-8 may fold to: a letter or digit of ASCII, '?'
 * for anything, 0 for what belongs to no word. */
static char first_folded(struct slice text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    unsigned char next = at + 1 < text.size ? (unsigned char)text.data[at + 1] : 0;
    if (c < 0x80)
        return completion_ascii[c];
    if ((c & 0xc0) == 0x80 || (c == 0xe2 && next == 0x80)) /* within a character; punctuation */
        return 0;
    return c == 0xc3 && next >= 0x80 ? latin_firsts[next & 0x1f] : '?';
}

/*
 * Whether a word that is written so may fold to one that begins as the first word of begin does.
 * Behind a character that is not ASCII, and at an e that may be left out, nothing is told apart.
 */
static bool may_begin_with(struct slice text, size_t at, struct slice begin)
{
    for (size_t i = 0; i < begin.size && begin.data[i] != ' '; i++, at++) {
        if (at == text.size)
            return false;
        char c = first_folded(text, at);
        if (is_silent(begin, i) || is_silent(text, at) || c == '?' || (begin.data[i] & 0x80) != 0)
            return true;
        bool is_ascii = (text.data[at] & 0x80) == 0;
        if (c != begin.data[i])
            return i > 0 && !is_ascii && c == 0; /* a soft hyphen or the like */
        if (!is_ascii)
            return true;
    }
    return true;
}

static bool may_begin_any(const struct completion_need *need, struct slice text, size_t at)
{
    for (size_t i = 0; i < need->begin_count; i++)
        if (may_begin_with(text, at, need->begins[i]))
            return true;
    return false;
}

bool completion_need_text(const struct completion_need *need, struct slice text)
{
    bool is_within = false; /* a word's ASCII letters */
    if (need == NULL)
        return true;
    for (size_t at = 0; at < text.size; at++) {
        uint8_t class = need->classes[(unsigned char)text.data[at]];
        if (class >= NEED_FIRST && !is_within && may_begin_any(need, text, at))
            return true;
        is_within = class == NEED_LETTER || class == NEED_FIRST;
    }
    return false;
}

/* ---- kinds ---------------------------------------------------------------------------------- */

bool completion_need_kind(const struct completion_need *need, enum completion_kind kind)
{
    return need == NULL || (need->kinds & 1u << kind) != 0;
}

fund_status completion_need_of(const struct completion_typed *typed, unsigned kinds,
                               struct arena *arena, struct completion_need *out,
                               struct fund_error *error)
{
    struct completion_need need = {.kinds = kinds & typed->kinds};
    bool has_words = (need.kinds & 1u << COMPLETION_WORD) != 0;
    for (size_t i = 0; i < typed->run_count; i++) {
        struct slice prefix = typed->runs[i].prefix;
        need.begins[need.begin_count++] = prefix;
        /* words that follow others are read from titles */
        if (has_words && is_row(prefix))
            need.kinds |= 1u << COMPLETION_TITLE;
    }
    classify(&need);
    if (typed->word.size == 0)
        need.kinds &= ~(1u << COMPLETION_WORD);
    fund_status status = FUND_OK;
    if ((need.kinds & 1u << COMPLETION_WORD) != 0)
        status = list_words(typed->word, arena, &need, error);
    if (status == FUND_OK)
        *out = need;
    return status;
}
