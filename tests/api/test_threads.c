/*
 * One archive asked from many threads at once, while it is being written to, and after it was
 * replaced as a whole.
 */
#include "fundstelle.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <pthread.h>

#include <cmocka.h>

#define THREADS  8
#define SEARCHES 40
#define RELEASES 200
#define COMMITS  15

static const char *const days[] = {"2021-03-01", "2022-04-02", "2023-05-03", NULL};

struct test {
    char folder[256], path[300];
    char ids[RELEASES][16];
    struct sample_release releases[RELEASES];
    fund_archive *archive;
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    for (int i = 0; i < RELEASES; i++) {
        snprintf(test->ids[i], sizeof(test->ids[i]), "id-%03d", i);
        test->releases[i] = (struct sample_release){
            .id = test->ids[i],
            .day = days[i % 4],
            .title = i % 2 == 0 ? "Stadtfest am Markt" : "Neues aus dem Rathaus",
            .body = "Die Stadt teilt mit, dass alles weitergeht. Rolf Tannhuber freut sich.",
            .persons = {{"Rolf Tannhuber", NULL, "Bürgermeister", NULL, {"Rolf Tannhuber"}}},
        };
    }
    if (!sample_write(test->path, test->releases, RELEASES))
        return -1;
    if (fund_archive_open(test->path, NULL, &test->archive, NULL) != FUND_OK)
        return -1;
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    fund_archive_close(test->archive);
    sample_clean_up(test->folder);
    free(test);
    return 0;
}

/* 0, or what went wrong; no assertion may fail in a thread of its own. */
static const char *search_once(fund_archive *archive, unsigned number)
{
    static const struct {
        const char *query;
        uint32_t total;
    } queries[] = {
        {"stadtfest", RELEASES / 2},
        {"person:Tannhuber datum:2022", RELEASES / 4},
        {"\"neues aus dem rathaus\"", RELEASES / 2},
        {"", RELEASES},
    };
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = queries[number % 4].query;
    options.sort = (enum fund_sort)(number % 3);
    if (fund_archive_search(archive, &options, &results, NULL) != FUND_OK)
        return "a search failed";
    uint32_t total = fund_results_total(results, NULL);
    size_t count = fund_results_count(results);
    fund_results_free(results);
    if (total != queries[number % 4].total)
        return "a search found another number";
    return count == options.limit ? NULL : "a page is not full";
}

static const char *release_once(fund_archive *archive)
{
    fund_release *release = NULL;
    if (fund_archive_release(archive, "id-007", &release, NULL) != FUND_OK)
        return "a release was not found";
    fund_release_free(release);
    return NULL;
}

static void *work(void *archive)
{
    const char *failure = NULL;
    for (unsigned i = 0; i < SEARCHES && failure == NULL; i++) {
        failure = search_once(archive, i);
        if (failure == NULL && i % 10 == 0)
            failure = release_once(archive);
    }
    return (void *)(uintptr_t)failure;
}

static void search_in_threads(struct test *test)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, test->archive), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failure = NULL;
        assert_int_equal(pthread_join(threads[i], &failure), 0);
        if (failure != NULL)
            fail_msg("%s", (const char *)failure);
    }
}

static void test_threads(void **state)
{
    search_in_threads(*state);
}

/* Starts a process that commits the same releases over and over. */
static pid_t start_writer(struct test *test)
{
    pid_t writer = fork();
    if (writer == 0)
        _exit(sample_rewrite(test->path, test->releases, RELEASES, COMMITS) ? 0 : 1);
    return writer;
}

static void test_writer(void **state)
{
    struct test *test = *state;
    pid_t writer = start_writer(test);
    assert_true(writer > 0);
    int status = -1;
    do {
        search_in_threads(test);
    } while (waitpid(writer, &status, WNOHANG) == 0);
    assert_int_equal(status, 0);
}

/* A walk begun before commits gives each release once. */
static void test_walk(void **state)
{
    struct test *test = *state;
    fund_export *walk = NULL;
    fund_release *release = NULL;
    int count = 0;
    assert_int_equal(fund_archive_export(test->archive, &walk, NULL), FUND_OK);
    assert_true(sample_rewrite(test->path, test->releases, RELEASES, 3));
    assert_true(sample_remove(test->path, "id-000"));
    for (;;) {
        assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
        if (release == NULL)
            break;
        count++;
        fund_release_free(release);
    }
    fund_export_close(walk);
    assert_int_equal(count, RELEASES - 1);
    assert_true(sample_write(test->path, test->releases, 1));
}

/* A walk whose archive is moved away fails, instead of ending as if it were complete. */
static void test_walk_cut(void **state)
{
    struct test *test = *state;
    char away[400];
    fund_export *walk = NULL;
    fund_release *release = NULL;
    fund_release *untouched = (fund_release *)test;
    struct fund_error error = {.code = FUND_OK};
    snprintf(away, sizeof(away), "%s/weg", test->folder);
    assert_int_equal(fund_archive_export(test->archive, &walk, NULL), FUND_OK);
    assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
    fund_release_free(release);
    release = untouched;
    assert_int_equal(rename(test->path, away), 0);
    assert_int_equal(fund_export_next(walk, &release, &error), FUND_NOT_FOUND);
    assert_int_equal(error.code, FUND_NOT_FOUND);
    assert_ptr_equal(release, untouched);
    assert_int_equal(rename(away, test->path), 0);
    assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
    assert_non_null(release);
    fund_release_free(release);
    fund_export_close(walk);
}

/* Each call sees the newest commit; results stay as they were. */
static void test_newest(void **state)
{
    struct test *test = *state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *before = NULL, *after = NULL;
    struct sample_release added = {.id = "neu", .title = "Raumschiff", .body = "Es ist gelandet."};
    options.query = "raumschiff";
    assert_int_equal(fund_archive_search(test->archive, &options, &before, NULL), FUND_OK);
    assert_true(sample_write(test->path, &added, 1));
    assert_int_equal(fund_archive_search(test->archive, &options, &after, NULL), FUND_OK);
    assert_int_equal(fund_results_count(before), 0);
    assert_int_equal(fund_results_count(after), 1);
    assert_true(sample_remove(test->path, "neu"));
    assert_string_equal(fund_results_hit(after, 0)->title, "Raumschiff");
    fund_results_free(before);
    fund_results_free(after);
    assert_int_equal(fund_archive_search(test->archive, &options, &after, NULL), FUND_OK);
    assert_int_equal(fund_results_count(after), 0);
    fund_results_free(after);
}

/* The archive's folder is replaced by another one: the open handle follows. */
static void test_replaced(void **state)
{
    struct test *test = *state;
    char other[400], old[400];
    struct sample_release only = {.id = "neu", .title = "Raumschiff", .body = "Es ist gelandet."};
    struct fund_info *info = NULL;
    snprintf(other, sizeof(other), "%s/anderes", test->folder);
    snprintf(old, sizeof(old), "%s/altes", test->folder);
    assert_true(sample_write(other, &only, 1));
    assert_int_equal(rename(test->path, old), 0);
    assert_int_equal(rename(other, test->path), 0);
    assert_int_equal(fund_archive_info(test->archive, &info, NULL), FUND_OK);
    assert_int_equal(info->release_count, 1);
    fund_info_free(info);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_newest),
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_walk_cut),
        cmocka_unit_test(test_writer),
        cmocka_unit_test(test_replaced), /* the last: nothing is left of the others' archive */
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
