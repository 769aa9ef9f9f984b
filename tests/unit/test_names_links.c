/*
 * Organisations whose spans are given: their names as a filter shows them, their aliases, and which
 * mentions are one organisation. A text marks the spans by ⟨ and ⟩.
 */
#include "indexer/names/aliases.h"
#include "indexer/names/link.h"
#include "indexer/names/nominative.h"
#include "indexer/names/places.h"
#include "tests/unit/names_testing.h"

#define OPEN  SLICE("⟨")
#define CLOSE SLICE("⟩")

/* "name [alias, alias] = mention, mention | name = mention" */
static const struct {
    const char *text, *organisations;
} rows[] = {
    {"", ""},
    {"Nichts.", ""},
    {"Das ⟨X⟩ hilft.", "X = X"},
    /* the nominative of head and adjectives */
    {"Leiter des ⟨Ordnungsamtes⟩.", "Ordnungsamt = Ordnungsamtes"},
    {"Leiter des ⟨Bauamts⟩.", "Bauamt = Bauamts"},
    {"Der Wagen des ⟨Deutschen Roten Kreuzes⟩.", "Deutsches Rotes Kreuz = Deutschen Roten Kreuzes"},
    {"Im ⟨Zoologischen Garten⟩.", "Zoologischer Garten = Zoologischen Garten"},
    {"Im ⟨Westfälischen Konservatorium⟩.",
     "Westfälisches Konservatorium = Westfälischen Konservatorium"},
    {"In der ⟨Evangelischen Kirche⟩.", "Evangelische Kirche = Evangelischen Kirche"},
    {"Der Vorstand des ⟨Technischen Hilfswerkes⟩.",
     "Technisches Hilfswerk = Technischen Hilfswerkes"},
    {"Mit den ⟨Stadtwerken⟩.", "Stadtwerke = Stadtwerken"},
    {"Bei den ⟨Freien Wählern⟩.", "Freie Wähler = Freien Wählern"},
    {"Bei den ⟨Grünen⟩.", "Grüne = Grünen"},
    {"Im ⟨Karlsruher Stadttheater⟩.", "Karlsruher Stadttheater = Karlsruher Stadttheater"},
    {"Die ⟨Initiative Feldweg⟩.", "Initiative Feldweg = Initiative Feldweg"},
    {"Teil des ⟨Bündnisses Feldweg⟩.", "Bündnis Feldweg = Bündnisses Feldweg"},
    {"Der Bau des ⟨Sportkreises⟩.", "Sportkreis = Sportkreises"},
    {"Der Bau des ⟨Musikhauses Korte⟩.", "Musikhaus Korte = Musikhauses Korte"},
    {"Leiter des ⟨Robotics Institute⟩.", "Robotics Institute = Robotics Institute"},
    {"Leiter des ⟨Haupt- und Personalamtes⟩.", "Haupt- und Personalamt = Haupt- und Personalamtes"},
    {"Das ⟨Sozial- und Jugendamt⟩.", "Sozial- und Jugendamt = Sozial- und Jugendamt"},
    {"Fest des ⟨DRK Kreisverbandes⟩.", "DRK Kreisverband = DRK Kreisverbandes"},
    /* what depends on the head stays */
    {"Der ⟨Messzug des Landkreises⟩.", "Messzug des Landkreises = Messzug des Landkreises"},
    {"Der ⟨Chor im Neuen Verein⟩.", "Chor im Neuen Verein = Chor im Neuen Verein"},
    /* the article tells what no list knows */
    {"Das ⟨Regionale Wutzel⟩.", "Regionales Wutzel = Regionale Wutzel"},
    {"Die ⟨Regionale Wutzel⟩.", "Regionale Wutzel = Regionale Wutzel"},
    {"Der ⟨Regionale Wutzel⟩.", "Regionaler Wutzel = Regionale Wutzel"},
    {"In der ⟨Regionalen Wutzel⟩.", "Regionale Wutzel = Regionalen Wutzel"},
    {"Für den ⟨Regionalen Wutzel⟩.", "Regionaler Wutzel = Regionalen Wutzel"},
    {"Beim ⟨Regionalen Wutzel⟩.", "Regionalen Wutzel = Regionalen Wutzel"},
    /* spelling */
    {"Der ⟨Verein Feldweg e.V.⟩ und der ⟨Verein Feldweg e. V.⟩.",
     "Verein Feldweg e. V. = Verein Feldweg e.V., Verein Feldweg e. V."},
    {"In der Kita ⟨„Krümel“⟩.", "Krümel = „Krümel“"},
    /* an acronym in brackets is no part of the name, nor what follows them */
    {"Die ⟨Initiative (INFW)⟩ tagt.", "Initiative [INFW] = Initiative (INFW)"},
    /* one organisation in several forms */
    {"Das ⟨Bauamt⟩ und der Leiter des ⟨Bauamtes⟩.", "Bauamt = Bauamt, Bauamtes"},
    {"Die ⟨Sparkasse⟩ hilft. Die ⟨Sparkasse Feldweg⟩ auch.",
     "Sparkasse Feldweg = Sparkasse, Sparkasse Feldweg"},
    {"Die ⟨Schule⟩, die ⟨Schule Ost⟩ und die ⟨Schule West⟩.",
     "Schule = Schule | Schule Ost = Schule Ost | Schule West = Schule West"},
    {"Der ⟨Verein⟩, der ⟨Verein Ost⟩ und der ⟨Verein Ost e. V.⟩.",
     "Verein Ost e. V. = Verein, Verein Ost, Verein Ost e. V."},
    {"Das ⟨Museum⟩ und das ⟨Museum im Kloster⟩.",
     "Museum = Museum | Museum im Kloster = Museum im Kloster"},
    /* acronyms */
    {"Das ⟨Technische Hilfswerk⟩ (THW) hilft. Das THW dankt.",
     "Technisches Hilfswerk [THW] = Technische Hilfswerk, THW, THW"},
    {"Das ⟨THW⟩ kam. Das ⟨Technische Hilfswerk⟩ (⟨THW⟩) half.",
     "Technisches Hilfswerk [THW] = THW, Technische Hilfswerk, THW"},
    {"Das ⟨THW⟩ (⟨Technisches Hilfswerk⟩) half.",
     "Technisches Hilfswerk [THW] = THW, Technisches Hilfswerk"},
    {"Das ⟨DRK⟩ kam. Das ⟨Deutsche Rote Kreuz⟩ half.",
     "Deutsches Rotes Kreuz [DRK] = DRK, Deutsche Rote Kreuz"},
    {"Die ⟨Lokale Aktionsgruppe (LAG) Feldweg⟩ tagt. Die LAG dankt.",
     "Lokale Aktionsgruppe Feldweg [LAG] = Lokale Aktionsgruppe (LAG) Feldweg, LAG"},
    {"Die ⟨Sicherheitskooperation Ruhr⟩ (SiKo Ruhr) wächst. Die SiKo Ruhr dankt.",
     "Sicherheitskooperation Ruhr [SiKo Ruhr] = Sicherheitskooperation Ruhr, SiKo Ruhr, SiKo Ruhr"},
    {"Der Sprecher der ⟨Ratsfraktion⟩ (CDU) sprach.", "Ratsfraktion = Ratsfraktion"},
    {"Die ⟨Lithor Batterie GmbH⟩ baut. Lithor stellt ein.",
     "Lithor Batterie GmbH [Lithor] = Lithor Batterie GmbH, Lithor"},
};

