/*
 * Columns are read slot by slot. Of all releases, or a large share, each slot is one run through the
 * archive's values; of some, each release is looked up.
 */
#include "query/lib/facets/columns.h"

#include "core/base/date.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/names/persons.h"
#include "query/lib/names/shown.h"

#include <stdlib.h>

#define SCRATCH_MAX ((size_t)1 << 31)

/* Looking up one value costs as much as running past so many. */
#define VALUE_LOOKUP_COST 3

/* How the rows are read. */
struct way {
    bool is_run;   /* past all values of a slot; else each row is looked up */
    bool preloads; /* see shown_preload */
};

/* One slot, asked row by row. */
struct slot_reader {
    struct store_values *values;
    bool is_run; /* over all values; else each row is looked up */
    bool has_more;
    store_docid docid; /* a run: of the value that waits */
    struct slice value;
};

/* A list of names while it is read. */
struct list_reader {
    struct columns *columns;
    struct columns_names *list;
    struct shown *shown;
    const struct slice *issuer_keys; /* by issuer; behind them that of no issuer */
    size_t count, capacity;          /* of list->numbers */
};

static const struct {
    enum schema_slot slot;
    enum name_kind kind;
} lists[COLUMNS_LISTS] = {
    [COLUMNS_PERSONS] = {SCHEMA_SLOT_PERSONS, NAME_PERSON},
    [COLUMNS_ORGANISATIONS] = {SCHEMA_SLOT_ORGANISATIONS, NAME_ORGANISATION},
    [COLUMNS_PLACES] = {SCHEMA_SLOT_PLACES, NAME_PLACE},
};

/* ---- slots ---------------------------------------------------------------------------------- */

static fund_status advance(struct slot_reader *slot, struct fund_error *error)
{
    return store_values_next(slot->values, &slot->has_more, &slot->docid, &slot->value, error);
}

static fund_status open_slot(const struct session *session, enum schema_slot number, bool is_run,
                             struct slot_reader *slot, struct fund_error *error)
{
    *slot = (struct slot_reader){.is_run = is_run};
    fund_status status = store_values_open(session->reader, number, &slot->values, error);
    return status == FUND_OK && is_run ? advance(slot, error) : status;
}

