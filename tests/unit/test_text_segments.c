/*
 * The table's word boundaries are those of ICU: for every character it knows, for random texts, and
 * for the sample archive.
 */
#include "tests/unit/text_fixture.h"

#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/text/segments.h"

struct engines {
    struct segment_table table;
    struct segments by_table, by_icu;
};

static int open_engines(void **state)
{
    struct engines *engines = calloc(1, sizeof(*engines));
    assert_non_null(engines);
    assert_int_equal(segment_table_fill(&engines->table, NULL), FUND_OK);
    assert_int_equal(segments_init(&engines->by_table, &engines->table, NULL), FUND_OK);
    assert_int_equal(segments_init(&engines->by_icu, NULL, NULL), FUND_OK);
    *state = engines;
    return 0;
}

static int close_engines(void **state)
{
    struct engines *engines = *state;
    segments_finish(&engines->by_table);
    segments_finish(&engines->by_icu);
    free(engines);
    return 0;
}

static void assert_agreement(struct engines *engines, struct slice text)
{
    struct segments *ours = &engines->by_table, *icu = &engines->by_icu;
    segments_start(ours, text);
    segments_start(icu, text);
    for (bool is_more = true; is_more;) {
        is_more = segments_advance(icu);
        if (segments_advance(ours) != is_more || ours->ahead.start != icu->ahead.start ||
            ours->ahead.end != icu->ahead.end || ours->ahead.is_word != icu->ahead.is_word)
            fail_msg("%zu-%zu (%d) is %zu-%zu (%d) to ICU in '%.*s'", ours->ahead.start,
                     ours->ahead.end, ours->ahead.is_word, icu->ahead.start, icu->ahead.end,
                     icu->ahead.is_word, (int)text.size, text.data);
    }
    assert_int_equal(ours->ahead.end, text.size);
}

static void the_built_in_table_is_what_icu_says(void **state)
{
    struct engines *engines = *state;
    struct segment_table taken = {{0}, {0}};
    assert_int_equal(segment_table_take(&taken, NULL), FUND_OK);
    assert_memory_equal(taken.latin, engines->table.latin, sizeof(taken.latin));
    assert_memory_equal(taken.punctuation, engines->table.punctuation, sizeof(taken.punctuation));
    assert_memory_equal(segment_table_built.latin, taken.latin, sizeof(taken.latin));
}

static void the_letters_of_german_need_no_icu(void **state)
{
    struct engines *engines = *state;
    static const char latin[] = "abcXYZ0129 .,;!?\"'()/&+-*%=\n\r\t";
    for (size_t i = 0; i < sizeof(latin) - 1; i++)
        assert_int_not_equal(engines->table.latin[(unsigned char)latin[i]], 0);
    static const uint32_t others[] = {0xe4, 0xf6, 0xfc, 0xdf, 0xc4, 0xd6, 0xdc, 0xa0, 0xa7, 0xe9};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_int_not_equal(engines->table.latin[others[i]], 0);
    /* dashes, quotation marks, the dots, the euro */
    static const uint32_t signs[] = {0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019,
                                     0x201a, 0x201c, 0x201e, 0x2022, 0x2026, 0x20ac};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        assert_int_not_equal(engines->table.punctuation[signs[i] - SEGMENT_PUNCTUATION_START], 0);
}

