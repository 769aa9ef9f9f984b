/*
 * Ergänzungsstrich: which words are meant, where their parts stand, and what is no list of words.
 * Nearly all words have hyphens, so that few rows depend on where compounds are split.
 */
#include "tests/unit/text_fixture.h"

#include "core/text/ellipsis.h"
#include "core/text/type_cache.h"

/* ---- lists ---------------------------------------------------------------------------------- */

/* text, the same words written out, and what the tokens with two words are made of. */
static const struct {
    const char *text, *written_out, *pieces;
} lists[] = {
    /* the end is missing */
    {"Haupt- und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Haupt\u2010 und Real\u2010Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Haupt\u2011 und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Ost- oder West-Tor", "Ost-Tor oder West-Tor", "Ost|Tor\n"},
    {"Ost- sowie West-Tor", "Ost-Tor sowie West-Tor", "Ost|Tor\n"},
    {"Ost- bzw. West-Tor", "Ost-Tor bzw. West-Tor", "Ost|Tor\n"},
    {"Ost- beziehungsweise West-Tor", "Ost-Tor beziehungsweise West-Tor", "Ost|Tor\n"},
    {"Ost- & West-Tor", "Ost-Tor & West-Tor", "Ost|Tor\n"},
    {"Ost-/West-Tor", "Ost-Tor/West-Tor", "Ost|Tor\n"},
    {"Ost- / West-Tor", "Ost-Tor / West-Tor", "Ost|Tor\n"},
    {"Ost- und/oder West-Tor", "Ost-Tor und/oder West-Tor", "Ost|Tor\n"},
    {"Ost- UND West-Tor", "Ost-Tor UND West-Tor", "Ost|Tor\n"},
    {"Ost- bis West-Tor", "Ost-Tor bis West-Tor", "Ost|Tor\n"},
    {"sowohl Ost- als auch West-Tor", "sowohl Ost-Tor als auch West-Tor", "Ost|Tor\n"},
    {"Ost-, West-Tor", "Ost-Tor, West-Tor", "Ost|Tor\n"},
    {"Ost- und\nWest-Tor", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Ost-\nund West-Tor", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Ost-\u00a0und\u00a0West-Tor", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Natur-, Umwelt- und Klima-Schutz", "Natur-Schutz, Umwelt-Schutz und Klima-Schutz",
     "Natur|Schutz\nUmwelt|Schutz\n"},
    {"Rad-, Fuß-, Bus- und Bahn-Weg", "Rad-Weg, Fuß-Weg, Bus-Weg und Bahn-Weg",
     "Rad|Weg\nFuß|Weg\nBus|Weg\n"},
    {"U- und S-Bahn", "U-Bahn und S-Bahn", "U|Bahn\n"},
    {"2- und 3-Raum-Haus", "2-Raum-Haus und 3-Raum-Haus", "2|Raum|Haus\n"},
    {"Rhein-Main- und Main-Kanal", "Rhein-Main-Kanal und Main-Kanal", "Rhein|Main|Kanal\n"},
    {"ost- und west-deutsch", "ost-deutsch und west-deutsch", "ost|deutsch\n"},
    {"„Ost- und West-Tor“", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Rats- und Bürger*innen-Haus", "Rats-Haus und Bürger*innen-Haus", "Rats|Haus\n"},
    {"Ost- und das West-Tor", "Ost-Tor und das West-Tor", "Ost|Tor\n"},
    {"Rats- und 60 Haus-Plätze", "Rats-Plätze und 60 Haus-Plätze", "Rats|Plätze\n"},
    /* as it is really typed: another dash, a missing space, one too many */
    {"Haupt\u2013 und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Ost\u2013, Süd\u2013 und West-Tor", "Ost-Tor, Süd-Tor und West-Tor", "Ost|Tor\nSüd|Tor\n"},
    {"Haupt-und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Haupt\u2010und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Haupt\u2013und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Ost-oder West-Tor", "Ost-Tor oder West-Tor", "Ost|Tor\n"},
    {"Ost-sowie West-Tor", "Ost-Tor sowie West-Tor", "Ost|Tor\n"},
    {"Ost-bzw. West-Tor", "Ost-Tor bzw. West-Tor", "Ost|Tor\n"},
    {"Ost-bzw West-Tor", "Ost-Tor bzw West-Tor", "Ost|Tor\n"},
    {"Ost-und\u00a0West-Tor", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Ost-und\nWest-Tor", "Ost-Tor und West-Tor", "Ost|Tor\n"},
    {"Ost-, Süd-und West-Tor", "Ost-Tor, Süd-Tor und West-Tor", "Ost|Tor\nSüd|Tor\n"},
    {"Rhein-Main-und Main-Kanal", "Rhein-Main-Kanal und Main-Kanal", "Rhein|Main|Kanal\n"},
    {"2-und 3-Raum-Haus", "2-Raum-Haus und 3-Raum-Haus", "2|Raum|Haus\n"},
    {"ost-und west-deutsch", "ost-deutsch und west-deutsch", "ost|deutsch\n"},
    {"Soft-Ware-Bau-und -Pflege", "Soft-Ware-Bau und Soft-Ware-Pflege", "Soft|Ware|Pflege\n"},
    {"Haupt - und Real-Schule", "Haupt-Schule und Real-Schule", "Haupt|Schule\n"},
    {"Ost - oder West-Tor", "Ost-Tor oder West-Tor", "Ost|Tor\n"},
    {"Ost-, Süd - und West-Tor", "Ost-Tor, Süd-Tor und West-Tor", "Ost|Tor\nSüd|Tor\n"},
    /* the front ends in a part of the whole */
    {"Jung-Baum- und Alt-Baum-Schnitt", "Jung-Baum-Schnitt und Alt-Baum-Schnitt",
     "Jung|Baum|Schnitt\n"},
    {"Tor- und West-Tor", "Tor-Tor und West-Tor", "Tor|Tor\n"},
    /* the front is missing */
    {"Kinder-Gärten und -Plätze", "Kinder-Gärten und Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten und -plätze", "Kinder-Gärten und Kinder-plätze", "Kinder|plätze\n"},
    {"Kinder-Gärten oder \u2010Plätze", "Kinder-Gärten oder Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten bzw. -Plätze", "Kinder-Gärten bzw. Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten/-Plätze", "Kinder-Gärten/Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten & -Plätze", "Kinder-Gärten & Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten, -Plätze", "Kinder-Gärten, Kinder-Plätze", "Kinder|Plätze\n"},
    {"Kinder-Gärten und\n-Plätze", "Kinder-Gärten und Kinder-Plätze", "Kinder|Plätze\n"},
    {"Soft-Ware-Bau, -Kauf und -Pflege", "Soft-Ware-Bau, Soft-Ware-Kauf und Soft-Ware-Pflege",
     "Soft|Ware|Kauf\nSoft|Ware|Pflege\n"},
    /* both */
    {"Groß- und -Klein-Handel", NULL, "Groß|Handel\n"},
    {"Bau-Groß- und -Klein-Handel", NULL, "Bau|Groß|Handel\nBau|Klein|Handel\n"},
    {"Ost- und West-Tore oder -Türme", "Ost-Tore und West-Tore oder West-Türme",
     "Ost|Tore\nWest|Türme\n"},
    /* two lists */
    {"Ost- und West-Tor, Nord- und Süd-Haus", "Ost-Tor und West-Tor, Nord-Haus und Süd-Haus",
     "Ost|Tor\nNord|Haus\n"},
};

/* The lines of the outline that belong to tokens with two words, without what is before '='. */
static void pieces_of_meant(struct text_cursor *cursor, struct slice text, struct buffer *out)
{
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, text, 1, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token)) {
        for (size_t i = 2; token.word_count == 2 && i < token.term_count; i++) {
            const struct text_term *part = &token.terms[i];
            bool is_joined = i > 2 && part->start == part[-1].end;
            buffer_append(out, i == 2 || is_joined ? SLICE("") : SLICE("|"), NULL);
            buffer_append(out, slice_part(text, part->start, part->end), NULL);
        }
        if (token.word_count == 2)
            buffer_append(out, SLICE("\n"), NULL);
    }
}

