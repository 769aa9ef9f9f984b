/*
 * Several words that mean something as a whole.
 */
#include "core/dates/feasts.h"
#include "core/dates/words.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct {
    const char *words;
    enum words_kind kind;
    int value;
} phrases[] = {
    {"Buß- und Bettag", WORDS_FEAST, FEASTS_REPENTANCE},
    {"Buss- und Bettag", WORDS_FEAST, FEASTS_REPENTANCE},
    {"Christi Himmelfahrt", WORDS_FEAST, FEASTS_ASCENSION},
    {"Heilige Drei Könige", WORDS_FEAST, FEASTS_EPIPHANY},
    {"Heiligen Drei Könige", WORDS_FEAST, FEASTS_EPIPHANY},
    {"Heiliger Abend", WORDS_FEAST, FEASTS_CHRISTMAS_EVE},
    {"Heiligen Abend", WORDS_FEAST, FEASTS_CHRISTMAS_EVE},
    {"Mariä Himmelfahrt", WORDS_FEAST, FEASTS_ASSUMPTION},
    {"Tag der Arbeit", WORDS_FEAST, FEASTS_MAY_DAY},
    {"Tag der Deutschen Einheit", WORDS_FEAST, FEASTS_UNITY},
    {"Tag der deutschen Einheit", WORDS_FEAST, FEASTS_UNITY},
    {"Tages der Deutschen Einheit", WORDS_FEAST, FEASTS_UNITY},
    {"d.M.", WORDS_THIS, WORDS_MONTHS},
    {"d. M.", WORDS_THIS, WORDS_MONTHS},
    {"d.J.", WORDS_THIS, WORDS_YEAR},
    {"d. J.", WORDS_THIS, WORDS_YEAR},
    {"v.M.", WORDS_THIS, WORDS_MONTHS + 8},
    {"v. M.", WORDS_THIS, WORDS_MONTHS + 8},
    {"v.J.", WORDS_THIS, WORDS_YEAR + 8},
    {"v. J.", WORDS_THIS, WORDS_YEAR + 8},
};

/* The words' size where the text begins with them, or 0; what is typed may have any case. */
static size_t begins_with_words(struct slice text, const char *words, bool is_typed)
{
    size_t at = 0;
    for (; words[at] != '\0'; at++) {
        if (at == text.size)
            return 0;
        unsigned char a = (unsigned char)text.data[at], b = (unsigned char)words[at];
        bool is_cased = is_typed && a < 0x80 && b < 0x80 && b >= 'A';
        if (a != b && !(is_cased && (a | 0x20) == (b | 0x20)))
            return 0;
    }
    return at;
}

/* Most words of a text begin otherwise than any of the phrases. */
static bool may_begin_phrase(struct slice text)
{
    char second = text.size > 1 ? (char)(text.data[1] | 0x20) : '\0';
    switch (text.data[0] | 0x20) {
    case 'b':
        return second == 'u';
    case 'c':
        return second == 'h';
    case 'h':
        return second == 'e';
    case 'm':
    case 't':
        return second == 'a';
    case 'd':
    case 'v':
        return second == '.';
    default:
        return false;
    }
}

size_t words_find_phrase(struct slice text, bool is_typed, struct words_meaning *meaning)
{
    if (text.size == 0 || !may_begin_phrase(text))
        return 0;
    for (size_t i = 0; i < COUNT(phrases); i++) {
        size_t size = begins_with_words(text, phrases[i].words, is_typed);
        if (size == 0)
            continue;
        *meaning = (struct words_meaning){.kind = phrases[i].kind, .value = phrases[i].value};
        return size;
    }
    return 0;
}
