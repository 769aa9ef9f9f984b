/*
 * From release to document: every kind of term, their positions, values, the stored form.
 */
#include "indexer/ingest.h"

#include "core/schema/signature.h"
#include "indexer/ingest_events.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/temporary_folder.h"

#define LIST_LIMIT ((size_t)1 << 20)

static const char *const text = "Turm\n\nBad\n\nTurm Bad\n\nBad am Turm\n\nBild\n\nprivat\n\nDach";

struct fixture {
    struct temporary_folder *folder;
    struct text_analyser *analyser;
    struct ingest *ingest;
    struct store_writer *writer;
    struct store_reader *reader;
    struct release release;
};

static struct range range_at(uint32_t start, const char *expected)
{
    struct range range = {start, start + (uint32_t)strlen(expected)};
    assert_memory_equal(text + start, expected, strlen(expected));
    return range;
}

static void fill_text(struct release *release)
{
    release->id = SLICE("001-00aa");
    release->file = SLICE("001.txt");
    release->source = SLICE("/r/001.txt");
    release->issuer = SLICE("Stadt Öhringen");
    release->published = date_from_civil(2023, 8, 18);
    release->text = slice_from(text);
    release->title = range_at(0, "Turm");
    release->subtitle = range_at(6, "Bad");
    release->lead = range_at(11, "Turm Bad");
    release->body = range_at(21, "Bad am Turm");
    struct release_media *medium = release_add_media(release);
    medium->title = range_at(34, "Bild");
    medium->credit = range_at(40, "privat");
    medium->caption = range_at(48, "Dach");
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    if (fixture == NULL || temporary_folder_make((void **)&fixture->folder) != 0)
        return -1;
    release_init(&fixture->release);
    fill_text(&fixture->release);
    *state = fixture;
    char path[FOLDER_PATH_MAX];
    temporary_path(fixture->folder, "db", path);
    fund_status status = text_analyser_create(&fixture->analyser, NULL);
    if (status == FUND_OK)
        status = ingest_create(fixture->analyser, &fixture->ingest, NULL);
    if (status == FUND_OK)
        status = store_writer_open(path, STORE_CREATE, 0, &fixture->writer, NULL);
    return status == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    store_reader_close(fixture->reader);
    store_writer_close(fixture->writer);
    ingest_destroy(fixture->ingest);
    text_analyser_destroy(fixture->analyser);
    release_finish(&fixture->release);
    int failed = temporary_folder_remove((void **)&fixture->folder);
    free(fixture);
    return failed;
}

/* Indexes the release as document 1. */
static void index_release(struct fixture *fixture)
{
    const struct store_document *document = NULL;
    assert_int_equal(
        ingest_release(fixture->ingest, &fixture->release,
                       &(struct ingest_values){SLICE("state"), SLICE("1"), true, false}, &document,
                       NULL),
        FUND_OK);
    store_docid docid = 0;
    assert_int_equal(store_writer_add(fixture->writer, document, &docid, NULL), FUND_OK);
    assert_int_equal(docid, 1);
    assert_int_equal(store_writer_commit(fixture->writer, NULL), FUND_OK);
    char path[FOLDER_PATH_MAX];
    temporary_path(fixture->folder, "db", path);
    assert_int_equal(store_reader_open(path, &fixture->reader, NULL), FUND_OK);
}

/* All terms with the prefix as "term:wdf ". */
static void assert_terms(const struct fixture *fixture, const char *prefix, const char *expected)
{
    struct store_terms *terms = NULL;
    assert_int_equal(store_terms_of(fixture->reader, 1, slice_from(prefix), &terms, NULL), FUND_OK);
    struct buffer list = buffer_init(LIST_LIMIT);
    for (;;) {
        bool more = false;
        struct slice term;
        uint32_t wdf;
        assert_int_equal(store_terms_next(terms, &more, &term, &wdf, NULL), FUND_OK);
        if (!more)
            break;
        assert_int_equal(buffer_append(&list, term, NULL), FUND_OK);
        assert_int_equal(buffer_append_format(&list, NULL, ":%u ", wdf), FUND_OK);
    }
    assert_string_equal(list.data != NULL ? list.data : "", expected);
    buffer_finish(&list);
    store_terms_destroy(terms);
}