static void assert_pieces(struct text_cursor *cursor, const char *text, const char *expected)
{
    struct buffer out = buffer_init(LIMIT);
    pieces_of_meant(cursor, slice_from(text), &out);
    if (!slice_equal(buffer_slice(&out), slice_from(expected)))
        fail_msg("'%s' means\n%s, not\n%s", text, out.size > 0 ? out.data : "", expected);
    buffer_finish(&out);
}

static void lists_are_completed_from_the_text(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        assert_pieces(fixture->cursor, lists[i].text, lists[i].pieces);
}

static void lists_are_the_phrase_of_the_words_written_out(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (lists[i].written_out != NULL)
            assert_same_stream(fixture->cursor, lists[i].text, lists[i].written_out);
}

/* ---- which word is meant -------------------------------------------------------------------- */

static const struct {
    const char *text, *meant;
} words[] = {
    {"Haupt- und Real-Schule", "Hauptschule"},
    {"Haupt-und Real-Schule", "Hauptschule"},
    {"Haupt - und Real-Schule", "Hauptschule"},
    {"Vor-oder Nachteile", "Vorteile"},
    {"Kinder-Gärten und -Plätze", "Kinderplätze"},
    {"Bau-Groß- und -Klein-Handel", "Baugroßhandel"},
    {"Rats- und Bürger*innen-Haus", "Ratshaus"},
    {"U- und S-Bahn", "U-Bahn"},
    /* prefixes are exchanged */
    {"Vor- und Nachteile", "Vorteile"},
    {"vor- und nachteilig", "vorteilig"},
    {"Ein- und Ausgang", "Eingang"},
    {"An- und Abreise", "Anreise"},
    {"Be- und Entladen", "Beladen"},
    {"Aus- und Weiterbildung", "Ausbildung"},
    {"Neu- und Umbau der Turnhalle", NULL}, /* "bau" is short */
    {"Über- und Unterführung", "Überführung"},
    {"ÜBER- UND UNTERFÜHRUNG", "ÜBERFÜHRUNG"},
    {"Hin- und Rückfahrt", "Hinfahrt"},
    {"Ober- und Unterbürgermeister", "Oberbürgermeister"},
    {"Haus- und Nachteil", NULL}, /* Haus is no prefix */
    {"Vor- und Kreide", NULL},    /* nor has Kreide one */
    /* words that stay whole alone break for others */
    {"Sonn- und Feiertage", "Sonntage"},
    {"Güter- und Bahnhof", "Güterhof"},
    {"Rathaus und -platz", "Ratplatz"},
    {"Vereins- und Meister", NULL}, /* nothing to break */
};

