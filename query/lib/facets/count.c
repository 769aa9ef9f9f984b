/*
 * One facet: its values as numbers, which of them are selected, and how many hits have each.
 */
#include "query/lib/facets/count.h"

#include "core/base/date.h"

#include <stdio.h>
#include <stdlib.h>

/* Room for "2023-08-18" and its NUL. */
#define PERIOD_SIZE DATE_ISO_SIZE
/* How many rows before it is counted one is asked for. */
#define ROWS_AHEAD 8

/* ---- years, months, days -------------------------------------------------------------------- */

static size_t period_size(enum fund_facet_kind kind)
{
    return kind == FUND_FACET_YEAR ? 4 : kind == FUND_FACET_MONTH ? 7 : 10;
}

static int32_t period_start(enum fund_facet_kind kind, int32_t day)
{
    struct date_civil civil = date_to_civil(day);
    if (kind == FUND_FACET_DAY)
        return day;
    return date_from_civil(civil.year, kind == FUND_FACET_MONTH ? civil.month : 1, 1);
}

static int32_t period_end(enum fund_facet_kind kind, int32_t first_day)
{
    struct date_civil civil = date_to_civil(first_day);
    if (kind == FUND_FACET_YEAR)
        return date_from_civil(civil.year, 12, 31);
    if (kind == FUND_FACET_MONTH)
        return first_day + date_month_days(civil.year, civil.month) - 1;
    return first_day;
}

bool facet_read_period(enum fund_facet_kind kind, struct slice text, int32_t *first_day)
{
    char iso[PERIOD_SIZE] = "0000-01-01";
    if (text.size != period_size(kind))
        return false;
    memcpy(iso, text.data, text.size);
    int32_t day = date_parse_iso(slice_from(iso));
    if (day == DATE_NONE)
        return false;
    *first_day = day;
    return true;
}

/* Days rise, so that the calendar is asked once for each period. */
static bool number_periods(struct facet_axis *axis, struct arena *arena)
{
    const struct columns *columns = axis->columns;
    uint32_t *periods = arena_array(arena, columns->day_count + 1, sizeof(*periods));
    int32_t *starts = arena_array(arena, columns->day_count + 1, sizeof(*starts));
    size_t count = 0;
    int32_t end = INT32_MIN; /* last day of the period at hand */
    if (periods == NULL || starts == NULL)
        return false;
    for (size_t i = 0; i < columns->day_count; i++) {
        int32_t day = columns->day_list[i];
        if (count == 0 || day > end) {
            starts[count] = period_start(axis->kind, day);
            end = period_end(axis->kind, starts[count++]);
        }
        periods[i] = (uint32_t)count - 1;
    }
    axis->periods = periods;
    axis->starts = starts;
    axis->value_count = count;
    return true;
}

static bool find_period(const struct facet_axis *axis, int32_t first_day, uint32_t *number)
{
    size_t low = 0, high = axis->value_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (axis->starts[middle] < first_day)
            low = middle + 1;
        else
            high = middle;
    }
    *number = (uint32_t)low;
    return low < axis->value_count && axis->starts[low] == first_day;
}

/* ---- axes ----------------------------------------------------------------------------------- */

static const struct intern *axis_names(const struct facet_axis *axis)
{
    return axis->list != NULL ? &axis->list->names : &axis->columns->issuer_names;
}

static bool find_value(const struct facet_axis *axis, struct slice value, uint32_t *number)
{
    int32_t first_day = DATE_NONE;
    if (axis->periods == NULL)
        return intern_find(axis_names(axis), value, number);
    return facet_read_period(axis->kind, value, &first_day) && find_period(axis, first_day, number);
}

static void add_missing(struct facet_axis *axis, struct slice value)
{
    for (size_t i = 0; i < axis->missing_count; i++)
        if (slice_equal(axis->missing[i], value))
            return;
    axis->missing[axis->missing_count++] = value;
}

