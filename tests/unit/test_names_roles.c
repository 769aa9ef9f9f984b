/*
 * Titles and roles: one text and the persons that must come out of it with theirs, and the single
 * words of a role.
 */
#include "indexer/names/roles.h"
#include "tests/unit/names_testing.h"

/* "name <title> {role} | name" */
static const struct {
    const char *text, *persons;
} rows[] = {
    {"", ""},
    {"Leiter", ""},
    {"Es kam Eva Keller.", "Eva Keller"},
    /* before the name, and what a filter shows of it */
    {"Bürgermeister Jan Kolb kam.", "Jan Kolb {Bürgermeister}"},
    {"Mit dem Ersten Bürgermeister Jan Kolb.", "Jan Kolb {Erster Bürgermeister}"},
    {"Das Amt der Ersten Bürgermeisterin Eva Kolb.", "Eva Kolb {Erste Bürgermeisterin}"},
    {"Auf Antrag des früheren Ratsherrn Jan Kolb.", "Jan Kolb {früherer Ratsherr}"},
    {"Früherer Landrat Jan Kolb kam.", "Jan Kolb {früherer Landrat}"},
    {"So der Erste Beigeordnete Jan Kolb.", "Jan Kolb {Erster Beigeordneter}"},
    {"Der Rede des Vorsitzenden Jan Kolb.", "Jan Kolb {Vorsitzender}"},
    {"Mit der Vorsitzenden Eva Kolb.", "Eva Kolb {Vorsitzende}"},
    {"Die neue Leiterin Eva Kolb kam.", "Eva Kolb {Leiterin}"},
    {"Die stellvertretende Leiterin Eva Kolb kam.", "Eva Kolb {stellvertretende Leiterin}"},
    {"Dank an den Präsidenten Jan Kolb.", "Jan Kolb {Präsident}"},
    {"Die Oberbürgermeisterin a. D. Eva Kolb kam.", "Eva Kolb {Oberbürgermeisterin a. D.}"},
    {"Frau Oberbürgermeisterin Dr. Eva Kolb kam.", "Eva Kolb <Dr.> {Oberbürgermeisterin}"},
    {"Es sang der Heldentenorbass Jan Kolb.", "Jan Kolb {Heldentenorbass}"},
    {"Erster Stadtrat Jan Kolb rechnete.", "Jan Kolb {Erster Stadtrat}"},
    {"OB Jan Kolb gratuliert.", "Jan Kolb {OB}"},
    /* several roles */
    {"Die Vorsitzende Pfarrerin Eva Kolb kam.", "Eva Kolb {Pfarrerin, Vorsitzende}"},
    {"Er war mit Kämmerer und Stadtwerkeleiter Jan Kolb dort.",
     "Jan Kolb {Stadtwerkeleiter, Kämmerer}"},
    {"Pastorin Eva Kolb, Leiterin der Mission, kam.", "Eva Kolb {Pastorin, Leiterin der Mission}"},
    /* a phrase before the name */
    {"Der Leiter des Ordnungsamtes Jan Kolb kam.", "Jan Kolb {Leiter des Ordnungsamtes}"},
    {"Die Vorsitzende des Fördervereins, Eva Kolb, dankte.",
     "Eva Kolb {Vorsitzende des Fördervereins}"},
    {"Der frühere Leiter der Wache, Dr. Jan Kolb, las.",
     "Jan Kolb <Dr.> {früherer Leiter der Wache}"},
    {"Unser Kämmerer, Jan Kolb, rechnete.", "Jan Kolb {Kämmerer}"},
    {"Ansprechpartnerin ist Eva Kolb.", "Eva Kolb {Ansprechpartnerin}"},
    {"Neuer Leiter der Bücherei wird Jan Kolb.", "Jan Kolb {Leiter der Bücherei}"},
    {"Der Enkel von Jan Kolb kam.", "Jan Kolb"},
    /* behind the name */
    {"Eva Kolb, Leiterin des Ordnungsamtes, kam.", "Eva Kolb {Leiterin des Ordnungsamtes}"},
    {"Eva Kolb (Leiterin Ordnungsamt) kam.", "Eva Kolb {Leiterin Ordnungsamt}"},
    {"Eva Kolb, seit Mai Leiterin der Bücherei, kam.", "Eva Kolb {Leiterin der Bücherei}"},
    {"Eva Kolb, 34, von Beruf Dachdeckerin, kam.", "Eva Kolb {Dachdeckerin}"},
    {"Eva Kolb (34), Wehrführerin, kam.", "Eva Kolb {Wehrführerin}"},
    {"Eva Kolb ist Kämmerin.", "Eva Kolb {Kämmerin}"},
    {"Jan Kolb wurde zum neuen Vorsitzenden gewählt.", "Jan Kolb {Vorsitzender}"},
    {"Eva Kolb, die als Leiterin der Bücherei begann, kam.", "Eva Kolb {Leiterin der Bücherei}"},
    {"Eva Kolb, deren Bruder lacht, kam.", "Eva Kolb"},
    {"Eva Kolb, Pfarrerin in Bonn, kam.", "Eva Kolb {Pfarrerin}"},
    {"Eva Kolb vom Ordnungsamt kam.", "Eva Kolb {Ordnungsamt}"},
    {"Eva Kolb (CDU) stimmte zu.", "Eva Kolb {CDU}"},
    {"Eva Kolb vom Ordnungsamt, Sachbearbeiterin, kam.", "Eva Kolb {Sachbearbeiterin}"},
    {"Auskunft: Eva Kolb, Ordnungsamt, Zimmer 3.", "Eva Kolb {Ordnungsamt}"},
    {"Klaus Richter, Richter am Amtsgericht, sprach.", "Klaus Richter {Richter am Amtsgericht}"},
    {"Eva Kolb, Vertreter der Kammer und andere kamen.", "Eva Kolb"},
    /* whose role it is */
    {"Es kamen Eva Kolb, Landrat Jan Berger und andere.", "Eva Kolb | Jan Berger {Landrat}"},
    {"Kämmerin Eva Kolb, der Leiter der Wache, Jan Berger, und andere.",
     "Eva Kolb {Kämmerin} | Jan Berger {Leiter der Wache}"},
    {"Von links: Eva Kolb (Kämmerin), Jan Berger (2. v. l., Landrat) und Tim Haas.",
     "Eva Kolb {Kämmerin} | Jan Berger {Landrat} | Tim Haas"},
    {"Von links: Eva Kolb, Kämmerin, Jan Berger, Landrat.",
     "Eva Kolb {Kämmerin} | Jan Berger {Landrat}"},
    /* one role for two */
    {"Die Ratsmitglieder Eva Kolb und Jan Berger kamen.",
     "Eva Kolb {Ratsmitglied} | Jan Berger {Ratsmitglied}"},
    {"Die Stadträtinnen Eva Kolb (CDU) und Dr. Ute Haas kamen.",
     "Eva Kolb {Stadträtin} | Ute Haas <Dr.> {Stadträtin}"},
    {"Die Stadträte Jan Kolb und Tim Haas kamen.", "Jan Kolb {Stadtrat} | Tim Haas {Stadtrat}"},
    {"Die Pfarrer Jan Kolb und Tim Haas segneten.", "Jan Kolb {Pfarrer} | Tim Haas {Pfarrer}"},
    {"Die Vorsitzenden Eva Kolb und Jan Berger kamen.",
     "Eva Kolb {Vorsitzende} | Jan Berger {Vorsitzender}"},
    {"Die Vorsitzende Eva Kolb und Jan Berger kamen.", "Eva Kolb {Vorsitzende} | Jan Berger"},
    {"Bürgermeister Jan Kolb und Tim Haas kamen.", "Jan Kolb {Bürgermeister} | Tim Haas"},
    {"Eva Kolb und Ute Haas, Leiterinnen der Wache, kamen.",
     "Eva Kolb {Leiterin der Wache} | Ute Haas {Leiterin der Wache}"},
    /* contacts and pictures */
    {"Pressekontakt: Stadt Bonn, Eva Kolb, Tel. 123", "Eva Kolb {Pressekontakt}"},
    {"Kontakt: Stadt Bonn, Pressestelle, Eva Kolb, Tel. 123", "Eva Kolb {Pressestelle}"},
    {"Anmeldung im Kulturamt (Eva Kolb, Telefon 123).", "Eva Kolb {Kulturamt}"},
    {"Fotos: Eva Kolb", "Eva Kolb {Foto}"},
    {"© Stadt Bonn / Eva Kolb", "Eva Kolb"},
    {"Foto: Eva Kolb\nKämmerin Eva Kolb half.", "Eva Kolb {Kämmerin}"},
    /* nothing crosses a line */
    {"Bürgermeister\nEva Kolb", "Eva Kolb"},
    {"Eva Kolb,\nKämmerin", "Eva Kolb"},
};

