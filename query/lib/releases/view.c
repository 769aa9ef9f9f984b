/*
 * Single releases: from the archive, through release_decode, into struct fund_release_view.
 */
#include "query/lib/releases/view.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/build.h"
#include "query/lib/names/merge.h"
#include "query/lib/names/persons.h"
#include "query/lib/base/embargo.h"

#include <stdlib.h>

/* Begins the question for the head of a document; other ones begin with other bytes. */
#define HEAD_QUESTION 'H'

struct fund_release {
    struct release release; /* as decoded; the view's strings are copies that end in a NUL */
    struct arena arena;
    struct fund_release_view view;
};

bool view_string(struct arena *arena, struct slice text, const char **out)
{
    struct slice copy = arena_copy(arena, text);
    if (copy.data == NULL)
        return false;
    *out = copy.data;
    return true;
}

bool view_optional_string(struct arena *arena, struct slice text, const char **out)
{
    if (text.size > 0)
        return view_string(arena, text, out);
    *out = NULL;
    return true;
}

static struct fund_range range_of(struct range range)
{
    return (struct fund_range){range.start, range.end};
}

static bool copy_strings(struct arena *arena, const struct slice *from, size_t count,
                         const char *const **out)
{
    const char **strings = arena_array(arena, count, sizeof(*strings));
    bool is_copied = strings != NULL;
    for (size_t i = 0; i < count && is_copied; i++)
        is_copied = view_string(arena, from[i], &strings[i]);
    *out = strings;
    return is_copied;
}

static bool copy_ranges(struct arena *arena, const struct range *from, size_t count,
                        const struct fund_range **out)
{
    struct fund_range *ranges = arena_array(arena, count, sizeof(*ranges));
    if (ranges == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        ranges[i] = range_of(from[i]);
    *out = ranges;
    return true;
}

static bool copy_entity(struct arena *arena, const struct release_entity *from,
                        struct fund_entity *to)
{
    to->alias_count = from->alias_count;
    to->mention_count = from->mention_count;
    return view_string(arena, from->name, &to->name) &&
           view_optional_string(arena, from->title, &to->title) &&
           view_optional_string(arena, from->role, &to->role) &&
           copy_strings(arena, from->aliases, from->alias_count, &to->aliases) &&
           copy_ranges(arena, from->mentions, from->mention_count, &to->mentions);
}

static bool copy_entities(struct arena *arena, const struct release_entities *from,
                          const struct fund_entity **out, size_t *count)
{
    struct fund_entity *entities = arena_array(arena, from->count, sizeof(*entities));
    bool is_copied = entities != NULL;
    for (size_t i = 0; i < from->count && is_copied; i++)
        is_copied = copy_entity(arena, &from->items[i], &entities[i]);
    *out = entities;
    *count = from->count;
    return is_copied;
}

static bool copy_media(struct arena *arena, const struct release *release,
                       struct fund_release_view *view)
{
    struct fund_medium *media = arena_array(arena, release->media_count, sizeof(*media));
    if (media == NULL)
        return false;
    for (size_t i = 0; i < release->media_count; i++) {
        const struct release_media *from = &release->media[i];
        media[i] = (struct fund_medium){range_of(from->title), range_of(from->credit),
                                        range_of(from->caption)};
    }
    view->media = media;
    view->medium_count = release->media_count;
    return true;
}

static enum fund_precision precision_of(enum release_precision precision)
{
    switch (precision) {
    case RELEASE_DATE_DAY:
        return FUND_PRECISION_DAY;
    case RELEASE_DATE_RANGE:
        return FUND_PRECISION_RANGE;
    case RELEASE_DATE_MONTH:
        return FUND_PRECISION_MONTH;
    case RELEASE_DATE_YEAR:
        return FUND_PRECISION_YEAR;
    case RELEASE_DATE_RECURRING:
        return FUND_PRECISION_RECURRING;
    case RELEASE_DATE_APPROXIMATE:
        break;
    }
    return FUND_PRECISION_APPROXIMATE;
}

static bool copy_dates(struct arena *arena, const struct release *release,
                       struct fund_release_view *view)
{
    struct fund_date *dates = arena_array(arena, release->date_count, sizeof(*dates));
    if (dates == NULL)
        return false;
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *from = &release->dates[i];
        dates[i] = (struct fund_date){range_of(from->range), from->first_day, from->last_day,
                                      precision_of(from->precision)};
    }
    view->dates = dates;
    view->date_count = release->date_count;
    return true;
}

static bool fill_view(struct fund_release *release)
{
    const struct release *from = &release->release;
    struct fund_release_view *view = &release->view;
    struct arena *arena = &release->arena;
    view->published = from->published;
    view->updated = from->updated;
    view->text_size = from->text.size;
    view->title = range_of(from->title);
    view->subtitle = range_of(from->subtitle);
    view->lead = range_of(from->lead);
    view->body = range_of(from->body);
    view->contact = range_of(from->contact);
    return view_string(arena, from->id, &view->id) && view_string(arena, from->file, &view->file) &&
           view_optional_string(arena, from->issuer, &view->issuer) &&
           view_optional_string(arena, from->url, &view->url) &&
           view_string(arena, from->text, &view->text) && copy_media(arena, from, view) &&
           copy_entities(arena, &from->persons, &view->persons, &view->person_count) &&
           copy_entities(arena, &from->organisations, &view->organisations,
                         &view->organisation_count) &&
           copy_entities(arena, &from->places, &view->places, &view->place_count) &&
           copy_dates(arena, from, view);
}