static bool finds(struct store_reader *reader, const struct store_query *query)
{
    struct store_search search = {.query = query, .limit = 1};
    struct store_result result = {0};
    assert_int_equal(store_search(reader, &search, &result, NULL), FUND_OK);
    bool found = result.count == 1;
    store_result_finish(&result);
    return found;
}

/* The same by the positions in Xapian's table. */
static bool finds_stock(const struct fixture *fixture, const struct store_query *query)
{
    char path[FOLDER_PATH_MAX];
    struct store_reader *reader = NULL;
    temporary_path(fixture->folder, "db", path);
    assert_int_equal(store_reader_open(path, &reader, NULL), FUND_OK);
    store_reader_ask_xapian(reader);
    store_reader_allow_stock_positions(reader);
    bool found = finds(reader, query);
    store_reader_close(reader);
    return found;
}

/* By the positions of the values; those of Xapian's table must say the same. */
static bool is_near(const struct fixture *fixture, const char *first, const char *second,
                    uint32_t window, bool in_order)
{
    bool is_name = first[0] != SCHEMA_PLACED[0];
    const struct slice words[2] = {slice_from(first + !is_name), slice_from(second + !is_name)};
    struct store_query *query = NULL;
    const struct store_row row = {.words = words,
                                  .count = 2,
                                  .is_in_order = in_order,
                                  .window = window,
                                  .slot =
                                      is_name ? SCHEMA_SLOT_NAME_POSITIONS : SCHEMA_SLOT_POSITIONS,
                                  .prefixes = {slice_from(is_name ? "" : SCHEMA_WORD),
                                               slice_from(is_name ? "" : SCHEMA_PART)},
                                  .stock_prefix = slice_from(is_name ? "" : SCHEMA_PLACED)};
    assert_int_equal(store_query_row(&row, &query, NULL), FUND_OK);
    bool found = finds(fixture->reader, query);
    assert_int_equal(finds_stock(fixture, query), found);
    store_query_destroy(query);
    return found;
}

/* Weights: title 5, subtitle 3, lead 2, the others 1. */
static void test_words(void **state)
{
    struct fixture *fixture = *state;
    index_release(fixture);
    assert_terms(fixture, "W", "Wam:1 Wbad:6 Wbild:1 Wdach:1 Wprivat:1 Wturm:8 ");
    assert_terms(fixture, "S", "Sbad:1 Sturm:1 ");
    assert_terms(fixture, "K", "");
    assert_terms(fixture, "P", "Pam:0 Pbad:0 Pbild:0 Pdach:0 Pprivat:0 Pturm:0 ");
    assert_terms(fixture, "R",
                 "Ram:1 Rbad\x1f^:6 Rbild\x1f^:1 Rdach\x1f^:1 Rprivat:1 Rturm\x1f^:8 ");
}

/* The parts and inner words of a compound count for the title that it stands in, too. */
static void test_compounds(void **state)
{
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    static const char title[] = "Bezirkssparkasse", body[] = "Sparkassenfiliale";
    release_finish(release);
    release_init(release);
    release->id = SLICE("001-00aa");
    release->text = SLICE("Bezirkssparkasse\n\nSparkassenfiliale");
    release->title = (struct range){0, sizeof(title) - 1};
    release->body = (struct range){sizeof(title) + 1, sizeof(title) + sizeof(body)};
    index_release(fixture);
    assert_terms(fixture, "W", "Wbezirkssparkass:5 Wsparkassenfilial:1 ");
    assert_terms(fixture, "S", "Sbezirk:1 Sbezirkssparkass:1 Skass:1 Sspar:1 Ssparkass:1 ");
    assert_terms(fixture, "K", "Kbezirk:1 Kfilial:1 Kkass:2 Kspar:2 Ksparkass:2 ");
    assert_terms(fixture, "P", "Pbezirk:0 Pfilial:0 Pkass:0 Pspar:0 Psparkass:0 ");
    /* an inner word stands where its last part does */
    assert_true(is_near(fixture, "Pspar", "Psparkass", 2, true));
    assert_true(is_near(fixture, "Psparkass", "Pfilial", 2, true));
    assert_false(is_near(fixture, "Pbezirk", "Psparkass", 2, true));
    /* a whole that has parts stands nowhere, and is not taken for what does */
    assert_false(is_near(fixture, "Pbezirkssparkass", "Pspar", 100, false));
}