/* The stem of what the first token means; empty where it is just what is written. */
static struct buffer meant_stem(struct text_cursor *cursor, const char *text)
{
    struct buffer stem = buffer_init(LIMIT);
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, slice_from(text), 1, NULL), FUND_OK);
    while (stem.size == 0 && text_cursor_next(cursor, &token))
        if (token.word_count == 2)
            buffer_append(&stem, token.terms[1].stem, NULL);
    return stem;
}

static struct buffer whole_stem(struct text_cursor *cursor, const char *word)
{
    struct buffer stem = buffer_init(LIMIT);
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, slice_from(word), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(cursor, &token));
    buffer_append(&stem, token.terms[0].stem, NULL);
    return stem;
}

static void words_are_meant_as_the_table_says(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct buffer meant = meant_stem(fixture->cursor, words[i].text);
        struct buffer whole = buffer_init(LIMIT);
        if (words[i].meant != NULL)
            whole = whole_stem(fixture->cursor, words[i].meant);
        if (!slice_equal(buffer_slice(&meant), buffer_slice(&whole)))
            fail_msg("'%s' means '%s', not '%s'", words[i].text, meant.size > 0 ? meant.data : "",
                     whole.size > 0 ? whole.data : "");
        buffer_finish(&meant);
        buffer_finish(&whole);
    }
}