static fund_status mark_selected(struct facet_axis *axis, const struct facets_request *request,
                                 struct arena *arena, struct fund_error *error)
{
    for (size_t i = 0; i < request->selection_count; i++) {
        struct slice value = slice_from(request->selections[i].value);
        uint32_t number = 0;
        if (request->selections[i].facet != axis->kind)
            continue;
        if (axis->is_selected == NULL) {
            axis->is_selected = arena_array(arena, axis->value_count + 1, sizeof(bool));
            axis->missing = arena_array(arena, request->selection_count, sizeof(struct slice));
        }
        if (axis->is_selected == NULL || axis->missing == NULL)
            return error_no_memory(error);
        if (find_value(axis, value, &number))
            axis->is_selected[number] = true;
        else
            add_missing(axis, value);
    }
    return FUND_OK;
}

fund_status facet_axis_make(const struct columns *columns, enum fund_facet_kind kind,
                            const struct facets_request *request, struct arena *arena,
                            struct facet_axis *out, struct fund_error *error)
{
    struct facet_axis axis = {.kind = kind, .columns = columns};
    switch (kind) {
    case FUND_FACET_PERSON:
        axis.list = &columns->lists[COLUMNS_PERSONS];
        break;
    case FUND_FACET_ORGANISATION:
        axis.list = &columns->lists[COLUMNS_ORGANISATIONS];
        break;
    case FUND_FACET_PLACE:
        axis.list = &columns->lists[COLUMNS_PLACES];
        break;
    case FUND_FACET_ISSUER:
        axis.singles = columns->issuers;
        break;
    case FUND_FACET_YEAR:
    case FUND_FACET_MONTH:
    case FUND_FACET_DAY:
        axis.singles = columns->days;
        if (!number_periods(&axis, arena))
            return error_no_memory(error);
        break;
    }
    if (axis.periods == NULL)
        axis.value_count = axis_names(&axis)->count;
    fund_status status = mark_selected(&axis, request, arena, error);
    if (status == FUND_OK)
        *out = axis;
    return status;
}

bool facet_axis_has_selected(const struct facet_axis *axis, uint32_t row)
{
    if (axis->list != NULL) {
        for (uint32_t i = axis->list->starts[row]; i < axis->list->starts[row + 1]; i++)
            if (axis->is_selected[axis->list->numbers[i]])
                return true;
        return false;
    }
    uint32_t value = axis->singles[row];
    if (value == COLUMNS_NONE)
        return false;
    return axis->is_selected[axis->periods != NULL ? axis->periods[value] : value];
}

/* ---- counting ------------------------------------------------------------------------------- */

/* A value with its count. */
struct entry {
    uint32_t number; /* of the axis; beyond its values: of the missing ones */
    uint32_t count;
};

struct counting {
    const struct facet_axis *axis;
    struct arena scratch;
    uint32_t *counts; /* by value */
    uint32_t without; /* hits that have no value */
    struct entry *entries;
    size_t entry_count;
    uint32_t different;
};

/* Whether selections of other facets leave the hit out. */
static inline bool is_left_out(const struct counting *counting, const struct facet_rows *rows,
                               size_t i)
{
    const uint8_t others = (uint8_t)~FUND_FACET_BIT(counting->axis->kind);
    return rows->left_out != NULL && (rows->left_out[i] & others) != 0;
}

/* Has the names of a row that is counted soon brought near; they stand anywhere in memory. */
static inline void fetch_ahead(const struct columns_names *list, const struct facet_rows *rows,
                               size_t i)
{
    if (i + 2 * ROWS_AHEAD >= rows->count)
        return;
    __builtin_prefetch(&list->starts[rows->rows[i + 2 * ROWS_AHEAD]]);
    __builtin_prefetch(&list->numbers[list->starts[rows->rows[i + ROWS_AHEAD]]]);
}

/* Without a branch, which compilers make of the operator. */
static inline uint32_t either(bool is_first, uint32_t first, uint32_t second)
{
    uint32_t mask = -(uint32_t)is_first;
    return (first & mask) | (second & ~mask);
}