/* turm 1, bad 34, turm 67, bad 68, bad 101, am 102, turm 103, … */
static void test_positions(void **state)
{
    struct fixture *fixture = *state;
    index_release(fixture);
    assert_true(is_near(fixture, "Pturm", "Pbad", 2, true));
    assert_false(is_near(fixture, "Pbad", "Pturm", 2, true));
    assert_true(is_near(fixture, "Pbad", "Pturm", 3, false));
    assert_true(is_near(fixture, "Pam", "Pturm", 2, true));
    /* from the body's last word into the medium's title, and no nearer */
    assert_true(is_near(fixture, "Pturm", "Pbild", SCHEMA_FIELD_GAP + 2, false));
    assert_false(is_near(fixture, "Pturm", "Pbild", SCHEMA_FIELD_GAP + 1, false));
}

static void test_filters(void **state)
{
    struct fixture *fixture = *state;
    index_release(fixture);
    assert_terms(fixture, "Q", "Q001-00aa:0 ");
    assert_terms(fixture, "D", "D20230818:0 ");
    assert_terms(fixture, "M", "M202308:0 ");
    assert_terms(fixture, "Y", "Y2023:0 ");
    assert_terms(fixture, "XIs", "XIstadt oehringen:0 ");
    /* the first eight digits of FNV-1a over "stadt oehringen" */
    assert_terms(fixture, "XIK", "XIK606d29d3:0 ");
}

static void assert_value(const struct fixture *fixture, enum schema_slot slot, const char *expected)
{
    struct slice value;
    assert_int_equal(store_reader_value(fixture->reader, 1, (uint32_t)slot, &value, NULL), FUND_OK);
    assert_true(slice_equal(value, slice_from(expected)));
}

static void add_name(struct release *release, struct release_entities *entities, const char *name)
{
    struct release_entity *entity = release_add_entity(release, entities);
    assert_non_null(entity);
    entity->name = slice_from(name);
}

/* Each name once, in the order of the text; long ones are cut at a character. */
static void test_facet_values(void **state)
{
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    char longest[SCHEMA_NAME_MAX + 2];
    memset(longest, 'a', sizeof(longest));
    memcpy(longest + SCHEMA_NAME_MAX - 1, "\u00fc", 3); /* its second byte is one too many */
    add_name(release, &release->persons, "Ute Roth");
    add_name(release, &release->persons, "Jan Ilic");
    add_name(release, &release->persons, "Ute Roth");
    add_name(release, &release->organisations, longest);
    add_name(release, &release->places, "Haltern am See");
    index_release(fixture);
    assert_value(fixture, SCHEMA_SLOT_PERSONS, "Ute Roth\x1fJan Ilic");
    longest[SCHEMA_NAME_MAX - 1] = '\0';
    assert_value(fixture, SCHEMA_SLOT_ORGANISATIONS, longest);
    assert_value(fixture, SCHEMA_SLOT_PLACES, "Haltern am See");
}

static void index_title(struct fixture *fixture, char *letters, size_t size)
{
    struct release *release = &fixture->release;
    memset(letters, 'a', size);
    letters[size] = '\0';
    release_finish(release);
    release_init(release);
    release->id = SLICE("t-1");
    release->text = slice_of(letters, size);
    release->title = (struct range){0, (uint32_t)size};
    index_release(fixture);
}

