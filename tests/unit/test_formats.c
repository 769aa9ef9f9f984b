/*
 * Reading releases: the press-service layout, plain text, dates, media, and what is odd about them.
 */
#include "indexer/formats/format.h"

#include "core/base/utf8.h"
#include "indexer/formats/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT_LIMIT ((size_t)1 << 22)
#define INTRO      "Zu dieser Meldung können wir Ihnen folgendes Medium anbieten:"
#define INTRO_MANY "Zu dieser Meldung können wir Ihnen folgende Medien anbieten:"
#define BODY       "Der Rat der Stadt hat am Montag darüber beraten und zugestimmt."

/* The release as one string: a letter for each field, then its text and a line end. */
static char *described(const struct release *release)
{
    static const char letters[SCHEMA_FIELD_COUNT] = {'T', 'S', 'L', 'B', 't', 'c', 'k', 'K'};
    struct buffer out = buffer_init(TEXT_LIMIT);
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    while (release_next_field(release, &walk, &field, &range)) {
        assert_int_equal(buffer_append_byte(&out, letters[field], NULL), FUND_OK);
        assert_int_equal(buffer_append_byte(&out, ' ', NULL), FUND_OK);
        assert_int_equal(buffer_append(&out, release_part(release, range), NULL), FUND_OK);
        assert_int_equal(buffer_append_byte(&out, '\n', NULL), FUND_OK);
    }
    return out.data;
}

struct row {
    const char *text;
    const char *fields;
    const char *date;
    unsigned oddities;
    const char *issuer;
};

static void check_row(const struct row *row)
{
    struct release release;
    struct format_notes notes = {0};
    struct fund_error error;
    release_init(&release);
    fund_status status = format_read(NULL, slice_from(row->text), &release, &notes, &error);
    if (status != FUND_OK)
        fail_msg("%s: %s", row->text, error.message);
    char *fields = described(&release);
    assert_string_equal(fields, row->fields);
    free(fields);
    char date[DATE_ISO_SIZE];
    date_format_iso(release.published, date);
    assert_string_equal(date, row->date);
    assert_int_equal(notes.oddities, row->oddities);
    assert_int_equal(release.issuer.size, strlen(row->issuer));
    assert_memory_equal(release.issuer.data, row->issuer, release.issuer.size);
    release_finish(&release);
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

static void test_head_and_body(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Meldungsdatum: 18.08.2023\n\nBad öffnet\n\nAm Samstag ist es so weit.\n\n" BODY
         "\n\nEintritt frei.\n",
         "T Bad öffnet\nL Am Samstag ist es so weit.\nB " BODY "\n\nEintritt frei.\n", "2023-08-18",
         0, ""},
        /* CRLF, a BOM, no final newline, more blank lines than needed */
        {"\xef\xbb\xbfMeldungsdatum: 18.08.2023\r\n\r\n\r\n\r\nBad öffnet\r\n \t\r\nText.\r\nMehr.",
         "T Bad öffnet\nL Text.\nMehr.\n", "2023-08-18", 0, ""},
        /* a headline alone; one character */
        {"Bad öffnet", "T Bad öffnet\n", "", FORMAT_ODD_NO_DATE, ""},
        {"X", "T X\n", "", FORMAT_ODD_NO_DATE, ""},
        /* a subtitle has no sentence's end, and a longer paragraph follows */
        {"1.2.2023\n\nBad öffnet\n\nNeue Becken am 3. Mai\n\n" BODY,
         "T Bad öffnet\nS Neue Becken am 3. Mai\nL " BODY "\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad öffnet\n\nNeue Becken am 3. Mai\n\nKurz.",
         "T Bad öffnet\nL Neue Becken am 3. Mai\nB Kurz.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad öffnet\n\n- Neue Becken\n\n" BODY,
         "T Bad öffnet\nL - Neue Becken\nB " BODY "\n", "2023-02-01", 0, ""},
        /* a wrapped headline; one that is followed by its subtitle; one that is followed by text */
        {"1.2.2023\n\nSanierung des Hallenbads am Ring wird voraussichtlich erst\nnächstes Jahr "
         "fertig\n\n" BODY,
         "T Sanierung des Hallenbads am Ring wird voraussichtlich erst nächstes Jahr "
         "fertig\nL " BODY "\n",
         "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad öffnet\nNeue Becken\n\n" BODY "\n",
         "T Bad öffnet\nS Neue Becken\nL " BODY "\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad öffnet\nAm Samstag ist es so weit.\n",
         "T Bad öffnet\nL Am Samstag ist es so weit.\n", "2023-02-01", 0, ""},
        /* a note in brackets goes before the lead, not in its place */
        {"1.2.2023\n\nBad öffnet\n\n(Ersetzt die Meldung von gestern.)\n\n" BODY "\n\nEnde.",
         "T Bad öffnet\nL (Ersetzt die Meldung von gestern.)\n\n" BODY "\nB Ende.\n", "2023-02-01",
         0, ""},
    };
    CHECK(rows);
}

