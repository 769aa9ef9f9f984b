/*
 * Releases: building, walking the fields, storing and reading back, damage.
 */
#include "core/schema/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define STORED_LIMIT ((size_t)1 << 24)

/* Title, body, one medium without a credit, contact; one person with two mentions, one
 * organisation with an alias, one date. */
static const char *const text = "Bücherei öffnet\n\nAnna Weiß freut sich. Weiß dankt dem "
                                "Förderverein (FV).\n\nLeseecke\n\nKinder am 3. Mai\n\nTel. 0123";

static struct range range_of(const char *needle)
{
    size_t at = slice_find(slice_from(text), slice_from(needle));
    assert_true(at < strlen(text));
    return (struct range){(uint32_t)at, (uint32_t)(at + strlen(needle))};
}

static void fill_names(struct release *release)
{
    struct release_entity *person = release_add_entity(release, &release->persons);
    person->name = SLICE("Anna Weiß");
    person->title = SLICE("Dr.");
    person->role = SLICE("Leiterin der Bücherei");
    struct range first = range_of("Anna Weiß");
    struct range second = range_of("Weiß dankt");
    second.end = second.start + (uint32_t)strlen("Weiß");
    assert_true(release_add_mention(release, person, first));
    assert_true(release_add_mention(release, person, second));
    struct release_entity *organisation = release_add_entity(release, &release->organisations);
    organisation->name = SLICE("Förderverein");
    assert_true(release_add_alias(release, organisation, SLICE("FV")));
    assert_true(release_add_mention(release, organisation, range_of("Förderverein")));
    struct release_date *date = release_add_date(release);
    *date = (struct release_date){range_of("3. Mai"), 19845, 19847, RELEASE_DATE_RANGE};
}

static void fill(struct release *release)
{
    release_init(release);
    release->id = SLICE("001-00aa");
    release->file = SLICE("a/001.txt");
    release->source = SLICE("/r/a/001.txt");
    release->issuer = SLICE("Stadt Lindenbruch");
    release->published = -400; /* before 1970: days may be negative */
    release->updated = -1;
    release->embargo = 4102444800; /* 2100 */
    release->text = slice_from(text);
    release->title = range_of("Bücherei öffnet");
    release->body = range_of("Anna Weiß freut sich. Weiß dankt dem Förderverein (FV).");
    struct release_media *medium = release_add_media(release);
    medium->title = range_of("Leseecke");
    medium->caption = range_of("Kinder am 3. Mai");
    release->contact = range_of("Tel. 0123");
    fill_names(release);
}

static struct buffer encoded_head(size_t *head_size)
{
    struct release release;
    fill(&release);
    struct buffer bytes = buffer_init(STORED_LIMIT);
    assert_int_equal(release_encode(&release, &bytes, head_size, NULL), FUND_OK);
    release_finish(&release);
    return bytes;
}

static struct buffer encoded(void)
{
    return encoded_head(NULL);
}

static void assert_slice(struct slice actual, const char *expected)
{
    assert_int_equal(actual.size, strlen(expected));
    assert_memory_equal(actual.data, expected, actual.size);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct buffer bytes = encoded();
    struct release release;
    release_init(&release);
    assert_int_equal(release_decode(buffer_slice(&bytes), &release, NULL), FUND_OK);
    buffer_finish(&bytes); /* a release does not lean on the bytes it was read from */
    assert_slice(release.id, "001-00aa");
    assert_slice(release.file, "a/001.txt");
    assert_slice(release.source, "/r/a/001.txt");
    assert_slice(release.issuer, "Stadt Lindenbruch");
    assert_slice(release.url, "");
    assert_int_equal(release.published, -400);
    assert_int_equal(release.updated, -1);
    assert_int_equal(release.embargo, 4102444800);
    assert_slice(release.text, text);
    assert_slice(release_part(&release, release.title), "Bücherei öffnet");
    assert_slice(release_part(&release, release.subtitle), "");
    assert_int_equal(release.media_count, 1);
    assert_slice(release_part(&release, release.media[0].caption), "Kinder am 3. Mai");
    assert_slice(release_part(&release, release.contact), "Tel. 0123");
    assert_int_equal(release.persons.count, 1);
    const struct release_entity *person = &release.persons.items[0];
    assert_slice(person->name, "Anna Weiß");
    assert_slice(person->title, "Dr.");
    assert_slice(person->role, "Leiterin der Bücherei");
    assert_int_equal(person->mention_count, 2);
    assert_slice(release_part(&release, person->mentions[0]), "Anna Weiß");
    assert_slice(release_part(&release, person->mentions[1]), "Weiß");
    assert_true(person->mentions[1].start > person->mentions[0].end);
    assert_int_equal(release.organisations.count, 1);
    assert_slice(release.organisations.items[0].aliases[0], "FV");
    assert_int_equal(release.places.count, 0);
    assert_int_equal(release.date_count, 1);
    assert_int_equal(release.dates[0].first_day, 19845);
    assert_int_equal(release.dates[0].last_day, 19847);
    assert_int_equal(release.dates[0].precision, RELEASE_DATE_RANGE);
    release_finish(&release);
}

