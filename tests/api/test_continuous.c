/*
 * Readers under continuous work: one archive is asked from several threads while the program
 * fundstelle-index updates it and makes it anew, again and again. No call may fail, and every answer
 * is of one state of the archive, the latest or a later one.
 *
 * usage: test_continuous FUNDSTELLE-INDEX; $FUNDSTELLE_TEST_SECONDS: how long, 4 otherwise
 */
#include "fundstelle.h"

#include "sample.h"

#include <inttypes.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <pthread.h>

#include <cmocka.h>

extern char **environ;

#define SECONDS    4
#define STATES_MIN 9 /* three of them rebuilds */
#define FILES_MIN  20
#define FILES_MAX  26

static const char *program;

/* A state's releases have the numbers 0 .. files_of(state) - 1; each release tells its state. */
static int files_of(int state)
{
    return FILES_MIN + state % (FILES_MAX - FILES_MIN + 1);
}

/* ---- the writer ----------------------------------------------------------------------------- */

struct test {
    char folder[256], archive_path[300], input[300];
    fund_archive *archive;
    atomic_int committed; /* the state of the last run that has ended */
    atomic_bool is_over;
};

static void write_file(const struct test *test, int number, int state)
{
    char path[400];
    snprintf(path, sizeof(path), "%s/%d.txt", test->input, number);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "Meldungsdatum: %02d.03.2021\n\nBericht %d im Stand %d\n\nPetra Beispielmann, Leiterin "
            "des Bauamtes, legt den Bericht %d vor. Er hat den Stand %d.\n",
            number + 1, number, state, number, state);
    assert_int_equal(fclose(file), 0);
}

static void write_state(const struct test *test, int state)
{
    for (int i = 0; i < files_of(state); i++)
        write_file(test, i, state);
    for (int i = files_of(state); i < FILES_MAX; i++) {
        char path[400];
        snprintf(path, sizeof(path), "%s/%d.txt", test->input, i);
        unlink(path);
    }
}

/* How: --prune or --rebuild. */
static void run_index(const struct test *test, const char *how)
{
    char name[] = "fundstelle-index", quiet[] = "-q", archive[] = "-a", jobs[] = "-j", two[] = "2";
    char path[300], input[300], option[20];
    snprintf(path, sizeof(path), "%s", test->archive_path);
    snprintf(input, sizeof(input), "%s", test->input);
    snprintf(option, sizeof(option), "%s", how);
    char *const arguments[] = {name, quiet, jobs, two, archive, path, option, input, NULL};
    pid_t process = 0;
    int result = -1;
    assert_int_equal(posix_spawn(&process, program, NULL, NULL, arguments, environ), 0);
    assert_int_equal(waitpid(process, &result, 0), process);
    assert_int_equal(result, 0);
}

static void make_state(struct test *test, int state)
{
    write_state(test, state);
    run_index(test, state % 3 == 0 ? "--rebuild" : "--prune");
    atomic_store(&test->committed, state);
}

/* ---- readers -------------------------------------------------------------------------------- */

struct reader {
    struct test *test;
    bool (*ask)(struct reader *reader);
    pthread_t thread;
    size_t count;
    char failure[400]; /* no assertion may fail in a thread of its own */
    /* of who follows the changes */
    uint64_t revision;
    char ids[FILES_MAX][FUND_QUERY_MAX / 64];
    int states[FILES_MAX]; /* 0: the release is not there */
};

static bool fails(struct reader *reader, const char *what, const struct fund_error *error)
{
    if (reader->failure[0] == '\0')
        snprintf(reader->failure, sizeof(reader->failure), "%s: %s", what,
                 error != NULL ? error->message : "");
    return false;
}

static bool read_title(const char *title, size_t size, int *number, int *state)
{
    char text[100];
    snprintf(text, sizeof(text), "%.*s", (int)size, title);
    return sscanf(text, "Bericht %d im Stand %d", number, state) == 2 && *number >= 0 &&
           *number < FILES_MAX;
}