/* What is written, what is meant, the parts, and where. */
static void terms_are_as_promised(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(analyse(fixture->cursor, SLICE("Ost- und West-Tor"), 5, &out), 10);
    assert_int_equal(analyse(fixture->cursor, SLICE("Ost-Tor und -Amt"), 1, &out), 6);
    assert_int_equal(analyse(fixture->cursor, SLICE("Vor- und Nachteil"), 1, &out), 5);
    assert_string_equal(out.data, "ost 0-3 ost =osttor | 5:ost@0-3 6:tor@14-17\n"
                                  "und 5-8 und | 7:und@5-8\n"
                                  "west-tor 9-17 westtor | 8:west@9-13 9:tor@14-17\n"
                                  "ost-tor 0-7 osttor | 1:ost@0-3 2:tor@4-7\n"
                                  "und 8-11 und | 3:und@8-11\n"
                                  "amt 13-16 amt =ostamt | 4:ost@0-3 5:amt@13-16\n"
                                  "vor 0-3 vor =vorteil | 1:vor@0-3 2:vorteil@13-17\n"
                                  "und 5-8 und | 3:und@5-8\n"
                                  "nachteil 9-17 nachteil | 4:nachteil@9-17\n");
    buffer_finish(&out);
}

/* ---- no lists ------------------------------------------------------------------------------- */

static const char *const no_lists[] = {
    "",
    "-",
    "Haupt-",
    "Haupt- und",
    "Haupt- und Schule",
    "-Schule und Haupt-",
    "Ost- West-Tor",           /* nothing connects */
    "Ost-\nWest-Tor",          /* a word cut at the line's end */
    "Ost \u2013 und West-Tor", /* a dash */
    "Ost -- und West-Tor",
    "Ost  - und West-Tor",
    "Ost -  und West-Tor",
    "Ost - und  West-Tor",
    "Ost - West-Tor",
    "Ost - sowie West-Tor",
    "Ost - und west-deutsch",
    "ost - und West-Tor",
    "Ost - und", /* cut off */
    "Ost - und ",
    "Ost -",
    "Ost - und Tor",
    "Ost-und",
    "Ost-und ",
    "Ost-und Tor",
    "Ost-und, West-Tor",
    "Ost-und-Süd West-Tor", /* one word */
    "Ost-und. West-Tor",
    "Ost-undank West-Tor",
    "Ost-Und West-Tor",
    "Ost\u2013 West-Tor",
    "20\u2013 22 Uhr-Tor",
    "und-oder West-Tor",
    "Ost-. Und West-Tor",
    "Ost-; West-Tor",
    "Ost- und (West-Tor)",
    "Ost- und „West-Tor“",
    "Ost- dem West-Tor",
    "Ost- und dieses West-Tor",
    "Ost- und neuem West-Tor",
    "Ost- und ins-besondere", /* no noun after a noun */
    "Ost- und\n\nWest-Tor",   /* another paragraph */
    "und- oder West-Tor",
    "Ost-, aber West-Tor",
    "rat@a-b.example- und West", /* no word */
    "West- und rat@a-b.example",
    "Kinder-Gärten -Plätze", /* nothing connects */
    "Kinder-Gärten und - Plätze",
    "Kinder-Gärten – -Plätze",
    "Kinder-Gärten. -Plätze",
    "Kinder-Gärten und den -Plätzen",
    "Kinder-Gärten,\n-Plätze", /* may be an item of a list by lines */
    "Kinder-Gärten\n-Plätze",
    "Kinder-Gärten\n- Plätze",
    "Kinder-Gärten und -5 Grad",
    "Kinder-Gärten und -es",
    "Rats-Bürger und -innen",
    "Gärten und -Plätze", /* one part */
    "und -Plätze",
    ", -Plätze",
    "-Plätze und -Gärten",
    "rat@a-b.example und -Plätze",
    "Bürger/-innen",
};

static void these_mean_what_is_written(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(no_lists) / sizeof(no_lists[0]); i++)
        assert_pieces(fixture->cursor, no_lists[i], "");
}

/* ---- bounds --------------------------------------------------------------------------------- */

