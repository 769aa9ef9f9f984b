/*
 * From a query to its facets: all hits, the columns for them, who is left by the selections, counts.
 */
#include "query/lib/facets/facets.h"

#include "query/lib/facets/count.h"
#include "query/lib/facets/shelf.h"

_Static_assert(FUND_FACET_HITS_MAX <= STORE_COLLECT_MAX, "the store collects so many");
_Static_assert(FACETS_COUNT <= 8, "a bit of left_out for each");

static bool needs_names(const struct facets_request *request)
{
    const uint32_t names = FUND_FACET_BIT(FUND_FACET_PERSON) |
                           FUND_FACET_BIT(FUND_FACET_ORGANISATION) |
                           FUND_FACET_BIT(FUND_FACET_PLACE);
    uint32_t wanted = request->facets;
    for (size_t i = 0; i < request->selection_count; i++)
        wanted |= FUND_FACET_BIT(request->selections[i].facet);
    return (wanted & names) != 0;
}

/* ---- finding -------------------------------------------------------------------------------- */

/* The work of one call. */
struct finding {
    const struct facets_request *request;
    const struct columns *columns;
    struct arena scratch;
    struct arena *arena; /* of the results */
    struct facet_axis axes[FACETS_COUNT];
    uint32_t *rows;
    uint8_t
        *left_out; /* by hit: the facets whose selections it does not meet, as bits; NULL: none */
    struct facets *facets;
};

/* Each hit is one of the columns' rows, for both are of one commit and rise. Where no number between
 * is free, its number tells the row. */
static fund_status find_rows(struct finding *finding, struct fund_error *error)
{
    const struct columns *columns = finding->columns;
    const struct store_docids *hits = &finding->facets->hits;
    size_t row = 0, last = columns->row_count - 1;
    bool is_dense = columns->row_count > 0 && columns->docids[last] - columns->docids[0] == last;
    finding->rows = arena_array(&finding->scratch, hits->count + 1, sizeof(*finding->rows));
    if (finding->rows == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < hits->count; i++) {
        if (is_dense && hits->items[i] >= columns->docids[0])
            row = hits->items[i] - columns->docids[0];
        while (row < columns->row_count && columns->docids[row] < hits->items[i])
            row++;
        if (row >= columns->row_count || columns->docids[row] != hits->items[i])
            return error_set(error, FUND_MODIFIED, "release %u came while facets were counted",
                             hits->items[i]);
        finding->rows[i] = (uint32_t)row;
    }
    return FUND_OK;
}

static uint32_t asked_bits(const struct facets_request *request)
{
    uint32_t bits = request->facets | request->histograms;
    for (size_t i = 0; i < request->selection_count; i++)
        bits |= FUND_FACET_BIT(request->selections[i].facet);
    return bits;
}

static fund_status make_axes(struct finding *finding, struct fund_error *error)
{
    uint32_t bits = asked_bits(finding->request);
    fund_status status = FUND_OK;
    for (int i = 0; i < FACETS_COUNT && status == FUND_OK; i++)
        if ((bits & FUND_FACET_BIT(i)) != 0)
            status = facet_axis_make(finding->columns, (enum fund_facet_kind)i, finding->request,
                                     &finding->scratch, &finding->axes[i], error);
    return status;
}

static fund_status apply_selections(struct finding *finding, struct fund_error *error)
{
    size_t count = finding->facets->hits.count;
    bool has_selections = false;
    for (int kind = 0; kind < FACETS_COUNT; kind++)
        has_selections |= finding->axes[kind].is_selected != NULL;
    if (!has_selections)
        return FUND_OK;
    finding->left_out = arena_array(&finding->scratch, count + 1, sizeof(*finding->left_out));
    if (finding->left_out == NULL)
        return error_no_memory(error);
    for (int kind = 0; kind < FACETS_COUNT; kind++) {
        const struct facet_axis *axis = &finding->axes[kind];
        if (axis->is_selected == NULL)
            continue;
        for (size_t i = 0; i < count; i++)
            if (!facet_axis_has_selected(axis, finding->rows[i]))
                finding->left_out[i] |= (uint8_t)FUND_FACET_BIT(kind);
    }
    return FUND_OK;
}

static fund_status count_facets(struct finding *finding, struct fund_error *error)
{
    const struct facets_request *request = finding->request;
    struct facets *facets = finding->facets;
    struct facet_rows rows = {finding->rows, finding->left_out, facets->hits.count,
                              facets->hits.is_complete};
    fund_status status = FUND_OK;
    for (int i = 0; i < FACETS_COUNT && status == FUND_OK; i++) {
        const struct facet_axis *axis = &finding->axes[i];
        if ((request->facets & FUND_FACET_BIT(i)) != 0)
            status = facet_count(axis, &rows, request->limit, false, finding->arena,
                                 &facets->facets[i], error);
        if (status == FUND_OK && (request->histograms & FUND_FACET_BIT(i)) != 0)
            status = facet_count(axis, &rows, request->limit, true, finding->arena,
                                 &facets->histograms[i], error);
    }
    return status;
}

/* Moves the hits that all selections leave to the front. */
static void keep_selected(struct finding *finding)
{
    struct facets *facets = finding->facets;
    for (size_t i = 0; i < facets->hits.count; i++) {
        if (finding->left_out != NULL && finding->left_out[i] != 0)
            continue;
        facets->hits.items[facets->count++] = facets->hits.items[i];
        facets->dated_count += finding->columns->days[finding->rows[i]] != COLUMNS_NONE;
    }
}

static fund_status find(struct finding *finding, struct fund_error *error)
{
    fund_status status = find_rows(finding, error);
    if (status == FUND_OK)
        status = make_axes(finding, error);
    if (status == FUND_OK)
        status = apply_selections(finding, error);
    if (status == FUND_OK)
        status = count_facets(finding, error);
    if (status == FUND_OK)
        keep_selected(finding);
    return status;
}

fund_status facets_find(struct session *session, const struct store_query *query,
                        const struct facets_request *request, struct arena *arena,
                        struct facets *out, struct fund_error *error)
{
    struct facets facets = {.count = 0};
    struct shelf_loan loan = {.columns = NULL};
    fund_status status =
        store_collect(session->reader, query, FUND_FACET_HITS_MAX, &facets.hits, error);
    if (status == FUND_OK)
        status = shelf_lend(session, facets.hits.items, facets.hits.count, needs_names(request),
                            &loan, error);
    if (status == FUND_OK) {
        struct finding finding = {.request = request,
                                  .columns = loan.columns,
                                  .scratch = arena_init(SIZE_MAX / 2),
                                  .arena = arena,
                                  .facets = &facets};
        status = find(&finding, error);
        arena_finish(&finding.scratch);
        shelf_return(&loan);
    }
    if (status != FUND_OK) {
        facets_finish(&facets);
        return status;
    }
    *out = facets;
    return FUND_OK;
}

void facets_finish(struct facets *facets)
{
    store_docids_finish(&facets->hits);
}