/* The text without its marks, and the bytes between them. */
static size_t read_marks(struct slice text, struct buffer *plain, struct range *ranges, size_t max)
{
    size_t count = 0;
    while (text.size > 0) {
        size_t open = slice_find(text, OPEN);
        append_between(plain, "", slice_part(text, 0, open), "");
        if (open == text.size)
            break;
        text = slice_part(text, open + OPEN.size, text.size);
        size_t close = slice_find(text, CLOSE);
        assert_true(close < text.size && count < max);
        ranges[count].start = (uint32_t)plain->size;
        append_between(plain, "", slice_part(text, 0, close), "");
        ranges[count++].end = (uint32_t)plain->size;
        text = slice_part(text, close + CLOSE.size, text.size);
    }
    return count;
}

static void add_spans(struct tokens *tokens, const struct range *ranges, size_t count,
                      struct spans *spans)
{
    for (size_t i = 0; i < count; i++) {
        size_t first = 0, end;
        while (tokens->items[first].start != ranges[i].start)
            assert_true(++first < tokens->count);
        for (end = first; tokens->items[end].end != ranges[i].end; end++)
            assert_true(end + 1 < tokens->count);
        assert_int_equal(spans_add(spans, tokens, span_of(first, end + 1), NULL), FUND_OK);
    }
}

