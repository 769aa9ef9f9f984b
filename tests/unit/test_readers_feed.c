/*
 * RSS and Atom.
 */
#include "tests/unit/readers_testing.h"

#define RSS(items)                                                                                 \
    "<?xml version=\"1.0\"?><rss version=\"2.0\" "                                                 \
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "                                  \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Stadt Moorfurt: "               \
    "Presse</title>" items "</channel></rss>"

static void test_rss(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {RSS("<item><title>Schule &amp; Bad</title><guid>https://m.example/4</guid><pubDate>Fri, "
             "18 "
             "Aug 2023 22:30:00 GMT</pubDate><description>Der Rat hat ...</description>"
             "<content:encoded><![CDATA[<p>Der Rat hat <b>Ja</b> gesagt.</p><p>Ende.</p>]]>"
             "</content:encoded></item><item><title>Zwei</title><link>https://m.example/5</link>"
             "<dc:date>2023-08-18</dc:date><description>Nur &lt;b&gt;kurz&lt;/b&gt;.</description>"
             "</item>"),
         "#1\nid https://m.example/4\ndate 2023-08-19\nissuer Stadt Moorfurt\nurl "
         "https://m.example/4\nT Schule & Bad\nL Der Rat hat Ja gesagt.\nB Ende.\n"
         "#2\nid https://m.example/5\ndate 2023-08-18\nissuer Stadt Moorfurt\nurl "
         "https://m.example/5\nT Zwei\nL Nur kurz.\nodd 256\n"},
        /* entities of HTML; a control character; an item with nothing */
        {RSS("<item><title>A&nbsp;&auml;\x01</title></item><item><guid>1</guid></item>"),
         "#1\nissuer Stadt Moorfurt\nT A\xc2\xa0ä\n! entry 2: has neither title nor text\n"},
        /* RSS 1.0 */
        {"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
         "xmlns=\"http://purl.org/rss/1.0/\"><channel><title>x</title></channel><item><title>A"
         "</title><link>https://m.example/1</link></item></rdf:RDF>",
         "#1\nid https://m.example/1\nurl https://m.example/1\nT A\n"},
        /* of broken XML all that there is */
        {"<rss><channel><item><title>A</title></item><item><title>B</ti",
         "#1\nT A\n#2\nT B\n! line 1: expected '>'\n"},
        {"<rss><channel></channel></rss>", ""},
        {"<rss", "!! is no well-formed XML: line 1: Couldn't find end of Start Tag rss line 1\n"},
        {"<?xml version=\"1.0\"?><urlset></urlset>", "!! is XML, but neither a feed nor HTML\n"},
    };
    CHECK_READERS(rows);
}

static void test_atom(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"<feed xmlns=\"http://www.w3.org/2005/Atom\" "
         "xmlns:at=\"http://purl.org/atompub/tombstones/1.0\"><title>Presse</"
         "title><entry><id>tag:m."
         "example,2023:1</id><title>A &lt; "
         "B</title><published>2023-08-17T10:00:00+02:00</published>"
         "<updated>2023-08-18T08:30:00Z</updated><link rel=\"enclosure\" href=\"x\"/><link "
         "href=\"https://m.example/1\"/><summary>Kurz.</summary><content type=\"xhtml\"><div "
         "xmlns=\"http://www.w3.org/1999/xhtml\"><p>Eins.</p><p>Zwei.</p></div></content></entry>"
         "<entry><id>urn:m:2</id><title type=\"html\">C &amp;amp; D</title><content type=\"html\">"
         "&lt;p&gt;Text.&lt;/p&gt;</content><updated>2023-08-18T08:30:00Z</updated></entry>"
         "<at:deleted-entry ref=\"urn:m:3\" when=\"2023-08-18T08:30:00Z\"/></feed>",
         "#1\nid tag:m.example,2023:1\ndate 2023-08-17\nupdated 1692347400\nurl "
         "https://m.example/1\nT A < B\nL Kurz.\nB Eins.\n\nZwei.\n"
         "#2\nid urn:m:2\ndate 2023-08-18\nupdated 1692347400\nT C & D\nL Text.\n"
         "#3\nid urn:m:3\ndeleted\nupdated 1692347400\n"},
    };
    CHECK_READERS(rows);
}

static void test_hostile(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;"
         "</title></item></channel></rss>",
         "!! declares entities, which are not read\n"},
        {"<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><rss><channel><item><title>&a;"
         "</title></item></channel></rss>",
         "!! declares entities, which are not read\n"},
        {"<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" "
         "\"http://m.example/rss.dtd\"><rss><channel>"
         "<item><title>A</title></item></channel></rss>",
         "#1\nT A\n"},
    };
    CHECK_READERS(rows);
    struct buffer text = buffer_init((size_t)1 << 24);
    buffer_append(&text, SLICE("<rss><channel><item><title>A</title><description>"), NULL);
    for (int i = 0; i < 100000; i++)
        buffer_append(&text, SLICE("<a>"), NULL);
    struct buffer out = buffer_init(DESCRIPTION_MAX);
    struct format_sink sink = {describe_entry, describe_problem, &out};
    struct format_input input;
    input_of_bytes(&input, buffer_slice(&text));
    assert_int_equal(format_read_all(NULL, &input, &sink, NULL), FUND_OK);
    assert_non_null(strstr(out.data, "T A\n"));
    assert_non_null(strstr(out.data, "! line 1: "));
    buffer_finish(&out);
    buffer_clear(&text);
    buffer_append(&text, SLICE("<rss><channel><item><title"), NULL);
    for (int i = 0; i < 500000; i++)
        buffer_append_format(&text, NULL, " a%d='>'", i);
    buffer_append(&text, SLICE(">A</title></item></channel></rss>"), NULL);
    check_bytes(NULL, buffer_slice(&text), "#1\nT A\n");
    buffer_finish(&text);
}

static void test_encodings(void **state)
{
    (void)state;
    check_bytes(NULL,
                SLICE("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item>"
                      "<title>\xdc"
                      "ber</title></item></channel></rss>"),
                "#1\nT Über\n");
    check_bytes(NULL,
                SLICE("\xef\xbb\xbf<rss><channel><item><title>Über</title></item></channel>"
                      "</rss>"),
                "#1\nT Über\n");
    char wide[400];
    const char *text = "<?xml version='1.0' encoding='UTF-16'?><rss><channel><item><title>A</title>"
                       "</item></channel></rss>";
    size_t size = strlen(text);
    memcpy(wide, "\xff\xfe", 2);
    for (size_t i = 0; i < size; i++) {
        wide[2 + 2 * i] = text[i];
        wide[3 + 2 * i] = '\0';
    }
    check_bytes(NULL, slice_of(wide, 2 + 2 * size), "#1\nT A\nodd 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rss), cmocka_unit_test(test_atom),
                                       cmocka_unit_test(test_hostile),
                                       cmocka_unit_test(test_encodings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