static size_t count_meant(struct text_cursor *cursor, struct slice text)
{
    struct text_token token;
    size_t count = 0;
    assert_int_equal(text_cursor_start(cursor, text, 1, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token))
        count += token.word_count == 2;
    return count;
}

static void lists_have_six_items(void **state)
{
    struct fixture *fixture = *state;
    for (size_t items = 1; items <= 9; items++) {
        struct buffer ends = repeated("Ost-, ", items, "und West-Tor");
        struct buffer fronts = repeated(", -Haus", items, "");
        struct buffer text = buffer_init(LIMIT);
        buffer_append(&text, SLICE("West-Tor"), NULL);
        buffer_append(&text, buffer_slice(&fronts), NULL);
        size_t most = items < ELLIPSIS_ITEMS_MAX ? items : ELLIPSIS_ITEMS_MAX;
        assert_int_equal(count_meant(fixture->cursor, buffer_slice(&ends)), most);
        assert_int_equal(count_meant(fixture->cursor, buffer_slice(&text)), most);
        buffer_finish(&ends);
        buffer_finish(&fronts);
        buffer_finish(&text);
    }
}

static void lists_have_two_hundred_bytes(void **state)
{
    struct fixture *fixture = *state;
    /* "Ost-" and spaces and "& A-B" */
    for (size_t spaces = ELLIPSIS_SIZE_MAX - 10; spaces <= ELLIPSIS_SIZE_MAX - 7; spaces++) {
        struct buffer gap = repeated(" ", spaces, "& A-B");
        struct buffer text = buffer_init(LIMIT);
        buffer_append(&text, SLICE("Ost-"), NULL);
        buffer_append(&text, buffer_slice(&gap), NULL);
        size_t expected = text.size <= ELLIPSIS_SIZE_MAX;
        assert_int_equal(count_meant(fixture->cursor, buffer_slice(&text)), expected);
        buffer_finish(&gap);
        buffer_finish(&text);
    }
}

/* Parts that there is no room for are dropped; words longer than the cache keeps stay alone. */
static void large_words_are_bounded(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = repeated("a-", 20, "a- und ");
    struct buffer whole = repeated("b-", 20, "b");
    struct text_token token;
    buffer_append(&text, buffer_slice(&whole), NULL);
    assert_int_equal(text_cursor_start(fixture->cursor, buffer_slice(&text), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(token.word_count, 2);
    assert_int_equal(token.term_count, 2 + TEXT_PARTS_MAX);
    buffer_finish(&text);
    buffer_finish(&whole);
    text = repeated("x", TYPE_SIZE_MAX + 1, "- und West-Tor");
    assert_int_equal(count_meant(fixture->cursor, buffer_slice(&text)), 0);
    buffer_finish(&text);
}

/* ---- the module by itself ------------------------------------------------------------------- */

static void prefixes_are_measured(void **state)
{
    (void)state;
    assert_int_equal(ellipsis_prefix_size(SLICE("Vor"), SLICE("Nachteile")), 4);
    assert_int_equal(ellipsis_prefix_size(SLICE("Her"), SLICE("hineinsehen")), 6);
    assert_int_equal(ellipsis_prefix_size(SLICE("Vor"), SLICE("Nachtat")), 0);
    assert_int_equal(ellipsis_prefix_size(SLICE("Vor"), SLICE("Nach-teile")), 0);
    assert_int_equal(ellipsis_prefix_size(SLICE("Vors"), SLICE("Nachteile")), 0);
    assert_int_equal(ellipsis_prefix_size(SLICE(""), SLICE("Nachteile")), 0);
    assert_int_equal(ellipsis_prefix_size(SLICE("Vor"), SLICE("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lists_are_completed_from_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_are_the_phrase_of_the_words_written_out, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(words_are_meant_as_the_table_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(terms_are_as_promised, set_up, tear_down),
        cmocka_unit_test_setup_teardown(these_mean_what_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_have_six_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_have_two_hundred_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_words_are_bounded, set_up, tear_down),
        cmocka_unit_test(prefixes_are_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
