/*
 * Whether what stands before a date announces it, or makes something else of it.
 */
#include "core/dates/context.h"

/* "8. Mai 1945": tokens before the year that belong to a street's name. */
#define STREET_TOKENS_MAX 4
/* Between "Telefon" and the last number that belongs to it. */
#define NAMED_TOKENS_MAX 6

bool context_is_number(char kind)
{
    return kind == TOKENS_SMALL || kind == TOKENS_YEAR || kind == TOKENS_NUMBER;
}

/* Index of the token before `at` that a date follows, over einschließlich and the like. */
static size_t lead_index(const struct tokens *tokens, size_t at)
{
    while (at > 0 && tokens->items[at - 1].kind == WORDS_ABOUT)
        at--;
    return at - 1; /* too large where there is none */
}

void context_keep_lead(const struct tokens *tokens, size_t at, struct reading *reading)
{
    size_t index = lead_index(tokens, at);
    /* "bis zum 3. Mai": the first of two says more */
    if (tokens_kind(tokens, index) == WORDS_AT || tokens_kind(tokens, index) == WORDS_ARTICLE) {
        char before = tokens_kind(tokens, index - 1);
        if (before == WORDS_UNTIL || before == WORDS_SINCE || before == WORDS_AT ||
            before == WORDS_BETWEEN)
            index--;
    }
    reading->lead = tokens_kind(tokens, index);
    bool has_value = reading->lead == WORDS_AT || reading->lead == WORDS_IN ||
                     reading->lead == WORDS_ARTICLE || reading->lead == WORDS_UNTIL;
    reading->lead_value = has_value ? tokens->items[index].value : WORDS_LEAD_PLAIN;
}

bool context_has_lead(const struct reading *reading, const struct tokens *tokens)
{
    if (reading->lead == TOKENS_OTHER || reading->lead == TOKENS_END)
        return false;
    bool is_day = reading->kind == READING_DAY;
    bool can_be_short = is_day || reading->kind == READING_MONTH || reading->kind == READING_SEASON;
    switch (reading->lead) {
    case WORDS_UNTIL: /* but for "Montag bis Freitag", each week */
        return reading->kind != READING_WEEKDAY ||
               tokens_kind(tokens, reading->start - 2) != WORDS_WEEKDAY;
    case WORDS_AT:
    case WORDS_SINCE:
    case WORDS_BETWEEN:
        return true;
    case WORDS_IN:
        return can_be_short && !is_day;
    case WORDS_ARTICLE:
        return reading->lead_value == WORDS_ARTICLE_DATED &&
               (can_be_short || reading->kind == READING_WEEKEND);
    case '(':
    case WORDS_WEEKDAY:
    case WORDS_SHORT_DAY:
        return is_day;
    case ',':
        return is_day && (tokens_kind(tokens, reading->start - 2) == WORDS_WEEKDAY ||
                          tokens_kind(tokens, reading->start - 2) == WORDS_SHORT_DAY);
    default:
        return false;
    }
}

/* A noun behind the number counts something: "bis 2000 Besucher". */
static bool counts_something(const struct tokens *tokens, size_t end)
{
    char kind = tokens_kind(tokens, end);
    return (kind == TOKENS_OTHER || kind == WORDS_NUMBERED) && tokens->items[end].has_capital;
}

/* Whether the sentence goes on, or ends, behind a number that is no time, price or count. */
bool context_is_closed(const struct tokens *tokens, size_t end)
{
    char kind = tokens_kind(tokens, end);
    if (kind != TOKENS_OTHER)
        return kind == TOKENS_END || kind == '.' || kind == ',';
    char first = tokens->text.data[tokens->items[end].start];
    return (first >= 'a' && first <= 'z') || first == ')' || first == '\n';
}

bool context_has_year_lead(const struct reading *reading, const struct tokens *tokens, bool follows)
{
    if (reading->lead == WORDS_SINCE)
        return true;
    if (counts_something(tokens, reading->end))
        return false;
    bool is_named = reading->lead == WORDS_UNTIL || reading->lead == WORDS_BETWEEN ||
                    reading->lead_value == WORDS_AT_FROM || reading->lead_value == WORDS_AT_BY ||
                    reading->lead_value == WORDS_IN_BARE;
    return is_named || follows;
}

/* "1.18.8.2023", "Az. 17/3.5.2023": the number before belongs to it. */
bool context_is_inside_number(const struct tokens *tokens, size_t at)
{
    if (at < 2 || !tokens->items[at].is_glued || !tokens->items[at - 1].is_glued)
        return false;
    char sign = tokens->items[at - 1].kind, before = tokens->items[at - 2].kind;
    bool is_sign = sign == '.' || sign == ',' || sign == '/' || sign == '-';
    return is_sign && (before == TOKENS_SMALL || before == TOKENS_YEAR || before == TOKENS_NUMBER);
}

/* "18.8.2023.5", "2023,50 Euro": the number goes on. */
bool context_goes_on(const struct tokens *tokens, size_t end)
{
    char sign = tokens_kind(tokens, end), next = tokens_kind(tokens, end + 1);
    bool is_number = next == TOKENS_SMALL || next == TOKENS_YEAR || next == TOKENS_NUMBER;
    return (sign == '.' || sign == ',' || sign == '/') && is_number &&
           tokens->items[end].is_glued && tokens->items[end + 1].is_glued;
}

/* "Straße des 17. Juni", "Platz des 8. Mai 1945": from its first number to its year. */
bool context_names_street(const struct tokens *tokens, size_t at)
{
    for (int i = 0; i < STREET_TOKENS_MAX && at > 0; i++, at--) {
        char before = tokens->items[at - 1].kind;
        if (before == WORDS_ARTICLE)
            return tokens_kind(tokens, at - 2) == WORDS_STREET;
        if (before != TOKENS_SMALL && before != '.' && before != WORDS_MONTH)
            return false;
    }
    return false;
}

static bool is_colon(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at];
    return token->kind == TOKENS_OTHER && token->end - token->start == 1 &&
           tokens->text.data[token->start] == ':';
}

/* "Kapitel 3.4.2020", "Tel.: 030/1.5.2019": behind the word, over signs and numbers between. */
bool context_is_named_number(const struct tokens *tokens, size_t at)
{
    for (int i = 0; i < NAMED_TOKENS_MAX && at > 0; i++, at--) {
        char before = tokens->items[at - 1].kind;
        if (before == WORDS_NUMBERED)
            return true;
        bool is_between = context_is_number(before) || before == '.' || before == '/' ||
                          before == '-' || is_colon(tokens, at - 1);
        if (!is_between)
            return false;
    }
    return false;
}