/* Found by fuzzing: what is asked for its kind must be well-formed. */
static void test_ill_formed(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"\x09\xa4\x0a\x09", "T ¤\n", "", FORMAT_ODD_NO_DATE | FORMAT_ODD_ENCODING, ""},
    };
    CHECK(rows);
}

static void test_hyphens(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1.2.2023\n\nBad\n\nDer Gemein-\nderat tagt.", "T Bad\nL Der Gemeinderat tagt.\n",
         "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nDie Haupt-\nund Realschule.", "T Bad\nL Die Haupt-\nund Realschule.\n",
         "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nIn Baden-\nBaden.", "T Bad\nL In Baden-\nBaden.\n", "2023-02-01", 0,
         ""},
        {"1.2.2023\n\nBad\n\nDie U-\nbahn.", "T Bad\nL Die U-\nbahn.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nDas Fuß-\nänderungsgesetz.", "T Bad\nL Das Fußänderungsgesetz.\n",
         "2023-02-01", 0, ""},
    };
    CHECK(rows);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *line, *date;
        unsigned oddities;
    } rows[] = {
        {"Meldungsdatum: 18.08.2023", "2023-08-18", 0},
        {"Meldungsdatum:18.8.2023", "2023-08-18", 0},
        {"Meldungsdatum: 18. August 2023", "2023-08-18", 0},
        {"Meldungsdatum: Freitag, 18. August 2023, 10:30 Uhr", "2023-08-18", 0},
        {"Meldungsdatum: Fr., 18.08.23", "2023-08-18", 0},
        {"Meldungsdatum: 18.08.68", "2068-08-18", 0},
        {"Meldungsdatum: 18.08.69", "1969-08-18", 0},
        {"Datum: 1. März 1998", "1998-03-01", 0},
        {"Veröffentlicht am 1. Maerz 1998", "1998-03-01", 0},
        {"Pressemitteilung vom 3. Jänner 2020", "2020-01-03", 0},
        {"Meldungsdatum: 2023-08-18T09:15:00Z", "2023-08-18", 0},
        {"2023-08-18", "2023-08-18", 0},
        {"18.08.2023", "2023-08-18", 0},
        {"Meldungsdatum: 29.02.2024", "2024-02-29", 0},
        {"Meldungsdatum: 29.02.2023", "", FORMAT_ODD_WRONG_DATE},
        {"Meldungsdatum: 31.02.2023", "", FORMAT_ODD_WRONG_DATE},
        {"Meldungsdatum: 0.1.2023", "", FORMAT_ODD_WRONG_DATE},
        {"Meldungsdatum: demnächst", "", FORMAT_ODD_WRONG_DATE},
        {"Meldungsdatum: 18.08.20233", "", FORMAT_ODD_WRONG_DATE},
        {"Meldungsdatum:", "", FORMAT_ODD_NO_DATE},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[200];
        snprintf(text, sizeof(text), "%s\n\nBad öffnet\n\nAm Samstag.", rows[i].line);
        struct row row = {text, "T Bad öffnet\nL Am Samstag.\n", rows[i].date, rows[i].oddities,
                          ""};
        check_row(&row);
    }
}

