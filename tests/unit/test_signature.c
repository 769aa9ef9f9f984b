/*
 * Signatures: how well they estimate resemblance, and which releases are versions of each other.
 */
#include "core/schema/signature.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define WORDS_MAX 200000

/* ---- resemblance ---------------------------------------------------------------------------- */

/* The n-th of endlessly many different words without a digit. */
static struct slice make_word(uint32_t n, char word[16])
{
    size_t size = 0;
    for (uint64_t rest = (uint64_t)n * 2654435761u + 17; size < 8; rest /= 26)
        word[size++] = (char)('a' + rest % 26);
    return slice_of(word, size);
}

/* A text of count words; from and every say which are other words than those of the first text. */
static bool make_text(size_t count, size_t from, size_t every, char out[static SIGNATURE_SIZE])
{
    struct signature_builder builder;
    char word[16];
    signature_start(&builder);
    for (size_t i = 0; i < count; i++) {
        bool is_other = i >= from && (i - from) % every == 0;
        signature_add_word(&builder, make_word((uint32_t)i + (is_other ? 1000000 : 0), word));
    }
    return signature_finish(&builder, out);
}

/*
 * A text of n words has n - 2 rows; one other word spoils the three rows that it is in. So with s
 * rows spoiled the resemblance is (n - 2 - s) / (n - 2 + s).
 */
static void test_resemblance(void **state)
{
    static const struct {
        size_t count, from, every;
        double resemblance, tolerance;
    } rows[] = {
        {100, WORDS_MAX, 1, 1, 0},            /* the same text */
        {100, 50, WORDS_MAX, 95. / 101, .08}, /* one word changed */
        {100, 5, 10, 68. / 128, .16},         /* 10 of 100 */
        {100, 50, 1, 48. / 148, .18},         /* the second half */
        {100, 0, 1, 0, .2},                   /* unrelated */
        {2000, 1000, WORDS_MAX, 1995. / 2001, .03},
        {2000, 5, 10, 1398. / 2598, .16},
        {20, WORDS_MAX, 1, 1, 0}, /* the shortest that has a signature */
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char left[SIGNATURE_SIZE], right[SIGNATURE_SIZE];
        struct signature a, b;
        assert_true(make_text(rows[i].count, WORDS_MAX, 1, left));
        assert_true(make_text(rows[i].count, rows[i].from, rows[i].every, right));
        assert_true(signature_read(slice_of(left, SIGNATURE_SIZE), &a));
        assert_true(signature_read(slice_of(right, SIGNATURE_SIZE), &b));
        double found = signature_resemblance(&a, &b);
        if (found < rows[i].resemblance - rows[i].tolerance ||
            found > rows[i].resemblance + rows[i].tolerance)
            fail_msg("row %zu: %.3f for %.3f", i, found, rows[i].resemblance);
        assert_true(found == signature_resemblance(&b, &a));
    }
}

/* Over many pairs the error is that of 256 fair bits: 2 * sqrt(p * (1 - p) / 256), p = (1 + J) / 2;
 * .053 for a resemblance of 68 / 128. */
static void test_error(void **state)
{
    double sum = 0, squares = 0, expected = 68. / 128;
    const uint32_t pairs = 400;
    (void)state;
    for (uint32_t pair = 0; pair < pairs; pair++) {
        struct signature_builder left, right;
        char a[SIGNATURE_SIZE], b[SIGNATURE_SIZE], word[16];
        struct signature first, second;
        signature_start(&left);
        signature_start(&right);
        for (uint32_t i = 0; i < 100; i++) {
            uint32_t number = pair * 1000 + i;
            signature_add_word(&left, make_word(number, word));
            signature_add_word(&right, make_word(number + (i % 10 == 5 ? 500 : 0), word));
        }
        assert_true(signature_finish(&left, a) && signature_finish(&right, b));
        assert_true(signature_read(slice_of(a, SIGNATURE_SIZE), &first));
        assert_true(signature_read(slice_of(b, SIGNATURE_SIZE), &second));
        double error = signature_resemblance(&first, &second) - expected;
        sum += error;
        squares += error * error;
    }
    assert_true(sum / pairs > -.01 && sum / pairs < .01);
    assert_true(squares / pairs < .065 * .065);
}

