/*
 * Persons: one text and the line that must come out of it.
 */
#include "tests/unit/names_testing.h"

/* "name <title> {role} = mention, mention | name = mention" */
static const struct {
    const char *text, *persons;
} rows[] = {
    {"", ""},
    {"A", ""},
    {"é", ""},
    {"Heute regnet es in der Stadt.", ""},
    /* first name and surname */
    {"Das sagte Andreas Stegemann.", "Andreas Stegemann = Andreas Stegemann"},
    {"Es sprachen Karl-Heinz Brüggemann und Eva Müller-Westernhagen.",
     "Karl-Heinz Brüggemann = Karl-Heinz Brüggemann | "
     "Eva Müller-Westernhagen = Eva Müller-Westernhagen"},
    {"Gast war Charlotte von Wolffersdorff aus Bonn.",
     "Charlotte von Wolffersdorff = Charlotte von Wolffersdorff"},
    {"Gast war Marijke van der Meulen.", "Marijke van der Meulen = Marijke van der Meulen"},
    {"Es las Hans J. Petersen.", "Hans J. Petersen = Hans J. Petersen"},
    {"Es las Hans-J. Petersen.", "Hans-J. Petersen = Hans-J. Petersen"},
    {"Es spielte Michael „Mich“ Kernstock.", "Michael „Mich“ Kernstock = Michael „Mich“ Kernstock"},
    {"Eingeladen hat Lena Schulze Althoff.", "Lena Schulze Althoff = Lena Schulze Althoff"},
    {"Es siegte Hans Pfeiffer junior.", "Hans Pfeiffer junior = Hans Pfeiffer junior"},
    {"Geehrt wurde Peter Richter.", "Peter Richter = Peter Richter"},
    /* titles and roles before the name */
    {"Bürgermeister Andreas Stegemann lud ein.",
     "Andreas Stegemann {Bürgermeister} = Andreas Stegemann"},
    {"Landrat Bodo Klimpel lud ein.", "Bodo Klimpel {Landrat} = Bodo Klimpel"},
    {"Erste Bürgermeisterin Dr. Sabine Wobst kam.",
     "Sabine Wobst <Dr.> {Erste Bürgermeisterin} = Sabine Wobst"},
    {"Fragen beantwortet Frau Dr. Müller gern.", "Müller <Dr.> = Müller"},
    {"Auch Bürgermeister Lampe war da.", "Lampe {Bürgermeister} = Lampe"},
    {"Auch Ordnungsamtsleiter Lampe war da.", "Lampe {Ordnungsamtsleiter} = Lampe"},
    {"Es sprach Oberbürgermeister Dr. Möllmann.", "Möllmann <Dr.> {Oberbürgermeister} = Möllmann"},
    {"Gestern kam Bürgermeister Lütchen.", "Lütchen {Bürgermeister} = Lütchen"},
    {"Die Gutachter Wärmenetze.", ""},
    /* first names that share a surname */
    {"Auf der Bühne stehen Nina und Lotta Kummer.",
     "Nina Kummer = Nina | Lotta Kummer = Lotta Kummer"},
    {"Das stiftet das Ehepaar Hans und Grete Keller.",
     "Hans Keller = Hans | Grete Keller = Grete Keller"},
    {"Es erben Liesel, Otto und Elfriede Morlock.",
     "Liesel Morlock = Liesel | Otto Morlock = Otto | Elfriede Morlock = Elfriede Morlock"},
    {"Uwe und Anna von Rechenfels kamen.",
     "Uwe von Rechenfels = Uwe | Anna von Rechenfels = Anna von Rechenfels"},
    {"Eva Keller kam. Uwe, Eva Keller und Otto blieben.", "Eva Keller = Eva Keller, Eva Keller"},
    /* longer surnames */
    {"Es kandidiert Jan Braun von Stumm (FDP).", "Jan Braun von Stumm {FDP} = Jan Braun von Stumm"},
    {"Es sprach Otto Freiherr Harms zu Wurth.",
     "Otto Freiherr Harms zu Wurth = Otto Freiherr Harms zu Wurth"},
    {"Es sprach Eva Keller von gestern.", "Eva Keller = Eva Keller"},
    {"Ins Rathaus kam Folkert Cassen junior.", "Folkert Cassen junior = Folkert Cassen junior"},
    {"Baudezernent Heinz-Günter Lütkenhaus erklärt es.",
     "Heinz-Günter Lütkenhaus {Baudezernent} = Heinz-Günter Lütkenhaus"},
    {"Der Leiter des Ordnungsamtes Helmut Lampe kam.",
     "Helmut Lampe {Leiter des Ordnungsamtes} = Helmut Lampe"},
    {"Stadtverordnetenvorsteher a. D. Horst Zumpe kam.",
     "Horst Zumpe {Stadtverordnetenvorsteher a. D.} = Horst Zumpe"},
    {"Wattführer Hayko Tammena erzählt.", "Hayko Tammena {Wattführer} = Hayko Tammena"},
    {"OB Mentrup gratuliert.", "Mentrup {OB} = Mentrup"},
    {"Ob Einsatz oder Übung: immer bereit.", ""},
    /* roles behind the name */
    {"So Joachim Eschemann, Leiter der SiKo Ruhr, am Montag.",
     "Joachim Eschemann {Leiter der SiKo Ruhr} = Joachim Eschemann"},
    {"Helmut Lampe (Leiter Ordnungsamt Haltern am See) kam.",
     "Helmut Lampe {Leiter Ordnungsamt Haltern am See} = Helmut Lampe"},
    {"Eva Keller, die neue Leiterin der Bücherei, kam.",
     "Eva Keller {Leiterin der Bücherei} = Eva Keller"},
    {"Andreas Stegemann (von links), Eva Keller (2. v. l., Kämmerin)",
     "Andreas Stegemann = Andreas Stegemann | Eva Keller {Kämmerin} = Eva Keller"},
    {"Karlheinz Wolf vom Ordnungsamt kam.", "Karlheinz Wolf {Ordnungsamt} = Karlheinz Wolf"},
    {"Es kamen Andreas Stegemann, Landrätin Eva Keller und andere.",
     "Andreas Stegemann = Andreas Stegemann | Eva Keller {Landrätin} = Eva Keller"},
    {"Hayko Tammena (42) lief.", "Hayko Tammena = Hayko Tammena"},
    {"Das freut uns, sagte Hayko Tammena.", "Hayko Tammena = Hayko Tammena"},
    /* the same person again */
    {"Andreas Stegemann kam. Stegemann sprach. Stegemanns Rede war kurz.",
     "Andreas Stegemann = Andreas Stegemann, Stegemann, Stegemanns"},
    {"Stegemann kam spät. Andreas Stegemann sprach.",
     "Andreas Stegemann = Stegemann, Andreas Stegemann"},
    {"Andreas Stegemann kam. A. Stegemann sprach.",
     "Andreas Stegemann = Andreas Stegemann, A. Stegemann"},
    {"Werner Stadt kam. Stadt dankt für alles, so Stadt.", "Werner Stadt = Werner Stadt, Stadt"},
    {"Es sprach Dr. Katrin Dort. Dort kam sie an, dort blieb sie.",
     "Katrin Dort <Dr.> = Katrin Dort"},
    {"Ulrich Fensel baut, Fensel & Söhne auch.", "Ulrich Fensel = Ulrich Fensel"},
    {"Hier liest man Sabine Kurts Buch.", "Sabine Kurt = Sabine Kurts"},
    {"Sabine Kurt las. Kurts Buch gefiel, Sabine Kurts Stimme auch.",
     "Sabine Kurt = Sabine Kurt, Kurts, Sabine Kurts"},
    {"Es sprach Almut Wilkens gestern.", "Almut Wilkens = Almut Wilkens"},
    {"Es sprach Almut Sanders, Leiterin der Bücherei.",
     "Almut Sanders {Leiterin der Bücherei} = Almut Sanders"},
    {"Peter Müller kam, Frau Müller auch.", "Peter Müller = Peter Müller | Müller = Müller"},
    {"Geschäftsführer Rolf Brand sprach. Rolf Brand, Geschäftsführer der Werke, dankte.",
     "Rolf Brand {Geschäftsführer der Werke} = Rolf Brand, Rolf Brand"},
    {"Elisabeth von Rechenfels kam. Von Rechenfels las.",
     "Elisabeth von Rechenfels = Elisabeth von Rechenfels, Von Rechenfels"},
    {"Uwe Fischer kam. Der Fischer fing nichts. So Fischer.", "Uwe Fischer = Uwe Fischer, Fischer"},
    /* credits */
    {"© Max Muster", "Max Muster {Foto} = Max Muster"},
    {"Foto: Hayko Tammena", "Hayko Tammena {Foto} = Hayko Tammena"},
    {"© Stadt Haltern am See", ""},
    {"© Stadt Haltern am See / Möllmann", "Möllmann = Möllmann"},
    {"© Stadt Haltern am See / de Vries", "de Vries = de Vries"},
    {"© Stadt Haltern am See / Pressestelle", ""},
    /* no persons */
    {"Die Käthe-Kollwitz-Schule am Willy-Brandt-Platz.", ""},
    {"Auf dem Willy Brandt Platz, im Anne Frank Haus.", ""},
    {"Die Robert Bosch Stiftung hilft.", ""},
    {"Pfarrkirche St. Anna Maria.", ""},
    {"Im August in Halle, am Montag in Essen.", ""},
    {"Am Samstag, 22. Januar, im Rathaus.", ""},
    {"Die Schreinerei Friedrich Eder liefert.", ""},
    /* a name does not cross a line */
    {"Anna\nMüller", ""},
    {"Bürgermeister\nStegemann", ""},
};

