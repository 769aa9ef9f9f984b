/*
 * JSON Lines, JSON documents and ninjs.
 */
#include "tests/unit/readers_testing.h"

static void test_lines(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"{\"id\":17,\"timestamp\":\"2023-08-18 10:30:00\",\"title\":\"Bad\",\"link\":"
         "\"https://m.example/17\",\"body\":\"Am Samstag.\\n\\nEnde.\"}\n"
         "{\"guid\":\"x\",\"headline\":\"Zwei\",\"datum\":\"1.2.2023\",\"teaser\":\"Kurz.\","
         "\"text\":"
         "\"Lang.\",\"publisher\":{\"name\":\"Stadt Moorfurt\"},\"updated\":1692347400,"
         "\"embargo\":\"2023-08-18T08:30:00Z\"}\n",
         "#1\nid 17\ndate 2023-08-18\nurl https://m.example/17\nT Bad\nL Am Samstag.\nB Ende.\n"
         "#2\nid x\ndate 2023-02-01\nupdated 1692347400\nembargo 1692347400\nissuer Stadt "
         "Moorfurt\n"
         "T Zwei\nL Kurz.\nB Lang.\n"},
        /* a deletion; a blank line; a broken one, and one that is no object, do not end the file */
        {"{\"id\":1,\"title\":\"A\"}\n\n{\"id\":2,\"deleted\":true}\nkaputt\n7\n{\"title\":\"B\"}",
         "#1\nid 1\nT A\n#3\nid 2\ndeleted\n"
         "! line 4: is no JSON: '[' or '{' expected near 'kaputt', line 1, column 6\n"
         "! line 5: is no JSON: '[' or '{' expected near '7', line 1, column 1\n"
         "#6\nT B\n"},
        /* neither title nor text; of keys that stand twice the last counts */
        {"{\"id\":1}\n{\"title\":\"A\",\"title\":\"B\"}\n",
         "! line 1: has neither title nor text\n#2\nT B\n"},
        /* mended: half a surrogate, a control, a number without end */
        {"{\"title\":\"A \\ud83d B\"}\n{\"title\":\"C\x02\"}\n"
         "{\"id\":123456789012345678901234567890,\"title\":\"D\"}\n",
         "#1\nT A \xef\xbf\xbd B\nodd 2\n#2\nT C\n#3\nid 1.2345678901234568e+29\nT D\n"},
        {"{\"title\":\"A \\ud83d\\ude00 B\",\"body\":\"x\\u0000y\"}\n{\"title\":\"B\"}",
         "#1\nT A \xf0\x9f\x98\x80 B\nL xy\nodd 4\n#2\nT B\n"},
        /* HTML in the body, media, a wrong date, a date of milliseconds */
        {"{\"title\":\"A\",\"body\":\"<p>Eins &amp; zwei.</p><p>Drei</p>\",\"date\":\"31.02.2023\","
         "\"media\":[{\"title\":\"Bild\",\"credit\":\"Anna\",\"caption\":\"Das Bad\"}]}\n"
         "{\"title\":\"B\",\"date\":1692347400000}",
         "#1\nT A\nL Eins & zwei.\nB Drei\nt Bild\nc Anna\nk Das Bad\nodd 16\n"
         "#2\ndate 2023-08-18\nT B\n"},
        /* a day and a year as numbers, which are no seconds of 1970 */
        {"{\"title\":\"A\",\"date\":20230818}\n{\"title\":\"B\",\"date\":2023}",
         "#1\ndate 2023-08-18\nT A\n#2\nT B\nodd 16\n"},
        /* what export writes keeps its id */
        {"{\"format\":1,\"id\":\"001-a1\",\"date\":\"2023-01-02\",\"title\":\"A\",\"lead\":\"L.\","
         "\"body\":\"\",\"text\":\"A\\n\\nL.\",\"url\":null,\"persons\":[],\"organisations\":[],"
         "\"places\":[],\"dates\":[],\"media\":[]}\n{\"title\":\"B\"}",
         "#1\nkeeps 001-a1\ndate 2023-01-02\nT A\nL L.\n#2\nT B\n"},
        /* a teaser that the body begins with, and a headline that it repeats */
        {"{\"title\":\"A\",\"lead\":\"Der Rat tagt am …\",\"body\":\"A\\n\\nDer Rat tagt am "
         "Montag.\\n\\nEnde.\"}\n{\"title\":\"B\"}",
         "#1\nT A\nL Der Rat tagt am Montag.\nB Ende.\n#2\nT B\n"},
    };
    CHECK_READERS(rows);
}

