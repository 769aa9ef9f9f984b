/*
 * Reads one date after the other while "bis", "und", a comma or a dash joins them; then hands month
 * and year on to those that have none, from the right, as one says them.
 */
#include "core/dates/list.h"

/* Words between a joint and the date behind it: "bis voraussichtlich zum Freitag, den". */
#define FILLERS_MAX 4
/* From so many days on, "von Montag bis Freitag" tells of every week. */
#define WORK_DAYS_MIN 5
/* A fifth Sunday comes after so many months at the latest. */
#define EMPTY_MONTHS_MAX 4

/* ---- reading -------------------------------------------------------------------------------- */

static bool has_month(const struct reading *reading)
{
    return reading->kind == READING_DAY || reading->kind == READING_MONTH ||
           reading->kind == READING_PART_OF_MONTH;
}

static bool is_each(const struct reading *reading)
{
    return reading->kind == READING_EACH || reading->kind == READING_EACH_NTH;
}

/* The joint at `at`, and the token behind it. */
static enum list_joint read_joint(const struct tokens *tokens, size_t at, size_t *next)
{
    char kind = tokens_kind(tokens, at);
    if (kind == ',' && tokens_kind(tokens, at + 1) == WORDS_UNTIL)
        kind = tokens_kind(tokens, ++at);
    if (kind != WORDS_UNTIL && kind != '-' && kind != WORDS_AND && kind != '/' && kind != ',')
        return LIST_END;
    at++;
    for (int i = 0; i < FILLERS_MAX; i++) {
        char filler = tokens_kind(tokens, at);
        if (filler == WORDS_ABOUT || filler == WORDS_AT || filler == WORDS_ARTICLE ||
            (kind == WORDS_UNTIL && filler == WORDS_IN))
            at++;
    }
    *next = at;
    return kind == WORDS_UNTIL || kind == '-' ? LIST_SPAN : LIST_AND;
}

/* Whether the second may be joined to the first; sign is the joint's token. */
static bool may_join(const struct reading *a, const struct reading *b, enum list_joint joint,
                     char sign)
{
    bool is_alike = a->kind == b->kind || (has_month(a) && has_month(b));
    if (is_each(a) || is_each(b))
        return false;
    if (b->kind == READING_YEAR && a->kind == READING_YEAR && joint == LIST_SPAN)
        return a->year < b->year;
    if (b->kind == READING_WEEKEND || (b->kind == READING_YEAR && !is_alike && sign != 'b'))
        return false;
    if (sign == ',')
        return a->kind == READING_DAY && b->kind == READING_DAY;
    return joint == LIST_SPAN ? sign == WORDS_UNTIL || is_alike : is_alike;
}

/* Takes away ends that need another one behind them. */
static void drop_open_ends(struct list *list)
{
    while (list->count > 0) {
        struct list_item *last = &list->items[list->count - 1];
        last->joint = LIST_END;
        const struct reading *reading = &last->reading;
        bool is_closed = !reading->is_open || (list->count > 1 && reading->kind != READING_DAY &&
                                               reading->kind != READING_NEAR);
        if (is_closed)
            return;
        list->count--;
    }
}

/*
 * "Mai bis Juli", "2019 bis 2021", "ab sofort bis …", "3.5. bis 7.6.2024": without a second one the
 * first is none.
 */
static bool is_complete(const struct list *list)
{
    if (list->count == 0)
        return false;
    const struct reading *first = &list->items[0].reading;
    if (!first->is_open)
        return true;
    if (list->count == 1)
        return false;
    const struct reading *second = &list->items[1].reading;
    if (first->kind == READING_NEAR || first->kind == READING_YEAR)
        return list->items[0].joint == LIST_SPAN;
    bool is_numeric = first->kind == READING_DAY && first->month != 0;
    bool has_two_months = is_numeric && list->items[0].joint == LIST_SPAN &&
                          second->kind == READING_DAY && second->month != 0;
    if (has_two_months)
        return true;
    return is_numeric ? second->year != 0 : has_month(second);
}

static void read_items(const struct tokens *tokens, struct list *list)
{
    bool is_between = list->items[0].reading.lead == WORDS_BETWEEN;
    list->items[0].has_year = list->items[0].reading.year != 0;
    while (list->count < DATES_LIST_MAX) {
        struct list_item *last = &list->items[list->count - 1];
        size_t at = last->reading.end, next = 0;
        char sign = tokens_kind(tokens, at);
        enum list_joint joint = read_joint(tokens, at, &next);
        struct list_item item = {.joint = LIST_END};
        if (sign == ',' && joint == LIST_SPAN)
            sign = WORDS_UNTIL;
        if (joint == LIST_END || !patterns_read(tokens, next, PATTERNS_FOLLOWS, &item.reading) ||
            !may_join(&last->reading, &item.reading, joint, sign))
            break;
        if (is_between && joint == LIST_AND && list->count == 1)
            joint = LIST_SPAN;
        last->joint = joint;
        item.has_year = item.reading.year != 0;
        list->items[list->count++] = item;
    }
    bool is_row = list->items[0].reading.kind == READING_DAY && list->items[0].reading.is_open;
    if (is_row) /* "1., 2., 3., …": none of them is looked at again where no month follows */
        list->end = list->items[list->count - 1].reading.end;
    drop_open_ends(list);
}