static void test_dates_elsewhere(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* what follows the date is kept */
        {"Meldungsdatum: 18.08.2023 Nummer 17\n\nBad öffnet\n\nAm Samstag.",
         "T Bad öffnet\nL Am Samstag.\nB Nummer 17\n", "2023-08-18", 0, ""},
        /* below the headline only with its label */
        {"Bad öffnet\n\nMeldungsdatum: 18.08.2023\n\nAm Samstag.", "T Bad öffnet\nL Am Samstag.\n",
         "2023-08-18", 0, ""},
        {"Bad öffnet\n\nMeldungsdatum: 18.08.2023\n\nAm Samstag um 9\n\nMit Musik.",
         "T Bad öffnet\nL Am Samstag um 9\nB Mit Musik.\n", "2023-08-18", 0, ""},
        {"Bad öffnet\n\nMeldungsdatum: 18.08.2023\n\nNeue Becken am 3. Mai\n\n" BODY,
         "T Bad öffnet\nS Neue Becken am 3. Mai\nL " BODY "\n", "2023-08-18", 0, ""},
        {"Bad öffnet\n\nMeldungsdatum: 18.08.2023", "T Bad öffnet\n", "2023-08-18", 0, ""},
        {"Bad öffnet\n\n18.08.2023\n\nAm Samstag.", "T Bad öffnet\nL 18.08.2023\nB Am Samstag.\n",
         "", FORMAT_ODD_NO_DATE, ""},
        {"Am 18.08.2023 öffnet das Bad\n\nEndlich.", "T Am 18.08.2023 öffnet das Bad\nL Endlich.\n",
         "", FORMAT_ODD_NO_DATE, ""},
    };
    CHECK(rows);
}

static void test_media(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* the seed's layout: the title stands twice and is kept once */
        {"1.2.2023\n\nBad\n\nText.\n\n\n" INTRO "\n\nNeues Becken\n\n©  Stadt Elbgrund\nNeues "
         "Becken\n\nKinder im Becken.",
         "T Bad\nL Text.\nt Neues Becken\nc Stadt Elbgrund\nk Kinder im Becken.\n", "2023-02-01", 0,
         "Stadt Elbgrund"},
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO_MANY "\n\nBecken\n\n© Erika Muster\nBecken\n\nK eins."
         "\n\nTurm\n\n©  Stadt X / Max Muster\nTurm\n\nK zwei.\n\nZweiter Absatz.",
         "T Bad\nL Text.\nt Becken\nc Erika Muster\nk K eins.\nt Turm\nc Stadt X / Max Muster\nk K "
         "zwei.\n\nZweiter Absatz.\n",
         "2023-02-01", 0, "Stadt X"},
        /* without a title, without a caption, without a credit */
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n\n© privat\n\nKinder im Becken.",
         "T Bad\nL Text.\nc privat\nk Kinder im Becken.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n\nBecken\n\n© privat\nBecken\n",
         "T Bad\nL Text.\nt Becken\nc privat\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n\nBecken\n\nBecken\n\nKinder.",
         "T Bad\nL Text.\nt Becken\nk Kinder.\n", "2023-02-01", 0, ""},
        /* no caption before the next title */
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO_MANY "\n\nA\n\n© x\nA\n\nB\n\n© y\nB\n\nK.",
         "T Bad\nL Text.\nt A\nc x\nt B\nc y\nk K.\n", "2023-02-01", 0, ""},
        /* the block twice; the intro alone; glued to the text before it */
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n\nA\n\n© x\nA\n\nK.\n\n" INTRO
         "\n\nB\n\n© y\nB\n\nL.",
         "T Bad\nL Text.\nt A\nc x\nk K.\nt B\nc y\nk L.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n", "T Bad\nL Text.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nText.\n" INTRO "\nA\n© x\nA\nK.", "T Bad\nL Text.\nt A\nc x\nk K.\n",
         "2023-02-01", 0, ""},
        /* nothing but media: the first words stand in for a headline */
        {INTRO "\n\nA\n\n© x\nA\n\nK.", "T A\nc x\nk K.\n", "",
         FORMAT_ODD_NO_DATE | FORMAT_ODD_NO_TITLE, ""},
    };
    CHECK(rows);
}

