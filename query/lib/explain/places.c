/*
 * Where a release has a part of a query: the marks of its whole text, put together.
 */
#include "core/schema/schema.h"
#include "query/lib/explain/explain.h"
#include "query/lib/snippet/snippet.h"

#include <stdio.h>

/* Longest piece of text that is shown, in bytes. */
#define SHOWN_MAX 120

struct place {
    enum fund_mark mark;
    enum schema_field field;
    struct slice text;
    size_t count;
};

struct places {
    struct place items[EXPLAIN_PLACES_MAX];
    size_t count;
};

static enum schema_field field_at(const struct release *release, size_t at)
{
    size_t walk = 0;
    enum schema_field field, found = SCHEMA_FIELD_BODY;
    struct range range;
    while (release_next_field(release, &walk, &field, &range))
        if (range.start <= at && at < range.end)
            found = field;
    return found;
}

static void add(struct places *places, const struct place *place)
{
    for (size_t i = 0; i < places->count; i++) {
        struct place *known = &places->items[i];
        if (known->mark == place->mark && known->field == place->field &&
            slice_equal(known->text, place->text)) {
            known->count++;
            return;
        }
    }
    if (places->count < EXPLAIN_PLACES_MAX)
        places->items[places->count++] = *place;
}

static const char *field_text(enum schema_field field)
{
    static const char *const texts[SCHEMA_FIELD_COUNT] = {
        [SCHEMA_FIELD_TITLE] = "title",
        [SCHEMA_FIELD_SUBTITLE] = "subtitle",
        [SCHEMA_FIELD_LEAD] = "lead",
        [SCHEMA_FIELD_BODY] = "body",
        [SCHEMA_FIELD_MEDIA_TITLE] = "title of a picture",
        [SCHEMA_FIELD_MEDIA_CREDIT] = "credit of a picture",
        [SCHEMA_FIELD_MEDIA_CAPTION] = "caption",
        [SCHEMA_FIELD_CONTACT] = "contact",
    };
    return texts[field];
}

static const char *how_text(enum fund_mark mark)
{
    static const char *const texts[] = {
        [FUND_MARK_NONE] = "as it is",      [FUND_MARK_EXACT] = "the very word",
        [FUND_MARK_STEM] = "another form",  [FUND_MARK_PART] = "part of a word",
        [FUND_MARK_ALIAS] = "another name", [FUND_MARK_FUZZY] = "corrected",
    };
    return texts[mark];
}

static fund_status visit_places(const struct places *places, explain_visitor visit, void *context,
                                struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < places->count && status == FUND_OK; i++) {
        const struct place *place = &places->items[i];
        char how[128];
        int size =
            snprintf(how, sizeof(how), "%s, %s", how_text(place->mark), field_text(place->field));
        if (place->count > 1)
            size += snprintf(how + size, sizeof(how) - (size_t)size, ", %zu times", place->count);
        status = visit(context, place->text, slice_of(how, (size_t)size), error);
    }
    return status;
}

fund_status explain_places(struct session *session, const struct plan *plan,
                           const struct plan_part *part, const struct release *release,
                           explain_visitor visit, void *context, struct fund_error *error)
{
    struct plan alone = *plan;
    const struct plan_part *leaf = part;
    struct arena scratch = arena_init(SIZE_MAX / 2);
    struct name_context names = {
        session->reader, session->cursor, &scratch, session->aliases, NULL, session->walks, NULL};
    struct snippet_finder *finder = NULL;
    struct snippet_matches matches = {NULL, 0, 0, NULL, 0};
    struct places places = {.count = 0};
    alone.leaves = (struct plan_leaves){&leaf, 1, 1};
    fund_status status = snippet_finder_create(&alone, session->reader, true, &finder, error);
    if (status == FUND_OK)
        status = snippet_find(finder, &names, release, &matches, error);
    for (size_t i = 0; i < matches.count && status == FUND_OK; i++) {
        const struct snippet_match *match = &matches.items[i];
        struct place place = {match->mark, field_at(release, match->start),
                              slice_part(release->text, match->start, match->end), 1};
        bool is_elsewhere = part->asked->in_title && place.field > SCHEMA_FIELD_SUBTITLE;
        if (place.text.size <= SHOWN_MAX && !is_elsewhere)
            add(&places, &place);
    }
    if (status == FUND_OK)
        status = visit_places(&places, visit, context, error);
    snippet_finder_destroy(finder);
    arena_finish(&scratch);
    return status;
}
