/*
 * Titles that go on alike lie side by side in the table, so that each group is one binary search.
 */
#include "query/lib/completion/follow.h"

#include "query/lib/base/words.h"

/* Groups that are looked at: different next words. */
#define GROUPS_MAX 200
/* Words that are added behind the one that is typed. */
#define MORE_WORDS_MAX 6
/* A word is added where so many of ten titles go on with it. */
#define MOST_OF_TEN 6

/* Titles that go on alike. */
struct group {
    struct completion_range range;
    struct slice words; /* borrowed from the first one's key */
};

/* The end of the word that ends or begins at this place. */
static size_t word_end(struct slice key, size_t at)
{
    while (at < key.size && key.data[at] != ' ')
        at++;
    return at;
}

/* The group of the first title of a range; the words up to the end of the one at `at`. */
static struct group first_group(const struct completion_table *table, struct completion_range range,
                                size_t at)
{
    struct completion_found found;
    completion_range_get(table, COMPLETION_TITLE, range.first, &found);
    struct group group = {.words = slice_part(found.key, 0, word_end(found.key, at))};
    group.range = completion_range_find(table, COMPLETION_TITLE, range, group.words, true);
    return group;
}

static uint32_t size_of(struct completion_range range)
{
    return range.end - range.first;
}

/* The largest groups of a range whose titles agree up to `at`, largest first. Returns how many. */
static size_t find_largest(const struct completion_table *table, struct completion_range range,
                           size_t at, struct group *largest, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < GROUPS_MAX && range.first < range.end; i++) {
        struct group group = first_group(table, range, at);
        size_t place = count;
        while (place > 0 && size_of(largest[place - 1].range) < size_of(group.range))
            place--;
        if (place < max) {
            count += count < max;
            memmove(largest + place + 1, largest + place, (count - place - 1) * sizeof(group));
            largest[place] = group;
        }
        if (group.range.end <= range.first)
            break;
        range.first = group.range.end;
    }
    return count;
}

static bool ends_in_stop(struct slice words)
{
    size_t start = words.size;
    while (start > 0 && words.data[start - 1] != ' ')
        start--;
    return words_is_stop(slice_part(words, start, words.size));
}

/* The group that most of the group's titles go on in; false where they part. */
static bool go_on(const struct completion_table *table, const struct group *group,
                  struct group *next)
{
    struct completion_found last;
    completion_range_get(table, COMPLETION_TITLE, group->range.end - 1, &last);
    if (group->words.size >= last.key.size) /* none has more words: it is the last in byte order */
        return false;
    if (find_largest(table, group->range, group->words.size + 1, next, 1) == 0)
        return false;
    return next->words.size > group->words.size && size_of(next->range) >= COMPLETION_FOLLOW_MIN &&
           size_of(next->range) * 10 >= size_of(group->range) * MOST_OF_TEN;
}

/* Adds words that most of the titles go on with, up to the last one that is no function word. */
static void extend(const struct completion_table *table, struct group *group)
{
    struct group longest = *group, next;
    for (int i = 0; i < MORE_WORDS_MAX && go_on(table, &longest, &next); i++) {
        longest = next;
        if (!ends_in_stop(longest.words))
            *group = longest;
    }
}

size_t completion_follow(const struct completion_table *table, struct slice prefix,
                         struct completion_follow follows[static COMPLETION_FOLLOW_MAX])
{
    struct group groups[COMPLETION_FOLLOW_MAX];
    size_t count = 0;
    struct completion_range range = completion_range_find(
        table, COMPLETION_TITLE, completion_range_all(table, COMPLETION_TITLE), prefix, false);
    size_t found = find_largest(table, range, prefix.size, groups, COMPLETION_FOLLOW_MAX);
    for (size_t i = 0; i < found; i++) {
        extend(table, &groups[i]);
        if (size_of(groups[i].range) < COMPLETION_FOLLOW_MIN ||
            groups[i].words.size <= prefix.size || ends_in_stop(groups[i].words))
            continue;
        struct completion_follow *follow = &follows[count++];
        completion_range_get(table, COMPLETION_TITLE, groups[i].range.first, &follow->title);
        follow->title.matched = prefix.size;
        follow->size = groups[i].words.size;
        follow->count = size_of(groups[i].range);
    }
    return count;
}
