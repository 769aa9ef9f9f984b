/*
 * A date is cut into numbers, words and signs. The row of them, its shape, tells how to read it:
 * "18. August 2023" has the shape "n.wn".
 */
#include "query/lib/dates.h"

#define SHAPE_MAX 8
#define WORD_MAX  12

struct piece {
    int number, digits;
    char word[WORD_MAX]; /* lower case, ä as ae */
};

/* The shape of a date and its pieces; signs have an empty piece. */
struct shape {
    char signs[SHAPE_MAX + 1];
    struct piece pieces[SHAPE_MAX];
    size_t count;
};

static const struct month_name {
    const char *name;
    int month;
} month_names[] = {
    {"januar", 1},    {"jan", 1},      {"jaenner", 1},   {"january", 1},   {"februar", 2},
    {"feb", 2},       {"february", 2}, {"maerz", 3},     {"mrz", 3},       {"march", 3},
    {"mar", 3},       {"april", 4},    {"apr", 4},       {"mai", 5},       {"may", 5},
    {"juni", 6},      {"jun", 6},      {"june", 6},      {"juli", 7},      {"jul", 7},
    {"july", 7},      {"august", 8},   {"aug", 8},       {"september", 9}, {"sep", 9},
    {"sept", 9},      {"oktober", 10}, {"okt", 10},      {"october", 10},  {"oct", 10},
    {"november", 11}, {"nov", 11},     {"dezember", 12}, {"dez", 12},      {"december", 12},
    {"dec", 12},
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Bytes of a white space character at the front of text; the no-break space is one. */
static size_t space_size(struct slice text)
{
    if (text.data[0] == ' ' || (text.data[0] >= '\t' && text.data[0] <= '\r'))
        return 1;
    if (slice_starts_with(text, SLICE("\u00a0")))
        return 2;
    return slice_starts_with(text, SLICE("\u202f")) ? 3 : 0;
}

/* Reads a letter of a month's name; ä in one or two characters gives "ae". 0: none is there. */
static size_t read_letter(struct slice text, char out[static 3])
{
    if (slice_starts_with(text, SLICE("\u00e4")) || slice_starts_with(text, SLICE("\u00c4"))) {
        memcpy(out, "ae", 3);
        return 2;
    }
    if (text.size == 0 || !is_letter(text.data[0]))
        return 0;
    out[0] = (char)(text.data[0] | 0x20);
    out[1] = '\0';
    if (out[0] != 'a' || !slice_starts_with(slice_part(text, 1, text.size), SLICE("\u0308")))
        return 1;
    memcpy(out, "ae", 3);
    return 3;
}

/* Bytes of the word at the front of text, 0 where there is none or it is too long for a month. */
static size_t read_word(struct slice text, struct piece *piece)
{
    size_t at = 0;
    size_t size = 0;
    char letter[3];
    for (;;) {
        size_t bytes = read_letter(slice_part(text, at, text.size), letter);
        if (bytes == 0)
            break;
        if (size + strlen(letter) >= WORD_MAX)
            return 0;
        memcpy(piece->word + size, letter, strlen(letter) + 1);
        size += strlen(letter);
        at += bytes;
    }
    return at;
}

static size_t read_number(struct slice text, struct piece *piece)
{
    size_t at = 0;
    while (at < text.size && is_digit(text.data[at]) && at < 5) {
        piece->number = piece->number * 10 + (text.data[at] - '0');
        at++;
    }
    piece->digits = (int)at;
    return at <= 4 ? at : 0;
}

/* Reads one piece and its sign of the shape; 0 where text begins with something else. */
static size_t read_piece(struct slice text, struct piece *piece, char *sign)
{
    char first = text.data[0];
    *piece = (struct piece){0};
    if (first == '.' || first == '-' || first == '/') {
        *sign = first;
        return 1;
    }
    *sign = is_digit(first) ? 'n' : 'w';
    return is_digit(first) ? read_number(text, piece) : read_word(text, piece);
}

static bool read_shape(struct slice text, struct shape *shape)
{
    *shape = (struct shape){0};
    size_t at = 0;
    while (at < text.size) {
        struct slice rest = slice_part(text, at, text.size);
        size_t size = space_size(rest);
        if (size == 0) {
            if (shape->count == SHAPE_MAX)
                return false;
            char sign;
            size = read_piece(rest, &shape->pieces[shape->count], &sign);
            if (size == 0)
                return false;
            /* the dot of an abbreviated month, "Aug. 2023", says nothing */
            if (sign != '.' || shape->count == 0 || shape->signs[shape->count - 1] != 'w')
                shape->signs[shape->count++] = sign;
        }
        at += size;
    }
    return true;
}

static int month_of(const struct piece *piece)
{
    for (size_t i = 0; i < sizeof(month_names) / sizeof(*month_names); i++)
        if (strcmp(month_names[i].name, piece->word) == 0)
            return month_names[i].month;
    return 0;
}

static int year_of(const struct piece *piece)
{
    return piece->digits == 2 ? date_full_year(piece->number) : piece->number;
}

static enum dates_result give_months(int year, int first_month, int last_month,
                                     struct day_span *span)
{
    if (first_month < 1 || last_month > 12 || !date_is_valid(year, 1, 1))
        return DATES_NO_DAY;
    span->first_day = date_from_civil(year, first_month, 1);
    span->last_day = date_from_civil(year, last_month, date_month_days(year, last_month));
    return DATES_OK;
}

static enum dates_result give_quarter(int year, int quarter, struct day_span *span)
{
    if (quarter < 1 || quarter > 4)
        return DATES_NO_DAY;
    return give_months(year, quarter * 3 - 2, quarter * 3, span);
}

static enum dates_result give_day(int year, int month, int day, struct day_span *span)
{
    int32_t number = date_from_civil(year, month, day);
    if (number == DATE_NONE)
        return DATES_NO_DAY;
    *span = (struct day_span){number, number};
    return DATES_OK;
}

/* Shapes of figures and signs alone. */
static enum dates_result read_figures(const struct shape *shape, struct day_span *span)
{
    const struct piece *p = shape->pieces;
    if (strcmp(shape->signs, "n") == 0 && p[0].digits == 4)
        return give_months(p[0].number, 1, 12, span);
    if (strcmp(shape->signs, "n-n-n") == 0 && p[0].digits == 4)
        return give_day(p[0].number, p[2].number, p[4].number, span);
    if (strcmp(shape->signs, "n.n.n") == 0 && (p[4].digits == 4 || p[4].digits == 2))
        return give_day(year_of(&p[4]), p[2].number, p[0].number, span);
    bool is_pair = strcmp(shape->signs, "n-n") == 0 || strcmp(shape->signs, "n/n") == 0 ||
                   strcmp(shape->signs, "n.n") == 0;
    if (is_pair && p[0].digits == 4 && p[2].digits <= 2 && shape->signs[1] != '.')
        return give_months(p[0].number, p[2].number, p[2].number, span);
    if (is_pair && p[2].digits == 4 && p[0].digits <= 2 && shape->signs[1] != '-')
        return give_months(p[2].number, p[0].number, p[0].number, span);
    return DATES_UNKNOWN;
}

/* Shapes with a word: the name of a month, or the Q of a quarter. */
static enum dates_result read_named(const struct shape *shape, struct day_span *span)
{
    const struct piece *p = shape->pieces;
    const char *signs = shape->signs;
    if (strcmp(signs, "wn") == 0 && p[1].digits == 4 && month_of(&p[0]) != 0)
        return give_months(p[1].number, month_of(&p[0]), month_of(&p[0]), span);
    if (strcmp(signs, "n.wn") == 0 && p[3].digits == 4 && month_of(&p[2]) != 0)
        return give_day(p[3].number, month_of(&p[2]), p[0].number, span);
    if (strcmp(signs, "nwn") == 0 && p[2].digits == 4 && month_of(&p[1]) != 0)
        return give_day(p[2].number, month_of(&p[1]), p[0].number, span);
    if (strcmp(signs, "n-wn") == 0 && p[0].digits == 4 && strcmp(p[2].word, "q") == 0)
        return give_quarter(p[0].number, p[3].number, span);
    if (strcmp(signs, "nwn") == 0 && p[0].digits == 4 && strcmp(p[1].word, "q") == 0)
        return give_quarter(p[0].number, p[2].number, span);
    return DATES_UNKNOWN;
}

static enum dates_result read_one(struct slice text, struct day_span *span)
{
    struct shape shape;
    if (!read_shape(text, &shape))
        return DATES_UNKNOWN;
    if (shape.count == 0)
        return DATES_EMPTY;
    return strchr(shape.signs, 'w') != NULL ? read_named(&shape, span) : read_figures(&shape, span);
}

static enum dates_result read_range(struct slice left, struct slice right, struct day_span *span)
{
    struct day_span from = {DATE_NONE, DATE_NONE};
    struct day_span to = {DATE_NONE, DATE_NONE};
    enum dates_result from_result = read_one(left, &from);
    if (from_result != DATES_OK && from_result != DATES_EMPTY)
        return from_result;
    enum dates_result to_result = read_one(right, &to);
    if (to_result != DATES_OK && to_result != DATES_EMPTY)
        return to_result;
    if (from_result == DATES_EMPTY && to_result == DATES_EMPTY)
        return DATES_EMPTY;
    if (to.last_day != DATE_NONE && from.first_day > to.last_day)
        return DATES_BACKWARDS;
    *span = (struct day_span){from.first_day, to.last_day};
    return DATES_OK;
}

enum dates_result dates_read(struct slice text, struct day_span *span)
{
    size_t dots = slice_find(text, SLICE(".."));
    if (dots < text.size)
        return read_range(slice_part(text, 0, dots), slice_part(text, dots + 2, text.size), span);
    struct day_span one;
    enum dates_result result = read_one(text, &one);
    if (result == DATES_OK)
        *span = one;
    return result;
}