/* All releases of one state, none twice, and none of a state before. */
static bool is_one_state(const fund_results *results, int least, int *state)
{
    uint64_t met = 0;
    *state = 0;
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        int number, own;
        if (!read_title(hit->title, strlen(hit->title), &number, &own))
            return false;
        if ((*state != 0 && own != *state) || (met >> number & 1) != 0)
            return false;
        *state = own;
        met |= (uint64_t)1 << number;
    }
    return *state >= least && met == ((uint64_t)1 << files_of(*state)) - 1;
}

static bool search(struct reader *reader, const struct fund_search_options *options)
{
    struct fund_error error;
    fund_results *results = NULL;
    int least = atomic_load(&reader->test->committed), state = 0;
    if (fund_archive_search(reader->test->archive, options, &results, &error) != FUND_OK)
        return fails(reader, "search", &error);
    bool is_sound = is_one_state(results, least, &state);
    const struct fund_facet *persons = fund_results_facet(results, FUND_FACET_PERSON);
    if (options->facets != 0)
        is_sound = is_sound && persons != NULL && persons->value_count == 1 &&
                   persons->values[0].count == (uint32_t)files_of(state);
    if (!is_sound)
        snprintf(reader->failure, sizeof(reader->failure),
                 "'%s' finds %" PRIu32 " releases of state %d, after %d", options->query,
                 fund_results_total(results, NULL), state, least);
    fund_results_free(results);
    return is_sound;
}

static bool ask_words(struct reader *reader)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "bericht stand";
    options.limit = 100;
    options.fold = 0;
    return search(reader, &options);
}

static bool ask_names(struct reader *reader)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "person:Beispielmann";
    options.limit = 100;
    options.fold = 0;
    options.sort = FUND_BY_NEWEST;
    options.facets = 1u << FUND_FACET_PERSON;
    return search(reader, &options);
}

static bool complete(struct reader *reader, struct fund_error *error)
{
    struct fund_complete_options options = FUND_COMPLETE_OPTIONS_INIT;
    fund_completions *completions = NULL;
    if (fund_archive_complete(reader->test->archive, "beri", &options, &completions, error) !=
        FUND_OK)
        return fails(reader, "complete", error);
    bool has_some = fund_completions_count(completions) > 0;
    fund_completions_free(completions);
    return has_some || fails(reader, "complete finds nothing", NULL);
}

/* What is not one search: lists, completion, what the archive holds, one release. */
static bool ask_others(struct reader *reader)
{
    struct fund_error error;
    fund_archive *archive = reader->test->archive;
    struct fund_info *info = NULL;
    fund_names *names = NULL;
    if (fund_archive_info(archive, &info, &error) != FUND_OK)
        return fails(reader, "info", &error);
    bool is_sound = info->release_count >= FILES_MIN && info->release_count <= FILES_MAX &&
                    info->person_count == 1 && info->size_bytes > 0;
    if (!is_sound)
        snprintf(reader->failure, sizeof(reader->failure),
                 "info tells %" PRIu32 " releases, %" PRIu32 " persons, %" PRIu64 " bytes",
                 info->release_count, info->person_count, info->size_bytes);
    fund_info_free(info);
    if (!is_sound)
        return false;
    if (fund_archive_names(archive, FUND_PERSONS, NULL, &names, &error) != FUND_OK)
        return fails(reader, "names", &error);
    is_sound = fund_names_count(names) == 1;
    fund_names_free(names);
    return is_sound ? complete(reader, &error) : fails(reader, "not one person", NULL);
}

/* Takes a release that has changed; states only grow. */
static bool follow_release(struct reader *reader, const fund_release *release, int least)
{
    const struct fund_release_view *view = fund_release_view(release);
    int number, state;
    if (!read_title(view->text + view->title.start, view->title.end - view->title.start, &number,
                    &state))
        return fails(reader, "a strange title", NULL);
    if (state < reader->states[number] || state < least)
        return fails(reader, "a release of a state before", NULL);
    reader->states[number] = state;
    snprintf(reader->ids[number], sizeof(reader->ids[number]), "%s", view->id);
    return true;
}