/* Texts without a signature, and the longest that is read. */
static void test_sizes(void **state)
{
    static const struct {
        size_t count;
        bool has_signature;
    } rows[] = {
        {0, false}, {1, false}, {SIGNATURE_WORDS_MIN - 1, false}, {SIGNATURE_WORDS_MIN, true}};
    char left[SIGNATURE_SIZE], right[SIGNATURE_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(make_text(rows[i].count, WORDS_MAX, 1, left), rows[i].has_signature);
    /* 1 MB and more: what lies behind SIGNATURE_WORDS_MAX is not looked at. */
    assert_true(make_text(150000, WORDS_MAX, 1, left));
    assert_true(make_text(150000, SIGNATURE_WORDS_MAX, 1, right));
    assert_memory_equal(left, right, SIGNATURE_SIZE);
    assert_true(make_text(150000, SIGNATURE_WORDS_MAX / 2, 1, right));
    assert_memory_not_equal(left, right, SIGNATURE_SIZE);
}

static void test_read(void **state)
{
    static const char bytes[SIGNATURE_SIZE + 1];
    struct signature signature;
    (void)state;
    assert_false(signature_read(slice_of(NULL, 0), &signature));
    assert_false(signature_read(slice_of(bytes, SIGNATURE_SIZE - 1), &signature));
    assert_false(signature_read(slice_of(bytes, SIGNATURE_SIZE + 1), &signature));
    assert_true(signature_read(slice_of(bytes, SIGNATURE_SIZE), &signature));
}

/* ---- versions ------------------------------------------------------------------------------- */

struct text {
    const char *title, *words; /* folded, words set apart by one space */
    size_t padding;            /* further words that all texts share */
};

static void add_words(struct signature_builder *builder, const char *text,
                      void (*add)(struct signature_builder *, struct slice))
{
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        add(builder, slice_of(text, size));
        text += size + (text[size] == ' ');
    }
}

static struct signature sign(const struct text *text)
{
    struct signature_builder builder;
    struct signature signature;
    char bytes[SIGNATURE_SIZE], word[16];
    signature_start(&builder);
    add_words(&builder, text->title, signature_add_title_word);
    for (uint32_t i = 0; i < text->padding; i++)
        signature_add_word(&builder, make_word(i, word));
    add_words(&builder, text->words, signature_add_word);
    assert_true(signature_finish(&builder, bytes));
    assert_true(signature_read(slice_of(bytes, SIGNATURE_SIZE), &signature));
    return signature;
}

#define MARKET(day) "am samstag dem " day " mai ist von 8 bis 13 uhr wieder markt"
#define OTHER                                                                                      \
    "ganz andere worte stehen in dieser zweiten meldung von der nichts in der ersten vorkommt "    \
    "ausser dass auch sie von derselben sache handelt und genauso lang ist wie die erste war so "  \
    "dass man beide leicht verwechseln koennte wenn man nur auf die laenge sieht"