/* Behind "jeden Dienstag": "im Mai", "vom 3. Mai bis 7. Juni", "bis Ende Juli". */
static bool read_weekly(const struct tokens *tokens, struct list *list)
{
    struct reading each = list->items[0].reading;
    size_t next = each.end;
    for (int i = 0; i < FILLERS_MAX; i++) {
        char kind = tokens_kind(tokens, next);
        bool is_filler = kind == WORDS_AT || kind == WORDS_IN || kind == WORDS_UNTIL ||
                         kind == WORDS_ARTICLE || kind == WORDS_BETWEEN || kind == WORDS_ABOUT;
        next += is_filler;
    }
    if (next == each.end || !patterns_read(tokens, next, 0, &list->items[1].reading))
        return false;
    struct list inner = {.count = 1};
    inner.items[0] = list->items[1];
    read_items(tokens, &inner);
    if (!is_complete(&inner) || inner.count > 2 ||
        (inner.count == 2 && inner.items[0].joint != LIST_SPAN))
        return false;
    *list = inner;
    list->is_weekly = true;
    list->each = each;
    list->start = each.start;
    return true;
}

static bool read_from(const struct tokens *tokens, size_t at, unsigned how, struct list *list)
{
    list->count = 1;
    list->start = at;
    list->end = at + 1;
    list->is_weekly = false;
    list->items[0] = (struct list_item){.joint = LIST_END};
    if (!patterns_read(tokens, at, how, &list->items[0].reading))
        return false;
    if (is_each(&list->items[0].reading)) {
        list->end = list->items[0].reading.end;
        if (!read_weekly(tokens, list))
            return false;
    } else {
        read_items(tokens, list);
    }
    if (!is_complete(list))
        return false;
    list->end = list->items[list->count - 1].reading.end;
    return true;
}

bool list_read(const struct tokens *tokens, size_t at, struct list *list)
{
    if (read_from(tokens, at, 0, list))
        return true;
    /* "am Samstag, 9 bis 12 Uhr": the number was no day */
    return tokens_kind(tokens, at) == WORDS_WEEKDAY && read_from(tokens, at, PATTERNS_ALONE, list);
}

/* ---- what one date lends another ------------------------------------------------------------ */

/* The year of an earlier month, by that of a later one: "27. Dezember bis 5. Januar 2025". */
static int year_before(const struct reading *earlier, const struct reading *later)
{
    return later->year - (earlier->month > later->month);
}

/* Months, and years that are said, go from the right to the left. */
static bool hand_back(struct list *list)
{
    for (size_t i = list->count - 1; i-- > 0;) {
        struct reading *reading = &list->items[i].reading;
        const struct reading *next = &list->items[i + 1].reading;
        if (reading->kind == READING_SEASON && next->kind == READING_SEASON && reading->year == 0)
            reading->year = next->year;
        if (!has_month(reading))
            continue;
        if (reading->month == 0 && !(has_month(next) && next->month != 0))
            return false;
        if (!has_month(next))
            continue;
        if (reading->month == 0)
            reading->month = next->month;
        if (reading->year == 0 && next->year != 0)
            reading->year = year_before(reading, next);
    }
    return true;
}

/* Years go on to the right. */
static void hand_on(struct list *list, size_t from)
{
    for (size_t i = from; i + 1 < list->count; i++) {
        const struct reading *reading = &list->items[i].reading;
        struct reading *next = &list->items[i + 1].reading;
        if (has_month(reading) && has_month(next) && next->year == 0 && reading->year != 0)
            next->year = reading->year + (next->month < reading->month);
    }
}

/* Where no year is said at all, the first day finds its own and hands it on. */
static void find_years(const struct resolve_view *view, struct list *list)
{
    hand_on(list, 0);
    for (size_t i = 0; i < list->count; i++) {
        struct list_item *item = &list->items[i];
        if (!has_month(&item->reading) || item->reading.year != 0)
            continue;
        bool begins_span = item->joint == LIST_SPAN && has_month(&item[1].reading);
        item->reading.year =
            resolve_year(view, &item->reading, begins_span ? &item[1].reading : NULL);
        hand_on(list, i);
    }
}

/* ---- days ----------------------------------------------------------------------------------- */

static bool is_precise(struct span span)
{
    return span.precision == RELEASE_DATE_DAY || span.precision == RELEASE_DATE_MONTH ||
           span.precision == RELEASE_DATE_YEAR;
}