static void test_title_value(void **state)
{
    char letters[SCHEMA_SLOT_TITLE_MAX + 1];
    index_title(*state, letters, SCHEMA_SLOT_TITLE_MAX);
    assert_value(*state, SCHEMA_SLOT_TITLE, letters);
}

static void test_title_too_long_for_a_value(void **state)
{
    char letters[SCHEMA_SLOT_TITLE_MAX + 2];
    index_title(*state, letters, SCHEMA_SLOT_TITLE_MAX + 1);
    assert_value(*state, SCHEMA_SLOT_TITLE, "");
}

/* The signature is that of the folded words of title and body; a short body has none. */
static void test_signature(void **state)
{
    static const char bridge[] =
        "Brücke zu\n\nDie Brücke ist ab Mai zu, weil ihr Geländer rostet und der Belag bröckelt; "
        "bis dahin fährt dort noch der Bus der Linie 4.";
    static const char *const words[] = {
        "die",       "bruecke", "ist",  "ab",  "mai",   "zu",        "weil",  "ihr",
        "gelaender", "rostet",  "und",  "der", "belag", "broeckelt", "bis",   "dahin",
        "faehrt",    "dort",    "noch", "der", "bus",   "der",       "linie", "4"};
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    struct signature_builder builder;
    struct slice value;
    char expected[SIGNATURE_SIZE];
    release_finish(release);
    release_init(release);
    release->id = SLICE("b-1");
    release->text = slice_from(bridge);
    release->title = (struct range){0, 10};
    release->body = (struct range){12, sizeof(bridge) - 1};
    index_release(fixture);
    signature_start(&builder);
    signature_add_title_word(&builder, SLICE("bruecke"));
    signature_add_title_word(&builder, SLICE("zu"));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        signature_add_word(&builder, slice_from(words[i]));
    assert_true(signature_finish(&builder, expected));
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_SIGNATURE, &value, NULL),
                     FUND_OK);
    assert_int_equal(value.size, SIGNATURE_SIZE);
    assert_memory_equal(value.data, expected, SIGNATURE_SIZE);
}

static void test_no_signature(void **state)
{
    struct fixture *fixture = *state;
    fixture->release.body = (struct range){0, 0};
    index_release(fixture);
    assert_value(fixture, SCHEMA_SLOT_SIGNATURE, "");
}

static void test_values_and_data(void **state)
{
    struct fixture *fixture = *state;
    index_release(fixture);
    struct slice value;
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_PUBLISHED, &value, NULL),
                     FUND_OK);
    int32_t day = 0;
    assert_true(store_decode_day(value, &day));
    assert_int_equal(day, date_from_civil(2023, 8, 18));
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_ISSUER, &value, NULL),
                     FUND_OK);
    assert_true(slice_equal(value, SLICE("Stadt Öhringen")));
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_SOURCE, &value, NULL),
                     FUND_OK);
    assert_true(slice_equal(value, SLICE("state")));
    assert_value(fixture, SCHEMA_SLOT_PERSONS, "");
    struct slice data;
    struct release stored;
    release_init(&stored);
    assert_int_equal(store_reader_data(fixture->reader, 1, &data, NULL), FUND_OK);
    assert_int_equal(release_decode(data, &stored, NULL), FUND_OK);
    assert_true(slice_equal(release_part(&stored, stored.lead), SLICE("Turm Bad")));
    release_finish(&stored);
}

static void test_without_date_and_issuer(void **state)
{
    struct fixture *fixture = *state;
    fixture->release.published = DATE_NONE;
    fixture->release.issuer = SLICE("");
    index_release(fixture);
    assert_terms(fixture, "D", "");
    assert_terms(fixture, "M", "");
    assert_terms(fixture, "Y", "");
    assert_terms(fixture, "X", "XIKcbf29ce4:0 "); /* FNV-1a over nothing */
    struct slice value;
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_PUBLISHED, &value, NULL),
                     FUND_OK);
    assert_int_equal(value.size, 0);
    assert_int_equal(store_reader_value(fixture->reader, 1, SCHEMA_SLOT_ISSUER, &value, NULL),
                     FUND_OK);
    assert_int_equal(value.size, 0);
}

