/*
 * PDF. The pages are made here: lines of text, one below the other.
 */
#include "tests/unit/readers_testing.h"

#define PAGES     3
#define LINES     8
#define OBJECTS   (3 + 2 * PAGES)
#define LINE_STEP 14

static void add(struct buffer *pdf, size_t offsets[static OBJECTS + 1], int number,
                const char *text)
{
    offsets[number] = pdf->size;
    assert_int_equal(buffer_append_format(pdf, NULL, "%d 0 obj\n", number), FUND_OK);
    assert_int_equal(buffer_append(pdf, slice_from(text), NULL), FUND_OK);
    assert_int_equal(buffer_append(pdf, SLICE("\nendobj\n"), NULL), FUND_OK);
}

/* An empty line leaves room. */
static void add_page(struct buffer *pdf, size_t offsets[static OBJECTS + 1], int page,
                     const char *const lines[LINES])
{
    struct buffer content = buffer_init(10000), object = buffer_init(20000);
    for (int i = 0; i < LINES && lines[i] != NULL; i++)
        if (lines[i][0] != '\0')
            buffer_append_format(&content, NULL, "BT /F1 11 Tf 50 %d Td (%s) Tj ET\n",
                                 800 - LINE_STEP * i, lines[i]);
    buffer_append_format(&object, NULL, "<</Length %zu>>stream\n", content.size);
    buffer_append(&object, buffer_slice(&content), NULL);
    buffer_append(&object, SLICE("endstream"), NULL);
    add(pdf, offsets, 4 + 2 * page, object.data);
    buffer_clear(&object);
    buffer_append_format(&object, NULL,
                         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 "
                         "0 R>>>>/Contents %d 0 R>>",
                         4 + 2 * page);
    add(pdf, offsets, 5 + 2 * page, object.data);
    buffer_finish(&content);
    buffer_finish(&object);
}

static void make_pdf(struct buffer *pdf, const char *const pages[PAGES][LINES])
{
    size_t offsets[OBJECTS + 1] = {0};
    buffer_append(pdf, SLICE("%PDF-1.4\n"), NULL);
    add(pdf, offsets, 1, "<</Type/Catalog/Pages 2 0 R>>");
    add(pdf, offsets, 2, "<</Type/Pages/Count 3/Kids[5 0 R 7 0 R 9 0 R]>>");
    add(pdf, offsets, 3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    for (int i = 0; i < PAGES; i++)
        add_page(pdf, offsets, i, pages[i]);
    size_t table = pdf->size;
    buffer_append_format(pdf, NULL, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 1; i <= OBJECTS; i++)
        buffer_append_format(pdf, NULL, "%010zu 00000 n \n", offsets[i]);
    buffer_append_format(pdf, NULL, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                         OBJECTS + 1, table);
}

static void test_pages(void **state)
{
    (void)state;
    static const char *const pages[PAGES][LINES] = {
        {"Stadt Moorfurt", "Meldungsdatum: 18.08.2023", "", "Bruecke wird saniert", "", "Die Ver-",
         "waltung rechnet mit Haupt-", "und Nebenkosten. Seite 1 von 3"},
        {"Stadt Moorfurt", "Es dauert bis zum", "Seite 2 von 3"},
        {"Stadt Moorfurt", "naechsten Mai.", "", "Ende.", "Seite 3 von 3"}};
    struct buffer pdf = buffer_init(100000);
    make_pdf(&pdf, pages);
    check_bytes(NULL, buffer_slice(&pdf),
                "date 2023-08-18\nT Bruecke wird saniert\nL Die Verwaltung rechnet mit Haupt-\nund "
                "Nebenkosten. Seite 1 von 3\nEs dauert bis zum\nnaechsten Mai.\nB Ende.\n");
    buffer_finish(&pdf);
}

static void test_no_text(void **state)
{
    (void)state;
    static const char *const pages[PAGES][LINES] = {{""}, {""}, {""}};
    struct buffer pdf = buffer_init(100000);
    make_pdf(&pdf, pages);
    check_bytes(NULL, buffer_slice(&pdf), "!! holds no text, perhaps scanned pages\n");
    buffer_finish(&pdf);
    check_bytes(NULL, SLICE("%PDF-1.4\nkaputt"), "!! is a damaged PDF\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages),
                                       cmocka_unit_test(test_no_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