static void test_media_in_body(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1.2.2023\n\nBad\n\nLead.\n\nDas Becken von oben\n\n© Stadt Elbgrund, Max Muster\n\n" BODY,
         "T Bad\nL Lead.\nB " BODY "\nc Stadt Elbgrund, Max Muster\nk Das Becken von oben\n",
         "2023-02-01", 0, "Stadt Elbgrund"},
        /* the lead is no caption */
        {"1.2.2023\n\nBad\n\nLead.\n\n© Team Bäder\n\n" BODY,
         "T Bad\nL Lead.\nB " BODY "\nc Team Bäder\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nLead.\n\n" BODY "\n\nEin Turm. © Max Muster\n\nEnde.",
         "T Bad\nL Lead.\nB " BODY "\n\nEnde.\nc Max Muster\nk Ein Turm.\n", "2023-02-01", 0, ""},
        /* a copyright notice and a date line are neither credit nor caption */
        {"1.2.2023\n\nBad\n\nLead.\n\n© 2026 Netz AG\n\nEnde.",
         "T Bad\nL Lead.\nB © 2026 Netz AG\n\nEnde.\n", "2023-02-01", 0, ""},
        {"1.2.2023\n\nBad\n\nLead.\n\nFreitag, 3. Februar 2023\n\n© Max Muster\n\nEnde.",
         "T Bad\nL Lead.\nB Freitag, 3. Februar 2023\n\nEnde.\nc Max Muster\n", "2023-02-01", 0,
         ""},
    };
    CHECK(rows);
}

static void test_contact(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1.2.2023\n\nBad\n\nLead.\n\n" BODY "\n\nPressekontakt: Max Muster, Tel. 0123 456",
         "T Bad\nL Lead.\nB " BODY "\nK Pressekontakt: Max Muster, Tel. 0123 456\n", "2023-02-01",
         0, ""},
        {"1.2.2023\n\nBad\n\nLead.\n\nKontakt:\n\nMax Muster\n\nmuster@elbgrund.example",
         "T Bad\nL Lead.\nK Kontakt:\n\nMax Muster\n\nmuster@elbgrund.example\n", "2023-02-01", 0,
         ""},
        {"1.2.2023\n\nBad\n\nLead.\n\nFür Rückfragen steht Max Muster bereit.\n\n" INTRO
         "\n\nA\n\n© x\nA\n\nK.",
         "T Bad\nL Lead.\nt A\nc x\nk K.\nK Für Rückfragen steht Max Muster bereit.\n",
         "2023-02-01", 0, ""},
        /* after the media */
        {"1.2.2023\n\nBad\n\nLead.\n\n" INTRO "\n\nA\n\n© x\nA\n\nK.\n\nAnsprechpartnerin: Erika "
         "Muster",
         "T Bad\nL Lead.\nt A\nc x\nk K.\nK Ansprechpartnerin: Erika Muster\n", "2023-02-01", 0,
         ""},
        /* in the middle of the text it is text */
        {"1.2.2023\n\nBad\n\nLead.\n\nKontakt: Tel. 0123\n\n" BODY " " BODY " " BODY " " BODY
         " " BODY,
         "T Bad\nL Lead.\nB Kontakt: Tel. 0123\n\n" BODY " " BODY " " BODY " " BODY " " BODY "\n",
         "2023-02-01", 0, ""},
        {"1.2.2023\n\nKontakt: so geht es", "T Kontakt: so geht es\n", "2023-02-01", 0, ""},
    };
    CHECK(rows);
}