/* A release that names nothing and says nothing. */
static void test_empty(void **state)
{
    struct fixture *fixture = *state;
    release_finish(&fixture->release);
    fixture->release.id = SLICE("leer");
    index_release(fixture);
    assert_terms(fixture, "", "Qleer:0 XIKcbf29ce4:0 ");
}

static void add_date_of(struct release *release, int32_t first, int32_t last,
                        enum release_precision precision)
{
    struct release_date *date = release_add_date(release);
    assert_non_null(date);
    *date = (struct release_date){range_at(0, "Turm"), first, last, precision};
}

static void add_date(struct release *release, int32_t first, int32_t last)
{
    add_date_of(release, first, last, RELEASE_DATE_RANGE);
}

/* "im Februar 2023" names no day of it, "2024" no month, "Anfang 2022" no day. */
static void test_event_precision(void **state)
{
    struct fixture *fixture = *state;
    add_date_of(&fixture->release, date_from_civil(2023, 2, 1), date_from_civil(2023, 2, 28),
                RELEASE_DATE_MONTH);
    add_date_of(&fixture->release, date_from_civil(2024, 1, 1), date_from_civil(2024, 12, 31),
                RELEASE_DATE_YEAR);
    add_date_of(&fixture->release, date_from_civil(2022, 1, 1), date_from_civil(2022, 4, 30),
                RELEASE_DATE_APPROXIMATE);
    index_release(fixture);
    assert_terms(fixture, "XE",
                 "XEM202201:0 XEM202202:0 XEM202203:0 XEM202204:0 XEM202302:0 "
                 "XEY2022:0 XEY2023:0 XEY2024:0 ");
}

static void test_event_days(void **state)
{
    struct fixture *fixture = *state;
    int32_t day = date_from_civil(2023, 12, 31);
    add_date(&fixture->release, day, day + 1);
    index_release(fixture);
    assert_terms(fixture, "XE",
                 "XED20231231:0 XED20240101:0 XEM202312:0 XEM202401:0 XEY2023:0 XEY2024:0 ");
}

/* "jeden Dienstag im Mai" is its Tuesdays; more than 62 of them are months alone. */
static void test_event_recurring(void **state)
{
    struct fixture *fixture = *state;
    add_date_of(&fixture->release, date_from_civil(2024, 5, 7), date_from_civil(2024, 5, 28),
                RELEASE_DATE_RECURRING);
    index_release(fixture);
    assert_terms(fixture, "XE",
                 "XED20240507:0 XED20240514:0 XED20240521:0 XED20240528:0 XEM202405:0 XEY2024:0 ");
}

static void test_event_recurring_longest(void **state)
{
    struct fixture *fixture = *state;
    int32_t first = date_from_civil(2023, 1, 2);
    add_date_of(&fixture->release, first, first + 61 * 7, RELEASE_DATE_RECURRING);
    index_release(fixture);
    assert_terms(fixture, "XEL", "");
    assert_terms(fixture, "XED202403", "XED20240304:0 ");
}

static void test_event_recurring_longer(void **state)
{
    struct fixture *fixture = *state;
    int32_t first = date_from_civil(2023, 1, 2);
    add_date_of(&fixture->release, first, first + 62 * 7, RELEASE_DATE_RECURRING);
    index_release(fixture);
    assert_terms(fixture, "XED", "");
    assert_terms(fixture, "XEL202403", "XEL202403:0 ");
}

/* 1 January to 2 March 2023 are 61 days; 62 still have a term each, 63 have not. */
static void test_event_months(void **state)
{
    struct fixture *fixture = *state;
    add_date(&fixture->release, date_from_civil(2023, 1, 1), date_from_civil(2023, 3, 4));
    index_release(fixture);
    assert_terms(fixture, "XE",
                 "XEL202301:0 XEL202302:0 XEL202303:0 XEM202301:0 XEM202302:0 XEM202303:0 "
                 "XEY2023:0 ");
}

