/*
 * The splitter over a small lexicon made here: the dynamic program's rules, exceptions, and bytes
 * that are no lexicon.
 */
#include "core/text/lexicon/image.h"
#include "core/text/splitter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NO LEXICON_NO_PART

/* Costs are (byte - 48) / 8: 56 costs 1, 80 costs 4. */
struct entry {
    const char *text;
    uint8_t modifier, head, whole;
    uint16_t flags;
    uint64_t boundaries;
};

static const struct entry entries[] = {
    {"clan", 64, 64, 0, 0, 0},
    {"kriminalitaet", 64, 64, 0, 0, 0},
    {"haus", 48, 48, 0, 0, 0},
    {"bau", 64, 64, 0, 0, 0},
    {"plan", 64, 64, 0, 0, 0},
    {"stau", 64, 64, 0, 0, 0},
    {"becken", 64, 64, 0, 0, 0},
    {"hint", 64, 64, 0, 0, 0},
    {"eraus", 64, 64, 0, 0, 0},
    {"hinter", 64, 64, 0, 0, 0},
    {"ufer", 64, 64, 0, 0, 0},
    {"amt", NO, 64, 0, 0, 0},
    {"ei", 48, 48, 0, 0, 0},
    {"strassen", 64, NO, 0, 0, 0},
    /* whole by their marks */
    {"hausbau", NO, NO, LEXICON_WHOLE_ALWAYS, 0, 0},
    {"bauhaus", NO, NO, LEXICON_WHOLE_BONUS_MAX, 0, 0},
    {"planclan", NO, NO, LEXICON_WHOLE_FORCED, 0, (uint64_t)1 << 2},
    /* names: park is common, kirch rare */
    {"park", 56, NO, 0, 0, 0},
    {"kirch", 96, NO, 0, 0, 0},
    {"ober", 56, NO, 0, FORM_NAME_FRONT, 0},
    {"berg", 64, 64, 0, FORM_NAME_HEAD, 0},
    {"weimar", NO, 64, 0, FORM_NAME_HEAD, 0},
};

#define ENTRY_COUNT (sizeof(entries) / sizeof(entries[0]))

static const struct lexicon_costs costs = {
    .unknown = 8 * LEXICON_UNIT,
    .unknown_per_letter = LEXICON_UNIT / 2,
    .unknown_inside = 0,
    .unknown_last = 4 * LEXICON_UNIT,
    .whole = 5 * LEXICON_UNIT,
    .whole_per_letter = LEXICON_UNIT,
    .boundary = LEXICON_UNIT,
    .name_head = 0,
    .name_front = 20 * LEXICON_UNIT,
    .name_common = 2 * LEXICON_UNIT,
    .name_rarity = 4 * LEXICON_UNIT,
};

struct fixture {
    struct forms forms;
    struct image image;
    struct splitter splitter;
};

static void add_entries(struct fixture *fixture, uint32_t indexes[static ENTRY_COUNT])
{
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        struct slice text = slice_from(entries[i].text);
        assert_int_equal(forms_add(&fixture->forms, text, &indexes[i], NULL), FUND_OK);
        fixture->forms.items[indexes[i]].flags = entries[i].flags;
        fixture->forms.items[indexes[i]].boundaries = entries[i].boundaries;
    }
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    uint32_t indexes[ENTRY_COUNT];
    assert_int_equal(forms_create(&fixture->forms, NULL), FUND_OK);
    add_entries(fixture, indexes);
    assert_int_equal(
        image_build(&fixture->forms, indexes, ENTRY_COUNT, &costs, &fixture->image, NULL), FUND_OK);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        struct lexicon_form *value = &fixture->image.forms[fixture->forms.items[indexes[i]].place];
        value->modifier = entries[i].modifier;
        value->head = entries[i].head;
        value->whole = entries[i].whole;
    }
    assert_int_equal(image_seal(&fixture->image, &fixture->forms, indexes, ENTRY_COUNT, NULL),
                     FUND_OK);
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    assert_int_equal(splitter_open(bytes, &fixture->splitter, NULL), FUND_OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    image_finish(&fixture->image);
    forms_finish(&fixture->forms);
    free(fixture);
    return 0;
}