static void print_persons(const struct release *release, struct buffer *out)
{
    for (size_t i = 0; i < release->persons.count; i++) {
        const struct release_entity *person = &release->persons.items[i];
        append_between(out, i > 0 ? " | " : "", person->name, "");
        append_between(out, " <", person->title, ">");
        append_between(out, " {", person->role, "}");
        for (size_t k = 0; k < person->mention_count; k++)
            append_between(out, k > 0 ? ", " : " = ", release_part(release, person->mentions[k]),
                           "");
    }
    assert_int_equal(buffer_append_byte(out, '\0', NULL), FUND_OK);
}

static void test_rows(void **state)
{
    size_t failed = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        failed += !has_names(*state, rows[i].text, rows[i].persons, print_persons);
    assert_int_equal(failed, 0);
}

static void test_fields_are_borders(void **state)
{
    struct release release;
    release_of(&release, SLICE("Anna\n\nMüller"));
    release.title = (struct range){0, 4};
    release.body = (struct range){6, 13};
    assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
    assert_int_equal(release.persons.count, 0);
    release_finish(&release);
}

static void test_credit_field(void **state)
{
    struct release release;
    release_of(&release, SLICE("Das Fest\n\nHayko Tammena"));
    release.body = (struct range){0, 8};
    struct release_media *medium = release_add_media(&release);
    assert_non_null(medium);
    medium->credit = (struct range){10, 23};
    assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
    assert_int_equal(release.persons.count, 1);
    assert_true(slice_equal(release.persons.items[0].name, SLICE("Hayko Tammena")));
    release_finish(&release);
}

