/*
 * Each completion taken as a query finds a release: for the first one to four letters of every word
 * of an archive, and for the words of every title as far as each of its first letters. And what a
 * newly opened archive answers first, having read no more than that takes, is what one answers that
 * has read everything. The archive is the argument; complete_all.sh makes it.
 */
#include "fundstelle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS_MAX 4
#define TEXT_MAX    1000
/* Of so many texts one is asked of a newly opened archive, too. */
#define TEXTS_PER_OPENING 40
/* Texts that were completed and queries that were asked, by their hash. */
#define SEEN_MAX (1u << 17)

struct seen {
    uint64_t hashes[SEEN_MAX];
    size_t count;
};

struct all {
    const char *path;
    fund_archive *archive;
    size_t asked, opened;
    fund_analyser *analyser;
    struct seen *texts, *queries;
    size_t completions, failures;
};

/* FNV-1a; false where it was there before. */
static int is_new(struct seen *seen, const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    hash |= 1;
    size_t slot = hash % SEEN_MAX;
    while (seen->hashes[slot] != 0 && seen->hashes[slot] != hash)
        slot = (slot + 1) % SEEN_MAX;
    if (seen->hashes[slot] == hash || seen->count == SEEN_MAX / 2)
        return 0;
    seen->hashes[slot] = hash;
    seen->count++;
    return 1;
}

static void check(struct all *all, const char *text, const struct fund_completion *item)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.code = FUND_OK};
    fund_results *results = NULL;
    all->completions++;
    if (!is_new(all->queries, item->query))
        return;
    options.query = item->query;
    options.limit = 1;
    options.snippet_size = 0;
    fund_status status = fund_archive_search(all->archive, &options, &results, &error);
    if (status != FUND_OK || fund_results_count(results) == 0 || item->count == 0) {
        printf("'%s' offers '%s', %u releases, which finds nothing %s\n", text, item->query,
               item->count, status != FUND_OK ? error.message : "");
        all->failures++;
    }
    fund_results_free(results);
}

static int is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static int is_same(const fund_completions *a, const fund_completions *b)
{
    if (fund_completions_count(a) != fund_completions_count(b))
        return 0;
    for (size_t i = 0; i < fund_completions_count(a); i++) {
        const struct fund_completion *one = fund_completions_item(a, i);
        const struct fund_completion *other = fund_completions_item(b, i);
        if (one->kind != other->kind || one->count != other->count ||
            one->match.start != other->match.start || one->match.end != other->match.end ||
            !is_same_text(one->text, other->text) || !is_same_text(one->detail, other->detail) ||
            !is_same_text(one->query, other->query))
            return 0;
    }
    return 1;
}

/* The first answer of an archive that is opened for it. */
static void compare_first(struct all *all, const char *text,
                          const struct fund_complete_options *options,
                          const fund_completions *expected)
{
    fund_archive *archive = NULL;
    fund_completions *first = NULL;
    if (all->asked++ % TEXTS_PER_OPENING != 0)
        return;
    all->opened++;
    if (fund_archive_open(all->path, NULL, &archive, NULL) != FUND_OK ||
        fund_archive_complete(archive, text, options, &first, NULL) != FUND_OK)
        exit(2);
    if (!is_same(first, expected)) {
        printf("'%s': %zu first completions are others than the %zu later ones\n", text,
               fund_completions_count(first), fund_completions_count(expected));
        all->failures++;
    }
    fund_completions_free(first);
    fund_archive_close(archive);
}

static void complete(struct all *all, const char *text)
{
    struct fund_error error;
    fund_completions *completions = NULL;
    if (!is_new(all->texts, text))
        return;
    if (fund_archive_complete(all->archive, text, NULL, &completions, &error) != FUND_OK) {
        printf("'%s': %s\n", text, error.message);
        all->failures++;
    }
    for (size_t i = 0; i < fund_completions_count(completions); i++)
        check(all, text, fund_completions_item(completions, i));
    compare_first(all, text, NULL, completions);
    fund_completions_free(completions);
}

/* Bytes of the first count characters. */
static size_t front_size(const char *text, size_t count)
{
    size_t size = 0;
    while (text[size] != '\0' && count > 0) {
        size++;
        while (((unsigned char)text[size] & 0xc0) == 0x80)
            size++;
        count--;
    }
    return size;
}