fund_status view_stored(struct session *session, store_docid docid, struct release *release,
                        struct fund_error *error)
{
    struct slice data = {NULL, 0};
    fund_status status = store_reader_data(session->reader, docid, &data, error);
    return status == FUND_OK ? release_decode(data, release, error) : status;
}

/* Unpacking a head is most of what a hit without a snippet takes, and many queries find the same
 * releases. */
static fund_status load_head(struct session *session, store_docid docid, struct slice *head,
                             struct fund_error *error)
{
    char question[1 + sizeof(docid)] = {HEAD_QUESTION};
    memcpy(question + 1, &docid, sizeof(docid));
    struct slice asked = slice_of(question, sizeof(question));
    if (walk_cache_recall(session->walks, asked, head))
        return FUND_OK;
    fund_status status = store_reader_first_data(session->reader, docid, head, error);
    if (status == FUND_OK)
        walk_cache_note(session->walks, asked, *head);
    return status;
}

fund_status view_head(struct session *session, store_docid docid, struct release *release,
                      struct fund_error *error)
{
    struct slice head = {NULL, 0};
    fund_status status = load_head(session, docid, &head, error);
    return status == FUND_OK ? release_decode_head(head, release, error) : status;
}

/* *out stays NULL where the release must not be shown yet. */
fund_status view_read(struct session *session, store_docid docid, fund_release **out,
                      struct fund_error *error)
{
    fund_release *release = calloc(1, sizeof(*release));
    if (release == NULL)
        return error_no_memory(error);
    release->arena = arena_init(SIZE_MAX / 2);
    release_init(&release->release);
    fund_status status = view_stored(session, docid, &release->release, error);
    bool is_hidden = status == FUND_OK && embargo_lies_ahead(release->release.embargo);
    if (status == FUND_OK)
        status = persons_resolve(session, &release->release, error);
    if (status == FUND_OK)
        status = merge_names(&release->release, error);
    if (status == FUND_OK && !fill_view(release))
        status = error_no_memory(error);
    if (status != FUND_OK || is_hidden) {
        fund_release_free(release);
        return status;
    }
    *out = release;
    return FUND_OK;
}

fund_status view_find(struct session *session, struct slice id, store_docid *docid,
                      struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    struct slice term;
    *docid = 0;
    if (id.size > SCHEMA_NAME_MAX || !build_join(SCHEMA_ID, id, bytes, &term))
        return FUND_OK;
    return store_reader_find(session->reader, term, docid, error);
}

fund_status view_require(struct session *session, struct slice id, store_docid *docid,
                         struct fund_error *error)
{
    store_docid found = 0;
    fund_status status = view_find(session, id, &found, error);
    if (status != FUND_OK)
        return status;
    if (found == 0)
        return error_set(error, FUND_NOT_FOUND, "no release has the id '%.*s'",
                         (int)(id.size < SCHEMA_NAME_MAX ? id.size : SCHEMA_NAME_MAX), id.data);
    *docid = found;
    return FUND_OK;
}

/* FUND_NOT_FOUND also where it must not be shown yet. */
static fund_status read_by_id(struct session *session, struct slice id, fund_release **release,
                              struct fund_error *error)
{
    store_docid docid = 0;
    fund_status status = view_require(session, id, &docid, error);
    fund_release *found = NULL;
    if (status == FUND_OK)
        status = view_read(session, docid, &found, error);
    if (status != FUND_OK)
        return status;
    if (found == NULL)
        return error_set(error, FUND_NOT_FOUND, "no release has the id '%.*s'",
                         (int)(id.size < SCHEMA_NAME_MAX ? id.size : SCHEMA_NAME_MAX), id.data);
    *release = found;
    return FUND_OK;
}

struct loading {
    struct slice id;
    fund_release *release;
};

static fund_status load(struct session *session, void *context, struct fund_error *error)
{
    struct loading *loading = context;
    return read_by_id(session, loading->id, &loading->release, error);
}

fund_status fund_archive_release(fund_archive *archive, const char *id, fund_release **release,
                                 struct fund_error *error)
{
    if (archive == NULL || id == NULL || release == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_release: archive, id or release is NULL");
    struct loading loading = {slice_from(id), NULL};
    if (utf8_valid_prefix(loading.id) < loading.id.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "the id is no well-formed UTF-8");
    fund_status status = session_run(archive, load, &loading, error);
    if (status == FUND_OK)
        *release = loading.release;
    return status;
}

const struct fund_release_view *fund_release_view(const fund_release *release)
{
    return release != NULL ? &release->view : NULL;
}

void fund_release_free(fund_release *release)
{
    if (release == NULL)
        return;
    release_finish(&release->release);
    arena_finish(&release->arena);
    free(release);
}