/* How many items there are from i on where all that "und" joins follow each other; else 1. */
static size_t count_adjacent(const struct list *list, size_t i)
{
    size_t count = 1;
    if (i > 0 && list->items[i - 1].joint == LIST_AND)
        return 1;
    while (list->items[i + count - 1].joint == LIST_AND) {
        struct span span = list->items[i + count - 1].span, next = list->items[i + count].span;
        bool is_adjacent = is_precise(span) && next.precision == span.precision &&
                           next.first == span.last + 1 && !list->items[i + count - 1].has_year;
        if (!is_adjacent || list->items[i + count].joint == LIST_SPAN)
            return 1;
        count++;
    }
    return count;
}

static struct dates_found found_of(const struct tokens *tokens, size_t start, size_t end,
                                   struct span span)
{
    return (struct dates_found){tokens->items[start].start, tokens->items[end - 1].end, span.first,
                                span.last, span.precision};
}

/* "von Montag bis Freitag" in opening hours. */
static bool is_every_week(const struct reading *from, const struct reading *to)
{
    return from->kind == READING_WEEKDAY && to->kind == READING_WEEKDAY && !from->has_side &&
           to->weekday - from->weekday >= WORK_DAYS_MIN - 1;
}

/* The span from items[i] on; false where it is none. *taken: items of it. */
static bool join(const struct list *list, size_t i, struct span *span, size_t *taken)
{
    const struct list_item *item = &list->items[i];
    *span = item->span;
    *taken = 1;
    if (item->joint == LIST_SPAN) {
        *taken = 2;
        return !is_every_week(&item[0].reading, &item[1].reading) &&
               resolve_between(&item[0].reading, item[0].span, &item[1].reading, item[1].span,
                               span);
    }
    *taken = count_adjacent(list, i);
    if (*taken > 1) {
        span->last = item[*taken - 1].span.last;
        if (span->precision == RELEASE_DATE_DAY)
            span->precision = RELEASE_DATE_RANGE;
    }
    return true;
}

/* Months since the year 0. */
static int month_of(int32_t day)
{
    struct date_civil civil = date_to_civil(day);
    return civil.year * 12 + civil.month - 1;
}

static int32_t nth_in_month(const struct reading *each, int month)
{
    return resolve_nth_weekday(each, month / 12, month % 12 + 1);
}

/* Cuts the span to the first and the last "letzten Samstag im Monat" in it. */
static bool make_monthly(const struct reading *each, struct span *span)
{
    int32_t first = nth_in_month(each, month_of(span->first));
    int32_t last = nth_in_month(each, month_of(span->last));
    for (int i = 1; i <= EMPTY_MONTHS_MAX && (first == DATE_NONE || first < span->first); i++)
        first = nth_in_month(each, month_of(span->first) + i);
    for (int i = 1; i <= EMPTY_MONTHS_MAX && (last == DATE_NONE || last > span->last); i++)
        last = nth_in_month(each, month_of(span->last) - i);
    if (first == DATE_NONE || last == DATE_NONE || first > last)
        return false;
    *span = (struct span){first, last, RELEASE_DATE_RECURRING};
    return true;
}

/* Cuts the span to the first and the last such weekday in it. */
static bool make_weekly(const struct reading *each, struct span *span)
{
    if (each->kind == READING_EACH_NTH)
        return make_monthly(each, span);
    int weekday = each->weekday;
    int32_t first = span->first + (weekday - date_weekday(span->first) + 7) % 7;
    int32_t last = span->last - (date_weekday(span->last) - weekday + 7) % 7;
    *span = (struct span){first, last, RELEASE_DATE_RECURRING};
    return first <= last;
}

size_t list_resolve(const struct tokens *tokens, const struct resolve_view *view, struct list *list,
                    struct dates_found found[static DATES_LIST_MAX])
{
    size_t count = 0, taken = 0;
    for (size_t i = 0; i < list->count; i++)
        resolve_short(view, &list->items[i].reading);
    if (!hand_back(list))
        return 0;
    find_years(view, list);
    for (size_t i = 0; i < list->count; i++)
        if (!resolve_reading(view, &list->items[i].reading, &list->items[i].span))
            return 0;
    for (size_t i = 0; i < list->count; i += taken) {
        struct span span;
        if (!join(list, i, &span, &taken))
            return 0;
        size_t start = list->items[i].reading.start;
        if (list->is_weekly) {
            bool is_until = taken == 1 && list->items[0].reading.lead == WORDS_UNTIL;
            if (is_until && view->reference != DATE_NONE)
                span.first = view->reference;
            if (!make_weekly(&list->each, &span))
                return 0;
            start = list->start;
        }
        found[count++] = found_of(tokens, start, list->items[i + taken - 1].reading.end, span);
    }
    return count;
}
