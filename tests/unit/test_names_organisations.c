/*
 * Organisations: one text and the line that must come out of it.
 */
#include "tests/unit/names_testing.h"

/* "name [alias, alias] = mention, mention | name = mention" */
static const struct {
    const char *text, *organisations;
} rows[] = {
    {"", ""},
    {"Amt", ""},
    /* heads that stand for themselves */
    {"Das Ordnungsamt hilft.", "Ordnungsamt = Ordnungsamt"},
    {"Hilfe des Kampfmittelräumdienstes kam.", "Kampfmittelräumdienst = Kampfmittelräumdienstes"},
    {"Das Ordnungsamt kam. Der Leiter des Ordnungsamtes auch.",
     "Ordnungsamt = Ordnungsamt, Ordnungsamtes"},
    {"Die Marylandschule feiert.", "Marylandschule = Marylandschule"},
    {"Die Käthe-Kollwitz-Schule feiert.", "Käthe-Kollwitz-Schule = Käthe-Kollwitz-Schule"},
    {"Das Haupt- und Personalamt schließt.", "Haupt- und Personalamt = Haupt- und Personalamt"},
    {"Im Melde-, Pass- und Standesamt.",
     "Melde-, Pass- und Standesamt = Melde-, Pass- und Standesamt"},
    {"Jedes Jahr braucht ein Bürgerbüro Platz.", ""},
    /* Stadt, Kreis and the like */
    {"Die Stadt Karlsruhe lädt ein.", "Stadt Karlsruhe = Stadt Karlsruhe"},
    {"Im Kreis Recklinghausen.", "Kreis Recklinghausen = Kreis Recklinghausen"},
    {"Haushalt des Landkreises Meißen.", "Landkreis Meißen = Landkreises Meißen"},
    {"Die Stadt Haltern am See.", "Stadt Haltern am See = Stadt Haltern am See"},
    {"Die Stadt Quellbrunn baut. Die Feuerwehr Quellbrunn hilft.",
     "Stadt Quellbrunn = Stadt Quellbrunn | Feuerwehr Quellbrunn = Feuerwehr Quellbrunn"},
    {"Das Seniorenbüro der Stadt Karlsruhe.",
     "Seniorenbüro = Seniorenbüro | Stadt Karlsruhe = Stadt Karlsruhe"},
    /* heads that need something beside them */
    {"Die Feuerwehr Haltern am See übt.", "Feuerwehr Haltern am See = Feuerwehr Haltern am See"},
    {"Die Kita „Sonnenblume“ öffnet.", "Kita „Sonnenblume“ = Kita „Sonnenblume“"},
    {"Die Kita Pusteblume öffnet.", "Kita Pusteblume = Kita Pusteblume"},
    {"Der Stadtverband der Kleingärtner.",
     "Stadtverband der Kleingärtner = Stadtverband der Kleingärtner"},
    {"Das Amt für Bildung und Soziales.",
     "Amt für Bildung und Soziales = Amt für Bildung und Soziales"},
    {"Landesamt für Umwelt, Landwirtschaft und Geologie",
     "Landesamt für Umwelt, Landwirtschaft und Geologie = "
     "Landesamt für Umwelt, Landwirtschaft und Geologie"},
    {"Der Heimatverein Hullern e. V. lädt ein.",
     "Heimatverein Hullern e. V. = Heimatverein Hullern e. V."},
    {"Mit der Freiwilligen Feuerwehr.", "Freiwillige Feuerwehr = Freiwilligen Feuerwehr"},
    {"Die Städtische Galerie, in der Städtischen Galerie.",
     "Städtische Galerie = Städtische Galerie, Städtischen Galerie"},
    {"Das Jugendzentrum Schacht 3 bebt.", "Jugendzentrum Schacht 3 = Jugendzentrum Schacht 3"},
    {"Das Pflegeheim St. Benno feiert.", "Pflegeheim St. Benno = Pflegeheim St. Benno"},
    {"Die Anna-Lenfert-Stiftung gibt Geld.", "Anna-Lenfert-Stiftung = Anna-Lenfert-Stiftung"},
    /* firms, clubs, parties */
    {"Die Kolb Kunststofftechnik AG wächst. Kolb stellt ein.",
     "Kolb Kunststofftechnik AG [Kolb] = Kolb Kunststofftechnik AG, Kolb"},
    {"Die Holz & Stein GmbH & Co. KG baut.",
     "Holz & Stein GmbH & Co. KG = Holz & Stein GmbH & Co. KG"},
    {"Der TSV 1861 Haltern gewinnt.", "TSV 1861 Haltern = TSV 1861 Haltern"},
    {"Die Bäckerei Schlicht backt.", "Bäckerei Schlicht = Bäckerei Schlicht"},
    {"CDU, SPD und AfD stimmten zu.", "CDU = CDU | SPD = SPD | AfD = AfD"},
    {"Bündnis 90/Die Grünen und Die Linke",
     "Bündnis 90/Die Grünen = Bündnis 90/Die Grünen | Die Linke = Die Linke"},
    {"Die Gewerkschaft ver.di ruft auf.", "ver.di = ver.di"},
    {"Die IHK Dresden berät.", "IHK Dresden = IHK Dresden"},
    {"Der Bund zahlt, grüne Wiesen bleiben.", ""},
    /* acronyms in brackets */
    {"Die Sicherheitskooperation Ruhr (SiKo Ruhr) wächst. Die SiKo Ruhr dankt.",
     "Sicherheitskooperation Ruhr [SiKo Ruhr] = Sicherheitskooperation Ruhr, SiKo Ruhr, SiKo Ruhr"},
    {"Die International World Games Association (IWGA) tagt. Die IWGA dankt.",
     "International World Games Association [IWGA] = "
     "International World Games Association, IWGA, IWGA"},
    {"Der Verein Alpha (sonntags) tagt.", "Verein Alpha = Verein Alpha"},
    {"Neue Autos (PKW) rollen.", ""},
    {"Im Vorstand der Lokalen Aktionsgruppe (LAG).",
     "Lokale Aktionsgruppe [LAG] = Lokalen Aktionsgruppe, LAG"},
    /* what the grammar mends */
    {"Die Firma Lithor baut.", "Lithor = Lithor"},
    {"Der Ausschuss für Jugend, Senioren, Kultur und Sport tagt.",
     "Ausschuss für Jugend, Senioren, Kultur und Sport = "
     "Ausschuss für Jugend, Senioren, Kultur und Sport"},
    {"Das beantragen FDP/FW und CDU.", "FDP/FW = FDP/FW | CDU = CDU"},
    {"Das Deutsche Rote Kreuz, Kreisverband Meißen, hilft.",
     "Deutsches Rotes Kreuz, Kreisverband Meißen = Deutsche Rote Kreuz, Kreisverband Meißen"},
    {"Das Karlsruher Gartenbauamt pflanzt.", "Gartenbauamt = Gartenbauamt"},
    {"Die Stadtgesellschaft dankt.", ""},
    {"Der Verein Silberpfeil e. V. lädt ein.", "Silberpfeil e. V. = Silberpfeil e. V."},
    {"Das plant das Amt für Familie, Senioren und Breitband.",
     "Amt für Familie, Senioren und Breitband = Amt für Familie, Senioren und Breitband"},
    {"Mittel des Bundesministeriums für Familie, Senioren und Jugend kamen.",
     "Bundesministerium für Familie, Senioren und Jugend = "
     "Bundesministeriums für Familie, Senioren und Jugend"},
    {"Im Jugendzentrum Gleis 4 wird getanzt.", "Jugendzentrum Gleis 4 = Jugendzentrum Gleis 4"},
    {"Das bietet die katholische Kirche an.", "katholische Kirche = katholische Kirche"},
    {"Pläne der IHK Dresden – und mehr.", "IHK Dresden = IHK Dresden"},
    {"© Landesamt für Denkmalpflege/E. Keller",
     "Landesamt für Denkmalpflege = Landesamt für Denkmalpflege"},
    /* what everyone knows */
    {"Die Freien Wähler und die Deutsche Post kamen.",
     "Freie Wähler = Freien Wähler | Deutsche Post = Deutsche Post"},
    {"Er half dem Weißen Ring und den Vereinten Nationen.",
     "Weißer Ring = Weißen Ring | Vereinte Nationen = Vereinten Nationen"},
    {"Sie sammelten Deutsche Postkarten.", ""},
    {"Dafür stimmten SPD, FDP und Volt.", "SPD = SPD | FDP = FDP | Volt = Volt"},
    {"Die FF Ziegendorf übt.", "FF Ziegendorf = FF Ziegendorf"},
    /* the front of a compound */
    {"Es sprach SPD-Stadtrat Andreas Stegemann. Die SPD dankt.", "SPD = SPD, SPD"},
    {"Der SPD-Politiker kam mit dem PV-Modul und einem USB-Stick.", "SPD = SPD"},
    /* nothing to report */
    {"Mehr Ehrenamt im Monat, Vorrat im Hauptamt.", ""},
    {"Bürgermeister Andreas Stegemann kam.", ""},
    {"Das Ordnungsamt\nHaltern", "Ordnungsamt = Ordnungsamt"},
};