static void test_fields_in_order(void **state)
{
    (void)state;
    struct release release;
    fill(&release);
    static const enum schema_field expected[] = {SCHEMA_FIELD_TITLE, SCHEMA_FIELD_BODY,
                                                 SCHEMA_FIELD_MEDIA_TITLE,
                                                 SCHEMA_FIELD_MEDIA_CAPTION, SCHEMA_FIELD_CONTACT};
    size_t walk = 0, count = 0;
    enum schema_field field;
    struct range range;
    while (release_next_field(&release, &walk, &field, &range)) {
        assert_true(count < sizeof(expected) / sizeof(expected[0]));
        assert_int_equal(field, expected[count++]);
    }
    assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
    release_finish(&release);
}

static void test_empty_release(void **state)
{
    (void)state;
    struct release release, read;
    release_init(&release);
    release_init(&read);
    struct buffer bytes = buffer_init(STORED_LIMIT);
    assert_int_equal(release_encode(&release, &bytes, NULL, NULL), FUND_OK);
    assert_int_equal(release_decode(buffer_slice(&bytes), &read, NULL), FUND_OK);
    assert_int_equal(read.published, DATE_NONE);
    assert_int_equal(read.updated, CLOCK_NONE);
    assert_int_equal(read.embargo, CLOCK_NONE);
    assert_int_equal(read.text.size, 0);
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    assert_false(release_next_field(&read, &walk, &field, &range));
    buffer_finish(&bytes);
    release_finish(&read);
    release_finish(&release);
}

/* What lists of hits show, from the head alone; the text is the title. */
static void test_head(void **state)
{
    (void)state;
    size_t head_size = 0;
    struct buffer bytes = encoded_head(&head_size);
    struct release release;
    release_init(&release);
    assert_true(head_size < bytes.size);
    assert_int_equal(release_decode_head(slice_of(bytes.data, head_size), &release, NULL), FUND_OK);
    buffer_finish(&bytes);
    assert_slice(release.id, "001-00aa");
    assert_slice(release.file, "a/001.txt");
    assert_slice(release.source, "/r/a/001.txt");
    assert_slice(release.issuer, "Stadt Lindenbruch");
    assert_int_equal(release.published, -400);
    assert_int_equal(release.updated, -1);
    assert_int_equal(release.embargo, 4102444800);
    assert_slice(release.text, "Bücherei öffnet");
    assert_slice(release_part(&release, release.title), "Bücherei öffnet");
    assert_int_equal(release.persons.count, 1);
    assert_slice(release.persons.items[0].name, "Anna Weiß");
    assert_slice(release.persons.items[0].title, "Dr.");
    assert_slice(release.persons.items[0].role, "Leiterin der Bücherei");
    assert_int_equal(release.persons.items[0].mention_count, 0);
    assert_int_equal(release.organisations.count, 1);
    assert_int_equal(release.organisations.items[0].alias_count, 0);
    assert_int_equal(release.body.end, 0);
    release_finish(&release);
}

/* Each shorter head, and each flipped bit of it, is damage. */
static void test_damaged_head(void **state)
{
    (void)state;
    size_t head_size = 0;
    struct buffer bytes = encoded_head(&head_size);
    struct release release;
    release_init(&release);
    for (size_t size = 0; size < head_size; size++)
        assert_int_equal(release_decode_head(slice_of(bytes.data, size), &release, NULL),
                         FUND_CORRUPT);
    for (size_t bit = 0; bit < head_size * 8; bit++) {
        char mask = (char)(1 << bit % 8);
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
        assert_int_equal(release_decode_head(slice_of(bytes.data, head_size), &release, NULL),
                         FUND_CORRUPT);
        assert_null(release.arena.blocks);
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
    }
    buffer_finish(&bytes);
}

