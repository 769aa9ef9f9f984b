/*
 * What a reader makes of bytes, as one text to compare.
 */
#ifndef TESTS_UNIT_READERS_TESTING_H
#define TESTS_UNIT_READERS_TESTING_H

#include "indexer/formats/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define DESCRIPTION_MAX ((size_t)1 << 22)

static inline void describe(struct buffer *out, const char *name, struct slice value)
{
    if (value.size == 0)
        return;
    assert_int_equal(buffer_append(out, slice_from(name), NULL), FUND_OK);
    assert_int_equal(buffer_append(out, value, NULL), FUND_OK);
    assert_int_equal(buffer_append_byte(out, '\n', NULL), FUND_OK);
}

static inline void describe_moment(struct buffer *out, const char *name, int64_t moment)
{
    if (moment != CLOCK_NONE)
        assert_int_equal(buffer_append_format(out, NULL, "%s%lld\n", name, (long long)moment),
                         FUND_OK);
}

/* A line for each thing that is there: "#3", "id …", "T title", "!date: …". */
static inline fund_status describe_entry(void *context, struct format_entry *entry,
                                         struct fund_error *error)
{
    static const char *const names[SCHEMA_FIELD_COUNT] = {"T ", "S ", "L ", "B ",
                                                          "t ", "c ", "k ", "K "};
    struct buffer *out = context;
    const struct release *release = entry->release;
    char day[DATE_ISO_SIZE];
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    (void)error;
    describe(out, "#", entry->place);
    describe(out, entry->keeps_id ? "keeps " : "id ", entry->own_id);
    if (entry->is_deleted)
        describe(out, "", SLICE("deleted"));
    date_format_iso(release->published, day);
    describe(out, "date ", slice_from(day));
    describe_moment(out, "updated ", release->updated);
    describe_moment(out, "embargo ", release->embargo);
    describe(out, "issuer ", release->issuer);
    describe(out, "url ", release->url);
    while (release_next_field(release, &walk, &field, &range))
        describe(out, names[field], release_part(release, range));
    unsigned told = entry->notes.oddities & ~(unsigned)FORMAT_ODD_NO_DATE;
    if (told != 0)
        assert_int_equal(buffer_append_format(out, NULL, "odd %u\n", told), FUND_OK);
    return FUND_OK;
}

static inline void describe_problem(void *context, const char *place, const char *reason)
{
    struct buffer *out = context;
    assert_int_equal(
        buffer_append_format(out, NULL, "! %s: %s\n", place != NULL ? place : "file", reason),
        FUND_OK);
}

struct reader_row {
    const char *text;
    const char *expected; /* "!! …" is what the file as a whole fails with */
};

static inline void check_bytes(const struct format_reader *reader, struct slice bytes,
                               const char *expected)
{
    struct buffer out = buffer_init(DESCRIPTION_MAX);
    struct format_sink sink = {describe_entry, describe_problem, &out};
    struct format_input input;
    struct fund_error error;
    input_of_bytes(&input, bytes);
    if (format_read_all(reader, &input, &sink, &error) != FUND_OK)
        assert_int_equal(buffer_append_format(&out, NULL, "!! %s\n", error.message), FUND_OK);
    input_finish(&input);
    if (strcmp(out.data != NULL ? out.data : "", expected) != 0)
        fail_msg("of\n%.300s\n--- expected\n%s--- got\n%s", bytes.data, expected, out.data);
    buffer_finish(&out);
}

static inline void check_readers(const struct reader_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_bytes(NULL, slice_from(rows[i].text), rows[i].expected);
}

#define CHECK_READERS(rows) check_readers(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
