/*
 * What the lexicon is made of: affix rules, derived forms, groups, constants; and the finished
 * lexicon, given as the first argument, on words of a town's news.
 */
#include "core/base/file.h"
#include "core/text/lexicon/affixes.h"
#include "core/text/lexicon/derive.h"
#include "core/text/lexicon/params.h"
#include "core/text/lexicon/sources.h"
#include "core/text/splitter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define LEXICON_SIZE_MAX ((size_t)16 << 20)

/* Writes a file that the caller removes. */
static void write_file(char path[static 40], const char *text)
{
    snprintf(path, 40, "/tmp/fundstelle-lexicon-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(file_replace(path, slice_from(text), NULL), FUND_OK);
}

/* ---- affixes -------------------------------------------------------------------------------- */

static void applies_affix_rules(void **state)
{
    (void)state;
    static const char rules[] = "SET UTF-8\n"
                                "SFX p Y 2\n"
                                "SFX p   aus     \xc3\xa4user     [hH]aus\n"
                                "SFX A   0       e          [^elr]\n"
                                "SFX j   0       0/xoc      .\n"
                                "PFX U   0       un         .\n"
                                "SFX x   0       s\n";
    static const struct {
        size_t rule;
        const char *word, *expected; /* folded; NULL: does not fit */
    } rows[] = {
        {0, "Rathaus", "rathaeuser"}, {0, "Maus", NULL}, {0, "aus", NULL},
        {1, "klein", "kleine"},       {1, "edel", NULL}, {2, "Klar", "unklar"},
    };
    char path[40];
    struct affixes affixes;
    write_file(path, rules);
    assert_int_equal(affixes_load(path, &affixes, NULL), FUND_OK);
    remove(path);
    assert_int_equal(affixes.count, 3); /* none that leads on, none that is cut short */
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct latin_word word;
        struct latin_word inflected;
        struct latin_folded folded;
        assert_true(affixes_decode(&affixes, slice_from(rows[i].word), &word));
        bool fits = affixes_apply(&affixes.rules[rows[i].rule], &word, &inflected);
        assert_int_equal(fits, rows[i].expected != NULL);
        if (!fits)
            continue;
        assert_true(latin_fold(&inflected, &folded));
        assert_true(slice_equal(latin_slice(&folded), slice_from(rows[i].expected)));
    }
    affixes_finish(&affixes);
}

static void refuses_files_without_rules(void **state)
{
    (void)state;
    char path[40];
    struct affixes affixes;
    write_file(path, "no rules\n");
    assert_int_equal(affixes_load(path, &affixes, NULL), FUND_CORRUPT);
    remove(path);
    assert_int_equal(affixes_load(path, &affixes, NULL), FUND_NOT_FOUND);
}

/* ---- forms ---------------------------------------------------------------------------------- */

static void load_words(struct forms *forms, const char *words)
{
    char path[40];
    assert_int_equal(forms_create(forms, NULL), FUND_OK);
    write_file(path, words);
    assert_int_equal(sources_words(path, forms, NULL), FUND_OK);
    remove(path);
    assert_int_equal(derive_forms(forms, NULL), FUND_OK);
}

static unsigned flags_of(const struct forms *forms, const char *text)
{
    uint32_t index;
    return forms_find(forms, slice_from(text), &index) ? forms->items[index].flags : 0;
}

static bool are_joined(struct forms *forms, const char *a, const char *b)
{
    uint32_t first;
    uint32_t second;
    return forms_find(forms, slice_from(a), &first) && forms_find(forms, slice_from(b), &second) &&
           forms_group(forms, first) == forms_group(forms, second);
}

static void derives_forms(void **state)
{
    (void)state;
    struct forms forms;
    load_words(&forms, "Planung\nplanen\nSchule\nMiete\nmieten\nwandern\nUSA\nA4\n\xff\xff\n");
    assert_true(flags_of(&forms, "planung") & FORM_NOUN);
    assert_true(flags_of(&forms, "planung") & FORM_VERBAL);
    assert_true(flags_of(&forms, "planungs") & FORM_MODIFIER);
    assert_true(flags_of(&forms, "schul") & FORM_NOUN_STEM);
    assert_true(flags_of(&forms, "miet") & FORM_VERB_STEM);
    assert_true(flags_of(&forms, "wander") & FORM_VERB_STEM);
    assert_int_equal(flags_of(&forms, "usa"), 0);
    assert_true(are_joined(&forms, "planung", "planungs"));
    assert_false(are_joined(&forms, "planung", "planen"));
    forms_finish(&forms);
}

/* Nouns and participles that split as the word does which they are derived from. */
static void joins_derivations(void **state)
{
    (void)state;
    struct forms forms;
    load_words(&forms, "Sammlung\nsammeln\nModerator\nmoderieren\nRückmeldung\nzurückmelden\n"
                       "Rückwand\nsauber\nSauberkeit\ngenau\nGenauigkeit\nLaubwald\n"
                       "Laubwaldes\naufstreben\naufstrebend\naufstrebenden\n"
                       "Wald\nWaldes\n");
    assert_true(flags_of(&forms, "sammlung") & FORM_VERBAL);
    assert_true(flags_of(&forms, "moderator") & FORM_VERBAL);
    assert_true(flags_of(&forms, "rueckmeldung") & FORM_VERBAL);
    assert_false(flags_of(&forms, "rueckwand") & FORM_VERBAL);
    assert_true(flags_of(&forms, "aufstrebend") & FORM_VERBAL);
    assert_true(flags_of(&forms, "aufstrebenden") & FORM_VERBAL);
    assert_true(are_joined(&forms, "sauberkeit", "sauber"));
    assert_true(are_joined(&forms, "genauigkeit", "genau"));
    assert_true(are_joined(&forms, "laubwaldes", "laubwald"));
    assert_false(are_joined(&forms, "waldes", "wald")); /* short words are left alone */
    forms_finish(&forms);
}