/* The title is kept apart from the text, wherever it stands in it. */
static void test_place_of_title(void **state)
{
    (void)state;
    static const char whole[] = "Öffnung\n\nEin Wörtchen";
    const uint32_t size = (uint32_t)strlen(whole);
    const struct range rows[] = {{0, 0}, {0, 8}, {10, 13}, {14, size}, {0, size}, {size, size}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct release release, read;
        release_init(&release);
        release_init(&read);
        release.text = slice_of(whole, size);
        release.title = rows[i];
        struct buffer bytes = buffer_init(STORED_LIMIT);
        assert_int_equal(release_encode(&release, &bytes, NULL, NULL), FUND_OK);
        assert_int_equal(release_decode(buffer_slice(&bytes), &read, NULL), FUND_OK);
        assert_slice(read.text, whole);
        assert_int_equal(read.title.start, rows[i].start);
        assert_int_equal(read.title.end, rows[i].end);
        buffer_finish(&bytes);
        release_finish(&read);
        release_finish(&release);
    }
}

/* Every shorter form is damage, and so is one byte more. */
static void test_cut_short(void **state)
{
    (void)state;
    struct buffer bytes = encoded();
    struct fund_error error;
    for (size_t size = 0; size < bytes.size; size++) {
        struct release release;
        release_init(&release);
        assert_int_equal(release_decode(slice_of(bytes.data, size), &release, &error),
                         FUND_CORRUPT);
        assert_int_equal(error.code, FUND_CORRUPT);
        assert_null(release.arena.blocks);
    }
    assert_int_equal(buffer_append_byte(&bytes, 0, NULL), FUND_OK);
    struct release release;
    release_init(&release);
    assert_int_equal(release_decode(buffer_slice(&bytes), &release, NULL), FUND_CORRUPT);
    buffer_finish(&bytes);
}

static void assert_in_text(const struct release *release, struct range range)
{
    assert_true(range.start <= range.end);
    assert_true(range.end <= release->text.size);
}

/* A flipped bit is damage, wherever it is. */
static void test_flipped_bits(void **state)
{
    (void)state;
    struct buffer bytes = encoded();
    size_t refused = 0;
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        char mask = (char)(1 << bit % 8);
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
        struct release release;
        release_init(&release);
        fund_status status = release_decode(buffer_slice(&bytes), &release, NULL);
        bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
        refused += status == FUND_CORRUPT;
        release_finish(&release);
    }
    assert_int_equal(refused, bytes.size * 8);
    buffer_finish(&bytes);
}

static void test_random_bytes(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char bytes[64];
        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        bytes[0] = 1;
        struct release release;
        release_init(&release);
        if (release_decode(slice_of(bytes, sizeof(bytes)), &release, NULL) == FUND_OK)
            assert_in_text(&release, release.body);
        release_finish(&release);
    }
}

static void test_limits(void **state)
{
    (void)state;
    struct release release;
    release_init(&release);
    for (int i = 0; i < RELEASE_MEDIA_MAX; i++)
        assert_non_null(release_add_media(&release));
    assert_null(release_add_media(&release));
    assert_int_equal(release.media_count, RELEASE_MEDIA_MAX);
    struct release_entity *entity = release_add_entity(&release, &release.organisations);
    for (int i = 0; i < RELEASE_ALIASES_MAX; i++)
        assert_true(release_add_alias(&release, entity, SLICE("FV")));
    assert_false(release_add_alias(&release, entity, SLICE("FV")));
    release.text = slice_of(text, (size_t)RELEASE_TEXT_MAX + 1); /* only the size is looked at */
    struct buffer bytes = buffer_init(STORED_LIMIT);
    assert_int_equal(release_encode(&release, &bytes, NULL, NULL), FUND_LIMIT);
    release.text = slice_from(text);
    struct buffer small = buffer_init(10);
    assert_int_equal(release_encode(&release, &small, NULL, NULL), FUND_LIMIT);
    assert_int_equal(small.size, 0);
    buffer_finish(&small);
    buffer_finish(&bytes);
    release_finish(&release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),    cmocka_unit_test(test_fields_in_order),
        cmocka_unit_test(test_empty_release), cmocka_unit_test(test_head),
        cmocka_unit_test(test_damaged_head),  cmocka_unit_test(test_place_of_title),
        cmocka_unit_test(test_cut_short),     cmocka_unit_test(test_flipped_bits),
        cmocka_unit_test(test_random_bytes),  cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