/* Rows rise. The value is borrowed until the next call. */
static fund_status read_slot(struct slot_reader *slot, store_docid docid, struct slice *value,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (!slot->is_run)
        return store_values_at(slot->values, docid, value, error);
    while (status == FUND_OK && slot->has_more && slot->docid < docid)
        status = advance(slot, error);
    bool is_there = slot->has_more && slot->docid == docid;
    *value = is_there ? slot->value : slice_of(NULL, 0);
    return status;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static fund_status list_all(const struct session *session, struct columns *columns,
                            struct fund_error *error)
{
    uint32_t documents = 0;
    struct store_postings *postings = NULL;
    bool more = true;
    fund_status status = store_reader_document_count(session->reader, &documents, error);
    if (status != FUND_OK)
        return status;
    columns->docids = calloc((size_t)documents + 1, sizeof(*columns->docids));
    if (columns->docids == NULL)
        return error_no_memory(error);
    status = store_postings_open(session->reader, slice_of(NULL, 0), &postings, error);
    while (status == FUND_OK && columns->row_count < documents) {
        store_docid docid = 0;
        uint32_t wdf = 0;
        status = store_postings_next(postings, &more, &docid, &wdf, error);
        if (!more)
            break;
        if (status == FUND_OK)
            columns->docids[columns->row_count++] = docid;
    }
    store_postings_destroy(postings);
    return status;
}

static fund_status list_some(const store_docid *docids, size_t count, struct columns *columns,
                             struct fund_error *error)
{
    columns->docids = calloc(count + 1, sizeof(*columns->docids));
    if (columns->docids == NULL)
        return error_no_memory(error);
    if (count > 0)
        memcpy(columns->docids, docids, count * sizeof(*docids));
    columns->row_count = count;
    return FUND_OK;
}

/* ---- days ----------------------------------------------------------------------------------- */

/* The days that come, as numbers from the first that the program has. */
struct calendar {
    uint32_t first, end;
};

static fund_status read_days(const struct session *session, bool is_run, struct columns *columns,
                             struct calendar *calendar, struct fund_error *error)
{
    struct slot_reader slot;
    const int32_t least = date_from_civil(DATE_FIRST_YEAR, 1, 1);
    const int32_t most = date_from_civil(DATE_LAST_YEAR, 12, 31);
    fund_status status = open_slot(session, SCHEMA_SLOT_PUBLISHED, is_run, &slot, error);
    *calendar = (struct calendar){UINT32_MAX, 0};
    for (size_t i = 0; i < columns->row_count && status == FUND_OK; i++) {
        struct slice value = {NULL, 0};
        int32_t day = DATE_NONE;
        status = read_slot(&slot, columns->docids[i], &value, error);
        columns->days[i] = COLUMNS_NONE;
        if (status != FUND_OK || !store_decode_day(value, &day) || day < least || day > most)
            continue;
        uint32_t number = (uint32_t)(day - least);
        columns->days[i] = number;
        calendar->first = number < calendar->first ? number : calendar->first;
        calendar->end = number >= calendar->end ? number + 1 : calendar->end;
    }
    store_values_destroy(slot.values);
    return status;
}

/* From days of the calendar to places in the list of those that come. */
static bool number_days(const struct calendar *calendar, struct columns *columns)
{
    const int32_t least = date_from_civil(DATE_FIRST_YEAR, 1, 1);
    size_t size = calendar->end > calendar->first ? calendar->end - calendar->first : 0;
    uint32_t *places = calloc(size + 1, sizeof(*places)); /* by day: 1 where it comes */
    for (size_t i = 0; places != NULL && i < columns->row_count; i++)
        if (columns->days[i] != COLUMNS_NONE)
            places[columns->days[i] - calendar->first] = 1;
    for (size_t i = 0; places != NULL && i < size; i++)
        columns->day_count += places[i];
    columns->day_list = calloc(columns->day_count + 1, sizeof(*columns->day_list));
    if (places == NULL || columns->day_list == NULL) {
        free(places);
        return false;
    }
    uint32_t place = 0;
    for (size_t i = 0; i < size; i++) {
        if (places[i] == 0)
            continue;
        columns->day_list[place] = least + (int32_t)(calendar->first + i);
        places[i] = place++;
    }
    for (size_t i = 0; i < columns->row_count; i++)
        if (columns->days[i] != COLUMNS_NONE)
            columns->days[i] = places[columns->days[i] - calendar->first];
    free(places);
    return true;
}

static fund_status add_days(const struct session *session, bool is_run, struct columns *columns,
                            struct fund_error *error)
{
    struct calendar calendar;
    columns->days = calloc(columns->row_count + 1, sizeof(*columns->days));
    if (columns->days == NULL)
        return error_no_memory(error);
    fund_status status = read_days(session, is_run, columns, &calendar, error);
    if (status == FUND_OK && !number_days(&calendar, columns))
        status = error_no_memory(error);
    return status;
}

/* ---- issuers -------------------------------------------------------------------------------- */

/* What a selection can say. */
static bool is_text(struct slice value)
{
    return value.size > 0 && memchr(value.data, '\0', value.size) == NULL &&
           utf8_valid_prefix(value) == value.size;
}

static fund_status add_issuers(const struct session *session, bool is_run, struct columns *columns,
                               struct fund_error *error)
{
    struct slot_reader slot;
    columns->issuers = calloc(columns->row_count + 1, sizeof(*columns->issuers));
    if (columns->issuers == NULL)
        return error_no_memory(error);
    fund_status status = open_slot(session, SCHEMA_SLOT_ISSUER, is_run, &slot, error);
    for (size_t i = 0; i < columns->row_count && status == FUND_OK; i++) {
        struct slice value = {NULL, 0};
        status = read_slot(&slot, columns->docids[i], &value, error);
        columns->issuers[i] = COLUMNS_NONE;
        if (status == FUND_OK && is_text(value))
            status = intern_add(&columns->issuer_names, value, &columns->issuers[i], error);
    }
    store_values_destroy(slot.values);
    return status;
}

/* By issuer; behind them the key of an unknown one. */
static fund_status list_issuer_keys(const struct session *session, const struct columns *columns,
                                    struct arena *arena, const struct slice **out,
                                    struct fund_error *error)
{
    struct name_context context = {
        session->reader, session->cursor, arena, session->aliases, NULL, NULL, NULL};
    size_t count = columns->issuer_names.count;
    struct slice *keys = arena_array(arena, count + 1, sizeof(*keys));
    if (keys == NULL)
        return error_no_memory(error);
    fund_status status = persons_issuer_key(&context, slice_of(NULL, 0), &keys[count], error);
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = persons_issuer_key(&context, columns->issuer_names.items[i], &keys[i], error);
    *out = keys;
    return status;
}

/* ---- names ---------------------------------------------------------------------------------- */

static fund_status add_number(struct list_reader *reader, size_t start, uint32_t number,
                              struct fund_error *error)
{
    struct columns_names *list = reader->list;
    for (size_t i = start; i < reader->count; i++)
        if (list->numbers[i] == number)
            return FUND_OK; /* two names of one */
    if (reader->count == reader->capacity) {
        size_t capacity = reader->capacity * 2 + 256;
        uint32_t *larger = NULL;
        if (capacity <= UINT32_MAX)
            larger = realloc(list->numbers, capacity * sizeof(*larger));
        if (larger == NULL)
            return error_no_memory(error);
        list->numbers = larger;
        reader->capacity = capacity;
    }
    list->numbers[reader->count++] = number;
    return FUND_OK;
}

static struct shown_release describe(const struct list_reader *reader, size_t row)
{
    const struct columns *columns = reader->columns;
    struct shown_release release = {.docid = columns->docids[row]};
    uint32_t issuer = columns->issuers[row], day = columns->days[row];
    release.issuer =
        reader->issuer_keys[issuer != COLUMNS_NONE ? issuer : columns->issuer_names.count];
    if (day != COLUMNS_NONE)
        release.year = date_to_civil(columns->day_list[day]).year;
    return release;
}

/* A value: names with separators between them. */
static fund_status add_row(struct list_reader *reader, size_t row, struct slice value,
                           struct fund_error *error)
{
    const char separator = SCHEMA_SEPARATOR;
    size_t start = reader->count;
    struct shown_release release = describe(reader, row);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < SCHEMA_SLOT_NAMES_MAX && value.size > 0 && status == FUND_OK; i++) {
        size_t end = slice_find(value, slice_of(&separator, 1));
        struct slice name = slice_part(value, 0, end);
        uint32_t number = 0;
        value = slice_part(value, end < value.size ? end + 1 : end, value.size);
        if (!is_text(name) || name.size > SCHEMA_NAME_MAX)
            continue;
        status = shown_find(reader->shown, name, &release, &number, error);
        if (status == FUND_OK)
            status = add_number(reader, start, number, error);
    }
    return status;
}

