/*
 * Places: one text and the line that must come out of it.
 */
#include "tests/unit/names_testing.h"

/* "name = mention, mention | name = mention" */
static const struct {
    const char *text, *places;
} rows[] = {
    {"", ""},
    {"A", ""},
    /* municipalities, with their genitive */
    {"Das Fest in Recklinghausen war gut.", "Recklinghausen = Recklinghausen"},
    {"Die Mitte Recklinghausens wird schöner, sagt Recklinghausen.",
     "Recklinghausen = Recklinghausens, Recklinghausen"},
    {"Sie kamen aus Haltern am See und Dülmen.",
     "Haltern am See = Haltern am See | Dülmen = Dülmen"},
    /* in organisations too, never in persons */
    {"Die Feuerwehr Dülmen übt.", "Dülmen = Dülmen"},
    {"Bürgermeister Jan Dülmen sprach. Frau Dülmen auch.", ""},
    /* names that are also words need a word before them that places follow */
    {"Das Essen schmeckt.", ""},
    {"Der Zug fährt nach Essen. Essen liegt an der Ruhr.", "Essen = Essen, Essen"},
    {"Der Stein ist schwer.", ""},
    /* districts and places in no list */
    {"Der Ortsteil Quellmoor feiert. Auch Quellmoor baut.", "Quellmoor = Quellmoor, Quellmoor"},
    {"Die Ortsteile Quellmoor, Hintertann und Unterloh.",
     "Quellmoor = Quellmoor | Hintertann = Hintertann | Unterloh = Unterloh"},
    {"Sie wohnt in Hintertanndorf.", "Hintertanndorf = Hintertanndorf"},
    {"Er arbeitet in Zusammenarbeit mit allen.", ""},
    {"In Recklinghausen-Süd wird gebaut.", "Recklinghausen-Süd = Recklinghausen-Süd"},
    /* streets are none */
    {"In der Recklinghausener Straße.", ""},
    {"In Dülmen Straße für Straße.", ""},
};

static void put_mentions(struct buffer *out, const struct release *release,
                         const struct release_entity *place)
{
    assert_int_equal(buffer_append(out, place->name, NULL), FUND_OK);
    for (size_t i = 0; i < place->mention_count; i++) {
        assert_int_equal(buffer_append(out, i == 0 ? SLICE(" = ") : SLICE(", "), NULL), FUND_OK);
        assert_int_equal(buffer_append(out, release_part(release, place->mentions[i]), NULL),
                         FUND_OK);
    }
}

static void test_rows(void **state)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct release release;
        struct buffer out = buffer_init(SIZE_MAX / 2);
        release_of(&release, slice_from(rows[i].text));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        for (size_t j = 0; j < release.places.count; j++) {
            if (j > 0)
                assert_int_equal(buffer_append(&out, SLICE(" | "), NULL), FUND_OK);
            put_mentions(&out, &release, &release.places.items[j]);
            assert_rising(&release, &release.places.items[j]);
        }
        if (!slice_equal(buffer_slice(&out), slice_from(rows[i].places)))
            fail_msg("'%s' gives %s", rows[i].text, out.data != NULL ? out.data : "");
        buffer_finish(&out);
        release_finish(&release);
    }
}

static void test_random(void **state)
{
    uint64_t seed = 3;
    for (int round = 0; round < 300; round++) {
        char text[400];
        struct release release;
        release_of(&release, slice_of(text, random_text(text, sizeof(text), &seed)));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        for (size_t j = 0; j < release.places.count; j++)
            assert_rising(&release, &release.places.items[j]);
        release_finish(&release);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, setup_names, teardown_names);
}