static void test_issuers(void **state)
{
    (void)state;
    static const struct {
        const char *credit, *issuer;
    } rows[] = {
        {"Stadt Haltern am See", "Stadt Haltern am See"},
        {"Stadt Elbgrund/Max Muster", "Stadt Elbgrund"},
        {"Stadt Elbgrund, Pressestelle", "Stadt Elbgrund"},
        {"Gemeinde Nordkirchen - Muster", "Gemeinde Nordkirchen"},
        {"Landkreis Elbe-Elster", "Landkreis Elbe-Elster"},
        {"Stadt Öhringen", "Stadt Öhringen"},
        {"Große Kreisstadt Elbgrund", "Große Kreisstadt Elbgrund"},
        {"Stadtarchiv Elbgrund", ""},
        {"Stadt und Land", ""},
        {"Stadt ", ""},
        {"Max Muster, Stadt Elbgrund", ""},
        {"Feuerwehr Elbgrund", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[200], fields[200];
        snprintf(text, sizeof(text), "1.2.2023\n\nBad\n\nText.\n\n" INTRO "\n\nA\n\n© %s\nA\n\nK.",
                 rows[i].credit);
        int size = (int)slice_trim(slice_from(rows[i].credit)).size;
        snprintf(fields, sizeof(fields), "T Bad\nL Text.\nt A\nc %.*s\nk K.\n", size,
                 rows[i].credit);
        struct row row = {text, fields, "2023-02-01", 0, rows[i].issuer};
        check_row(&row);
    }
}

static void test_contact_issuers(void **state)
{
    (void)state;
    static const struct {
        const char *contact, *issuer;
    } rows[] = {
        {"Kontakt: Stadt Moorfurt, Anna Beispiel, Tel. 0123 45", "Stadt Moorfurt"},
        {"Kontakt: Anna Beispiel, Gemeinde Moorfurt", "Gemeinde Moorfurt"},
        {"Pressekontakt: Pressestelle der Stadt Moorfurt, Tel. 1", "Stadt Moorfurt"},
        {"Rückfragen: Pressestelle der Großen Kreisstadt Elbgrund", "Große Kreisstadt Elbgrund"},
        {"Kontakt: Presseamt des Landkreises Moor Tel. 1", "Landkreis Moor"},
        {"Kontakt: Presseamt der Freien und Hansestadt Moor", "Freie und Hansestadt Moor"},
        {"Kontakt: Pressedienst des Marktes", ""},
        {"Kontakt: Stadt Moorfurt; Große Kreisstadt Moorfurt", "Stadt Moorfurt"},
        {"Kontakt: Stadt Moorfurt; Stadt Elbgrund", ""}, /* either */
        {"Kontakt: Polizei, Pressestelle, Tel. 1", ""},
        {"Kontakt: Stadtwerke Moorfurt", ""},
        {"Kontakt:", ""},
        {"Stadt Moorfurt, Pressestelle", "Stadt Moorfurt"},
        {"Die Pressestelle der Stadt Moorfurt zieht um.", ""},
        {"Stadt Moorfurt, Bauamt", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[300];
        struct format_notes notes;
        struct release release;
        release_init(&release);
        snprintf(text, sizeof(text), "1.2.2023\n\nBad\n\nEin Satz.\n\nNoch ein Satz.\n\n%s",
                 rows[i].contact);
        assert_int_equal(format_read(&format_text, slice_from(text), &release, &notes, NULL),
                         FUND_OK);
        if (!slice_equal(release.issuer, slice_from(rows[i].issuer)))
            fail_msg("'%s' gives '%.*s'", rows[i].contact, (int)release.issuer.size,
                     release.issuer.data);
        release_finish(&release);
    }
    /* the contact before a picture's credit */
    struct row row = {"1.2.2023\n\nBad\n\nText.\n\nMehr.\n\nKontakt: Stadt Moorfurt\n\n" INTRO
                      "\n\nA\n\n© Stadt Elbgrund\nA\n\nK.",
                      "T Bad\nL Text.\nB Mehr.\nt A\nc Stadt Elbgrund\nk K.\n"
                      "K Kontakt: Stadt Moorfurt\n",
                      "2023-02-01", 0, "Stadt Moorfurt"};
    check_row(&row);
}

/* ---- encodings ------------------------------------------------------------------------------ */

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        struct slice bytes;
        const char *text, *encoding;
        unsigned oddities;
    } rows[] = {
        {{"Bad", 3}, "Bad", "", 0},
        {{"", 0}, "", "", 0},
        {{"B\xfcrgerfest \xf6"
          "ffnet am \x80 5",
          24},
         "Bürgerfest öffnet am € 5",
         "windows-1252",
         FORMAT_ODD_ENCODING},
        {{"\xfc", 1}, "ü", "windows-1252", FORMAT_ODD_ENCODING},
        {{"\xff\xfe\x42\0\xe4\0d\0", 8}, "Bäd", "UTF-16", FORMAT_ODD_ENCODING},
        {{"\xfe\xff\0\x42\0\xe4\0d", 8}, "Bäd", "UTF-16", FORMAT_ODD_ENCODING},
        {{"B\0a\0d\0 \0a\0m\0", 12}, "Bad am", "UTF-16LE", FORMAT_ODD_ENCODING},
        {{"\0B\0a\0d\0 \0a\0m", 12}, "Bad am", "UTF-16BE", FORMAT_ODD_ENCODING},
        {{"\xff\xfe\0\0B\0\0\0", 8}, "B", "UTF-32", FORMAT_ODD_ENCODING},
        {{"B\0ad", 4}, "Bad", "", FORMAT_ODD_NUL},
        /* few bad bytes among many good umlauts are damage */
        {{"ä ö ü Ä \xff", 13}, "ä ö ü Ä \xef\xbf\xbd", "", FORMAT_ODD_MALFORMED},
        /* decomposed umlauts become one character */
        {{"Bu\xcc\x88rger", 8}, "Bürger", "", 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer text = buffer_init(TEXT_LIMIT);
        struct format_notes notes = {0};
        assert_int_equal(format_decode(rows[i].bytes, NULL, &text, &notes, NULL), FUND_OK);
        assert_int_equal(text.size, strlen(rows[i].text));
        assert_memory_equal(text.size > 0 ? text.data : "", rows[i].text, text.size);
        assert_int_equal(notes.oddities, rows[i].oddities);
        assert_string_equal(notes.encoding, rows[i].encoding);
        buffer_finish(&text);
    }
}

/* What ICU cannot read concerns the one file, not the run. */
static void test_no_converter(void **state)
{
    (void)state;
    struct buffer out = buffer_init(TEXT_LIMIT);
    struct fund_error error;
    assert_int_equal(encoding_convert(SLICE("Bad"), "keine-solche", &out, &error),
                     FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "keine-solche"));
    assert_int_equal(out.size, 0);
}

