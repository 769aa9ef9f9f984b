/*
 * A table of patterns, tried in order at each token where a date can begin. A pattern is a row of
 * symbols, a symbol a kind of token (words.h, tokens.h) whose value goes where it belongs, or
 *   d m  one or two digits that are day or month      f  "ersten" as a day
 *   t    two digits that are a year
 *   y    a year of four digits                         o  "ersten" or "1."
 *   c    a number in words or digits                   K  a unit, singular or plural
 *   g    what follows is written without a space       _  with one
 *   ?    what is before may be missing
 * Others stand for themselves.
 */
#include "core/dates/patterns.h"

#include "core/base/date.h"
#include "core/dates/context.h"
#include "core/dates/feasts.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define MONTHS      12
/* Without "Jahr" or the like beside them, a pair of numbers from here to there is one of years. */
#define PLAIN_YEAR_FIRST 1800
#define PLAIN_YEAR_LAST  2100

enum {
    LEAD = 1 << 0,      /* only behind am, vom, bis, …: "18.8." may be a section's number */
    YEAR_LEAD = 1 << 1, /* only behind seit, bis, ab, von, in: "2000" may be a price */
    OPEN = 1 << 2,      /* only within a list or span */
    TYPED = 1 << 3,     /* only where someone typed it */
    NOT_TODAY = 1 << 4, /* "der gestrigen Sitzung" has a day, "der heutigen Zeit" none */
    IN_YEAR = 1 << 5,   /* only a month of 1..12: 2022/12, but 2022/23 are two years */
    CLOSED = 1 << 6,    /* only where its last number counts nothing: "3. 5. 20 Uhr" */
    NUMBERS = 1 << 7    /* not behind "Kapitel", "Telefon" */
};

