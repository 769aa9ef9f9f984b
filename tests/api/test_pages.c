/*
 * Pages of the sample archive: joined, the pages of a query have each of its hits once and in the
 * order that one large page has; whatever the order, the size of a page, relaxation or selections.
 *
 * usage: test_pages ARCHIVE
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HITS_MAX FUND_LIMIT_MAX
#define ID_SIZE  100

static fund_archive *archive;

static const struct {
    const char *query;
    bool is_relaxed; /* in the order of dates */
} queries[] = {
    {"", false},
    {"stadt", false},
    {"feuerwehr", false},
    {"schule kinder", false},
    {"-stadt", false},
    {"datum:2012..2016", false},
    {"schule qwertzuiop", true},
    {"Stadtratsschule", true},
    {"Feuerwehrschule", false}, /* best first it is */
    {"qwertzuiop", false},
};

static const uint32_t sizes[] = {1, 7, 10, 64};

static const struct fund_selection selections[][3] = {
    {{0, NULL}},
    {{FUND_FACET_YEAR, "2014"}, {FUND_FACET_YEAR, "2015"}, {FUND_FACET_YEAR, "2021"}},
    {{FUND_FACET_ORGANISATION, "Feuerwehr"}, {FUND_FACET_ORGANISATION, "Rat"}, {0, NULL}},
};

struct hits {
    size_t count;
    char ids[HITS_MAX][ID_SIZE];
    int32_t days[HITS_MAX];
};

static fund_results *search(const struct fund_search_options *options)
{
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    if (fund_archive_search(archive, options, &results, &error) != FUND_OK)
        fail_msg("'%s': %s", options->query, error.message);
    return results;
}

static void append(const fund_results *results, struct hits *hits)
{
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        assert_true(hits->count < HITS_MAX);
        assert_int_equal(hit->rank, hits->count + 1);
        snprintf(hits->ids[hits->count], ID_SIZE, "%s", hit->id);
        hits->days[hits->count++] = hit->published;
    }
}

static int compare(const void *left, const void *right)
{
    return strcmp(left, right);
}

static void check_different(const struct hits *hits)
{
    static char sorted[HITS_MAX][ID_SIZE];
    memcpy(sorted, hits->ids, sizeof(sorted));
    qsort(sorted, hits->count, ID_SIZE, compare);
    for (size_t i = 1; i < hits->count; i++)
        assert_string_not_equal(sorted[i - 1], sorted[i]);
}

static void check_order(const struct hits *hits, enum fund_sort sort)
{
    for (size_t i = 1; i < hits->count && sort != FUND_BY_RELEVANCE; i++) {
        int32_t before = hits->days[i - 1], day = hits->days[i];
        if (day == FUND_DATE_NONE)
            continue;
        assert_true(before != FUND_DATE_NONE); /* undated last */
        assert_true(sort == FUND_BY_NEWEST ? before >= day : before <= day);
    }
}

/* All of a query on one page; its total is exact. */
static void read_whole(struct fund_search_options options, bool is_relaxed, struct hits *whole)
{
    int exact = 0;
    options.offset = 0;
    options.limit = HITS_MAX;
    fund_results *results = search(&options);
    whole->count = 0;
    append(results, whole);
    assert_int_equal(fund_results_total(results, &exact), whole->count);
    assert_int_equal(exact, 1);
    bool was_relaxed = fund_results_relaxed(results) != NULL;
    if (options.sort != FUND_BY_RELEVANCE && was_relaxed != is_relaxed)
        fail_msg("'%s' was %srelaxed", options.query, was_relaxed ? "" : "not ");
    fund_results_free(results);
}

static void check_pages(struct fund_search_options options, const struct hits *whole)
{
    static struct hits joined;
    uint64_t revision = 0;
    joined.count = 0;
    for (options.offset = 0; options.offset <= whole->count; options.offset += options.limit) {
        int exact = 0;
        fund_results *page = search(&options);
        append(page, &joined);
        assert_int_equal(fund_results_total(page, &exact), whole->count);
        assert_int_equal(exact, 1);
        if (revision != 0)
            assert_true(fund_results_revision(page) == revision);
        revision = fund_results_revision(page);
        fund_results_free(page);
    }
    assert_int_equal(joined.count, whole->count);
    for (size_t i = 0; i < whole->count; i++)
        assert_string_equal(joined.ids[i], whole->ids[i]);
}

static void check_query(struct fund_search_options options, bool is_relaxed)
{
    static struct hits whole;
    read_whole(options, is_relaxed, &whole);
    check_different(&whole);
    check_order(&whole, options.sort);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        options.limit = sizes[i];
        check_pages(options, &whole);
    }
}

static void check_all(const struct fund_selection *selected)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.snippet_size = 0;
    options.fold = 0; /* totals count releases */
    options.selections = selected;
    while (options.selection_count < 3 && selected[options.selection_count].value != NULL)
        options.selection_count++;
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
        for (int sort = FUND_BY_RELEVANCE; sort <= FUND_BY_OLDEST; sort++) {
            options.query = queries[i].query;
            options.sort = (enum fund_sort)sort;
            check_query(options, queries[i].is_relaxed);
        }
    }
}

static void test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(selections) / sizeof(*selections); i++)
        check_all(selections[i]);
}

/* Selections leave some with a date and some without. */
static void test_undated(void **state)
{
    (void)state;
    static struct hits hits;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "";
    options.fold = 0;
    options.selections = selections[2];
    options.selection_count = 2;
    options.sort = FUND_BY_OLDEST;
    read_whole(options, false, &hits);
    assert_true(hits.count > 5);
    for (size_t i = 0; i < hits.count; i++)
        assert_int_equal(hits.days[i] == FUND_DATE_NONE, i >= hits.count - 5);
}

/* Whatever is selected, the page's hits have it, and as many as its count said. */
static void test_selected(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.facets = FUND_FACETS_USUAL;
    options.facet_limit = 5;
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
        options.query = queries[i].query;
        fund_results *results = search(&options);
        for (int kind = FUND_FACET_PERSON; kind <= FUND_FACET_MONTH; kind++) {
            const struct fund_facet *facet =
                fund_results_facet(results, (enum fund_facet_kind)kind);
            for (size_t k = 0; k < facet->value_count; k++) {
                struct fund_selection selection = {facet->kind, facet->values[k].value};
                struct fund_search_options selected = options;
                selected.selections = &selection;
                selected.selection_count = 1;
                fund_results *few = search(&selected);
                assert_int_equal(fund_results_total(few, NULL), facet->values[k].count);
                for (size_t h = 0; kind == FUND_FACET_PERSON && h < fund_results_count(few); h++) {
                    const struct fund_hit *hit = fund_results_hit(few, h);
                    bool is_named = false;
                    for (size_t p = 0; p < hit->person_count; p++)
                        is_named = is_named || strcmp(hit->persons[p], selection.value) == 0;
                    assert_true(is_named);
                }
                fund_results_free(few);
            }
        }
        fund_results_free(results);
    }
}

int main(int argument_count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_undated),
        cmocka_unit_test(test_selected),
    };
    struct fund_error error;
    if (argument_count != 2 || fund_archive_open(arguments[1], NULL, &archive, &error) != FUND_OK) {
        fprintf(stderr, "usage: test_pages ARCHIVE\n");
        return 99;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fund_archive_close(archive);
    return failed;
}