/* "name <title> {role} | name" */
static void print_roles(const struct release *release, struct buffer *out)
{
    for (size_t k = 0; k < release->persons.count; k++) {
        const struct release_entity *person = &release->persons.items[k];
        append_between(out, k > 0 ? " | " : "", person->name, "");
        append_between(out, " <", person->title, ">");
        append_between(out, " {", person->role, "}");
    }
    assert_int_equal(buffer_append_byte(out, '\0', NULL), FUND_OK);
}

static void test_rows(void **state)
{
    size_t failed = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        failed += !has_names(*state, rows[i].text, rows[i].persons, print_roles);
    assert_int_equal(failed, 0);
}

/* A noun, whether it is a role, whether it is a plural only, and its singular. */
static const struct {
    const char *word;
    bool is_role, is_plural;
    const char *singular;
} nouns[] = {
    {"", false, false, ""},
    {"O", false, false, "O"},
    {"OB", true, false, "OB"},
    {"Leiter", true, false, "Leiter"},
    {"Leitern", true, false, "Leiter"},
    {"Kollegen", true, false, "Kollege"},
    {"Präsidenten", true, false, "Präsident"},
    {"Ratsherrn", true, false, "Ratsherr"},
    {"Ratsherren", true, true, "Ratsherr"},
    {"Stadträtinnen", true, true, "Stadträtin"},
    {"Landräte", true, true, "Landrat"},
    {"Ärzte", true, true, "Arzt"},
    {"Ratsmitgliedern", true, true, "Ratsmitglied"},
    {"Feuerwehrmänner", true, true, "Feuerwehrmann"},
    {"Violaspielerin", true, false, "Violaspielerin"},
    {"Tisch", false, false, "Tisch"},
    {"Terminen", false, false, "Terminen"},
    {"Verein", false, false, "Verein"},
    {"Vorräte", false, false, "Vorräte"},
    {"\xFF\xFE\xC3", false, false, "\xFF\xFE\xC3"},
};