static void test_rows(void **state)
{
    size_t failed = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        failed += !has_names(*state, rows[i].text, rows[i].organisations, print_organisations);
    assert_int_equal(failed, 0);
}

static void put_many(char *out, size_t size, const char *piece)
{
    size_t piece_size = strlen(piece);
    for (size_t at = 0; at + piece_size <= size; at += piece_size)
        memcpy(out + at, piece, piece_size);
}

/* What would make a name endless is left out of it: no such text is an error. */
static void test_endless_names(void **state)
{
    static const struct {
        const char *before, *piece, *behind;
    } endless[] = {
        {"Das Technische Hilfswerk (", "A", ") hilft."},
        {"Die SiKo Ruhr, also die Sicherheitskooperation Ruhr (SiKo Ruhr). SiKo ", "R", " dankt."},
        {"Die Fraktion FDP/", "B", " stimmt zu."},
        {"", "FDP/", "FDP"},
        {"Der Ausschuss für ", "Jugend, ", "Sport und Kultur tagt."},
    };
    static char text[20000];
    for (size_t i = 0; i < sizeof(endless) / sizeof(endless[0]); i++) {
        struct release release;
        size_t before = strlen(endless[i].before), behind = strlen(endless[i].behind);
        size_t rest = sizeof(text) - before - behind;
        size_t many = rest - rest % strlen(endless[i].piece);
        memcpy(text, endless[i].before, before);
        put_many(text + before, many, endless[i].piece);
        memcpy(text + before + many, endless[i].behind, behind);
        release_of(&release, slice_of(text, before + many + behind));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        for (size_t k = 0; k < release.organisations.count; k++)
            assert_true(release.organisations.items[k].name.size < 1000);
        release_finish(&release);
    }
}

/* Persons and organisations never share a byte, whatever the order of the words. */
static void test_random_text(void **state)
{
    static char text[4000];
    uint64_t seed = 42;
    for (int round = 0; round < 300; round++) {
        struct release release;
        release_of(&release, slice_of(text, random_text(text, 40 + (size_t)round * 10, &seed)));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        release_finish(&release);
    }
}

static void test_long_name(void **state)
{
    struct buffer text = buffer_init(1 << 20);
    struct release release;
    assert_int_equal(buffer_append(&text, SLICE("Verein für "), NULL), FUND_OK);
    for (int i = 0; i < 20000; i++)
        assert_int_equal(buffer_append(&text, SLICE("Äpfel"), NULL), FUND_OK);
    release_of(&release, buffer_slice(&text));
    assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
    assert_sound(&release);
    release_finish(&release);
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_endless_names),
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_long_name),
    };
    return cmocka_run_group_tests(tests, setup_names, teardown_names);
}