static bool is_as_expected(const struct lists *lists, struct types *types, size_t row)
{
    struct range ranges[8];
    struct buffer plain = buffer_init(1 << 20), out = buffer_init(1 << 20);
    struct release release;
    struct tokens tokens = {.items = NULL};
    struct spans spans = {.items = NULL};
    size_t count = read_marks(slice_from(rows[row].text), &plain, ranges, 8);
    release_of(&release, buffer_slice(&plain));
    assert_int_equal(tokens_scan(&release, types, &tokens, NULL), FUND_OK);
    assert_int_equal(places_mark(lists, &tokens, NULL), FUND_OK);
    add_spans(&tokens, ranges, count, &spans);
    assert_int_equal(aliases_find(&tokens, &spans, NULL), FUND_OK);
    assert_int_equal(link_organisations(lists, &tokens, &spans, &release, NULL), FUND_OK);
    assert_sound(&release);
    print_organisations(&release, &out);
    bool is_equal = strcmp(out.data, rows[row].organisations) == 0;
    if (!is_equal)
        print_error("row %zu: %s\n    %s\n", row, rows[row].text, out.data);
    spans_finish(&spans);
    tokens_finish(&tokens);
    release_finish(&release);
    buffer_finish(&plain);
    buffer_finish(&out);
    return is_equal;
}

static void test_rows(void **state)
{
    struct lists *lists = NULL;
    struct types *types = NULL;
    size_t failed = 0;
    assert_int_equal(lists_create(&lists, NULL), FUND_OK);
    assert_int_equal(types_create(lists, NULL, &types, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        failed += !is_as_expected(lists, types, i);
    types_destroy(types);
    lists_destroy(lists);
    assert_int_equal(failed, 0);
    (void)state;
}

/* Any span of any text has a name and a key. */
static void test_random_spans(void **state)
{
    static char text[2000];
    struct lists *lists = NULL;
    struct types *types = NULL;
    uint64_t seed = 5;
    assert_int_equal(lists_create(&lists, NULL), FUND_OK);
    assert_int_equal(types_create(lists, NULL, &types, NULL), FUND_OK);
    for (int round = 0; round < 100; round++) {
        struct release release;
        struct tokens tokens = {.items = NULL};
        struct spans spans = {.items = NULL};
        release_of(&release, slice_of(text, random_text(text, sizeof(text), &seed)));
        assert_int_equal(tokens_scan(&release, types, &tokens, NULL), FUND_OK);
        for (size_t first = 0; first < tokens.count;) {
            size_t end = first + 1 + (size_t)(seed >> 40) % 5;
            end = end < tokens.count ? end : tokens.count;
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            struct span span = span_of(first, end);
            if (spans_is_short(&tokens, &span))
                assert_int_equal(spans_add(&spans, &tokens, span, NULL), FUND_OK);
            first = end + (size_t)(seed >> 50) % 3;
        }
        assert_int_equal(aliases_find(&tokens, &spans, NULL), FUND_OK);
        assert_int_equal(link_organisations(lists, &tokens, &spans, &release, NULL), FUND_OK);
        assert_sound(&release);
        spans_finish(&spans);
        tokens_finish(&tokens);
        release_finish(&release);
    }
    types_destroy(types);
    lists_destroy(lists);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_random_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
