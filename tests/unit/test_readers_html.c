/*
 * Pages of releases.
 */
#include "indexer/formats/html_tree.h"

#include "tests/unit/readers_testing.h"

static void test_pages(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        /* what is around the article is left out; JSON-LD says the rest */
        {"<!DOCTYPE html><html><head><title>Brunnenfest | Stadt Moorfurt</title><link "
         "rel=canonical "
         "href=\"https://m.example/p/1.html\"><script type=\"application/ld+json\">{\"@type\":"
         "\"NewsArticle\",\"headline\":\"x\",\"datePublished\":\"2024-02-03T09:00:00+01:00\","
         "\"dateModified\":\"2023-08-18T08:30:00Z\",\"publisher\":{\"name\":\"Stadt Moorfurt\"}}"
         "</script></head><body><header>Kopf</header><nav><ul><li>Start</ul></nav><div "
         "class=\"cookie-banner\">Cookies</div><main><article><h1>Brunnenfest am Markt</h1>"
         "<p class=d>3. Februar 2024</p><p>Gefeiert wird bis <b>Mitternacht</b>.<p>Es gibt<ul><li>"
         "Brezeln<li>Musik</ul><ul class=\"teilen\"><li>Netz</ul></article></main>"
         "<footer>Impressum</footer></body></html>",
         "id https://m.example/p/1.html\ndate 2024-02-03\nupdated 1692347400\nissuer Stadt "
         "Moorfurt\n"
         "url https://m.example/p/1.html\nT Brunnenfest am Markt\nL Gefeiert wird bis "
         "Mitternacht.\n"
         "B Es gibt\n\n- Brezeln\n- Musik\n"},
        /* a press service: paragraphs inside of a paragraph stand behind it */
        {"<html><body><div>Meldungen</div><div><h1>Bad</h1><p "
         "class=\"ps_meldungstext\"><p>Eins.</p>"
         "<p>Zwei.</p></p></div><div>Fuß</div></body></html>",
         "T Bad\nL Eins.\nB Zwei.\n"},
        {"<html><body><h1>Bad</h1><p class=\"ps_meldungstext\">Meldungsdatum: 18.08.2023<br><br>"
         "Eins.<br><br>Zwei.<br>Drei.</p></body></html>",
         "date 2023-08-18\nT Bad\nL Eins.\nB Zwei.\nDrei.\n"},
        /* Open Graph and <meta> */
        {"<html><head><meta property=og:title content=\"Bad auf\"><meta name=date "
         "content=2023-08-18><meta property=\"og:site_name\" content=\"Stadt Moorfurt\"><meta "
         "property=og:url content=\"https://m.example/\"></head><body><div "
         "id=content><p>Text.</p></div><div>Rand</div></body></html>",
         "date 2023-08-18\nissuer Stadt Moorfurt\nT Bad auf\nL Text.\n"},
        /* the article's text, where the page has none */
        {"<html><head><script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebPage\"},{"
         "\"@type\":[\"NewsArticle\"],\"headline\":\"Kopf\",\"articleBody\":\"Der ganze Text steht "
         "nur hier.\"}]}</script></head><body><p>Kurz</p></body></html>",
         "T Kopf\nL Der ganze Text steht nur hier.\n"},
        /* <time>, <title>, pictures, tables and preformatted lines */
        {"<html><head><title>Bad auf - Moorfurt</title></head><body><article><time "
         "datetime=\"2023-08-18T10:30\">heute</time><p>Eins.</p><figure><img src=a "
         "alt=b><figcaption>"
         "Das Bad. Foto: Anna Weiß</figcaption></figure><table><tr><th>Tag<th>Zeit<tr><td>Mo<td>8"
         "</table><pre>a\n b</pre></article></body></html>",
         "date 2023-08-18\nT Bad auf\nL heute\nB Eins.\n\nTag Zeit\nMo 8\n\na\nb\nc Anna Weiß\n"
         "k Das Bad.\n"},
        /* no end tags, entities, a comment in front, hidden parts */
        {"<!-- x --><p>Bad &ouml;ffnet<p>Am <i>Samstag<p hidden>nichts<p "
         "style=\"display:none\">nie",
         "T Bad öffnet\nL Am Samstag\n"},
        /* names of wrappers say what is around, not what they are */
        {"<html><body><div class=\"page has-sidebar\"><div "
         "class=\"nav-wrapper\"><nav>Start</nav><main>"
         "<h1>Bad</h1><p>Text.</p><div "
         "class=\"main-nav\">Mehr</div></main></div></div></body></html>",
         "T Bad\nL Text.\n"},
        /* a page that names nothing: lists of links are left out, others are not */
        {"<html><body><ul><li><a href=1>Rathaus</a><li><a href=2>Bauen</a><li><a "
         "href=3>Presse</a><li>"
         "<a href=4>Kontakt</a></ul><h1>Bad</h1><p>Text.</p><ul><li>Eins<li><a href=5>Zwei</a></ul>"
         "</body></html>",
         "T Bad\nL Text.\nB - Eins\n- Zwei\n"},
        {"<html><body><script>var a;</script></body></html>",
         "! file: has neither title nor text\n"},
    };
    CHECK_READERS(rows);
}