/* How many names a row has cannot be foretold: the first few are counted without asking, those that
 * it does not have as values behind the last one. */
_Static_assert(COLUMNS_SPARE == 4, "so many are counted without asking");

static void count_names(struct counting *counting, const struct facet_rows *rows)
{
    const struct columns_names *list = counting->axis->list;
    const uint32_t none = (uint32_t)counting->axis->value_count;
    uint32_t *counts = counting->counts;
    uint32_t without = 0;
    for (size_t i = 0; i < rows->count; i++) {
        fetch_ahead(list, rows, i);
        if (is_left_out(counting, rows, i))
            continue;
        uint32_t start = list->starts[rows->rows[i]];
        const uint32_t *numbers = &list->numbers[start];
        uint32_t size = list->starts[rows->rows[i] + 1] - start;
        counts[either(size > 0, numbers[0], none)]++;
        counts[either(size > 1, numbers[1], none + 1)]++;
        counts[either(size > 2, numbers[2], none + 2)]++;
        counts[either(size > 3, numbers[3], none + 3)]++;
        for (uint32_t k = COLUMNS_SPARE; k < size; k++)
            counts[numbers[k]]++;
        without += size == 0;
    }
    memset(&counts[none], 0, COLUMNS_SPARE * sizeof(*counts));
    counting->without = without;
}

static void count_singles(struct counting *counting, const struct facet_rows *rows)
{
    const struct facet_axis *axis = counting->axis;
    uint32_t *counts = counting->counts;
    uint32_t without = 0;
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t value = axis->singles[rows->rows[i]];
        if (is_left_out(counting, rows, i))
            continue;
        if (value == COLUMNS_NONE)
            without++;
        else
            counts[axis->periods != NULL ? axis->periods[value] : value]++;
    }
    counting->without = without;
}

/* The displayed value; those of periods are written into the buffer. */
static struct slice entry_text(const struct facet_axis *axis, uint32_t number,
                               char buffer[static PERIOD_SIZE])
{
    if (number >= axis->value_count)
        return axis->missing[number - axis->value_count];
    if (axis->periods == NULL)
        return axis_names(axis)->items[number];
    date_format_iso(axis->starts[number], buffer);
    return slice_of(buffer, period_size(axis->kind));
}

/* Whether a stands before b: the higher count, then the name in byte order. */
static bool is_before(const struct facet_axis *axis, const struct entry *a, const struct entry *b)
{
    char first[PERIOD_SIZE], second[PERIOD_SIZE];
    if (a->count != b->count)
        return a->count > b->count;
    return slice_compare(entry_text(axis, a->number, first), entry_text(axis, b->number, second)) <
           0;
}

/* Puts the entry at its place among those from first on; beyond max the last one falls out. */
static void insert(struct counting *counting, size_t first, size_t max, struct entry entry)
{
    struct entry *entries = counting->entries;
    size_t low = first, high = counting->entry_count;
    if (high - first == max && (max == 0 || !is_before(counting->axis, &entry, &entries[high - 1])))
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(counting->axis, &entry, &entries[middle]))
            high = middle;
        else
            low = middle + 1;
    }
    if (counting->entry_count - first < max)
        counting->entry_count++;
    memmove(&entries[low + 1], &entries[low], (counting->entry_count - low - 1) * sizeof(*entries));
    entries[low] = entry;
}

static bool is_listed(const struct counting *counting, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (counting->entries[i].number == number)
            return true;
    return false;
}

/* Selected values are always told: those that are not among the first stand behind them. */
static void add_selected(struct counting *counting)
{
    const struct facet_axis *axis = counting->axis;
    size_t first = counting->entry_count;
    if (axis->is_selected == NULL)
        return;
    for (uint32_t i = 0; i < axis->value_count; i++)
        if (axis->is_selected[i] && !is_listed(counting, first, i))
            insert(counting, first, SIZE_MAX, (struct entry){i, counting->counts[i]});
    for (size_t i = 0; i < axis->missing_count; i++)
        insert(counting, first, SIZE_MAX, (struct entry){(uint32_t)(axis->value_count + i), 0});
}