static const struct pattern {
    char symbols[12]; /* in place: the first is asked of each pattern at each token */
    enum reading_kind kind;
    unsigned flags;
} patterns[] = {
    {"oFy?", READING_FEAST, 0},
    {"oWiFy?", READING_FEAST, 0},
    {"oWiMy?", READING_NTH_WEEKDAY, 0},
    {"oWDMy?", READING_NTH_WEEKDAY, 0},
    {"RWiMy?", READING_NTH_WEEKDAY, 0},
    {"RWDMy?", READING_NTH_WEEKDAY, 0},
    {"oWiU", READING_NTH_WEEKDAY, 0},
    {"oWDU", READING_NTH_WEEKDAY, 0},
    {"RWiU", READING_NTH_WEEKDAY, 0},
    {"yg-gmg-gd", READING_DAY, NUMBERS},
    {"dg.mg.y", READING_DAY, NUMBERS},
    {"dg.mg.gt", READING_DAY, NUMBERS},
    {"dg._mg._t", READING_DAY, LEAD | CLOSED},
    {"dg.MD?RU", READING_DAY, 0},
    {"dg.ML", READING_DAY, 0},
    {"dg.L", READING_DAY, 0},
    {"dg.M't", READING_DAY, 0},
    {"dg.Mt", READING_DAY, TYPED},
    {"dg.My?", READING_DAY, 0},
    {"dMy", READING_DAY, 0},
    {"fMy?", READING_DAY, 0},
    {"dM", READING_DAY, TYPED},
    {"mg/gy", READING_MONTH, TYPED},
    {"mg.gy", READING_MONTH, TYPED},
    {"dg.mg.", READING_DAY, LEAD | NUMBERS},
    {"oVg/gy", READING_WEEK, 0},
    {"oVy?", READING_WEEK, 0},
    {"oUDUy?", READING_NTH, 0},
    {"oUD?RU", READING_NTH, 0},
    {"oUy?", READING_NTH, 0},
    {"dg.", READING_DAY, OPEN},
    {"d", READING_DAY, OPEN},
    {"PD?RU", READING_PART_OF_UNIT, 0},
    {"PDUy?", READING_PART_OF_UNIT, 0},
    {"ED?RU", READING_PART_OF_UNIT, 0},
    {"Ey?", READING_PART_OF_UNIT, 0},
    {"PD?My?", READING_PART_OF_MONTH, 0},
    {"Py", READING_PART_OF_YEAR, 0},
    {"MD?RU", READING_MONTH, 0},
    {"M't", READING_MONTH, 0},
    {"My", READING_MONTH, 0},
    {"Mt", READING_MONTH, TYPED},
    {"M", READING_MONTH, LEAD},
    {"RM", READING_MONTH, 0},
    {"RS", READING_SEASON, 0},
    {"RW", READING_WEEKDAY, 0},
    {"RU", READING_UNIT, 0},
    {"RcK", READING_LATELY, TYPED},
    {"SD?RU", READING_SEASON, 0},
    {"Syg/gt", READING_SEASON, 0},
    {"Syg/gy", READING_SEASON, 0},
    {"Sy", READING_SEASON, 0},
    {"S", READING_SEASON, LEAD},
    {"Zyg/gt", READING_SCHOOL_YEAR, 0},
    {"Zyg/gy", READING_SCHOOL_YEAR, 0},
    {"Zy", READING_YEAR, 0},
    {"Kyg/gt", READING_YEARS, 0},
    {"Kyg/gy", READING_YEARS, 0},
    {"Ky", READING_YEAR, 0},
    {"PDXg-gK", READING_DECADE, 0},
    {"PDXK?", READING_DECADE, 0},
    {"Xg-gK", READING_DECADE, 0},
    {"XK", READING_DECADE, 0},
    {"X", READING_DECADE, TYPED},
    {"Vng/gy", READING_WEEK, 0},
    {"Vny?", READING_WEEK, 0},
    {"yg-gm", READING_MONTH, TYPED},
    {"yg/gm", READING_MONTH, TYPED | IN_YEAR},
    {"yg/gt", READING_YEARS, YEAR_LEAD},
    {"yg/gy", READING_YEARS, YEAR_LEAD},
    {"yM", READING_MONTH, TYPED},
    {"y", READING_YEAR, YEAR_LEAD},
    {"Fyg/gt", READING_FEAST, 0},
    {"Fyg/gy", READING_FEAST, 0},
    {"Fy?", READING_FEAST, 0},
    {"WD?RU", READING_WEEKDAY, 0},
    {"W", READING_WEEKDAY, LEAD},
    {"jW", READING_EACH, 0},
    {"joWiU", READING_EACH_NTH, 0},
    {"joWDU", READING_EACH_NTH, 0},
    {"jRWiU", READING_EACH_NTH, 0},
    {"jRWDU", READING_EACH_NTH, 0},
    {"H", READING_NEAR, 0},
    {"hW", READING_NEAR, 0},
    {"hU", READING_NEAR, 0},
    {"h", READING_NEAR, NOT_TODAY},
    {"NaWaW", READING_NIGHT, 0},
    {"NaW", READING_NIGHT, 0},
    {"q", READING_NEAR, OPEN},
    {"U", READING_WEEKEND, LEAD},
    {"vcK", READING_AGO, 0},
    {"scK", READING_AGO, 0},
    {"icK", READING_AHEAD, 0},
};

/* ---- symbols -------------------------------------------------------------------------------- */

/* Puts the value of a word to where words of its kind belong. */
static void keep_value(const struct token *token, struct reading *reading)
{
    switch (token->kind) {
    case WORDS_MONTH:
        reading->month = token->value;
        break;
    case WORDS_WEEKDAY:
        reading->weekday = token->value;
        reading->has_daytime = token->has_daytime;
        break;
    case WORDS_NEAR:
    case WORDS_NEAR_ADJECTIVE:
        reading->offset = token->value;
        break;
    case WORDS_SIDE:
        reading->side = token->value;
        reading->has_side = true;
        break;
    case WORDS_UNIT:
    case WORDS_UNITS:
        reading->unit[reading->unit_count++] = (enum words_unit)token->value;
        break;
    case WORDS_SEASON:
        reading->season = (enum words_season)token->value;
        break;
    case WORDS_PART:
        reading->part = (enum words_part)token->value;
        break;
    case WORDS_UNIT_PART:
        reading->part = (enum words_part)(token->value % 4);
        reading->unit[reading->unit_count++] = (enum words_unit)(token->value / 4);
        break;
    case WORDS_FEAST:
        reading->feast = token->value;
        break;
    case WORDS_THIS:
        reading->unit[reading->unit_count++] = (enum words_unit)(token->value % 8);
        reading->side = token->value < 8 ? 0 : -1;
        reading->has_side = true;
        break;
    case WORDS_DECADE:
        reading->year = token->value;
        break;
    case TOKENS_SMALL:
        reading->ordinal = token->value;
        break;
    case WORDS_SINCE:
        reading->is_since = true;
        break;
    case WORDS_SCHOOL_YEAR:
        reading->is_from_august = token->value != 0;
        break;
    case WORDS_AT:
        reading->preposition = (enum words_lead)token->value;
        break;
    default:
        break;
    }
}