static void test_nouns(void **state)
{
    struct lists *lists = NULL;
    assert_int_equal(lists_create(&lists, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++) {
        char out[ROLE_WORD_MAX];
        struct slice word = slice_from(nouns[i].word);
        struct slice singular = role_words_singular(lists, word, out);
        if (!slice_equal(singular, slice_from(nouns[i].singular)) ||
            role_words_is_role(lists, word) != nouns[i].is_role ||
            role_words_is_plural(lists, word) != nouns[i].is_plural)
            fail_msg("%s: %.*s, %d %d", nouns[i].word, (int)singular.size, singular.data,
                     role_words_is_role(lists, word), role_words_is_plural(lists, word));
    }
    lists_destroy(lists);
    (void)state;
}

static void test_long_words(void **state)
{
    static char word[LISTS_WORD_MAX + 8];
    char out[ROLE_WORD_MAX];
    struct lists *lists = NULL;
    assert_int_equal(lists_create(&lists, NULL), FUND_OK);
    for (size_t size = LISTS_WORD_MAX - 8; size <= sizeof(word); size++) {
        memset(word, 'x', sizeof(word));
        memcpy(word + size - 5, "innen", 5);
        struct slice long_word = slice_of(word, size);
        assert_true(role_words_singular(lists, long_word, out).size <= size);
        role_words_is_role(lists, long_word);
        assert_int_equal(role_words_adjective(long_word, NULL), ROLE_ADJECTIVE_NONE);
        assert_int_equal(role_words_participle(long_word), 0);
    }
    lists_destroy(lists);
    (void)state;
}

/* No role is longer than a name may be, however long the words beside the person are. */
static void test_long_roles(void **state)
{
    static const char *const words[] = {"Neue", "Leiterin", "Erste ", "Leiterin der Wache "};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct buffer text = buffer_init(1 << 20);
        struct release release;
        for (int round = 0; round < 2; round++) {
            for (int k = 0; k < 2000; k++)
                assert_int_equal(buffer_append(&text, slice_from(words[i]), NULL), FUND_OK);
            assert_int_equal(buffer_append(&text, SLICE(" Leiterin Eva Kolb, "), NULL), FUND_OK);
        }
        release_of(&release, buffer_slice(&text));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        for (size_t k = 0; k < release.persons.count; k++)
            assert_true(release.persons.items[k].role.size < 2 * SPAN_SIZE_MAX);
        release_finish(&release);
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nouns),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_long_roles),
    };
    return cmocka_run_group_tests(tests, setup_names, teardown_names);
}
