/*
 * Which release of an id stays, the order in which they are written, and messages between processes.
 */
#include "indexer/catalogue.h"

#include "indexer/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct row {
    const char *id;
    uint32_t file;
    int32_t published;
    uint64_t source, content;
    int64_t updated;
    bool is_deleted;
};

static void count_refused(void *context, const struct catalogue_release *release)
{
    (void)release;
    (*(size_t *)context)++;
}

/* Each release as its file's number, in the order of writing: "2 0 1". */
static void settle(const struct row *rows, size_t count, char order[static 64],
                   struct catalogue_counts *counts, size_t *refused)
{
    struct catalogue catalogue;
    assert_int_equal(catalogue_create(&catalogue, NULL), FUND_OK);
    for (size_t i = 0; i < count; i++) {
        const struct reading_release release = {
            .id = slice_from(rows[i].id),
            .published = rows[i].published,
            .state = {.source_hash = rows[i].source,
                      .content_hash = rows[i].content,
                      .updated = rows[i].updated},
            .is_deleted = rows[i].is_deleted,
        };
        assert_int_equal(catalogue_add(&catalogue, rows[i].file, 0, 0, &release, NULL), FUND_OK);
    }
    *refused = 0;
    *counts = (struct catalogue_counts){0, 0};
    assert_int_equal(catalogue_settle(&catalogue, counts, count_refused, refused, NULL), FUND_OK);
    order[0] = '\0';
    for (size_t i = 0; i < catalogue.count; i++) {
        size_t size = strlen(order);
        snprintf(order + size, 64 - size, "%s%u", i > 0 ? " " : "",
                 (unsigned)catalogue.items[i].file);
    }
    catalogue_finish(&catalogue);
}

#define NEVER CLOCK_NONE