/* A year goes where there is none yet, else it is the second of "2023/24". */
static void keep_year(int year, struct reading *reading)
{
    if (reading->year == 0)
        reading->year = year;
    else
        reading->last_year = year;
}

static bool is_number_of(char symbol, const struct token *token)
{
    switch (symbol) {
    case 'd':
    case 'm':
        return token->kind == TOKENS_SMALL;
    case 't':
        return token->kind == TOKENS_SMALL && token->digits == 2;
    case 'y':
        return token->kind == TOKENS_YEAR;
    default:
        return token->kind == WORDS_CARDINAL || token->kind == TOKENS_SMALL ||
               (token->kind == TOKENS_NUMBER && token->digits == 3);
    }
}

/* The number of a symbol goes into the reading; false where the token is no such number. */
static bool read_number(char symbol, const struct token *token, struct reading *reading)
{
    if (!is_number_of(symbol, token))
        return false;
    switch (symbol) {
    case 'd':
        reading->day = token->value;
        break;
    case 'm':
        reading->month = token->value;
        break;
    case 't':
        reading->is_short_year = reading->year == 0;
        keep_year(reading->year == 0 ? date_full_year(token->value)
                                     : reading->year / 100 * 100 + token->value,
                  reading);
        break;
    case 'y':
        keep_year(token->value, reading);
        break;
    default:
        reading->count = token->value;
        break;
    }
    return true;
}

/* Reads what the symbol stands for; returns the tokens that it takes, or 0. */
static size_t read_symbol(char symbol, const struct tokens *tokens, size_t at,
                          struct reading *reading)
{
    if (at >= tokens->count)
        return 0;
    const struct token *token = &tokens->items[at];
    switch (symbol) {
    case 'd':
    case 'm':
    case 't':
    case 'y':
    case 'c':
        return read_number(symbol, token, reading) ? 1 : 0;
    case 'o':
        reading->ordinal = token->value;
        if (token->kind == WORDS_ORDINAL)
            return 1;
        return token->kind == TOKENS_SMALL && tokens_kind(tokens, at + 1) == '.' ? 2 : 0;
    case 'f':
        reading->day = token->value;
        return token->kind == WORDS_ORDINAL ? 1 : 0;
    case 'K':
        keep_value(token, reading);
        return token->kind == WORDS_UNIT || token->kind == WORDS_UNITS ? 1 : 0;
    default:
        if (token->kind != symbol)
            return 0;
        keep_value(token, reading);
        return 1;
    }
}

/* Index behind the pattern at `at`, or 0. */
static size_t match(const char *symbols, const struct tokens *tokens, size_t at,
                    struct reading *reading)
{
    bool must_glue = false, must_part = false;
    for (const char *symbol = symbols; *symbol != '\0'; symbol++) {
        if (*symbol == 'g' || *symbol == '_') {
            must_glue = *symbol == 'g';
            must_part = !must_glue;
            continue;
        }
        bool is_optional = symbol[1] == '?';
        bool is_glued = at < tokens->count && tokens->items[at].is_glued;
        bool fits = is_glued ? !must_part : !must_glue;
        size_t taken = fits ? read_symbol(*symbol, tokens, at, reading) : 0;
        if (taken == 0 && !is_optional)
            return 0;
        at += taken;
        must_glue = must_part = false;
        symbol += is_optional;
    }
    return at;
}

/* ---- what must hold besides ----------------------------------------------------------------- */

static bool has_unit(const struct reading *reading, int index, enum words_unit unit)
{
    return reading->unit_count > index && reading->unit[index] == unit;
}

/* The years of "2023/24" follow each other. */
static bool are_following(const struct reading *reading)
{
    int next = reading->year + 1;
    bool turns_century = reading->last_year % 100 == 0 && next % 100 == 0;
    return reading->last_year == next || turns_century;
}

/* The month or season before the last one is none: which "vorletzten Mai" is, is not clear. */
static bool is_near_side(const struct reading *reading)
{
    return reading->unit_count > 0 || reading->side >= -1;
}

