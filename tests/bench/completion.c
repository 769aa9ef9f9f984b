/*
 * Looking up completions in a table as large as they get, beside the same in one a tenth of its
 * size: the ten best of every beginning of one to four letters. What grows with the range that a
 * beginning has would be ten times as slow for one letter.
 *
 * usage: completion CEILING COUNTS    fails where the ratio of the sums of times is above CEILING
 */
#include "core/text/text.h"
#include "query/lib/completion/table.h"
#include "tests/bench/counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LARGE       500000u
#define SMALL       50000u
#define BEST        10
#define LETTERS     4
#define ROUNDS      5
#define WORDS_MAX   (1u << 20)
#define LOOKUPS_MAX 200000u
#define BUFFER_MAX  ((size_t)256 * 1024 * 1024)

struct words {
    struct buffer lines, folded;
    struct slice *items;
    size_t count;
};

/* Microseconds of each lookup, by the letters of the beginning. */
struct times {
    double *items[LETTERS + 1];
    size_t counts[LETTERS + 1];
    double sum;
};

static double microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* ---- words ---------------------------------------------------------------------------------- */

static int compare_words(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

/* Offsets first: the buffer moves while it grows. */
static fund_status add_folded(struct words *words, struct slice first, struct slice second,
                              struct fund_error *error)
{
    size_t start = words->folded.size;
    fund_status status = text_fold(first, &words->folded, error);
    if (status == FUND_OK)
        status = text_fold(second, &words->folded, error);
    if (status == FUND_OK)
        words->items[words->count++] = slice_of((const char *)NULL, words->folded.size - start);
    return status;
}

/* The words of the counts, and compounds of two of them until there are enough, sorted. */
static fund_status make_words(struct words *words, const char *path, struct fund_error *error)
{
    static struct slice read[WORDS_MAX];
    size_t count = 0;
    uint64_t occurrences = 0;
    uint32_t state = 1;
    fund_status status = counts_read(path, &words->lines, error);
    struct slice rest = buffer_slice(&words->lines), word;
    while (status == FUND_OK && count < LARGE && counts_next(&rest, &word, &occurrences))
        if (word.size > 1 && word.size < 20)
            read[count++] = word;
    words->items = calloc(LARGE, sizeof(*words->items));
    if (words->items == NULL || count == 0)
        return status == FUND_OK ? error_no_memory(error) : status;
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = add_folded(words, read[i], slice_of(NULL, 0), error);
    while (words->count < LARGE && status == FUND_OK)
        status = add_folded(words, read[next_random(&state) % count],
                            read[next_random(&state) % count], error);
    const char *at = words->folded.data;
    for (size_t i = 0; i < words->count && status == FUND_OK; i++) {
        words->items[i].data = at;
        at += words->items[i].size;
    }
    if (status == FUND_OK)
        qsort(words->items, words->count, sizeof(*words->items), compare_words);
    return status;
}

/* Every step-th word; a few have many releases, as in a text. */
static fund_status make_table(const struct words *words, size_t step,
                              struct completion_table **table, struct fund_error *error)
{
    struct completion_maker *maker = NULL;
    uint32_t state = 2;
    fund_status status = completion_maker_create(NULL, &maker, error);
    for (size_t i = 0; i < words->count && status == FUND_OK; i += step)
        status = completion_maker_add_word(maker, words->items[i],
                                           100000 / (next_random(&state) % 100000 + 1) + 1, error);
    if (status == FUND_OK)
        status = completion_maker_finish(maker, table, error);
    completion_maker_destroy(maker);
    return status;
}

/* ---- looking up ----------------------------------------------------------------------------- */

static fund_status look_up(const struct completion_table *table, struct slice prefix, double *took,
                           struct fund_error *error)
{
    struct completion_walk walk;
    struct completion_found found;
    bool more = true;
    double start = microseconds();
    fund_status status = FUND_OK;
    completion_walk_start(&walk, table, COMPLETION_WORD, prefix, false);
    for (int i = 0; i < BEST && more && status == FUND_OK; i++)
        status = completion_walk_next(&walk, &more, &found, error);
    completion_walk_finish(&walk);
    *took = microseconds() - start;
    return status;
}

/* Every beginning of the words, each once; of the rounds each lookup's fastest counts. */
static fund_status look_all_up(const struct completion_table *table, const struct words *words,
                               struct times *times, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t letters = 1; letters <= LETTERS; letters++) {
        struct slice last = {NULL, 0};
        for (size_t i = 0; i < words->count && status == FUND_OK; i++) {
            struct slice word = words->items[i];
            double took = 0, best = 1e9;
            if (word.size < letters || times->counts[letters] == LOOKUPS_MAX)
                continue;
            struct slice prefix = slice_part(word, 0, letters);
            if (slice_equal(prefix, last))
                continue;
            last = prefix;
            for (int round = 0; round < ROUNDS && status == FUND_OK; round++) {
                status = look_up(table, prefix, &took, error);
                best = took < best ? took : best;
            }
            times->items[letters][times->counts[letters]++] = best;
            times->sum += best;
        }
    }
    return status;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static bool times_init(struct times *times)
{
    *times = (struct times){.sum = 0};
    bool has_memory = true;
    for (size_t i = 1; i <= LETTERS; i++) {
        times->items[i] = calloc(LOOKUPS_MAX, sizeof(double));
        has_memory = has_memory && times->items[i] != NULL;
    }
    return has_memory;
}

static void print(const char *name, const struct completion_table *table, struct times *times)
{
    printf("%s: %zu words, %zu KB\n", name, completion_table_count(table, COMPLETION_WORD),
           completion_table_bytes(table) / 1024);
    for (size_t i = 1; i <= LETTERS; i++) {
        qsort(times->items[i], times->counts[i], sizeof(double), compare_times);
        printf("  %zu letters, %zu lookups: p50 %.1f us, p99 %.1f us\n", i, times->counts[i],
               times->items[i][times->counts[i] / 2], times->items[i][times->counts[i] * 99 / 100]);
        free(times->items[i]);
    }
}

static fund_status measure(const struct words *words, size_t step, const char *name, double *sum,
                           struct fund_error *error)
{
    struct completion_table *table = NULL;
    struct times times;
    if (!times_init(&times))
        return error_no_memory(error);
    double start = microseconds();
    fund_status status = make_table(words, step, &table, error);
    double took = microseconds() - start;
    if (status == FUND_OK)
        status = look_all_up(table, words, &times, error);
    if (status != FUND_OK)
        return status;
    print(name, table, &times);
    printf("  made in %.0f ms\n", took / 1000);
    *sum = times.sum;
    completion_table_destroy(table);
    return FUND_OK;
}

int main(int argc, char **argv)
{
    struct fund_error error = {.code = FUND_OK};
    struct words words = {.lines = buffer_init(BUFFER_MAX), .folded = buffer_init(BUFFER_MAX)};
    double large = 0, small = 1;
    if (argc != 3)
        return 2;
    fund_status status = make_words(&words, argv[2], &error);
    if (status == FUND_OK)
        status = measure(&words, LARGE / SMALL, "small", &small, &error);
    if (status == FUND_OK)
        status = measure(&words, 1, "large", &large, &error);
    buffer_finish(&words.lines);
    buffer_finish(&words.folded);
    free(words.items);
    if (status != FUND_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    printf("ratio %.2f, at most %s\n", large / small, argv[1]);
    return large / small <= strtod(argv[1], NULL) ? 0 : 1;
}