static void test_settle(void **state)
{
    (void)state;
    static const struct {
        struct row rows[4];
        size_t count;
        const char *order;
        size_t repeated, removed, refused;
    } cases[] = {
        {{{0}}, 0, "", 0, 0, 0},
        /* newest first, without a date last; of the same day the last file first */
        {{{"a", 3, 20, 1, 1, NEVER, false},
          {"b", 2, 10, 2, 1, NEVER, false},
          {"c", 1, 20, 3, 1, NEVER, false},
          {"d", 4, DATE_NONE, 4, 1, NEVER, false}},
         4,
         "3 1 2 4",
         0,
         0,
         0},
        /* the same again, and another version of it, which stays */
        {{{"a", 1, 1, 1, 1, NEVER, false}, {"a", 2, 1, 1, 1, NEVER, false}}, 2, "1", 1, 0, 0},
        {{{"a", 1, 1, 1, 1, NEVER, false}, {"a", 2, 1, 1, 2, NEVER, false}}, 2, "2", 0, 0, 0},
        {{{"a", 2, 1, 1, 2, NEVER, false}, {"a", 1, 1, 1, 1, NEVER, false}}, 2, "2", 0, 0, 0},
        /* its maker says that the second is older */
        {{{"a", 1, 1, 1, 1, 9, false}, {"a", 2, 1, 1, 2, 8, false}}, 2, "1", 1, 0, 0},
        /* taken back; and given again */
        {{{"a", 1, 1, 1, 1, NEVER, false}, {"a", 2, 1, 1, 0, NEVER, true}}, 2, "", 0, 1, 0},
        {{{"a", 1, 1, 1, 0, NEVER, true}, {"a", 2, 1, 1, 1, NEVER, false}}, 2, "2", 0, 0, 0},
        /* two sources with one id */
        {{{"a", 1, 1, 1, 1, NEVER, false}, {"a", 2, 1, 2, 1, NEVER, false}}, 2, "1", 0, 0, 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char order[64];
        struct catalogue_counts counts;
        size_t refused;
        settle(cases[i].rows, cases[i].count, order, &counts, &refused);
        if (strcmp(order, cases[i].order) != 0 || counts.repeated != cases[i].repeated ||
            counts.removed != cases[i].removed || refused != cases[i].refused)
            fail_msg("case %zu gives '%s'", i, order);
    }
}

/* What a worker told before it died is forgotten, what it told later is not. */
static void test_forget(void **state)
{
    (void)state;
    struct catalogue catalogue;
    struct catalogue_counts counts = {0, 0};
    size_t refused = 0;
    const struct reading_release release = {.id = SLICE("a"), .state = {.content_hash = 1}};
    assert_int_equal(catalogue_create(&catalogue, NULL), FUND_OK);
    assert_int_equal(catalogue_add(&catalogue, 7, 0, 0, &release, NULL), FUND_OK);
    catalogue_forget(&catalogue, 7, 0);
    assert_int_equal(catalogue_add(&catalogue, 7, 0, 1, &release, NULL), FUND_OK);
    assert_int_equal(catalogue_settle(&catalogue, &counts, count_refused, &refused, NULL), FUND_OK);
    assert_int_equal(catalogue.count, 1);
    assert_int_equal(catalogue.items[0].spool, 1);
    assert_int_equal(counts.repeated, 0);
    catalogue_finish(&catalogue);
}

/* Messages that come in pieces, and several at once. */
static void test_inbox(void **state)
{
    (void)state;
    int ends[2];
    struct wire_out out = wire_out_init();
    struct wire_in in = wire_in_init();
    struct wire_inbox inbox = wire_inbox_init();
    const uint32_t head[3] = {4, 9, 77}, large[2] = {(uint32_t)WIRE_SIZE_MAX + 1, 1};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_false(wire_has_message(&inbox));
    for (uint64_t i = 0; i < 3; i++) {
        wire_begin(&out, (uint32_t)i);
        wire_put_number(&out, i * 100);
        assert_int_equal(wire_send(ends[0], &out, NULL), FUND_OK);
    }
    assert_int_equal(write(ends[0], head, 5), 5);
    assert_int_equal(wire_fill(ends[1], &inbox, NULL), FUND_OK);
    for (uint64_t i = 0; i < 3; i++) {
        assert_true(wire_has_message(&inbox));
        assert_int_equal(wire_take(&inbox, &in, NULL), FUND_OK);
        assert_int_equal(in.kind, i);
        assert_int_equal(wire_get_number(&in), i * 100);
        assert_int_equal(wire_get_number(&in), 0);
        assert_true(in.has_failed);
    }
    assert_false(wire_has_message(&inbox));
    assert_int_equal(write(ends[0], (const char *)head + 5, 6), 6);
    assert_int_equal(wire_fill(ends[1], &inbox, NULL), FUND_OK);
    assert_false(wire_has_message(&inbox));
    assert_int_equal(write(ends[0], (const char *)head + 11, 1), 1);
    assert_int_equal(write(ends[0], large, sizeof(large)), sizeof(large));
    assert_int_equal(wire_fill(ends[1], &inbox, NULL), FUND_OK);
    assert_true(wire_has_message(&inbox));
    assert_int_equal(wire_take(&inbox, &in, NULL), FUND_OK);
    assert_int_equal(in.kind, 9);
    assert_int_equal(in.bytes.size, 4);
    assert_true(wire_has_message(&inbox));
    assert_int_equal(wire_take(&inbox, &in, NULL), FUND_INTERNAL);
    close(ends[0]);
    assert_int_equal(wire_fill(ends[1], &inbox, NULL), FUND_NETWORK);
    close(ends[1]);
    buffer_finish(&inbox.bytes);
    wire_out_finish(&out);
    buffer_finish(&in.bytes);
}

static void test_wire(void **state)
{
    (void)state;
    int ends[2];
    struct wire_out out = wire_out_init();
    struct wire_in in = wire_in_init();
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    wire_begin(&out, 5);
    wire_put_number(&out, UINT64_MAX);
    wire_put_string(&out, slice_of("a\0b", 3));
    wire_put_string(&out, slice_of(NULL, 0));
    assert_int_equal(wire_send(ends[0], &out, NULL), FUND_OK);
    assert_int_equal(wire_receive(ends[1], &in, NULL), FUND_OK);
    assert_int_equal(in.kind, 5);
    assert_true(wire_get_number(&in) == UINT64_MAX);
    struct slice text = wire_get_string(&in);
    assert_int_equal(text.size, 3);
    assert_int_equal(text.data[3], '\0');
    assert_int_equal(wire_get_string(&in).size, 0);
    assert_false(in.has_failed);
    assert_true(wire_get_number(&in) == 0); /* there is no more */
    assert_true(in.has_failed);
    assert_int_equal(wire_get_string(&in).size, 0);
    /* larger than any message, and an end in the middle of one */
    const uint32_t large[2] = {(uint32_t)WIRE_SIZE_MAX + 1, 1}, cut[3] = {100, 1, 0};
    assert_int_equal(write(ends[0], large, sizeof(large)), sizeof(large));
    assert_int_equal(wire_receive(ends[1], &in, NULL), FUND_INTERNAL);
    assert_int_equal(write(ends[0], cut, sizeof(cut)), sizeof(cut));
    close(ends[0]);
    assert_int_equal(wire_receive(ends[1], &in, NULL), FUND_NETWORK);
    assert_int_equal(wire_send(ends[1], &out, NULL), FUND_NETWORK);
    close(ends[1]);
    buffer_finish(&out.bytes);
    buffer_finish(&in.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settle),
        cmocka_unit_test(test_forget),
        cmocka_unit_test(test_wire),
        cmocka_unit_test(test_inbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
