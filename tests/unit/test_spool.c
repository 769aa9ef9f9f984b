/*
 * Releases between reading and writing: what is put in comes out, wherever the file ends.
 */
#include "indexer/spool.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "temporary_folder.h"

struct fixture {
    struct temporary_folder *folder;
    char path[FOLDER_PATH_MAX];
    int file;
    struct wire_out out;
    struct wire_in in;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    void *folder = NULL;
    if (fixture == NULL || temporary_folder_make(&folder) != 0)
        return -1;
    fixture->folder = folder;
    fixture->out = wire_out_init();
    fixture->in = wire_in_init();
    temporary_path(fixture->folder, "spool", fixture->path);
    *state = fixture;
    return spool_open(fixture->path, &fixture->file, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    void *folder = fixture->folder;
    close(fixture->file);
    buffer_finish(&fixture->out.bytes);
    buffer_finish(&fixture->in.bytes);
    free(fixture);
    return temporary_folder_remove(&folder);
}

static const struct state some_state = {.content_hash = 0x1234567890abcdef,
                                        .size_bytes = 77,
                                        .modified_ns = -5,
                                        .options_hash = 3,
                                        .source_hash = 4,
                                        .origin_hash = 4,
                                        .updated = 1700000000,
                                        .file_hash = 6};

static void fill(struct release *release, const char *id, struct slice text)
{
    release_init(release);
    release->id = slice_from(id);
    release->file = SLICE("ordner/017.txt");
    release->source = SLICE("/eingang/ordner/017.txt");
    release->published = 19000;
    release->text = text;
    release->body = (struct range){0, (uint32_t)text.size};
}

static fund_status append(struct fixture *fixture, const char *id, struct slice text,
                          struct spool_place *place, struct fund_error *error)
{
    struct release release;
    struct format_notes notes = {.oddities = FORMAT_ODD_VERSION, .encoding = "windows-1252"};
    fill(&release, id, text);
    struct spool_entry entry = {&release, some_state, notes, SLICE("eingang/017.txt")};
    struct spool_writer writer = spool_writer_init(fixture->file);
    struct spool_place found = *place;
    fund_status status = spool_append(&writer, &entry, &fixture->out, &found, error);
    if (status == FUND_OK)
        status = spool_flush(&writer, error);
    spool_writer_finish(&writer);
    if (status == FUND_OK)
        *place = found;
    return status;
}

static fund_status read_entry(struct fixture *fixture, struct spool_place place,
                              struct release *release, struct spool_entry *entry,
                              struct fund_error *error)
{
    release_init(release);
    *entry = (struct spool_entry){.release = release};
    return spool_read(fixture->file, place, &fixture->in, entry, error);
}

static void expect(struct fixture *fixture, struct spool_place place, const char *id,
                   struct slice text)
{
    struct release release;
    struct spool_entry entry;
    assert_int_equal(read_entry(fixture, place, &release, &entry, NULL), FUND_OK);
    assert_true(slice_equal(release.id, slice_from(id)));
    assert_true(slice_equal(release.text, text));
    assert_true(slice_equal(release.source, SLICE("/eingang/ordner/017.txt")));
    assert_int_equal(release.published, 19000);
    assert_int_equal(entry.state.content_hash, some_state.content_hash);
    assert_int_equal(entry.state.modified_ns, -5);
    assert_int_equal(entry.state.updated, 1700000000);
    assert_int_equal(entry.notes.oddities, FORMAT_ODD_VERSION);
    assert_string_equal(entry.notes.encoding, "windows-1252");
    assert_true(slice_equal(entry.path, SLICE("eingang/017.txt")));
    release_finish(&release);
}

static void expect_damage(struct fixture *fixture, struct spool_place place)
{
    struct release release;
    struct spool_entry entry;
    struct fund_error error = {.code = FUND_OK};
    fund_status status = read_entry(fixture, place, &release, &entry, &error);
    if (status != FUND_CORRUPT)
        fail_msg("%llu+%u: %d", (unsigned long long)place.offset, place.size, (int)status);
    assert_true(error.message[0] != '\0');
    release_finish(&release);
}

static void test_round_trip(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *id;
        struct slice text;
    } rows[] = {
        {"a", {"Der Markt ist voll.", 19}},
        {"leer", {"", 0}},
        {"nul", {"vor\0nach", 8}},
        {"b", {"ä", 2}},
    };
    struct spool_place places[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(append(fixture, rows[i].id, rows[i].text, &places[i], NULL), FUND_OK);
    assert_int_equal(places[0].offset, 0);
    for (size_t i = 1; i < 4; i++)
        assert_int_equal(places[i].offset, places[i - 1].offset + places[i - 1].size);
    for (size_t i = 4; i-- > 0;)
        expect(fixture, places[i], rows[i].id, rows[i].text);
}

static void number(char text[static 8], int number)
{
    for (int i = 8; i-- > 0; number /= 10)
        text[i] = (char)('0' + number % 10);
}

/* Many at a time, which takes several writes. */
static void test_many(void **state)
{
    enum { COUNT = 300, SIZE = 1000 };
    struct fixture *fixture = *state;
    struct spool_writer writer = spool_writer_init(fixture->file);
    struct spool_place places[COUNT];
    char text[SIZE];
    struct stat info;
    memset(text, 'a', sizeof(text));
    for (int i = 0; i < COUNT; i++) {
        struct release release;
        number(text, i);
        fill(&release, "x", slice_of(text, sizeof(text)));
        const struct spool_entry entry = {
            &release,
            some_state,
            {.oddities = FORMAT_ODD_VERSION, .encoding = "windows-1252"},
            SLICE("eingang/017.txt")};
        assert_int_equal(spool_append(&writer, &entry, &fixture->out, &places[i], NULL), FUND_OK);
    }
    assert_int_equal(fstat(fixture->file, &info), 0);
    assert_in_range(info.st_size, 1, COUNT * SIZE - 1);
    assert_int_equal(spool_flush(&writer, NULL), FUND_OK);
    spool_writer_finish(&writer);
    for (int i = 0; i < COUNT; i++) {
        number(text, i);
        expect(fixture, places[i], "x", slice_of(text, sizeof(text)));
    }
}

/* A worker that takes the place of a dead one goes on behind what there is. */
static void test_opened_again(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place first, second;
    assert_int_equal(append(fixture, "a", SLICE("eins"), &first, NULL), FUND_OK);
    close(fixture->file);
    assert_int_equal(spool_open(fixture->path, &fixture->file, NULL), FUND_OK);
    assert_int_equal(append(fixture, "b", SLICE("zwei"), &second, NULL), FUND_OK);
    assert_int_equal(second.offset, first.size);
    expect(fixture, first, "a", SLICE("eins"));
    expect(fixture, second, "b", SLICE("zwei"));
}

static void test_truncated(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place first, last;
    assert_int_equal(append(fixture, "a", SLICE("eins"), &first, NULL), FUND_OK);
    assert_int_equal(append(fixture, "b", SLICE("zwei"), &last, NULL), FUND_OK);
    for (uint32_t cut = 1; cut <= last.size; cut++) {
        assert_int_equal(ftruncate(fixture->file, (off_t)(last.offset + last.size - cut)), 0);
        expect_damage(fixture, last);
        expect(fixture, first, "a", SLICE("eins"));
    }
}

static void test_wrong_places(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place place;
    assert_int_equal(append(fixture, "a", SLICE("eins"), &place, NULL), FUND_OK);
    for (uint32_t size = 0; size < place.size; size++)
        expect_damage(fixture, (struct spool_place){0, size});
    expect_damage(fixture, (struct spool_place){0, place.size + 1});
    expect_damage(fixture, (struct spool_place){place.size, WIRE_HEAD_SIZE});
    expect_damage(fixture, (struct spool_place){1000000, 100});
    expect(fixture, place, "a", SLICE("eins"));
}

/* Whatever a byte becomes, reading ends, and with nothing but a release or damage. */
static void test_flipped(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place place;
    size_t damaged = 0;
    assert_int_equal(append(fixture, "a", SLICE("Ein kurzer Text."), &place, NULL), FUND_OK);
    int file = open(fixture->path, O_RDWR);
    assert_true(file >= 0);
    for (uint32_t at = 0; at < place.size; at++) {
        struct release release;
        struct spool_entry entry;
        unsigned char byte, flipped;
        assert_int_equal(pread(file, &byte, 1, at), 1);
        flipped = byte ^ 0xff;
        assert_int_equal(pwrite(file, &flipped, 1, at), 1);
        fund_status status = read_entry(fixture, place, &release, &entry, NULL);
        assert_true(status == FUND_OK || status == FUND_CORRUPT);
        damaged += status == FUND_CORRUPT;
        release_finish(&release);
        assert_int_equal(pwrite(file, &byte, 1, at), 1);
    }
    close(file);
    assert_true(damaged > 20);
    expect(fixture, place, "a", SLICE("Ein kurzer Text."));
}

/* A disk that is full is told; what was written of a release does no harm to the next one. */
static void test_full(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place first, place = {12345, 6789};
    struct fund_error error = {.code = FUND_OK};
    struct rlimit before;
    assert_int_equal(append(fixture, "a", SLICE("eins"), &first, NULL), FUND_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {first.size + 30, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    fund_status status = append(fixture, "b", SLICE("zwei"), &place, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, FUND_IO);
    assert_non_null(strstr(error.message, "cannot write to the archive's folder: "));
    assert_int_equal(place.offset, 12345);
    assert_int_equal(place.size, 6789);
    struct stat about;
    assert_int_equal(stat(fixture->path, &about), 0);
    assert_int_equal(about.st_size, first.size + 30);
    assert_int_equal(append(fixture, "c", SLICE("drei"), &place, NULL), FUND_OK);
    expect(fixture, first, "a", SLICE("eins"));
    expect(fixture, place, "c", SLICE("drei"));
}

/* What cannot be held is refused before anything is written. */
static void test_too_long(void **state)
{
    struct fixture *fixture = *state;
    struct spool_place place = {12345, 6789};
    struct fund_error error = {.code = FUND_OK};
    const size_t size = WIRE_SIZE_MAX / 2 + 1;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'a', size);
    assert_int_equal(append(fixture, "a", slice_of(text, size), &place, &error), FUND_LIMIT);
    free(text);
    assert_int_equal(place.offset, 12345);
    struct stat about;
    assert_int_equal(stat(fixture->path, &about), 0);
    assert_int_equal(about.st_size, 0);
}

static void test_refused_paths(void **state)
{
    struct fixture *fixture = *state;
    struct fund_error error = {.code = FUND_OK};
    char path[FOLDER_PATH_MAX];
    int file = -7;
    temporary_path(fixture->folder, "keiner/spool", path);
    assert_int_equal(spool_open(path, &file, &error), FUND_IO);
    assert_non_null(strstr(error.message, "No such file"));
    temporary_path(fixture->folder, "verweis", path);
    assert_int_equal(symlink(fixture->path, path), 0);
    assert_int_equal(spool_open(path, &file, &error), FUND_IO);
    assert_int_equal(file, -7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opened_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_truncated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_flipped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_long, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_paths, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
