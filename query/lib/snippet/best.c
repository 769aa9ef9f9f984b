/*
 * Which matches a snippet shows. They are worth what the words of the query are: rare ones more
 * than frequent ones, whole ones more than parts, near each other more than far apart.
 */
#include "query/lib/snippet/window.h"

/* Different targets that a window's worth is counted by; further ones share numbers. */
#define TARGETS_COUNTED 256
/* What a repetition adds of a target's worth, and what distance takes of a window's. */
#define WORTH_AGAIN    .05
#define WORTH_DISTANCE .15
/* Of names, which have no weight of their own: as of a word that one release of twenty has. */
#define WORTH_NAME 3.0
/* Of matches in a picture's texts and in the contact. */
#define WORTH_MEDIA   .8
#define WORTH_CONTACT .6

/* ---- regions -------------------------------------------------------------------------------- */

/* What belongs together: subtitle, lead and body; the texts of one picture; any other field. */
struct region {
    struct range range;
    double worth;
};

static bool is_within(struct range range, size_t at)
{
    return at >= range.start && at < range.end;
}

static struct range join(struct range left, struct range right)
{
    if (left.start >= left.end)
        return right;
    if (right.start >= right.end)
        return left;
    return (struct range){left.start < right.start ? left.start : right.start,
                          left.end > right.end ? left.end : right.end};
}

struct range window_main(const struct release *release)
{
    return join(join(release->subtitle, release->lead), release->body);
}

static struct region region_at(const struct release *release, size_t at)
{
    struct range main = window_main(release);
    if (is_within(main, at))
        return (struct region){main, 1};
    for (size_t i = 0; i < release->media_count; i++) {
        const struct release_media *medium = &release->media[i];
        struct range range = join(join(medium->title, medium->credit), medium->caption);
        if (is_within(range, at))
            return (struct region){range, WORTH_MEDIA};
    }
    if (is_within(release->contact, at))
        return (struct region){release->contact, WORTH_CONTACT};
    if (is_within(release->title, at))
        return (struct region){release->title, 1};
    return (struct region){{0, (uint32_t)release->text.size}, 1};
}

/* The credit of a picture whose title and caption are shown, unless a match is in it. */
static struct range hole_of(const struct release *release, const struct snippet_matches *matches,
                            const struct window *window)
{
    for (size_t i = 0; i < release->media_count; i++) {
        struct range credit = release->media[i].credit;
        if (credit.start <= window->low || credit.end >= window->high || credit.start >= credit.end)
            continue;
        for (size_t j = 0; j < matches->count; j++)
            if (matches->items[j].start < credit.end && matches->items[j].end > credit.start)
                return (struct range){0, 0};
        return credit;
    }
    return (struct range){0, 0};
}

/* ---- the best matches ----------------------------------------------------------------------- */

/* What the targets in a window have added to its worth. */
struct tally {
    uint32_t stamps[TARGETS_COUNTED]; /* the window that counted it, from 1 */
    double added[TARGETS_COUNTED];
};

static double worth_of(const struct snippet_matches *matches, const struct snippet_match *match)
{
    static const double by_mark[] = {
        [FUND_MARK_NONE] = 0,   [FUND_MARK_EXACT] = 1,  [FUND_MARK_STEM] = .95,
        [FUND_MARK_PART] = .85, [FUND_MARK_ALIAS] = .9, [FUND_MARK_FUZZY] = .8};
    double weight = matches->weights == NULL ? 1 : WORTH_NAME;
    if (match->target < matches->weight_count)
        weight = matches->weights[match->target];
    return weight * by_mark[match->mark];
}

/* What the match adds to the worth of the window with this number. */
static double add_match(struct tally *tally, uint32_t number, const struct snippet_match *match,
                        double worth)
{
    size_t target = match->target % TARGETS_COUNTED;
    if (tally->stamps[target] != number) {
        tally->stamps[target] = number;
        tally->added[target] = worth;
        return worth;
    }
    if (worth <= tally->added[target])
        return worth * WORTH_AGAIN;
    double more = worth - tally->added[target];
    tally->added[target] = worth;
    return more + worth * WORTH_AGAIN;
}

/* Finds the matches from *first to *last within size bytes that are worth most. */
static void find_best(const struct release *release, const struct snippet_matches *matches,
                      size_t size, size_t *first, size_t *last)
{
    struct tally tally = {{0}, {0}};
    struct region region = {{0, 0}, 1};
    double best = 0;
    for (size_t i = 0; i < matches->count; i++) {
        size_t start = matches->items[i].start;
        double worth = 0;
        if (!is_within(region.range, start))
            region = region_at(release, start);
        for (size_t j = i; j < matches->count; j++) {
            const struct snippet_match *match = &matches->items[j];
            size_t span = match->end - start;
            if (j > i && (span > size || match->start >= region.range.end))
                break;
            worth += add_match(&tally, (uint32_t)i + 1, match, worth_of(matches, match));
            double distance = span < size ? (double)span / (double)size : 1;
            double value = worth * region.worth * (1 - WORTH_DISTANCE * distance);
            if (value > best * (1 + 1e-9)) {
                best = value;
                *first = i;
                *last = j;
            }
        }
    }
}

static bool is_in_title(const struct release *release, const struct snippet_match *match)
{
    return match->start < release->title.end && match->end > release->title.start;
}

/* The title is shown beside the snippet: its matches count only where there are no others. */
static struct snippet_matches without_title(const struct release *release,
                                            const struct snippet_matches *matches)
{
    struct snippet_matches rest = *matches;
    while (rest.count > 0 && is_in_title(release, rest.items)) {
        rest.items++;
        rest.count--;
    }
    return rest;
}

bool window_place(const struct release *release, const struct snippet_matches *matches, size_t size,
                  struct window *window, struct snippet_match *first_match)
{
    struct snippet_matches shown = without_title(release, matches);
    if (matches->count == 0)
        return false;
    if (shown.count == 0)
        shown = *matches;
    size_t first = 0, last = 0;
    find_best(release, &shown, size, &first, &last);
    struct range region = region_at(release, shown.items[first].start).range;
    if (is_in_title(release, &shown.items[first]))
        region = join(region, window_main(release)); /* why it was found, then what it says */
    window->low = region.start;
    window->high = region.end;
    window->first = shown.items[first].start;
    window->last = shown.items[last].end < region.end ? shown.items[last].end : region.end;
    window->hole = hole_of(release, matches, window);
    *first_match = shown.items[first];
    return true;
}