static void follow_deletion(struct reader *reader, const char *id)
{
    for (int i = 0; i < FILES_MAX; i++) {
        if (strcmp(reader->ids[i], id) == 0)
            reader->states[i] = 0;
    }
}

static bool follow(struct reader *reader)
{
    struct fund_error error;
    fund_export *walk = NULL;
    fund_release *release = NULL;
    const char *deleted = NULL;
    int least = reader->revision == 0 ? atomic_load(&reader->test->committed) : 0;
    if (fund_archive_changes(reader->test->archive, reader->revision, &walk, &error) != FUND_OK)
        return fails(reader, "changes", &error);
    bool is_sound = true;
    while ((deleted = fund_export_next_deleted(walk)) != NULL)
        follow_deletion(reader, deleted);
    do {
        fund_release_free(release);
        release = NULL;
        if (fund_export_next(walk, &release, &error) != FUND_OK)
            is_sound = fails(reader, "next change", &error);
        else if (release != NULL)
            is_sound = follow_release(reader, release, least);
    } while (is_sound && release != NULL);
    fund_release_free(release);
    reader->revision = fund_export_revision(walk);
    fund_export_close(walk);
    return is_sound;
}

static void *read_on(void *context)
{
    struct reader *reader = context;
    while (!atomic_load(&reader->test->is_over) && reader->ask(reader))
        reader->count++;
    return NULL;
}

/* ---- the test ------------------------------------------------------------------------------- */

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    snprintf(test->archive_path, sizeof(test->archive_path), "%s/archiv", test->folder);
    snprintf(test->input, sizeof(test->input), "%s/eingang", test->folder);
    *state = test;
    return mkdir(test->input, 0700);
}

static int tear_down(void **state)
{
    struct test *test = *state;
    fund_archive_close(test->archive);
    sample_clean_up(test->folder);
    free(test);
    return 0;
}

static time_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static bool has_failed(const struct reader *readers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (readers[i].failure[0] != '\0')
            return true;
    }
    return false;
}

/* Who has followed all changes has what the archive has. */
static void check_follower(struct reader *reader, int state)
{
    if (!follow(reader))
        fail_msg("%s", reader->failure);
    for (int i = 0; i < FILES_MAX; i++)
        assert_int_equal(reader->states[i], i < files_of(state) ? state : 0);
}

static void test_continuous(void **context)
{
    enum { READERS = 4 };
    struct test *test = *context;
    static struct reader readers[READERS];
    bool (*const asks[READERS])(struct reader *) = {ask_words, ask_names, ask_others, follow};
    const char *wanted = getenv("FUNDSTELLE_TEST_SECONDS");
    intmax_t seconds = wanted != NULL ? strtoimax(wanted, NULL, 10) : SECONDS;
    int state = 1;
    make_state(test, state);
    assert_int_equal(fund_archive_open(test->archive_path, NULL, &test->archive, NULL), FUND_OK);
    for (size_t i = 0; i < READERS; i++) {
        readers[i] = (struct reader){.test = test, .ask = asks[i]};
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_on, &readers[i]), 0);
    }
    time_t end = seconds_now() + (time_t)seconds;
    while ((state < STATES_MIN || seconds_now() < end) && !has_failed(readers, READERS))
        make_state(test, ++state);
    atomic_store(&test->is_over, true);
    for (size_t i = 0; i < READERS; i++)
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
    for (size_t i = 0; i < READERS; i++) {
        print_message("%zu calls, %d states\n", readers[i].count, state);
        if (readers[i].failure[0] != '\0')
            fail_msg("reader %zu: %s", i, readers[i].failure);
        assert_true(readers[i].count > 0);
    }
    check_follower(&readers[3], state);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_continuous, set_up, tear_down),
    };
    if (argc != 2)
        return EXIT_FAILURE;
    program = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