static void every_character_agrees_between_all_others(void **state)
{
    struct engines *engines = *state;
    static const char *const around[] = {"",       "a",      "1",      "_",      ".",  ",",
                                         ":",      "'",      " ",      "\n",     "\r", "ж",
                                         "\u00ad", "\u0308", "\u05d0", "\u30ab", "😀",  "\u200d"};
    const size_t count = sizeof(around) / sizeof(around[0]);
    struct buffer text = buffer_init(LIMIT);
    for (uint32_t c = 1; c < SEGMENT_PUNCTUATION_START + 0x100; c++) {
        if (c == SEGMENT_LATIN_COUNT + 0x100)
            c = SEGMENT_PUNCTUATION_START;
        char bytes[4];
        struct slice character = slice_of(bytes, utf8_encode(c, bytes));
        for (size_t i = 0; i < count * count; i++) {
            buffer_clear(&text);
            buffer_append(&text, SLICE("a"), NULL);
            buffer_append(&text, slice_from(around[i / count]), NULL);
            buffer_append(&text, character, NULL);
            buffer_append(&text, slice_from(around[i % count]), NULL);
            buffer_append(&text, SLICE("a1"), NULL);
            assert_agreement(engines, buffer_slice(&text));
        }
    }
    buffer_finish(&text);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Mostly Latin, now and then anything. */
static uint32_t random_character(uint32_t *seed)
{
    static const uint32_t latin[] = {'a',    'B',  0xfc, '1',  '2',  ' ',    '.',    ',',
                                     ':',    '_',  '@',  '\'', 0xb7, 0x2019, 0x2013, 0xa0,
                                     0x202f, 0xad, '\r', '\n', '-',  ';'};
    static const uint32_t others[] = {0x308, 0x200d, 0x5d0,  0x30ab, 0x1f600, 0x1f1e9, 0xe01,
                                      0x627, 0x4e1c, 0x2060, 0xfe0f, 0x661,   0xac00};
    uint32_t random = next_random(seed);
    uint32_t pick = random >> 8;
    if (random % 100 < 80)
        return latin[pick % (sizeof(latin) / sizeof(latin[0]))];
    if (random % 100 < 95)
        return others[pick % (sizeof(others) / sizeof(others[0]))];
    uint32_t c = pick % 0x110000;
    return c >= 0xd800 && c <= 0xdfff ? 'x' : c;
}

static void random_texts_agree(void **state)
{
    struct engines *engines = *state;
    struct buffer text = buffer_init(LIMIT);
    uint32_t seed = 20230818;
    for (int round = 0; round < 20000; round++) {
        buffer_clear(&text);
        for (uint32_t i = next_random(&seed) % 40; i > 0; i--) {
            char bytes[4];
            size_t size = utf8_encode(random_character(&seed), bytes);
            buffer_append(&text, slice_of(bytes, size), NULL);
        }
        assert_agreement(engines, buffer_slice(&text));
    }
    buffer_finish(&text);
}

static size_t compare_places(struct engines *engines, const char *folder, const char *place)
{
    struct buffer path = buffer_init(LIMIT), text = buffer_init(LIMIT);
    size_t count = 0;
    for (unsigned number = 1; number < 1000; number++) {
        buffer_clear(&path);
        buffer_clear(&text);
        buffer_append_format(&path, NULL, "%s/%s/%03u.txt", folder, place, number);
        fund_status status = file_read(path.data, &text, NULL);
        if (status == FUND_NOT_FOUND)
            break;
        assert_int_equal(status, FUND_OK);
        assert_agreement(engines, buffer_slice(&text));
        count++;
    }
    buffer_finish(&path);
    buffer_finish(&text);
    return count;
}

static void the_sample_agrees(void **state)
{
    const char *folder = getenv("FUNDSTELLE_SAMPLE");
    static const char *const places[] = {"elbgrund", "lindenbruch", "norderfleth", "wiesenhain"};
    if (folder == NULL)
        skip();
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        assert_true(compare_places(*state, folder, places[i]) > 0);
}

static void the_end_stays_the_end(void **state)
{
    struct engines *engines = *state;
    struct segments *segments = &engines->by_table;
    segments_start(segments, slice_of(NULL, 0));
    assert_false(segments_advance(segments));
    segments_start(segments, SLICE("a"));
    assert_true(segments_advance(segments));
    assert_false(segments_advance(segments));
    assert_false(segments_advance(segments));
    assert_int_equal(segments_status(segments, NULL), FUND_OK);
    assert_int_equal(segments->ahead.start, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_table_is_what_icu_says),
        cmocka_unit_test(the_letters_of_german_need_no_icu),
        cmocka_unit_test(every_character_agrees_between_all_others),
        cmocka_unit_test(random_texts_agree),
        cmocka_unit_test(the_sample_agrees),
        cmocka_unit_test(the_end_stays_the_end),
    };
    return cmocka_run_group_tests(tests, open_engines, close_engines);
}