static void test_versions(void **state)
{
    static const struct {
        const char *why;
        struct text left, right;
        uint32_t days;
        bool is_version;
    } rows[] = {
        {"the same, years apart", {"feuerwerk", "", 80}, {"feuerwerk", "", 80}, 1000, true},
        {"no date", {"feuerwerk", "", 80}, {"feuerwerk", "", 80}, SIGNATURE_NO_DAYS, true},
        {"other title, long", {"feuerwerk", "", 80}, {"silvester", "", 80}, 0, true},
        {"other title, short", {"lichtbild", "", 40}, {"anlage", "", 40}, 0, false},
        {"same title, short", {"lichtbild nr 1", "", 40}, {"lichtbild nr 2", "", 40}, 0, true},
        {"a day mended", {"markt", MARKET("18"), 60}, {"markt", MARKET("19"), 60}, 1, true},
        {"five days", {"markt", MARKET("18"), 60}, {"markt", MARKET("19"), 60}, 5, true},
        {"next week's", {"markt", MARKET("18"), 60}, {"markt", MARKET("25"), 60}, 7, false},
        {"marked", {"markt", MARKET("18"), 60}, {"korrektur markt", MARKET("25"), 60}, 7, true},
        {"marked late",
         {"markt", MARKET("18"), 60},
         {"korrektur markt", MARKET("25"), 60},
         32,
         false},
        {"marked, other text", {"markt", OTHER, 5}, {"korrektur markt", "", 60}, 1, false},
        {"marked, other title", {"markt", "", 60}, {"korrektur konzert", "neu", 60}, 1, false},
        {"other numbers",
         {"zahlen", "zwei 3 17 40 drei", 60},
         {"zahlen", "vier 5 18 41 elf", 60},
         1,
         false},
        {"a reminder", {"einladung", "um 11", 80}, {"einladung", "heute um 11", 80}, 20, true},
        {"a late one", {"einladung", "um 11", 80}, {"einladung", "heute um 11", 80}, 40, false},
        {"grown",
         {"brand", "am 3 mai", 60},
         {"brand am markt", "am 3 mai nachts 2 verletzte", 60},
         0,
         true},
        {"beginning and end",
         {"evakuierung beginnt", "um 9 uhr", 60},
         {"evakuierung beendet", "um 9 uhr wie", 60},
         0,
         false},
        {"two reports", {"hochwasser", OTHER, 8}, {"hochwasser", "", 60}, 0, false},
        {"unrelated", {"markt", OTHER, 0}, {"konzert", "", 60}, 0, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct signature left = sign(&rows[i].left), right = sign(&rows[i].right);
        if (signature_is_version(&left, &right, rows[i].days) != rows[i].is_version ||
            signature_is_version(&right, &left, rows[i].days) != rows[i].is_version)
            fail_msg("%s", rows[i].why);
    }
}

/* Bytes of anybody's are compared without harm, and alike from both sides. */
static void test_random_bytes(void **state)
{
    uint32_t random = 7;
    char bytes[2][SIGNATURE_SIZE];
    struct signature left, right;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof(bytes); i++) {
            random = random * 1664525u + 1013904223u;
            (&bytes[0][0])[i] = (char)(random >> 24);
        }
        assert_true(signature_read(slice_of(bytes[0], SIGNATURE_SIZE), &left));
        assert_true(signature_read(slice_of(bytes[1], SIGNATURE_SIZE), &right));
        assert_false(signature_is_version(&left, &right, 0)); /* 192 of 256 bits are never equal */
        assert_true(signature_is_version(&left, &left, 0));
    }
}

/* By the newest instructions and by the oldest, the minima are the same. */
static void test_minima(void **state)
{
    (void)state;
    static struct minima fast, plain;
    uint64_t seed = 11;
    for (size_t i = 0; i < MINIMA_COUNT; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        fast.factors[i] = (uint32_t)(seed >> 32) | 1u;
        fast.offsets[i] = (uint32_t)seed;
        fast.least[i] = UINT32_MAX;
    }
    plain = fast;
    for (uint32_t value = 0; value < 1000; value++) {
        minima_add(&fast, value * 2654435761u);
        minima_add_plain(&plain, value * 2654435761u);
        if (value % 11 != 0) /* so that each number of values has waited */
            continue;
        minima_finish(&fast);
        assert_memory_equal(fast.least, plain.least, sizeof(fast.least));
    }
    for (size_t i = 0; i < MINIMA_COUNT; i++)
        assert_true(plain.least[i] <= plain.offsets[i]); /* the hash of 0 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resemblance), cmocka_unit_test(test_error),
        cmocka_unit_test(test_sizes),       cmocka_unit_test(test_read),
        cmocka_unit_test(test_versions),    cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_minima),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