/* All values that some hit has. */
static void list_all(struct counting *counting)
{
    for (uint32_t i = 0; i < counting->axis->value_count; i++)
        if (counting->counts[i] > 0)
            counting->entries[counting->entry_count++] = (struct entry){i, counting->counts[i]};
    counting->different = (uint32_t)counting->entry_count;
}

/* The most frequent ones. */
static void list_first(struct counting *counting, uint32_t limit)
{
    const size_t end = counting->axis->value_count;
    const uint32_t *counts = counting->counts;
    uint32_t least = 1, different = 0; /* what has fewer is none of the first */
    for (size_t i = 0; i < end; i++) {
        different += counts[i] > 0;
        if (counts[i] < least)
            continue;
        insert(counting, 0, limit, (struct entry){(uint32_t)i, counts[i]});
        if (counting->entry_count == limit && limit > 0)
            least = counting->entries[limit - 1].count;
    }
    counting->different = different;
    add_selected(counting);
}

/* ---- results -------------------------------------------------------------------------------- */

static bool fill_value(const struct facet_axis *axis, const struct entry *entry,
                       struct arena *arena, struct fund_facet_value *value)
{
    char buffer[PERIOD_SIZE];
    bool is_missing = entry->number >= axis->value_count;
    *value = (struct fund_facet_value){
        .count = entry->count, .first_day = FUND_DATE_NONE, .last_day = FUND_DATE_NONE};
    value->is_selected =
        is_missing || (axis->is_selected != NULL && axis->is_selected[entry->number]);
    struct slice text = entry_text(axis, entry->number, buffer);
    if (axis->periods != NULL && facet_read_period(axis->kind, text, &value->first_day))
        value->last_day = period_end(axis->kind, value->first_day);
    value->value = arena_copy(arena, text).data;
    return value->value != NULL;
}

static fund_status hand_out(const struct counting *counting, const struct facet_rows *rows,
                            struct arena *arena, struct fund_facet **out, struct fund_error *error)
{
    struct fund_facet *facet = arena_allocate(arena, sizeof(*facet));
    struct fund_facet_value *values =
        arena_array(arena, counting->entry_count + 1, sizeof(*values));
    bool is_filled = facet != NULL && values != NULL;
    for (size_t i = 0; i < counting->entry_count && is_filled; i++)
        is_filled = fill_value(counting->axis, &counting->entries[i], arena, &values[i]);
    if (!is_filled)
        return error_no_memory(error);
    *facet = (struct fund_facet){.kind = counting->axis->kind,
                                 .values = values,
                                 .value_count = counting->entry_count,
                                 .different = counting->different,
                                 .without = counting->without,
                                 .is_exact = rows->are_all};
    *out = facet;
    return FUND_OK;
}

fund_status facet_count(const struct facet_axis *axis, const struct facet_rows *rows,
                        uint32_t limit, bool is_histogram, struct arena *arena,
                        struct fund_facet **facet, struct fund_error *error)
{
    struct counting counting = {.axis = axis, .scratch = arena_init(SIZE_MAX / 2)};
    size_t most = (is_histogram ? axis->value_count : limit) + FUND_SELECTIONS_MAX + 1;
    fund_status status = FUND_OK;
    counting.counts =
        arena_array(&counting.scratch, axis->value_count + COLUMNS_SPARE, sizeof(uint32_t));
    counting.entries = arena_array(&counting.scratch, most, sizeof(struct entry));
    if (counting.counts == NULL || counting.entries == NULL) {
        status = error_no_memory(error);
    } else {
        if (axis->list != NULL)
            count_names(&counting, rows);
        else
            count_singles(&counting, rows);
        if (is_histogram)
            list_all(&counting);
        else
            list_first(&counting, limit);
        status = hand_out(&counting, rows, arena, facet, error);
    }
    arena_finish(&counting.scratch);
    return status;
}