static fund_status read_names(const struct session *session, bool is_run, enum schema_slot number,
                              struct list_reader *reader, struct fund_error *error)
{
    struct columns *columns = reader->columns;
    struct slot_reader slot;
    fund_status status = open_slot(session, number, is_run, &slot, error);
    for (size_t i = 0; i < columns->row_count && status == FUND_OK; i++) {
        struct slice value = {NULL, 0};
        reader->list->starts[i] = (uint32_t)reader->count;
        status = read_slot(&slot, columns->docids[i], &value, error);
        if (status == FUND_OK && value.size > 0)
            status = add_row(reader, i, value, error);
    }
    reader->list->starts[columns->row_count] = (uint32_t)reader->count;
    store_values_destroy(slot.values);
    return status;
}

/* Gives back the room for numbers that did not come. */
static fund_status trim(const struct list_reader *reader, struct fund_error *error)
{
    size_t count = reader->count + COLUMNS_SPARE;
    uint32_t *resized = realloc(reader->list->numbers, count * sizeof(*resized));
    if (resized == NULL)
        return error_no_memory(error);
    memset(resized + reader->count, 0, COLUMNS_SPARE * sizeof(*resized));
    reader->list->numbers = resized;
    return FUND_OK;
}

static fund_status add_list(const struct session *session, struct way way, enum columns_list which,
                            const struct slice *issuer_keys, struct columns *columns,
                            struct fund_error *error)
{
    struct columns_names *list = &columns->lists[which];
    struct list_reader reader = {.columns = columns, .list = list, .issuer_keys = issuer_keys};
    fund_status status = intern_init(&list->names, error);
    if (status == FUND_OK)
        status = shown_create(session, lists[which].kind, &list->names, &reader.shown, error);
    if (status == FUND_OK && way.preloads)
        status = shown_preload(reader.shown, error);
    list->starts = calloc(columns->row_count + 1, sizeof(*list->starts));
    if (status == FUND_OK && list->starts == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        status = read_names(session, way.is_run, lists[which].slot, &reader, error);
    if (status == FUND_OK)
        status = trim(&reader, error);
    shown_destroy(reader.shown);
    intern_close(&list->names);
    return status;
}

static fund_status add_lists(const struct session *session, struct way way, struct columns *columns,
                             struct fund_error *error)
{
    struct arena scratch = arena_init(SCRATCH_MAX);
    const struct slice *issuer_keys = NULL;
    fund_status status = list_issuer_keys(session, columns, &scratch, &issuer_keys, error);
    for (int i = 0; i < COLUMNS_LISTS && status == FUND_OK; i++)
        status = add_list(session, way, (enum columns_list)i, issuer_keys, columns, error);
    columns->has_names = status == FUND_OK;
    arena_finish(&scratch);
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static fund_status choose_way(const struct session *session, const struct columns *columns,
                              struct way *way, struct fund_error *error)
{
    uint32_t documents = 0;
    fund_status status = store_reader_document_count(session->reader, &documents, error);
    uint64_t rows = columns->row_count;
    way->is_run = rows * VALUE_LOOKUP_COST >= documents;
    way->preloads = rows * COLUMNS_LOOKUP_COST >= documents;
    return status;
}

static fund_status fill(const struct session *session, bool with_names, struct columns *columns,
                        struct fund_error *error)
{
    struct way way = {false, false};
    fund_status status = choose_way(session, columns, &way, error);
    if (status == FUND_OK)
        status = add_days(session, way.is_run, columns, error);
    if (status == FUND_OK)
        status = add_issuers(session, way.is_run, columns, error);
    intern_close(&columns->issuer_names);
    if (status == FUND_OK && with_names)
        status = add_lists(session, way, columns, error);
    return status;
}

fund_status columns_read(const struct session *session, const store_docid *docids, size_t count,
                         bool with_names, struct columns **out, struct fund_error *error)
{
    struct columns *columns = calloc(1, sizeof(*columns));
    if (columns == NULL)
        return error_no_memory(error);
    fund_status status = intern_init(&columns->issuer_names, error);
    if (status == FUND_OK)
        status = docids == COLUMNS_ALL ? list_all(session, columns, error)
                                       : list_some(docids, count, columns, error);
    if (status == FUND_OK)
        status = fill(session, with_names, columns, error);
    if (status != FUND_OK) {
        columns_destroy(columns);
        return status;
    }
    *out = columns;
    return FUND_OK;
}

void columns_destroy(struct columns *columns)
{
    if (columns == NULL)
        return;
    free(columns->docids);
    free(columns->days);
    free(columns->issuers);
    free(columns->day_list);
    intern_finish(&columns->issuer_names);
    for (int i = 0; i < COLUMNS_LISTS; i++) {
        free(columns->lists[i].starts);
        free(columns->lists[i].numbers);
        intern_finish(&columns->lists[i].names);
    }
    free(columns);
}

size_t columns_size(const struct columns *columns)
{
    size_t size = sizeof(*columns) + intern_size(&columns->issuer_names) +
                  columns->row_count * 3 * sizeof(uint32_t) +
                  columns->day_count * sizeof(*columns->day_list);
    for (int i = 0; i < COLUMNS_LISTS; i++) {
        const struct columns_names *list = &columns->lists[i];
        if (list->starts == NULL)
            continue;
        size += (columns->row_count + 1 + list->starts[columns->row_count]) * sizeof(uint32_t) +
                intern_size(&list->names);
    }
    return size;
}