typedef size_t (*split_function)(const struct splitter *splitter, struct slice folded,
                                 uint8_t boundaries[SPLITTER_PARTS_MAX]);

/* The word with bars. */
static void mark(const struct splitter *splitter, split_function split, struct slice word,
                 char out[static 256])
{
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    size_t count = split(splitter, word, boundaries);
    size_t size = 0;
    size_t next = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (next < count && boundaries[next] == i) {
            out[size++] = '|';
            next++;
        }
        out[size++] = word.data[i];
    }
    assert_int_equal(next, count);
    out[size] = '\0';
}

static void assert_split(const struct splitter *splitter, const char *word, const char *expected)
{
    char marked[256];
    mark(splitter, splitter_split, slice_from(word), marked);
    assert_string_equal(marked, expected);
}

static void assert_divided(const struct splitter *splitter, const char *word, const char *expected)
{
    char marked[256];
    mark(splitter, splitter_divide, slice_from(word), marked);
    assert_string_equal(marked, expected);
}

static void splits_by_the_rules(void **state)
{
    static const struct {
        const char *word, *expected;
    } rows[] = {
        {"", ""},
        {"a", "a"},
        {"haus", "haus"},
        {"clankriminalitaet", "clan|kriminalitaet"},
        {"strassenbau", "strassen|bau"},
        {"strassenbauamt", "strassen|bau|amt"},
        /* never the last part, never another */
        {"planstrassen", "planstrassen"},
        {"amtplan", "amtplan"},
        /* one unknown part, not two; none of three letters */
        {"zgbvlkwfplan", "zgbvlkwf|plan"},
        {"planzgbvlkwfquxjyh", "plan|zgbvlkwfquxjyh"},
        {"zgbvlkwfplanzgbvlkwf", "zgbvlkwfplanzgbvlkwf"},
        {"xyzplan", "xyzplan"},
        /* hint+eraus is cheap, but lies inside hinter */
        {"hinteraus", "hinteraus"},
        {"hinterufer", "hinter|ufer"},
        /* marks of whole words */
        {"hausbau", "hausbau"},
        {"bauhaus", "bauhaus"},
        {"planclan", "pl|anclan"},
        {"hausbauplan", "haus|bau|plan"},
        /* names */
        {"parkberg", "park|berg"},
        {"kirchberg", "kirchberg"},
        {"oberweimar", "oberweimar"},
        {"oberzgbvlkwf", "oberzgbvlkwf"},
        {"oberplan", "ober|plan"},
        /* not folded, or no letters */
        {"Strassenbau", "Strassenbau"},
        {"strassen-bau", "strassen-bau"},
        {"stra\xc3\x9f"
         "enbau",
         "stra\xc3\x9f"
         "enbau"},
        {"strassenbau2", "strassenbau2"},
        {"\xff\xfe\xfd\xfc\xfb", "\xff\xfe\xfd\xfc\xfb"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_split(&fixture->splitter, rows[i].word, rows[i].expected);
}

static void divides_whole_words_that_others_borrow_from(void **state)
{
    static const struct {
        const char *word, *expected;
    } rows[] = {
        {"", ""},
        {"a", "a"},
        {"haus", "haus"},
        {"hausbau", "haus|bau"},   /* always whole */
        {"bauhaus", "bau|haus"},   /* whole by its bonus */
        {"planclan", "pl|anclan"}, /* as the lexicon says */
        {"strassenbauamt", "strassen|bau|amt"},
        {"kirchberg", "kirchberg"}, /* whole by its parts */
        {"amtplan", "amtplan"},
        {"\xff\xfe\xfd\xfc\xfb", "\xff\xfe\xfd\xfc\xfb"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_divided(&fixture->splitter, rows[i].word, rows[i].expected);
}

/* 24 times "haus" has 96 bytes. */
/* Only what the lexicon has and leaves alone: hausbau, not strassenbau, and not what is unknown. */
static void knows_what_stays_whole(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *word;
        bool stays_whole;
    } rows[] = {
        {"", false},         {"a", false},           {"bauhaus", true},
        {"hausbau", true},   {"strassenbau", false}, {"hausbauplan", false},
        {"zgbvlkwf", false}, {"Hausbau", false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (splitter_stays_whole(&fixture->splitter, slice_from(rows[i].word)) !=
            rows[i].stays_whole)
            fail_msg("'%s'", rows[i].word);
}

static void leaves_longer_words_whole(void **state)
{
    struct fixture *fixture = *state;
    char word[128];
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    for (size_t i = 0; i < sizeof(word); i++)
        word[i] = "haus"[i % 4];
    assert_int_equal(splitter_split(&fixture->splitter, slice_of(word, 96), boundaries), 23);
    assert_int_equal(boundaries[22], 92);
    word[96] = 'e';
    assert_int_equal(splitter_split(&fixture->splitter, slice_of(word, 97), boundaries), 0);
}

static void drops_words_of_too_many_parts(void **state)
{
    struct fixture *fixture = *state;
    char word[SPLITTER_WORD_MAX];
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    for (size_t i = 0; i < sizeof(word); i++)
        word[i] = "ei"[i % 2];
    assert_int_equal(splitter_split(&fixture->splitter, slice_of(word, 64), boundaries), 31);
    assert_int_equal(splitter_split(&fixture->splitter, slice_of(word, 66), boundaries), 0);
}

static void holds_nul_bytes(void **state)
{
    struct fixture *fixture = *state;
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    struct slice word = slice_of("clan\0kriminalitaet", 18);
    assert_int_equal(splitter_split(&fixture->splitter, word, boundaries), 0);
}

/* ---- exceptions ----------------------------------------------------------------------------- */

static void exceptions_win(void **state)
{
    struct fixture *fixture = *state;
    struct splitter splitter = fixture->splitter;
    struct splitter_exceptions *exceptions;
    struct slice text =
        SLICE("# ours\n\nClankriminalität=\r\nHausbau = ha|us|bau\nhausbau=HA|us|bau\n"
              "Zgbvlk=zg|bvlk");
    assert_int_equal(splitter_exceptions_parse(text, "own", &exceptions, NULL), FUND_OK);
    assert_int_equal(splitter_exceptions_count(exceptions), 3);
    splitter.exceptions = exceptions;
    assert_split(&splitter, "clankriminalitaet", "clankriminalitaet");
    assert_divided(&splitter, "clankriminalitaet", "clankriminalitaet");
    assert_split(&splitter, "hausbau", "ha|us|bau");
    assert_split(&splitter, "zgbvlk", "zg|bvlk");
    assert_split(&splitter, "strassenbau", "strassen|bau");
    splitter_exceptions_destroy(exceptions);
    splitter_exceptions_destroy(NULL);
}

static void exceptions_name_the_wrong_line(void **state)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"haus", "line 1 of 'own', 'haus', has no '='; write word=par|ts, or word= for one that "
                 "stays whole"},
        {"ha|us # = x", "line 1 of 'own', 'ha|us', has no '='; write word=par|ts, or word= for one "
                        "that stays whole"},
        {"\n#\n=x", "line 3 of 'own', '=x', has nothing before '='; write word=par|ts, or word= "
                    "for one that stays whole"},
        {"=", "line 1 of 'own', '=', has nothing before '='; write word=par|ts, or word= for one "
              "that stays whole"},
        {"a b=", "line 1 of 'own', 'a b=', has a space within the word; list each word by itself"},
        {"E-Mail=", "line 1 of 'own', 'E-Mail=', has a hyphen; list the parts beside the hyphen by "
                    "themselves"},
        {"Rat–Haus=", "line 1 of 'own', 'Rat–Haus=', has a hyphen; list the parts beside the "
                      "hyphen by themselves"},
        {"A7=", "line 1 of 'own', 'A7=', has a digit; only words of letters can be listed"},
        {"ha|us=", "line 1 of 'own', 'ha|us=', has '|' before '='; the parts stand behind it: "
                   "word=par|ts"},
        {"Łódź=", "line 1 of 'own', 'Łódź=', has a character that is no German letter; only words "
                  "of letters can be listed"},
        {"\xff\xff=", "line 1 of 'own' is not UTF-8; save the file as UTF-8 text"},
        {"haus=\n\xff\xfeh", "line 2 of 'own' is not UTF-8; save the file as UTF-8 text"},
        {"haus=ha", "line 1 of 'own', 'haus=ha', has parts that do not make up the word before '=' "
                    "letter by letter"},
        {"haus=ha|us|", "line 1 of 'own', 'haus=ha|us|', has an empty part; write '|' only between "
                        "two parts"},
        {"haus=ha||us", "line 1 of 'own', 'haus=ha||us', has an empty part; write '|' only between "
                        "two parts"},
        {"haus=|haus", "line 1 of 'own', 'haus=|haus', has an empty part; write '|' only between "
                       "two parts"},
        {"haus=h|aus", "line 1 of 'own', 'haus=h|aus', has a part of less than 2 letters; leave it "
                       "with its neighbour"},
        {"haus=ha|usbau", "line 1 of 'own', 'haus=ha|usbau', has parts that do not make up the "
                          "word before '=' letter by letter"},
        {"haus=haus|bau", "line 1 of 'own', 'haus=haus|bau', has parts that do not make up the "
                          "word before '=' letter by letter"},
        {"haus=ma|us", "line 1 of 'own', 'haus=ma|us', has parts that do not make up the word "
                       "before '=' letter by letter"},
        {"Hausbau=\n\nHAUSBAU=Haus|bau",
         "lines 1 and 3 of 'own' contradict each other about 'hausbau'; remove one"},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
         "line 1 of 'own', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', has a word of "
         "more than 64 letters (ä counts as two)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct splitter_exceptions *exceptions = NULL;
        struct fund_error error;
        assert_int_equal(
            splitter_exceptions_parse(slice_from(rows[i].text), "own", &exceptions, &error),
            FUND_INVALID_ARGUMENT);
        assert_null(exceptions);
        assert_string_equal(error.message, rows[i].message);
    }
}

static void exceptions_are_text(void **state)
{
    (void)state;
    static const struct {
        struct slice text;
        const char *message;
    } rows[] = {
        {{"\xff\xfeh\0a\0=\0", 8}, "line 1 of 'own' is not UTF-8; save the file as UTF-8 text"},
        {{"h\0a\0=\0", 6}, "line 1 of 'own' has a NUL byte; save the file as UTF-8 text"},
        {{"haus=\nba\0u=", 11}, "line 2 of 'own' has a NUL byte; save the file as UTF-8 text"},
        {{"haus=\n\0", 7}, "line 2 of 'own' has a NUL byte; save the file as UTF-8 text"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct splitter_exceptions *exceptions = NULL;
        struct fund_error error;
        assert_int_equal(splitter_exceptions_parse(rows[i].text, "own", &exceptions, &error),
                         FUND_INVALID_ARGUMENT);
        assert_null(exceptions);
        assert_string_equal(error.message, rows[i].message);
        assert_int_equal(splitter_exceptions_check_bytes(rows[i].text, "own", NULL),
                         FUND_INVALID_ARGUMENT);
    }
}

/* A long path leaves room for the reason. */
static void exceptions_show_reasons_in_full(void **state)
{
    (void)state;
    char path[1000];
    memset(path, 'p', sizeof(path));
    path[sizeof(path) - 1] = '\0';
    static const char line[] = "Hauptschule-undrealschulebeiderortsteileimgemeindegebiet=";
    struct splitter_exceptions *exceptions = NULL;
    struct fund_error error;
    assert_int_equal(splitter_exceptions_parse(slice_from(line), path, &exceptions, &error),
                     FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "beside the hyphen by themselves"));
}

static uint64_t hash_of(const char *text)
{
    struct splitter_exceptions *exceptions = NULL;
    assert_int_equal(splitter_exceptions_parse(slice_from(text), "own", &exceptions, NULL),
                     FUND_OK);
    uint64_t hash = splitter_exceptions_hash(exceptions);
    splitter_exceptions_destroy(exceptions);
    return hash;
}

static void exceptions_hash_what_they_decide(void **state)
{
    (void)state;
    const char *text = "Haltern=\nHausbau=Haus|bau\n";
    static const char *const same[] = {
        "hausbau=haus|bau\nhaltern=",
        "# ours\n\nHALTERN = # the town\r\nHausbau=Haus|bau#",
        "Hausbau=Haus|bau\nHaltern=Haltern\nHausbau=Haus|bau\nHaltern=\nHaltern=\n",
    };
    static const char *const others[] = {
        "",
        "Haltern=\n",
        "Haltern=\nHausbau=\n",
        "Haltern=Hal|tern\nHausbau=Haus|bau\n",
        "Haltern=\nHausbau=Hau|sbau\n",
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
        assert_int_equal(hash_of(same[i]), hash_of(text));
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_int_not_equal(hash_of(others[i]), hash_of(text));
    assert_int_equal(hash_of("# nothing\n"), 0);
}

static void exceptions_have_a_longest_word(void **state)
{
    (void)state;
    char line[80];
    struct splitter_exceptions *exceptions = NULL;
    memset(line, 'x', sizeof(line));
    line[64] = '=';
    assert_int_equal(splitter_exceptions_parse(slice_of(line, 65), "own", &exceptions, NULL),
                     FUND_OK);
    splitter_exceptions_destroy(exceptions);
    line[64] = 'x';
    line[65] = '=';
    assert_int_equal(splitter_exceptions_parse(slice_of(line, 66), "own", &exceptions, NULL),
                     FUND_INVALID_ARGUMENT);
}

static void exceptions_come_from_files(void **state)
{
    (void)state;
    char path[] = "/tmp/fundstelle-splitter-XXXXXX";
    struct splitter_exceptions *exceptions = NULL;
    assert_int_equal(splitter_exceptions_load("/nonexistent/file", &exceptions, NULL),
                     FUND_NOT_FOUND);
    int file = mkstemp(path);
    assert_true(file >= 0);
    FILE *stream = fdopen(file, "w");
    fputs("Haltern=\n", stream);
    fclose(stream);
    assert_int_equal(splitter_exceptions_load(path, &exceptions, NULL), FUND_OK);
    uint64_t boundaries = 1;
    assert_true(splitter_exceptions_find(exceptions, SLICE("haltern"), &boundaries));
    assert_int_equal(boundaries, 0);
    assert_false(splitter_exceptions_find(exceptions, SLICE("halter"), &boundaries));
    splitter_exceptions_destroy(exceptions);
    remove(path);
}

/* ---- bytes that are no lexicon --------------------------------------------------------------- */

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void refuses_cut_lexicons(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    struct splitter splitter = {.node_count = 77};
    for (size_t size = 0; size < bytes.size; size++) {
        char *copy = malloc(size + 1); /* so that a sanitizer sees the end */
        memcpy(copy, bytes.data, size);
        assert_int_equal(splitter_open(slice_of(copy, size), &splitter, NULL), FUND_CORRUPT);
        free(copy);
    }
    assert_int_equal(splitter.node_count, 77);
}

static void refuses_flipped_bits(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    char *copy = malloc(bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    for (size_t i = 0; i < bytes.size; i++) {
        struct splitter splitter;
        copy[i] = (char)(copy[i] ^ 0x10);
        assert_int_not_equal(splitter_open(slice_of(copy, bytes.size), &splitter, NULL), FUND_OK);
        copy[i] = (char)(copy[i] ^ 0x10);
    }
    free(copy);
}

/* Damage with a right checksum: opening may refuse it; what it lets pass must be safe to use. */
static void survives_forged_lexicons(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    uint32_t random = 2463534242u;
    char *copy = malloc(bytes.size);
    for (int round = 0; round < 3000; round++) {
        memcpy(copy, bytes.data, bytes.size);
        size_t first = LEXICON_CHECKED_FROM;
        for (int flips = 0; flips < 1 + round % 4; flips++) {
            size_t at = first + next_random(&random) % (bytes.size - first);
            copy[at] = (char)next_random(&random);
        }
        uint64_t checksum = lexicon_checksum(slice_of(copy, bytes.size));
        memcpy(copy + offsetof(struct lexicon_header, checksum), &checksum, sizeof(checksum));
        struct splitter splitter;
        if (splitter_open(slice_of(copy, bytes.size), &splitter, NULL) != FUND_OK)
            continue;
        for (size_t i = 0; i < ENTRY_COUNT; i++) {
            char word[64];
            char marked[256];
            int size = snprintf(word, sizeof(word), "%s%s", entries[i].text,
                                entries[next_random(&random) % ENTRY_COUNT].text);
            mark(&splitter, splitter_split, slice_of(word, (size_t)size), marked);
        }
    }
    free(copy);
}

static void refuses_random_bytes(void **state)
{
    (void)state;
    uint32_t random = 88675123u;
    for (size_t size = 0; size < 600; size++) {
        char *bytes = malloc(size + 1);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (char)next_random(&random);
        struct splitter splitter;
        assert_int_equal(splitter_open(slice_of(bytes, size), &splitter, NULL), FUND_CORRUPT);
        free(bytes);
    }
}

static void refuses_other_versions(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    char *copy = malloc(bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    uint32_t version = LEXICON_VERSION + 1;
    memcpy(copy + offsetof(struct lexicon_header, version), &version, sizeof(version));
    struct splitter splitter;
    struct fund_error error;
    assert_int_equal(splitter_open(slice_of(copy, bytes.size), &splitter, &error), FUND_VERSION);
    assert_string_equal(error.message, "the splitter's lexicon has version 2, not 1");
    free(copy);
}

static void trusted_bytes_split_alike(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes = buffer_slice(&fixture->image.bytes);
    struct splitter splitter;
    char marked[256], wanted[256];
    assert_int_equal(splitter_open_trusted(bytes, &splitter, NULL), FUND_OK);
    assert_int_equal(splitter.checksum, fixture->splitter.checksum);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        struct slice word = slice_from(entries[i].text);
        mark(&splitter, splitter_split, word, marked);
        mark(&fixture->splitter, splitter_split, word, wanted);
        assert_string_equal(marked, wanted);
    }
    bytes.size--;
    assert_int_equal(splitter_open_trusted(bytes, &splitter, NULL), FUND_CORRUPT);
}

static void splits_random_letters(void **state)
{
    struct fixture *fixture = *state;
    uint32_t random = 521288629u;
    for (int round = 0; round < 20000; round++) {
        char word[SPLITTER_WORD_MAX];
        char marked[256];
        size_t size = next_random(&random) % (sizeof(word) + 1);
        for (size_t i = 0; i < size; i++)
            word[i] = "hausbplnckriminaltet"[next_random(&random) % 20];
        mark(&fixture->splitter, splitter_split, slice_of(word, size), marked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(splits_by_the_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_what_stays_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(divides_whole_words_that_others_borrow_from, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(leaves_longer_words_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drops_words_of_too_many_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(holds_nul_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exceptions_win, set_up, tear_down),
        cmocka_unit_test(exceptions_name_the_wrong_line),
        cmocka_unit_test(exceptions_are_text),
        cmocka_unit_test(exceptions_show_reasons_in_full),
        cmocka_unit_test(exceptions_hash_what_they_decide),
        cmocka_unit_test(exceptions_have_a_longest_word),
        cmocka_unit_test(exceptions_come_from_files),
        cmocka_unit_test_setup_teardown(refuses_cut_lexicons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_flipped_bits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_forged_lexicons, set_up, tear_down),
        cmocka_unit_test(refuses_random_bytes),
        cmocka_unit_test_setup_teardown(refuses_other_versions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(trusted_bytes_split_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(splits_random_letters, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