/* Whether the words that a pattern found make sense together. */
static bool is_sensible(const struct reading *reading)
{
    switch (reading->kind) {
    case READING_DAY:
        if (has_unit(reading, 0, WORDS_MONTHS))
            return reading->month == 0;
        return reading->unit_count == 0 ||
               (has_unit(reading, 0, WORDS_YEAR) && reading->month != 0);
    case READING_MONTH:
        return is_near_side(reading) &&
               (reading->unit_count == 0 || has_unit(reading, 0, WORDS_YEAR));
    case READING_YEARS:
    case READING_SCHOOL_YEAR:
        return are_following(reading) &&
               (reading->unit_count == 0 || has_unit(reading, 0, WORDS_YEAR));
    case READING_DECADE:
        return reading->year % 10 == 0 &&
               (reading->unit_count == 0 || has_unit(reading, 0, WORDS_YEAR));
    case READING_YEAR:
        return reading->unit_count == 0 || has_unit(reading, 0, WORDS_YEAR);
    case READING_NTH:
        return (has_unit(reading, 0, WORDS_QUARTER) && reading->ordinal <= 4) ||
               (has_unit(reading, 0, WORDS_HALF) && reading->ordinal <= 2);
    case READING_SEASON:
        return is_near_side(reading) &&
               (reading->unit_count == 0 || has_unit(reading, 0, WORDS_YEAR)) &&
               (reading->last_year == 0 || are_following(reading));
    case READING_PART_OF_UNIT:
        return !has_unit(reading, 0, WORDS_DAY) && !has_unit(reading, 0, WORDS_WEEKEND) &&
               (reading->year == 0 || has_unit(reading, 0, WORDS_YEAR));
    case READING_FEAST:
        if (reading->last_year != 0)
            return reading->feast == FEASTS_TURN_OF_YEAR && are_following(reading);
        return reading->weekday < 0 || (reading->weekday == 6 && reading->feast == FEASTS_ADVENT);
    case READING_NTH_WEEKDAY:
    case READING_EACH_NTH:
        return (reading->has_side ? reading->side < 0 : reading->ordinal > 0) &&
               (reading->month != 0 || has_unit(reading, 0, WORDS_MONTHS));
    case READING_WEEKDAY:
        return reading->unit_count == 0 || has_unit(reading, 0, WORDS_WEEK);
    case READING_NIGHT: /* to a day, not from it */
        return reading->preposition == WORDS_LEAD_PLAIN;
    case READING_NEAR:
        return reading->unit_count == 0 || has_unit(reading, 0, WORDS_DAY);
    case READING_UNIT:
        return !has_unit(reading, 0, WORDS_DAY);
    case READING_WEEKEND:
        return has_unit(reading, 0, WORDS_WEEKEND);
    case READING_LATELY:
        return reading->count > 0 && (reading->side == 1 || reading->side == -1) &&
               !has_unit(reading, 0, WORDS_WEEKEND);
    case READING_AGO:
    case READING_AHEAD:
        return reading->count > 0 && !has_unit(reading, 0, WORDS_WEEKEND) &&
               !has_unit(reading, 0, WORDS_QUARTER) && !has_unit(reading, 0, WORDS_HALF);
    default:
        return true;
    }
}

/* "2019 bis 2021" without anything before is one; which span it becomes tells list.c. */
static bool may_open_years(const struct reading *reading)
{
    return reading->kind == READING_YEAR && reading->year >= PLAIN_YEAR_FIRST &&
           reading->year <= PLAIN_YEAR_LAST;
}

/* ---- reading -------------------------------------------------------------------------------- */

bool patterns_can_begin(char kind)
{
    return kind != TOKENS_END && strchr("nYMWwHhRUkSPEFOjvsiqZNXV", kind) != NULL;
}