static void test_encodings(void **state)
{
    (void)state;
    check_bytes(NULL,
                SLICE("<html><head><meta charset=iso-8859-1></head><body><p>\xdc"
                      "ber\x80</p></body></html>"),
                "T Über€\n");
    /* a name that nobody knows, and one that lies */
    check_bytes(NULL,
                SLICE("<html><meta charset=klingon><body><p>\xdc"
                      "ber</p>"),
                "T Über\nodd 1\n");
    check_bytes(NULL, SLICE("<html><meta charset=iso-8859-1><body><p>Über</p>"), "T Über\n");
    check_bytes(NULL, slice_of("\xff\xfe<\0p\0>\0\xdc\0", 10), "T Ü\nodd 1\n");
}

static void test_hostile(void **state)
{
    (void)state;
    struct buffer page = buffer_init((size_t)1 << 24);
    /* elements without end: the cut is told */
    for (int i = 0; i < 200000; i++)
        buffer_append(&page, SLICE("<div>"), NULL);
    buffer_append(&page, SLICE("Tief"), NULL);
    check_bytes(&format_html, buffer_slice(&page), "! file: has neither title nor text\n");
    /* end tags that close nothing */
    buffer_clear(&page);
    buffer_append(&page, SLICE("<p>Bad</p>"), NULL);
    for (int i = 0; i < 100000; i++)
        buffer_append(&page, SLICE("<b></i>"), NULL);
    struct format_input input;
    struct buffer out = buffer_init(DESCRIPTION_MAX);
    struct format_sink sink = {describe_entry, describe_problem, &out};
    input_of_bytes(&input, buffer_slice(&page));
    assert_int_equal(format_read_all(&format_html, &input, &sink, NULL), FUND_OK);
    assert_non_null(strstr(out.data, "T Bad\n"));
    buffer_finish(&out);
    /* more tags than are read: the front of the page */
    buffer_clear(&page);
    buffer_append(&page, SLICE("<h1>Bad</h1>"), NULL);
    for (int i = 0; i < HTML_TAGS_MAX; i++)
        buffer_append(&page, SLICE("<br>"), NULL);
    for (int i = 0; i < 10000; i++)
        buffer_append(&page, SLICE("<p>Ende"), NULL);
    struct buffer told = buffer_init(DESCRIPTION_MAX);
    sink.context = &told;
    input_of_bytes(&input, buffer_slice(&page));
    assert_int_equal(format_read_all(&format_html, &input, &sink, NULL), FUND_OK);
    assert_non_null(strstr(told.data, "T Bad\n"));
    assert_non_null(strstr(told.data, "odd 1024\n"));
    buffer_finish(&told);
    /* an attribute of a megabyte */
    buffer_clear(&page);
    buffer_append(&page, SLICE("<div class=\""), NULL);
    for (int i = 0; i < 100000; i++)
        buffer_append(&page, SLICE("nicht nav "), NULL);
    buffer_append(&page, SLICE("\">Text</div><p title=x>Bad"), NULL);
    check_bytes(&format_html, buffer_slice(&page), "T Bad\n");
    /* a million attributes, which libxml2 would compare with each other for hours */
    buffer_clear(&page);
    buffer_append(&page, SLICE("<div"), NULL);
    for (int i = 0; i < 500000; i++)
        buffer_append_format(&page, NULL, " a%d='>'", i);
    buffer_append(&page, SLICE(">Text</div>"), NULL);
    check_bytes(&format_html, buffer_slice(&page), "T Text\n");
    buffer_finish(&page);
    check_bytes(&format_html, SLICE("  "), "!! empty file\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages),
                                       cmocka_unit_test(test_encodings),
                                       cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