static void complete_words(struct all *all, const char *text, size_t text_size)
{
    fund_analysis *analysis = NULL;
    if (fund_analyser_read(all->analyser, text, text_size, &analysis, NULL) != FUND_OK)
        exit(2);
    for (size_t i = 0; i < fund_analysis_count(analysis); i++) {
        const struct fund_token *token = fund_analysis_token(analysis, i);
        char front[5 * LETTERS_MAX];
        for (size_t letters = 1; letters <= LETTERS_MAX; letters++) {
            size_t size = front_size(token->folded, letters);
            if (size >= sizeof(front))
                break;
            memcpy(front, token->folded, size);
            front[size] = '\0';
            complete(all, front);
        }
    }
    fund_analysis_free(analysis);
}

/* The title up to the first letter of each of its words: one run goes up to the cursor. */
static void complete_title(struct all *all, const char *title, size_t size)
{
    char text[TEXT_MAX];
    if (size >= sizeof(text))
        return;
    for (size_t at = 1; at < size; at++) {
        if (title[at - 1] != ' ')
            continue;
        size_t end = at + front_size(title + at, 1);
        memcpy(text, title, end);
        text[end] = '\0';
        struct fund_complete_options options = FUND_COMPLETE_OPTIONS_INIT;
        fund_completions *completions = NULL;
        options.kinds = FUND_COMPLETE_TITLES | FUND_COMPLETE_WORDS;
        options.limit = 3;
        if (fund_archive_complete(all->archive, text, &options, &completions, NULL) != FUND_OK)
            exit(2);
        compare_first(all, text, &options, completions);
        for (size_t i = 0; i < fund_completions_count(completions); i++) {
            const struct fund_completion *item = fund_completions_item(completions, i);
            /* in the place of all that was typed */
            if (item->query[0] == '"' && text[0] != '"')
                check(all, text, item);
        }
        fund_completions_free(completions);
    }
}

/* Half queries, whose completions need not find anything: each opens the archive anew. */
static void complete_special(struct all *all)
{
    static const char *const texts[] = {
        "",
        " ",
        "person:",
        "person:s",
        "person:anna m",
        "org:",
        "org:fre",
        "ort:",
        "ort:me",
        "titel:",
        "titel:hoch",
        "text:bau",
        "-kar",
        "\"tag der",
        "\"tag der o",
        "titel:\"neue b",
        "(haus",
        "Wahl ODER br",
        "mul",
        "stra\xc3\x9f",
        "der bau der",
        "datum:2",
        "feuerwehr und",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        fund_completions *completions = NULL;
        all->asked = 0;
        if (fund_archive_complete(all->archive, texts[i], NULL, &completions, NULL) != FUND_OK)
            exit(2);
        compare_first(all, texts[i], NULL, completions);
        fund_completions_free(completions);
    }
}

static int run(struct all *all)
{
    fund_export *walk = NULL;
    fund_release *release = NULL;
    if (fund_archive_export(all->archive, &walk, NULL) != FUND_OK)
        return 2;
    complete_special(all);
    while (fund_export_next(walk, &release, NULL) == FUND_OK && release != NULL) {
        const struct fund_release_view *view = fund_release_view(release);
        complete_words(all, view->text, view->text_size);
        complete_title(all, view->text + view->title.start, view->title.end - view->title.start);
        fund_release_free(release);
    }
    fund_export_close(walk);
    printf("%zu texts, %zu completions, %zu queries, %zu openings, %zu failures\n",
           all->texts->count, all->completions, all->queries->count, all->opened, all->failures);
    return all->failures == 0 && all->completions > 1000 && all->opened > 100 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct all all = {.texts = calloc(1, sizeof(struct seen)),
                      .queries = calloc(1, sizeof(struct seen))};
    int code = 2;
    if (argc == 2 && all.texts != NULL && all.queries != NULL &&
        fund_archive_open(argv[1], NULL, &all.archive, NULL) == FUND_OK &&
        fund_archive_prepare_completion(all.archive, NULL) == FUND_OK &&
        fund_analyser_open(&all.analyser, NULL) == FUND_OK) {
        all.path = argv[1];
        code = run(&all);
    }
    fund_analyser_close(all.analyser);
    fund_archive_close(all.archive);
    free(all.texts);
    free(all.queries);
    return code;
}