static void test_no_text(void **state)
{
    (void)state;
    static const struct {
        struct slice bytes;
        const char *reason;
    } rows[] = {
        {{"%PDF-1.7\n", 9}, "is no text (PDF)"},
        {{"\x89PNG\r\n\x1a\n", 8}, "is no text (PNG)"},
        {{"PK\x03\x04\x14", 5}, "is no text (ZIP or office document)"},
        {{"\0\0\0\0\0\0\0\0\0\0\0\0", 12}, "is no text (control characters)"},
        {{"\1\2\3\4\5\6\7\1\2\3ab", 12}, "is no text (control characters)"},
        {{"", 0}, "empty file"},
        {{" \n\t\r\n\xc2\xa0", 7}, "empty file"},
        {{"\xef\xbb\xbf", 3}, "empty file"},
        {{"Meldungsdatum: 1.2.2023\n", 24}, "holds nothing but a date"},
        {{INTRO, sizeof(INTRO) - 1}, "holds nothing but a date"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct release release;
        struct format_notes notes = {0};
        struct fund_error error;
        release_init(&release);
        assert_int_equal(format_read(&format_text, rows[i].bytes, &release, &notes, &error),
                         FUND_INVALID_ARGUMENT);
        assert_string_equal(error.message, rows[i].reason);
        release_finish(&release);
    }
    struct buffer text = buffer_init(TEXT_LIMIT);
    struct format_notes notes = {0};
    assert_int_equal(
        format_decode(slice_of("", (size_t)FORMAT_FILE_MAX + 1), NULL, &text, &notes, NULL),
        FUND_LIMIT);
}

/* ---- large and hostile ---------------------------------------------------------------------- */

static char *repeat(const char *unit, size_t times)
{
    size_t size = strlen(unit);
    char *text = malloc(size * times + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * size, unit, size);
    text[size * times] = '\0';
    return text;
}

static void read_long(const char *text, unsigned oddities, size_t title_max, size_t text_size)
{
    struct release release;
    struct format_notes notes = {0};
    release_init(&release);
    assert_int_equal(format_read(NULL, slice_from(text), &release, &notes, NULL), FUND_OK);
    assert_int_equal(notes.oddities, oddities);
    assert_true(release.title.end > release.title.start);
    assert_true(release.title.end - release.title.start <= title_max);
    assert_int_equal(release.text.size, text_size);
    release_finish(&release);
}

static void test_long(void **state)
{
    (void)state;
    const unsigned no_head = FORMAT_ODD_NO_DATE | FORMAT_ODD_NO_TITLE;
    /* the headline ends at a space, which a blank line replaces; the last space goes */
    char *words = repeat("Wort ", 200000);
    read_long(words, no_head | FORMAT_ODD_LONG_LINE, 120, 1000000);
    char *letters = repeat("ä", 500000);
    read_long(letters, no_head | FORMAT_ODD_LONG_LINE, 120, 1000002);
    char *sentences = repeat("Das Bad am Ring hat geöffnet. ", 30);
    read_long(sentences, no_head, 30, 30 * 31);
    char *blank = repeat("\n", 10000);
    memcpy(blank, "Bad", 3);
    memcpy(blank + 9990, "Becken", 6);
    read_long(blank, FORMAT_ODD_NO_DATE, 3, 3 + 2 + 6);
    free(words);
    free(letters);
    free(sentences);
    free(blank);
}

/* One medium more than a release may have: its text goes to the last one's caption. */
static void test_too_many_media(void **state)
{
    (void)state;
    char *media = repeat("Turm\n\n© privat\nTurm\n\nBlick.\n\n", RELEASE_MEDIA_MAX + 1);
    struct buffer text = buffer_init(TEXT_LIMIT);
    assert_int_equal(buffer_append(&text, SLICE("Bad\n\nText.\n\n" INTRO "\n\n"), NULL), FUND_OK);
    assert_int_equal(buffer_append(&text, slice_from(media), NULL), FUND_OK);
    struct release release;
    struct format_notes notes = {0};
    release_init(&release);
    assert_int_equal(format_read(NULL, buffer_slice(&text), &release, &notes, NULL), FUND_OK);
    assert_int_equal(release.media_count, RELEASE_MEDIA_MAX);
    buffer_finish(&text);
    release_finish(&release);
    free(media);
}

/* What is beyond the limit stands in the last caption, in order: nothing is lost or there twice. */
static void test_too_many_media_text(void **state)
{
    (void)state;
    char *media = repeat("Turm\n\n© privat\nTurm\n\nBlick.\n\n", RELEASE_MEDIA_MAX);
    struct buffer text = buffer_init(TEXT_LIMIT);
    assert_int_equal(buffer_append(&text, SLICE("Bad\n\nText.\n\n" INTRO "\n\n"), NULL), FUND_OK);
    assert_int_equal(buffer_append(&text, slice_from(media), NULL), FUND_OK);
    assert_int_equal(buffer_append(&text,
                                   SLICE("Tor\n\n© Rat\nTor\n\nZu.\n\n"
                                         "Dach\n\n© Amt\nDach\n\nRot."),
                                   NULL),
                     FUND_OK);
    struct release release;
    struct format_notes notes = {0};
    release_init(&release);
    assert_int_equal(format_read(NULL, buffer_slice(&text), &release, &notes, NULL), FUND_OK);
    char *fields = described(&release);
    const char *last = "c privat\nk Blick.\n\nTor\n\nRat\n\nZu.\n\nDach\n\nAmt\n\nRot.\n";
    assert_true(slice_ends_with(slice_from(fields), slice_from(last)));
    free(fields);
    buffer_finish(&text);
    release_finish(&release);
    free(media);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Whatever comes in: a refusal, or a release of well-formed fields in order. */
static void check_anything(struct slice bytes)
{
    struct release release;
    struct format_notes notes = {0};
    release_init(&release);
    if (format_read(NULL, bytes, &release, &notes, NULL) == FUND_OK) {
        assert_int_equal(utf8_valid_prefix(release.text), release.text.size);
        assert_true(release.title.end > release.title.start);
        size_t walk = 0, last = 0;
        enum schema_field field;
        struct range range;
        while (release_next_field(&release, &walk, &field, &range)) {
            assert_true(range.start == (last == 0 ? 0 : last + 2));
            last = range.end;
        }
        assert_int_equal(last, release.text.size);
    }
    release_finish(&release);
}

static void test_random_bytes(void **state)
{
    (void)state;
    uint32_t seed = 7;
    char bytes[300];
    for (int round = 0; round < 3000; round++) {
        size_t size = next_random(&seed) % sizeof(bytes);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (char)next_random(&seed);
        check_anything(slice_of(bytes, size));
    }
}

/* The layout's own lines in any order: every path through the reader. */
static void test_random_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {"",
                                        "",
                                        "",
                                        INTRO,
                                        "© Stadt Elbgrund",
                                        "©",
                                        "Turm",
                                        "Ein Satz über den Turm. Noch einer.",
                                        "Pressekontakt: Max",
                                        "Kontakt:",
                                        "Meldungsdatum: 31.02.2023",
                                        "18.08.2023",
                                        "Für Rückfragen steht Max Muster bereit.",
                                        "Blick auf den Turm © Max Muster",
                                        "(Hinweis)",
                                        "Gemein-",
                                        "derat",
                                        " \xc2\xa0 ",
                                        "B\xfcrger"};
    uint32_t seed = 11;
    for (int round = 0; round < 5000; round++) {
        struct buffer text = buffer_init(TEXT_LIMIT);
        size_t count = next_random(&seed) % 16;
        for (size_t i = 0; i < count; i++) {
            const char *line = lines[next_random(&seed) % (sizeof(lines) / sizeof(lines[0]))];
            assert_int_equal(buffer_append(&text, slice_from(line), NULL), FUND_OK);
            assert_int_equal(buffer_append_byte(&text, '\n', NULL), FUND_OK);
        }
        check_anything(buffer_slice(&text));
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head_and_body),   cmocka_unit_test(test_ill_formed),
        cmocka_unit_test(test_hyphens),         cmocka_unit_test(test_dates),
        cmocka_unit_test(test_dates_elsewhere), cmocka_unit_test(test_media),
        cmocka_unit_test(test_media_in_body),   cmocka_unit_test(test_contact),
        cmocka_unit_test(test_issuers),         cmocka_unit_test(test_contact_issuers),
        cmocka_unit_test(test_encodings),       cmocka_unit_test(test_no_converter),
        cmocka_unit_test(test_no_text),         cmocka_unit_test(test_long),
        cmocka_unit_test(test_too_many_media),  cmocka_unit_test(test_too_many_media_text),
        cmocka_unit_test(test_random_bytes),    cmocka_unit_test(test_random_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
