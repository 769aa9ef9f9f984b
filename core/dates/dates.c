/*
 * The walk: from token to token where a date can begin, and what a text says before that a bare
 * weekday can refer to.
 */
#include "core/dates/dates.h"

#include "core/dates/list.h"

/* A span named before, of at most so many days, is what a bare weekday behind it is one of. */
#define NEAR_DAYS_MAX 7

static struct resolve_view view_from(int32_t reference)
{
    return (struct resolve_view){.reference = reference,
                                 .near_past = {DATE_NONE, DATE_NONE},
                                 .near_future = {DATE_NONE, DATE_NONE}};
}

void dates_init(struct dates_walk *walk, struct slice text, int32_t reference)
{
    tokens_init(&walk->tokens, text, false);
    tense_init(&walk->tense, text);
    walk->view = view_from(reference);
    walk->at = 0;
    walk->waiting_count = walk->waiting_next = 0;
}

/* Dates whose days depend on the sentence. */
static bool needs_tense(const struct reading *reading)
{
    switch (reading->kind) {
    case READING_NEAR:
    case READING_WEEKDAY:
    case READING_NIGHT:
    case READING_WEEKEND:
        return true;
    case READING_MONTH:
    case READING_PART_OF_MONTH:
    case READING_SEASON:
    case READING_NTH:
    case READING_NTH_WEEKDAY:
    case READING_WEEK:
        return reading->year == 0;
    default:
        return false;
    }
}

/* Whether one of the words that tell the time of day stands there: heute Abend, heute um 14 Uhr. */
static bool has_time_behind(const struct tokens *tokens, size_t at)
{
    static const char *const words[] = {"Abend",     "Mittag", "Morgen", "Nachmittag", "Nacht",
                                        "Vormittag", "früh",   "ab",     "gegen",      "um"};
    if (at >= tokens->count)
        return false;
    struct slice text = slice_part(tokens->text, tokens->items[at].start, tokens->text.size);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_starts_with(text, slice_from(words[i])))
            return true;
    return false;
}

/* "heute noch", "heute 48.900 Einwohner", "die heute 81-jährige": what goes on is no event. */
static bool has_state_behind(const struct tokens *tokens, size_t at)
{
    if (at >= tokens->count)
        return false;
    struct slice text = slice_part(tokens->text, tokens->items[at].start, tokens->text.size);
    return tokens->items[at].kind == TOKENS_NUMBER || slice_starts_with(text, SLICE("noch")) ||
           (tokens->items[at].kind == TOKENS_SMALL && tokens_kind(tokens, at + 1) == '-');
}

/* "heute" that means nowadays: "bis heute", "von heute auf morgen", "wer heute in Wien lebt". */
static bool means_nowadays(const struct dates_walk *walk, const struct reading *reading)
{
    const struct tokens *tokens = &walk->tokens;
    if (reading->lead == WORDS_UNTIL || reading->lead == WORDS_ARTICLE ||
        reading->lead_value == WORDS_AT_BY || has_state_behind(tokens, reading->end))
        return true;
    return walk->view.tense == TENSE_OPEN && reading->lead != WORDS_AT &&
           !has_time_behind(tokens, reading->end);
}

/* Words that look like a date and tell nothing. */
static bool is_idle(const struct dates_walk *walk, const struct list *list)
{
    const struct tokens *tokens = &walk->tokens;
    const struct reading *reading = &list->items[0].reading;
    if (list->count > 1)
        return false;
    if (tokens_kind(tokens, reading->start) == WORDS_NEAR) {
        bool is_saying = tokens_kind(tokens, reading->start - 2) == WORDS_NEAR; /* auf morgen */
        return reading->offset == 0 ? means_nowadays(walk, reading) : is_saying;
    }
    size_t next = reading->end;
    next += tokens_kind(tokens, next) == ',' || tokens_kind(tokens, next) == '(';
    /* "am Wochenende, 3. und 4. Mai" */
    return reading->kind == READING_WEEKEND && tokens_kind(tokens, next) == TOKENS_SMALL;
}

/* A span by its days, "2. bis 4. Dezember", is what a weekday may refer to; a week is not. */
static void keep_near(struct dates_walk *walk, const struct list *list,
                      const struct dates_found *found)
{
    int32_t days = found->last_day - found->first_day + 1;
    if (list->count < 2 || found->precision != RELEASE_DATE_RANGE || days > NEAR_DAYS_MAX)
        return;
    if (found->first_day < walk->view.reference) {
        walk->view.near_past.first = found->first_day;
        walk->view.near_past.last = found->last_day;
    } else {
        walk->view.near_future.first = found->first_day;
        walk->view.near_future.last = found->last_day;
    }
}

/* Reads the dates at walk->at and moves behind them, or by one token. */
static void read_here(struct dates_walk *walk)
{
    struct list list;
    walk->waiting_next = walk->waiting_count = 0;
    if (!list_read(&walk->tokens, walk->at, &list)) {
        walk->at = list.end;
        return;
    }
    const struct reading *first = &list.items[0].reading;
    if (needs_tense(first))
        walk->view.tense = tense_at(&walk->tense, walk->tokens.items[first->start].start);
    if (!is_idle(walk, &list))
        walk->waiting_count = list_resolve(&walk->tokens, &walk->view, &list, walk->waiting);
    walk->view.tense = TENSE_OPEN;
    for (size_t i = 0; i < walk->waiting_count; i++)
        keep_near(walk, &list, &walk->waiting[i]);
    walk->at = list.end;
}

bool dates_next(struct dates_walk *walk, struct dates_found *found)
{
    while (walk->waiting_next == walk->waiting_count) {
        walk->at = tokens_slide(&walk->tokens, walk->at);
        if (walk->at >= walk->tokens.count)
            return false;
        if (patterns_can_begin(walk->tokens.items[walk->at].kind))
            read_here(walk);
        else
            walk->at++;
    }
    *found = walk->waiting[walk->waiting_next++];
    return true;
}

/* ---- a text that is one date ---------------------------------------------------------------- */

static bool is_filler(char kind)
{
    return kind == WORDS_AT || kind == WORDS_IN || kind == WORDS_ARTICLE || kind == WORDS_BETWEEN ||
           kind == WORDS_ABOUT;
}

enum dates_reading dates_read(struct slice text, int32_t today, bool is_past,
                              struct dates_found *found)
{
    struct tokens tokens;
    struct list list;
    tokens_init(&tokens, text, true);
    struct resolve_view view = view_from(today);
    view.tense = is_past ? TENSE_PAST : TENSE_OPEN;
    view.is_strict = is_past;
    for (size_t at = 0; at < tokens.count; at++) {
        if (list_read(&tokens, at, &list) && list.end == tokens.count) {
            struct dates_found spans[DATES_LIST_MAX];
            size_t count = list_resolve(&tokens, &view, &list, spans);
            if (count == 1)
                *found = spans[0];
            return count == 1 ? DATES_READ : count == 0 ? DATES_NOT_THERE : DATES_NOT_WRITTEN;
        }
        if (!is_filler(tokens.items[at].kind))
            return DATES_NOT_WRITTEN;
    }
    return DATES_NOT_WRITTEN;
}