static void test_event_longest_days(void **state)
{
    struct fixture *fixture = *state;
    add_date(&fixture->release, date_from_civil(2023, 1, 1), date_from_civil(2023, 3, 3));
    index_release(fixture);
    assert_terms(fixture, "XEL", "");
    assert_terms(fixture, "XED2023030", "XED20230301:0 XED20230302:0 XED20230303:0 ");
}

/* Days that no calendar of ours has are left out; a span of centuries is cut. */
static void test_event_limits(void **state)
{
    struct fixture *fixture = *state;
    add_date(&fixture->release, 0, INT32_MAX);
    add_date(&fixture->release, date_from_civil(1000, 1, 1), date_from_civil(1101, 12, 31));
    index_release(fixture);
    assert_terms(fixture, "XEM1099",
                 "XEM109901:0 XEM109902:0 XEM109903:0 XEM109904:0 XEM109905:0 "
                 "XEM109906:0 XEM109907:0 XEM109908:0 XEM109909:0 XEM109910:0 "
                 "XEM109911:0 XEM109912:0 ");
    assert_terms(fixture, "XEM110", "");
    assert_terms(fixture, "XEY1099", "XEY1099:0 ");
    assert_terms(fixture, "XEY110", "");
}

struct merge_case {
    struct event_span spans[4];
    size_t count;
    struct event_span expected[4];
    size_t expected_count;
};

static void test_event_spans(void **state)
{
    (void)state;
    static const struct merge_case table[] = {
        {{{0, 0}}, 0, {{0, 0}}, 0},
        {{{5, 9}}, 1, {{5, 9}}, 1},
        {{{5, 9}, {5, 9}, {5, 9}}, 3, {{5, 9}}, 1},
        {{{7, 12}, {5, 9}}, 2, {{5, 12}}, 1},
        {{{1, 20}, {5, 9}, {20, 21}}, 3, {{1, 21}}, 1},
        {{{10, 12}, {-3, 2}, {5, 5}}, 3, {{-3, 2}, {5, 5}, {10, 12}}, 3},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct event_span spans[4];
        memcpy(spans, table[i].spans, sizeof(spans));
        assert_int_equal(event_spans_merge(spans, table[i].count), table[i].expected_count);
        for (size_t j = 0; j < table[i].expected_count; j++) {
            assert_int_equal(spans[j].first, table[i].expected[j].first);
            assert_int_equal(spans[j].last, table[i].expected[j].last);
        }
    }
}

/* A text of nothing but "Vom 1.1.1000 bis 31.12.2999": what it costs does not grow with them. */
static void test_event_spans_many(void **state)
{
    (void)state;
    enum { MANY = RELEASE_ENTITIES_MAX };
    static struct event_span spans[MANY];
    for (int32_t i = 0; i < MANY; i++)
        spans[i] = (struct event_span){1000 + i % 7, 1099};
    assert_int_equal(event_spans_merge(spans, MANY), 1);
    assert_int_equal(spans[0].first, 1000);
    assert_int_equal(spans[0].last, 1099);
}

/* Two dates that share a year and days. */
static void test_event_overlap(void **state)
{
    struct fixture *fixture = *state;
    int32_t day = date_from_civil(2023, 8, 18);
    add_date(&fixture->release, day, day + 1);
    add_date(&fixture->release, day + 1, day + 2);
    add_date(&fixture->release, day + 9, day + 8); /* ends before it begins */
    index_release(fixture);
    assert_terms(fixture, "XE", "XED20230818:0 XED20230819:0 XED20230820:0 XEM202308:0 XEY2023:0 ");
}

static void add_person(struct release *release, struct slice name, struct slice title,
                       struct slice role)
{
    struct release_entity *person = release_add_entity(release, &release->persons);
    assert_non_null(person);
    person->name = name;
    person->title = title;
    person->role = role;
}

/* Year and issuer of the fixture's release, as terms of names have them. */
#define ISSUER "606d29d3"
#define SEEN   "2023\x1f" ISSUER