/* Whether the match may stand where it does. */
static bool may_stand(const struct pattern *pattern, const struct tokens *tokens, bool follows,
                      struct reading *reading)
{
    size_t last = reading->end - 1;
    if (context_is_number(tokens->items[last].kind) && context_goes_on(tokens, reading->end) &&
        (pattern->flags & OPEN) == 0)
        return false;
    if ((pattern->flags & IN_YEAR) != 0 && (reading->month < 1 || reading->month > MONTHS))
        return false;
    if ((pattern->flags & CLOSED) != 0 && !context_is_closed(tokens, reading->end))
        return false;
    if (tokens->is_typed)
        return (pattern->flags & OPEN) == 0 || pattern->kind == READING_DAY;
    if ((pattern->flags & NUMBERS) != 0 && context_is_named_number(tokens, reading->start))
        return false;
    bool is_some_advent = pattern->kind == READING_FEAST && reading->feast == FEASTS_ADVENT &&
                          reading->ordinal == 0 && reading->year == 0;
    if (is_some_advent)
        return false;
    bool is_today = (pattern->flags & NOT_TODAY) != 0 && reading->offset == 0;
    if ((pattern->flags & TYPED) != 0 || is_today)
        return false;
    if ((pattern->flags & LEAD) != 0 && !follows && !reading->has_daytime &&
        !context_has_lead(reading, tokens)) {
        reading->is_open = pattern->kind == READING_MONTH || pattern->kind == READING_DAY;
        return reading->is_open;
    }
    if ((pattern->flags & YEAR_LEAD) != 0 && !context_has_year_lead(reading, tokens, follows)) {
        reading->is_open = may_open_years(reading);
        return reading->is_open;
    }
    return true;
}

/* A letter's bit in a set of letters. */
static uint64_t letter_bit(char letter)
{
    return UINT64_C(1) << (letter & 63);
}

/* The symbols that a token of the kind can stand for: spares a full match. */
static uint64_t symbols_of(char kind)
{
    switch (kind) {
    case TOKENS_SMALL:
        return letter_bit('d') | letter_bit('m') | letter_bit('o');
    case TOKENS_YEAR:
        return letter_bit('y');
    case WORDS_ORDINAL:
        return letter_bit('o') | letter_bit('f');
    case WORDS_UNIT:
    case WORDS_UNITS:
        return letter_bit('K') | letter_bit(kind);
    default:
        return letter_bit(kind);
    }
}

/* Reads a date that begins at `at` itself. */
static bool read_plain(const struct tokens *tokens, size_t at, bool follows,
                       struct reading *reading)
{
    uint64_t symbols = symbols_of(tokens_kind(tokens, at));
    for (size_t i = 0; i < COUNT(patterns); i++) {
        if ((symbols & letter_bit(patterns[i].symbols[0])) == 0)
            continue;
        struct reading found = {.kind = patterns[i].kind, .weekday = -1, .start = at};
        found.end = match(patterns[i].symbols, tokens, at, &found);
        if (found.end == 0 || !is_sensible(&found))
            continue;
        context_keep_lead(tokens, at, &found);
        found.is_open = (patterns[i].flags & OPEN) != 0;
        if (!may_stand(&patterns[i], tokens, follows, &found))
            continue;
        *reading = found;
        return true;
    }
    return false;
}

/* "Sonntag, den 3. Mai", "So. 3.5." */
static bool read_behind_weekday(const struct tokens *tokens, size_t at, struct reading *reading)
{
    size_t day = at + 1;
    if (tokens_kind(tokens, day) == ',' || tokens_kind(tokens, day) == '(')
        day++;
    while (tokens_kind(tokens, day) == WORDS_ARTICLE || tokens_kind(tokens, day) == WORDS_AT)
        day++;
    struct reading found;
    if (tokens_kind(tokens, day) != TOKENS_SMALL || !read_plain(tokens, day, true, &found) ||
        found.kind != READING_DAY)
        return false;
    context_keep_lead(tokens, at, &found);
    found.weekday = tokens->items[at].value;
    found.start = at;
    *reading = found;
    return true;
}

bool patterns_read(const struct tokens *tokens, size_t at, unsigned how, struct reading *reading)
{
    bool follows = (how & PATTERNS_FOLLOWS) != 0, is_alone = (how & PATTERNS_ALONE) != 0;
    char kind = tokens_kind(tokens, at);
    if (!patterns_can_begin(kind) || context_names_street(tokens, at))
        return false;
    if (context_is_number(kind) && !follows && context_is_inside_number(tokens, at))
        return false;
    bool is_weekday = kind == WORDS_WEEKDAY || kind == WORDS_SHORT_DAY;
    if (is_weekday && !is_alone && read_behind_weekday(tokens, at, reading))
        return true;
    return kind != WORDS_SHORT_DAY && read_plain(tokens, at, follows, reading);
}