static void reads_names(void **state)
{
    (void)state;
    struct forms forms;
    char path[40];
    load_words(&forms, "Strand\n");
    write_file(path, "# names\nHaltern am See\tNRW\nMusterstrand\tNRW\nAlt Strand\tX\nHalle\tY\n");
    assert_int_equal(sources_names(path, &forms, NULL), FUND_OK);
    remove(path);
    static const char *const names[] = {"haltern",      "halterns",       "halterner", "halternern",
                                        "musterstrand", "musterstrander", "haller"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_true(flags_of(&forms, names[i]) & FORM_NAME);
    assert_int_equal(flags_of(&forms, "am"), 0);
    assert_int_equal(flags_of(&forms, "strand") & FORM_NAME, 0);
    forms_finish(&forms);
}

static void reads_counts(void **state)
{
    (void)state;
    struct forms forms;
    char path[40];
    load_words(&forms, "Haus\n");
    write_file(path, "Haus\t7\nhaus\t2\nFlopsel\t3\nflupsel\t9\nFl-x\t4\n");
    assert_int_equal(sources_counts(path, &forms, NULL), FUND_OK);
    uint32_t index;
    assert_true(forms_find(&forms, SLICE("haus"), &index));
    assert_int_equal(forms.items[index].count, 9);
    assert_int_equal(forms.items[index].capital_count, 7);
    assert_int_equal(flags_of(&forms, "flopsel"), FORM_CORPUS);
    assert_int_equal(flags_of(&forms, "flupsel"), 0);
    assert_int_equal(file_replace(path, SLICE("Haus\tviele\n"), NULL), FUND_OK);
    assert_int_equal(sources_counts(path, &forms, NULL), FUND_CORRUPT);
    remove(path);
    assert_int_equal(sources_counts(path, &forms, NULL), FUND_NOT_FOUND);
    forms_finish(&forms);
}

/* ---- constants ------------------------------------------------------------------------------ */

static void refuses_wrong_constants(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "boundary",
        "boundary x\n",
        "boundary 1e9\n",
        "unheard 1",
        "boundary 1\nboundary 1\n",
        "boundary nan\n",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char path[40];
        struct params params;
        write_file(path, rows[i]);
        assert_int_equal(params_load(path, &params, NULL), FUND_INVALID_ARGUMENT);
        remove(path);
    }
}

/* ---- the finished lexicon ------------------------------------------------------------------- */

/* Each with the bars where it is split. */
static const char *const town_words[] = {
    "clan|kriminalitaet",
    "sicherheits|kooperation",
    "kooperations|vereinbarung",
    "kommunal|verwaltungen",
    "straf|verfolgungs|behoerden",
    "feuer|wehr|geraete|haus",
    "strassen|ausbau|beitraege",
    "schul|sanierung",
    "kommunal|politisch",
    "haushalts|satzung",
    "bebauungs|plan",
    "flaechen|nutzungs|plan",
    "stadt|rats|sitzungen",
    "hunde|steuer",
    "wochen|markt",
    "jugend|zentrum",
    "muell|abfuhr",
    "klaer|anlage",
    "hoch|wasser|schutz",
    "weihnachts|markt",
    "park|haus",
    "netz|werk",
    "netz|werke",
    "netz|werken",
    "buerger|meister",
    "live|stream",
    "sicherheit",
    "meister",
    "leitung",
    "leiter",
    "bauer",
    "vertrag",
    "feststellung",
    "haltern",
    "stegemann",
    "metropole",
    "wanderung",
    "rad|weg",
    "rad|weg|planung",
    "geh|wegs",
    "ueberschaubare",
    "rueckmeldung",
    "moderator",
    "zugehoerigkeit",
    "schwarzwald",
    "schwarzwald|verein",
    "lehrerinnen",
};

/* The word as it is split, with bars; row without its bars is the word. */
static void split_row(const struct splitter *splitter, const char *row, char marked[96])
{
    char word[64];
    size_t size = 0;
    for (const char *letter = row; *letter != '\0'; letter++) {
        if (*letter != '|')
            word[size++] = *letter;
    }
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    size_t count = splitter_split(splitter, slice_of(word, size), boundaries);
    size_t out = 0;
    size_t next = 0;
    for (size_t at = 0; at < size; at++) {
        if (next < count && boundaries[next] == at) {
            marked[out++] = '|';
            next++;
        }
        marked[out++] = word[at];
    }
    marked[out] = '\0';
}

static void splits_words_of_a_town(void **state)
{
    for (size_t i = 0; i < sizeof(town_words) / sizeof(town_words[0]); i++) {
        char marked[96];
        split_row(*state, town_words[i], marked);
        assert_string_equal(marked, town_words[i]);
    }
}

int main(int count, char **arguments)
{
    struct buffer lexicon = buffer_init(LEXICON_SIZE_MAX);
    struct splitter splitter;
    if (count != 2 || file_read(arguments[1], &lexicon, NULL) != FUND_OK ||
        splitter_open(buffer_slice(&lexicon), &splitter, NULL) != FUND_OK) {
        fputs("usage: test_lexicon LEXICON\n", stderr);
        return 2;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(applies_affix_rules),
        cmocka_unit_test(refuses_files_without_rules),
        cmocka_unit_test(derives_forms),
        cmocka_unit_test(joins_derivations),
        cmocka_unit_test(reads_names),
        cmocka_unit_test(reads_counts),
        cmocka_unit_test(refuses_wrong_constants),
        cmocka_unit_test_prestate(splits_words_of_a_town, &splitter),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    buffer_finish(&lexicon);
    return failed;
}