static void test_persons(void **state)
{
    struct fixture *fixture = *state;
    add_person(&fixture->release, SLICE("Anna Müller-Weiß"), SLICE("Dr."), SLICE("Amt Bad"));
    add_person(&fixture->release, SLICE("Bernd Groß"), SLICE(""), SLICE(""));
    index_release(fixture);
    assert_terms(fixture, "XPH", "XPHmueller:1 XPHweiss:1 "); /* of the surname */
    assert_true(is_near(fixture, "XPHmueller", "XPHweiss", 2, true));
    assert_true(is_near(fixture, "XPWanna", "XPHmueller", 2, true));
    assert_terms(fixture, "XPW",
                 "XPWanna:1 XPWbernd:1 XPWgross:1 XPWmueller:1 XPWmueller-weiss:1 XPWweiss:1 ");
    assert_terms(fixture, "XPR", "XPRamt:1 XPRbad:1 XPRdr:1 ");
    /* no mention counts as one */
    assert_terms(fixture, "XPS",
                 "XPSgross\x1f"
                 "Bernd Groß\x1f" SEEN ":1 "
                 "XPSmueller-weiss\x1f"
                 "Anna Müller-Weiß\x1f" SEEN ":1 ");
    assert_terms(fixture, "XPX",
                 "XPXAnna Müller-Weiß\x1f" SEEN "\x1f"
                 "Amt Bad:0 ");
    /* near within a slot, never from one into the next */
    assert_true(is_near(fixture, "XPWanna", "XPWweiss", SCHEMA_ENTITY_WORDS_MAX, false));
    assert_true(is_near(fixture, "XPWanna", "XPRbad", SCHEMA_ENTITY_WORDS_MAX, false));
    assert_true(is_near(fixture, "XPWanna", "XPWmueller-weiss", 2, true));
    assert_false(is_near(fixture, "XPWanna", "XPWgross", SCHEMA_ENTITY_WORDS_MAX, false));
    assert_false(is_near(fixture, "XPRbad", "XPWbernd", SCHEMA_ENTITY_WORDS_MAX, false));
}

static void test_organisations(void **state)
{
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    struct release_entity *first = release_add_entity(release, &release->organisations);
    first->name = SLICE("Bund Elbe");
    assert_true(release_add_alias(release, first, SLICE("BE")));
    struct release_entity *second = release_add_entity(release, &release->organisations);
    second->name = SLICE("Amt");
    index_release(fixture);
    assert_terms(fixture, "XOW", "XOWamt:1 XOWbe:1 XOWbund:1 XOWelb:1 ");
    assert_terms(fixture, "XOK", "XOKamt:1 XOKbund elb:1 ");
    assert_terms(fixture, "XON",
                 "XONamt\x1f"
                 "Amt:0 XONbund elb\x1f"
                 "Bund Elbe:0 ");
    assert_terms(fixture, "XOA",
                 "XOAbe\x1f" ISSUER "\x1f"
                 "bund elb:0 ");
    assert_terms(fixture, "XOX",
                 "XOXbund elb\x1f" ISSUER "\x1f"
                 "BE:0 ");
    assert_terms(fixture, "XOI", ""); /* two initials are too few */
    assert_true(is_near(fixture, "XOWbund", "XOWbe", SCHEMA_ENTITY_WORDS_MAX, false));
    assert_false(is_near(fixture, "XOWbund", "XOWamt", SCHEMA_ENTITY_WORDS_MAX, false));
}

