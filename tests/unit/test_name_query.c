/*
 * The query for a name that an archive links with very many others.
 */
#include "core/schema/schema.h"
#include "query/lib/names/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* More than any query takes. */
#define CLAUSES 1500
#define ISSUERS 64
/* Names in one query that all have so many links. */
#define NAMES 4

static struct slice issuers[ISSUERS];
static char issuer_texts[ISSUERS][16];

static int make_issuers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ISSUERS; i++) {
        snprintf(issuer_texts[i], sizeof(issuer_texts[i]), "stadt %zu", i);
        issuers[i] = slice_from(issuer_texts[i]);
    }
    return 0;
}

static struct name_clause clause_of_term(size_t issuer_count)
{
    return (struct name_clause){.prefix = SCHEMA_ORGANISATION_KEY,
                                .text = SLICE("kita sonnenblume"),
                                .issuers = issuers,
                                .issuer_count = issuer_count};
}

/* Several names with so many clauses in one query, the first of them a row of words or not. */
static void ask(size_t clause_count, size_t issuer_count, bool has_row)
{
    struct slice parts[] = {SLICE("kita"), SLICE("sonn"), SLICE("blum")};
    struct query_word word = {.parts = parts, .part_count = 3};
    struct fund_error error = {0};
    struct build build = build_init(&error);
    struct name_clause *clauses = calloc(clause_count, sizeof(*clauses));
    assert_non_null(clauses);
    for (size_t i = 0; i < clause_count; i++)
        clauses[i] = clause_of_term(issuer_count);
    clauses[0].except_prefix = SCHEMA_ORGANISATION_NAME;
    clauses[0].except = issuers;
    clauses[0].except_count = issuer_count;
    if (has_row)
        clauses[0] = (struct name_clause){.words = {.items = &word, .count = 1}};
    struct name_links links = {.clauses = clauses, .clause_count = clause_count};
    struct store_query *all = name_links_query(&build, &links);
    for (size_t i = 1; i < NAMES; i++)
        all = build_pair(&build, STORE_AND, all, name_links_query(&build, &links));
    if (build.status != FUND_OK)
        print_error("%zu clauses of %zu issuers: %s\n", clause_count, issuer_count, error.message);
    assert_int_equal(build.status, FUND_OK);
    assert_non_null(all);
    build_finish(&build);
    free(clauses);
}

static void test_few_links(void **state)
{
    (void)state;
    ask(1, 0, false);
    ask(1, 1, true);
    ask(20, 2, true);
}

static void test_very_many_links(void **state)
{
    (void)state;
    ask(CLAUSES, 0, false);
    ask(CLAUSES, 0, true);
    ask(CLAUSES, 2, false);
    ask(CLAUSES, 2, true);
    ask(CLAUSES, ISSUERS, true);
}

/* Of more links than a name may have those stay that most releases have, whenever they come. */
static void test_most_frequent_links(void **state)
{
    (void)state;
    struct arena arena = arena_init(1 << 24);
    struct name_links links = {.clauses = NULL};
    uint64_t sum = 0, most = 0;
    for (uint32_t i = 0; i < CLAUSES; i++) {
        struct name_clause clause = clause_of_term(0);
        clause.count = 1 + i * 7919 % CLAUSES; /* a prime: each number from 1 to CLAUSES once */
        assert_int_equal(name_add_clause(&arena, &links, &clause, NULL), FUND_OK);
    }
    assert_int_equal(links.clause_count, NAME_CLAUSES_MAX);
    for (size_t i = 0; i < links.clause_count; i++)
        sum += links.clauses[i].count;
    for (uint32_t count = CLAUSES - NAME_CLAUSES_MAX + 1; count <= CLAUSES; count++)
        most += count;
    assert_int_equal(sum, most);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_links),
        cmocka_unit_test(test_very_many_links),
        cmocka_unit_test(test_most_frequent_links),
    };
    return cmocka_run_group_tests(tests, make_issuers, NULL);
}