static void test_documents(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"{\n \"title\": \"A\",\n \"body\": \"B.\"\n}\n", "T A\nL B.\n"},
        {"[{\"title\":\"A\"},3,{\"title\":\"B\"}]", "#1\nT A\n! entry 2: is no object\n#3\nT B\n"},
        {"{\"version\":\"https://jsonfeed.org/version/"
         "1.1\",\"title\":\"F\",\"items\":[{\"id\":\"1\","
         "\"title\":\"A\",\"content_html\":\"<p>B</p>\"}]}",
         "#1\nid 1\nT A\nL B\n"},
        {"{\"data\":[{\"id\":\"https://m.example/o/"
         "1\",\"name\":\"A\",\"deleted\":true,\"modified\":"
         "\"2023-08-18T08:30:00Z\"}],\"links\":{}}",
         "#1\nid https://m.example/o/1\ndeleted\nupdated 1692347400\nT A\n"},
        {"{\"title\": ", "!! is no JSON: unexpected token near end of file, line 1, column 10\n"},
        {"{\"a\":1}", "! file: has neither title nor text\n"},
    };
    CHECK_READERS(rows);
    check_bytes(&format_jsonl, SLICE(" \n"), "!! empty file\n");
    check_bytes(&format_jsonl, SLICE(""), "!! empty file\n");
    check_bytes(NULL, SLICE("{\"title\":\"Pl\xe4ne\"}\n{\"title\":\"B\"}\n"),
                "#1\nT Pläne\nodd 1\n#2\nT B\n");
}

/* 2048 is jansson's own limit. */
static void test_deep(void **state)
{
    (void)state;
    char deep[6000];
    memset(deep, '[', sizeof(deep));
    struct format_input input;
    struct buffer out = buffer_init(DESCRIPTION_MAX);
    struct format_sink sink = {describe_entry, describe_problem, &out};
    input_of_bytes(&input, slice_of(deep, sizeof(deep)));
    assert_int_equal(format_read_all(&format_jsonl, &input, &sink, NULL), FUND_INVALID_ARGUMENT);
    buffer_finish(&out);
}

static void test_long_line(void **state)
{
    (void)state;
    size_t size = (size_t)FORMAT_FILE_MAX + 200;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ' ', size);
    memcpy(text, "{\"title\":\"A\"}\n{\"title\":\"B\"", 26);
    text[size - 21] = '\n';
    memcpy(text + size - 20, "{\"title\":\"C\"}", 13);
    check_bytes(NULL, slice_of(text, size), "#1\nT A\n! line 2: is longer than 16 MiB\n#3\nT C\n");
    free(text);
}

#define COMMON3 "\"uri\":\"urn:m:1\",\"standard\":{\"name\":\"ninjs\",\"version\":\"3.1\"},"
static void test_ninjs(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        /* 3: camelCase, associations are a list */
        {"{" COMMON3
         "\"headlines\":[{\"role\":\"subtitle\",\"value\":\"Unter\"},{\"role\":\"main\",\"value\":"
         "\"Kopf\"}],\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>H</p>\"},"
         "{\"contentType\":\"text/"
         "plain\",\"value\":\"Eins.\\n\\nZwei.\"}],\"descriptions\":[{\"role\":"
         "\"summary\",\"value\":\"Kurz.\"}],\"firstCreated\":\"2023-08-17T10:00:00Z\","
         "\"versionCreated\":\"2023-08-18T08:30:00Z\",\"embargoedUntil\":\"2023-08-18T08:30:00Z\","
         "\"pubStatus\":\"usable\",\"infoSources\":[{\"name\":\"Anna Weiß\",\"role\":\"author\"},"
         "{\"name\":\"Stadt Moorfurt\",\"role\":\"publisher\"}],\"associations\":[{\"name\":\"b\","
         "\"type\":\"picture\",\"headlines\":[{\"value\":\"Bild\"}],\"by\":\"Anna\"}]}",
         "id urn:m:1\ndate 2023-08-17\nupdated 1692347400\nembargo 1692347400\nissuer Stadt "
         "Moorfurt\nT Kopf\nS Unter\nL Kurz.\nB Eins.\n\nZwei.\nt Bild\nc Anna\n"},
        {"{" COMMON3 "\"headlines\":[{\"value\":\"Kopf\"}],\"pubStatus\":\"canceled\"}",
         "id urn:m:1\ndeleted\nT Kopf\n"},
        /* 2: all lower case, associations are an object */
        {"{\"uri\":\"https://m.example/2\",\"headlines\":[{\"value\":\"Kopf\"}],\"bodies\":[{"
         "\"contenttype\":\"text/html\",\"value\":\"<p>Eins.</p><p>Zwei.</"
         "p>\"}],\"versioncreated\":"
         "\"2023-08-18T08:30:00Z\",\"associations\":{\"a\":{\"type\":\"picture\",\"descriptions\":["
         "{"
         "\"value\":\"Das Bad\"}]}}}",
         "id https://m.example/2\ndate 2023-08-18\nupdated 1692347400\nurl https://m.example/2\n"
         "T Kopf\nL Eins.\nB Zwei.\nk Das Bad\n"},
        /* 1: flat */
        {"{\"uri\":\"urn:m:3\",\"headline\":\"Kopf\",\"body_text\":\"Eins.\",\"versioncreated\":"
         "\"2023-08-18T08:30:00Z\"}",
         "id urn:m:3\ndate 2023-08-18\nupdated 1692347400\nT Kopf\nL Eins.\n"},
    };
    CHECK_READERS(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines), cmocka_unit_test(test_documents), cmocka_unit_test(test_deep),
        cmocka_unit_test(test_long_line), cmocka_unit_test(test_ninjs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
