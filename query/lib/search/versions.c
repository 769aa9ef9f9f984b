/*
 * Folding the releases of a stretch, and laying stretches out into pages.
 */
#include "query/lib/search/versions.h"

#include "core/schema/release.h"
#include "core/schema/schema.h"
#include "core/schema/signature.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define NO_GROUP UINT32_MAX

/* A release of the stretch. */
struct member {
    struct signature signature;
    bool has_signature, has_day_read;
    int32_t day;
    uint32_t group; /* number of the release that stands for it; its own where it does itself */
};

/* Where a document stands in the stretch. */
struct place {
    store_docid docid;
    size_t at;
};

/* A page in the making. */
struct folding {
    struct session *session;
    struct page *page;
    struct page window;        /* as fetched; holds whole stretches */
    const store_docid *docids; /* of the stretch: in the window */
    const double *scores;
    const bool *is_relaxed;
    size_t count;
    struct member members[VERSIONS_STRETCH];
    uint32_t skip, limit; /* hits still to leave out, and to put on the page in all */
};

/* ---- one stretch ---------------------------------------------------------------------------- */

static int compare_docids(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

/* Reads all signatures, in the order in which they are stored. */
static fund_status read_signatures(struct folding *folding, struct fund_error *error)
{
    struct place places[VERSIONS_STRETCH];
    for (size_t i = 0; i < folding->count; i++)
        places[i] = (struct place){folding->docids[i], i};
    qsort(places, folding->count, sizeof(*places), compare_docids);
    struct store_values *values = NULL;
    fund_status status =
        store_values_open(folding->session->reader, SCHEMA_SLOT_SIGNATURE, &values, error);
    for (size_t i = 0; i < folding->count && status == FUND_OK; i++) {
        struct member *member = &folding->members[places[i].at];
        struct slice value = {NULL, 0};
        status = store_values_at(values, places[i].docid, &value, error);
        member->has_signature = status == FUND_OK && signature_read(value, &member->signature);
        member->has_day_read = false;
        member->day = DATE_NONE;
        member->group = (uint32_t)places[i].at;
    }
    store_values_destroy(values);
    return status;
}

static fund_status read_day(struct folding *folding, size_t at, struct fund_error *error)
{
    struct member *member = &folding->members[at];
    struct slice value = {NULL, 0};
    if (member->has_day_read)
        return FUND_OK;
    fund_status status = store_reader_value(folding->session->reader, folding->docids[at],
                                            SCHEMA_SLOT_PUBLISHED, &value, error);
    if (status == FUND_OK && !store_decode_day(value, &member->day))
        member->day = DATE_NONE;
    member->has_day_read = status == FUND_OK;
    return status;
}

static uint32_t days_between(int32_t left, int32_t right)
{
    if (left == DATE_NONE || right == DATE_NONE)
        return SIGNATURE_NO_DAYS;
    int64_t days = (int64_t)left - right;
    return (uint32_t)(days < 0 ? -days : days);
}

/* Sets *is_version where the release at `at` is one of that at `first`; days are read when needed. */
static fund_status compare(struct folding *folding, size_t first, size_t at, bool *is_version,
                           struct fund_error *error)
{
    const struct member *left = &folding->members[first], *right = &folding->members[at];
    *is_version = signature_is_version(&left->signature, &right->signature, 0);
    if (!*is_version)
        return FUND_OK;
    fund_status status = read_day(folding, first, error);
    if (status == FUND_OK)
        status = read_day(folding, at, error);
    if (status == FUND_OK)
        *is_version = signature_is_version(&left->signature, &right->signature,
                                           days_between(left->day, right->day));
    return status;
}

/* Finds the first hit of the stretch that the release is a version of. */
static fund_status find_group(struct folding *folding, size_t at, struct fund_error *error)
{
    struct member *member = &folding->members[at];
    fund_status status = FUND_OK;
    for (size_t i = 0; i < at && status == FUND_OK && member->has_signature; i++) {
        bool is_version = false;
        if (folding->members[i].group != i || !folding->members[i].has_signature)
            continue;
        status = compare(folding, i, at, &is_version, error);
        if (is_version && status == FUND_OK) {
            member->group = (uint32_t)i;
            return FUND_OK;
        }
    }
    return status;
}

/* ---- pages ---------------------------------------------------------------------------------- */

struct other {
    int32_t day;
    store_docid docid;
};

/* Newest first, DATE_NONE last. */
static int compare_others(const void *left, const void *right)
{
    const struct other *a = left, *b = right;
    if (a->day != b->day)
        return a->day > b->day ? -1 : 1;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static void add_hit(struct folding *folding, size_t first)
{
    struct page *page = folding->page;
    struct other others[VERSIONS_STRETCH];
    size_t count = 0;
    for (size_t i = first + 1; i < folding->count; i++)
        if (folding->members[i].group == first)
            others[count++] = (struct other){folding->members[i].day, folding->docids[i]};
    qsort(others, count, sizeof(*others), compare_others);
    page->docids[page->count] = folding->docids[first];
    page->scores[page->count] = folding->scores[first];
    page->is_relaxed[page->count] = folding->is_relaxed[first];
    page->other_starts[page->count] = (uint32_t)page->others_used;
    page->other_counts[page->count] = (uint32_t)count;
    page->count++;
    for (size_t i = 0; i < count; i++)
        page->others[page->others_used++] = others[i].docid;
}

/* Folds the stretch and puts its hits on the page, as far as they belong there. */
static fund_status add_stretch(struct folding *folding, struct fund_error *error)
{
    fund_status status = read_signatures(folding, error);
    for (size_t i = 0; i < folding->count && status == FUND_OK; i++)
        status = find_group(folding, i, error);
    for (size_t i = 0; i < folding->count && status == FUND_OK; i++) {
        if (folding->members[i].group != i || folding->page->count == folding->limit)
            continue;
        if (folding->skip > 0)
            folding->skip--;
        else
            add_hit(folding, i);
    }
    return status;
}

/* Folds what was fetched, stretch by stretch. */
static fund_status add_window(struct folding *folding, struct fund_error *error)
{
    const struct page *window = &folding->window;
    fund_status status = FUND_OK;
    for (size_t at = 0; at < window->count && status == FUND_OK; at += folding->count) {
        folding->docids = window->docids + at;
        folding->scores = window->scores + at;
        folding->is_relaxed = window->is_relaxed + at;
        folding->count =
            window->count - at < VERSIONS_STRETCH ? window->count - at : VERSIONS_STRETCH;
        status = add_stretch(folding, error);
    }
    return status;
}

/* Beyond the reach of folding each release is a hit. */
static fund_status add_rest(struct folding *folding, versions_fetch fetch, void *context,
                            struct fund_error *error)
{
    struct page *page = folding->page, *rest = &folding->window;
    uint32_t first = VERSIONS_REACH + folding->skip;
    uint32_t left = folding->limit - (uint32_t)page->count;
    if (first >= FUND_WINDOW_MAX)
        return FUND_OK;
    if (left > FUND_WINDOW_MAX - first)
        left = FUND_WINDOW_MAX - first;
    fund_status status = fetch(context, first, left, rest, error);
    if (status != FUND_OK)
        return status;
    for (size_t i = 0; i < rest->count; i++, page->count++) {
        page->docids[page->count] = rest->docids[i];
        page->scores[page->count] = rest->scores[i];
        page->is_relaxed[page->count] = rest->is_relaxed[i];
    }
    return FUND_OK;
}

/* The stretches that surely hold the page, and where hits were folded one more after the other. */
static fund_status fill_page(struct folding *folding, versions_fetch fetch, void *context,
                             struct fund_error *error)
{
    struct page *page = folding->page;
    uint32_t last = folding->skip + folding->limit + VERSIONS_STRETCH - 1;
    uint32_t size = last - last % VERSIONS_STRETCH;
    for (uint32_t at = 0; at < VERSIONS_REACH; at += size, size = VERSIONS_STRETCH) {
        if (size > VERSIONS_REACH - at)
            size = VERSIONS_REACH - at;
        fund_status status = fetch(context, at, size, &folding->window, error);
        if (status == FUND_OK)
            status = add_window(folding, error);
        if (status != FUND_OK)
            return status;
        page->total = folding->window.total;
        page->is_exact = folding->window.is_exact;
        if (page->count == folding->limit || folding->window.count < size)
            return FUND_OK;
    }
    return add_rest(folding, fetch, context, error);
}

fund_status versions_fold(struct session *session, versions_fetch fetch, void *context,
                          uint32_t offset, uint32_t limit, struct page *page,
                          struct fund_error *error)
{
    struct folding *folding = malloc(sizeof(*folding));
    if (folding == NULL)
        return error_no_memory(error);
    folding->session = session;
    folding->page = page;
    folding->skip = offset;
    folding->limit = limit;
    folding->window.count = 0;
    page->count = page->others_used = 0;
    memset(page->other_counts, 0, sizeof(page->other_counts));
    fund_status status = fill_page(folding, fetch, context, error);
    free(folding);
    return status;
}

static fund_status read_one(struct session *session, store_docid docid, struct member *member,
                            struct fund_error *error)
{
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_value(session->reader, docid, SCHEMA_SLOT_SIGNATURE, &value, error);
    if (status == FUND_OK)
        member->has_signature = signature_read(value, &member->signature);
    if (status == FUND_OK)
        status = store_reader_value(session->reader, docid, SCHEMA_SLOT_PUBLISHED, &value, error);
    if (status == FUND_OK && !store_decode_day(value, &member->day))
        member->day = DATE_NONE;
    return status;
}

fund_status versions_leave_out(struct session *session, store_docid docid, struct page *page,
                               struct fund_error *error)
{
    struct member own = {0}, other = {0};
    size_t kept = 0;
    fund_status status = read_one(session, docid, &own, error);
    for (size_t i = 0; i < page->count && own.has_signature && status == FUND_OK; i++) {
        status = read_one(session, page->docids[i], &other, error);
        if (status == FUND_OK && other.has_signature &&
            signature_is_version(&own.signature, &other.signature,
                                 days_between(own.day, other.day)))
            continue;
        page->docids[kept] = page->docids[i];
        page->scores[kept++] = page->scores[i];
    }
    if (own.has_signature && status == FUND_OK)
        page->count = kept;
    return status;
}

/* ---- telling -------------------------------------------------------------------------------- */

static fund_status tell(struct session *session, store_docid docid, struct arena *arena,
                        struct fund_version *version, struct fund_error *error)
{
    struct release release;
    release_init(&release);
    fund_status status = view_head(session, docid, &release, error);
    version->published = release.published;
    if (status == FUND_OK &&
        !(view_string(arena, release.id, &version->id) &&
          view_string(arena, release.file, &version->file) &&
          view_string(arena, release_part(&release, release.title), &version->title)))
        status = error_no_memory(error);
    release_finish(&release);
    return status;
}

fund_status versions_tell(struct session *session, const struct page *page, size_t n,
                          struct arena *arena, struct fund_hit *hit, struct fund_error *error)
{
    size_t count = page->other_counts[n];
    hit->versions = 1 + (uint32_t)count;
    if (count > VERSIONS_LISTED_MAX)
        count = VERSIONS_LISTED_MAX;
    struct fund_version *others = arena_array(arena, count, sizeof(*others));
    fund_status status = others != NULL ? FUND_OK : error_no_memory(error);
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = tell(session, page->others[page->other_starts[n] + i], arena, &others[i], error);
    hit->other_versions = others;
    hit->other_version_count = count;
    return status;
}