/* Four mentions count, and one in the title as three more. */
static void test_name_weights(void **state)
{
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    release_finish(release); /* of the fixture's text */
    release->id = SLICE("amt");
    release->text = SLICE("Amt\n\nAmt Amt Amt Amt Amt Bund");
    release->title = (struct range){0, 3};
    release->body = (struct range){5, 29};
    release->published = date_from_civil(2023, 8, 18);
    struct release_entity *first = release_add_entity(release, &release->organisations);
    first->name = SLICE("Amt");
    assert_true(release_add_mention(release, first, (struct range){0, 3}));
    for (uint32_t at = 5; at < 25; at += 4)
        assert_true(release_add_mention(release, first, (struct range){at, at + 3}));
    struct release_entity *second = release_add_entity(release, &release->organisations);
    second->name = SLICE("Bund");
    assert_true(release_add_mention(release, second, (struct range){25, 29}));
    index_release(fixture);
    assert_terms(fixture, "XOK", "XOKamt:7 XOKbund:1 ");
    assert_terms(fixture, "XOW", "XOWamt:7 XOWbund:1 ");
}

static void test_places(void **state)
{
    struct fixture *fixture = *state;
    struct release *release = &fixture->release;
    struct release_entity *place = release_add_entity(release, &release->places);
    place->name = SLICE("Öhringen-Süd");
    place = release_add_entity(release, &release->places);
    place->name = SLICE("Haltern am See");
    index_release(fixture);
    assert_terms(fixture, "XLW",
                 "XLWam:1 XLWhaltern:1 XLWoehringen:1 XLWoehringen-sued:1 XLWsee:1 XLWsued:1 ");
    assert_terms(fixture, "XLN", "XLNHaltern am See:0 XLNÖhringen-Süd:0 ");
    assert_true(is_near(fixture, "XLWhaltern", "XLWsee", SCHEMA_ENTITY_WORDS_MAX, false));
    assert_false(is_near(fixture, "XLWhaltern", "XLWsued", SCHEMA_ENTITY_WORDS_MAX, false));
}

/* Names beyond SCHEMA_NAME_MAX are cut at a character, words beyond a slot's end are left out. */
static void test_long_names(void **state)
{
    struct fixture *fixture = *state;
    /* 109 bytes, then a character of two */
    char name[300];
    memset(name, 'x', 109);
    snprintf(name + 109, sizeof(name) - 109, "ü");
    char cut[300];
    snprintf(cut, sizeof(cut), "XPX%.109s\x1f" SEEN "\x1f%.109s:0 ", name, name);
    add_person(&fixture->release, slice_from(name), SLICE(""), slice_from(name));
    char many[200] = "";
    for (int i = 0; i < 30; i++)
        snprintf(many + strlen(many), sizeof(many) - strlen(many), "w%02d ", i);
    add_person(&fixture->release, slice_from(many), SLICE(""), SLICE("Amt"));
    index_release(fixture);
    assert_terms(fixture, "XPXx", cut);
    assert_terms(fixture, "XPWw2", "XPWw20:1 XPWw21:1 XPWw22:1 XPWw23:1 ");
    assert_terms(fixture, "XPRa", "");
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_words),
        WITH_FIXTURE(test_compounds),
        WITH_FIXTURE(test_positions),
        WITH_FIXTURE(test_filters),
        WITH_FIXTURE(test_facet_values),
        WITH_FIXTURE(test_title_value),
        WITH_FIXTURE(test_title_too_long_for_a_value),
        WITH_FIXTURE(test_signature),
        WITH_FIXTURE(test_no_signature),
        WITH_FIXTURE(test_values_and_data),
        WITH_FIXTURE(test_without_date_and_issuer),
        WITH_FIXTURE(test_empty),
        WITH_FIXTURE(test_event_days),
        WITH_FIXTURE(test_event_months),
        WITH_FIXTURE(test_event_longest_days),
        WITH_FIXTURE(test_event_limits),
        WITH_FIXTURE(test_event_overlap),
        cmocka_unit_test(test_event_spans),
        cmocka_unit_test(test_event_spans_many),
        WITH_FIXTURE(test_event_precision),
        WITH_FIXTURE(test_event_recurring),
        WITH_FIXTURE(test_event_recurring_longest),
        WITH_FIXTURE(test_event_recurring_longer),
        WITH_FIXTURE(test_persons),
        WITH_FIXTURE(test_organisations),
        WITH_FIXTURE(test_name_weights),
        WITH_FIXTURE(test_places),
        WITH_FIXTURE(test_long_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