static void test_random_text(void **state)
{
    static char text[4000];
    uint64_t seed = 1;
    for (int round = 0; round < 300; round++) {
        struct release release;
        release_of(&release, slice_of(text, random_text(text, 40 + (size_t)round * 10, &seed)));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        release_finish(&release);
    }
}

/* Bytes that are no UTF-8 never come this far; should they, nothing is read past the end. */
static void test_random_bytes(void **state)
{
    char text[512];
    uint64_t seed = 7;
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < sizeof(text); i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[i] = (char)(seed >> 56);
        }
        struct release release;
        release_of(&release, slice_of(text, sizeof(text)));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        release_finish(&release);
    }
}

/* Repeats a phrase to a megabyte. */
static void fill(struct buffer *text, const char *phrase)
{
    while (text->size < 1000000)
        assert_int_equal(buffer_append(text, slice_from(phrase), NULL), FUND_OK);
}

static void test_a_megabyte(void **state)
{
    static const char *const phrases[] = {
        "x",           "A ",        "ABC ",        "Anna Müller, ", "Verein „",
        "Haupt- und ", "1.1. bis ", "Haltern am ", "für Haus, ",    "(ABC) Alpha Beta "};
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        struct buffer text = buffer_init(1 << 21);
        struct release release;
        fill(&text, phrases[i]);
        release_of(&release, buffer_slice(&text));
        fund_status status = names_find(*state, &release, NULL);
        assert_true(status == FUND_OK || status == FUND_LIMIT);
        release_finish(&release);
        buffer_finish(&text);
    }
}

static void test_too_many_names(void **state)
{
    struct buffer text = buffer_init(1 << 21);
    struct release release;
    struct fund_error error = {.code = FUND_OK};
    /* Some more than the limit: the tagger may take a few of these odd names for none. */
    for (int i = 0; i < RELEASE_ENTITIES_MAX + 500; i++)
        assert_int_equal(buffer_append_format(&text, NULL, "Frau Anna M%c%c%c%cer kam. ",
                                              'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26,
                                              'a' + i / 17576 % 26),
                         FUND_OK);
    release_of(&release, buffer_slice(&text));
    assert_int_equal(names_find(*state, &release, &error), FUND_LIMIT);
    assert_int_equal(error.code, FUND_LIMIT);
    assert_non_null(strstr(error.message, "20000 names"));
    release_finish(&release);
    buffer_finish(&text);
}

static void test_destroy_takes_null(void **state)
{
    (void)state;
    names_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),           cmocka_unit_test(test_fields_are_borders),
        cmocka_unit_test(test_credit_field),   cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_random_bytes),   cmocka_unit_test(test_a_megabyte),
        cmocka_unit_test(test_too_many_names), cmocka_unit_test(test_destroy_takes_null),
    };
    return cmocka_run_group_tests(tests, setup_names, teardown_names);
}
