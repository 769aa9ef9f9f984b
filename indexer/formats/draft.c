/*
 * One text of all parts, the body first, which press.h deals out.
 */
#include "indexer/formats/draft.h"

#include "core/base/utf8.h"
#include "indexer/formats/press.h"
#include "indexer/formats/stamp.h"

#include <stdio.h>

#define ARENA_MAX  ((size_t)256 * 1024 * 1024)
#define PLACE_SIZE 16
#define UNIT_SIZE  40
#define SEPARATOR  SLICE("\n\n")
#define ELLIPSIS   "\xe2\x80\xa6"

void draft_init(struct draft *draft)
{
    *draft = (struct draft){.arena = arena_init(ARENA_MAX),
                            .published = DATE_NONE,
                            .updated = CLOCK_NONE,
                            .embargo = CLOCK_NONE};
}

void draft_finish(struct draft *draft)
{
    arena_finish(&draft->arena);
    draft_init(draft);
}

bool draft_add_medium(struct draft *draft, struct draft_medium medium)
{
    void *items = draft->media;
    if (draft->medium_count >= RELEASE_MEDIA_MAX) {
        draft->notes.oddities |= FORMAT_ODD_CUT;
        return false;
    }
    if (!arena_grow(&draft->arena, &items, draft->medium_count, &draft->medium_capacity,
                    sizeof(*draft->media)))
        return false;
    draft->media = items;
    draft->media[draft->medium_count++] = medium;
    return true;
}

void draft_set_published(struct draft *draft, struct slice text)
{
    struct stamp stamp = {.day = DATE_NONE};
    text = layout_trim(text);
    if (draft->published != DATE_NONE || text.size == 0)
        return;
    if (stamp_read(text, &stamp) && stamp.day != DATE_NONE) {
        draft->published = stamp.day;
        draft->notes.oddities &= ~(unsigned)FORMAT_ODD_WRONG_DATE;
        return;
    }
    size_t size = utf8_floor(text, sizeof(draft->notes.wrong_date) - 1);
    snprintf(draft->notes.wrong_date, sizeof(draft->notes.wrong_date), "%.*s", (int)size,
             text.data);
    draft->notes.oddities |= FORMAT_ODD_WRONG_DATE;
}

int64_t draft_moment(struct slice text)
{
    struct stamp stamp = {.day = DATE_NONE};
    return stamp_read(text, &stamp) && stamp.day != DATE_NONE ? stamp.moment : CLOCK_NONE;
}

/* ---- text ----------------------------------------------------------------------------------- */

struct writer {
    struct draft *draft;
    struct buffer text;
    struct release *release;
    struct fund_error *error;
};

static fund_status clean(struct writer *writer, struct slice text)
{
    struct text_repairs repairs = {0};
    fund_status status = text_clean(text, &writer->text, &repairs, writer->error);
    if (repairs.malformed > 0)
        writer->draft->notes.oddities |= FORMAT_ODD_MALFORMED;
    if (repairs.nul > 0)
        writer->draft->notes.oddities |= FORMAT_ODD_NUL;
    return status;
}

static fund_status append(struct writer *writer, struct slice text, struct layout_block *block)
{
    *block = (struct layout_block){0, 0};
    if (layout_trim(text).size == 0)
        return FUND_OK;
    fund_status status = buffer_append(&writer->text, SEPARATOR, writer->error);
    size_t start = writer->text.size;
    if (status == FUND_OK)
        status = clean(writer, text);
    struct slice whole = buffer_slice(&writer->text);
    struct slice kept = layout_trim(slice_part(whole, start, whole.size));
    if (status == FUND_OK && kept.size > 0) {
        size_t at = (size_t)(kept.data - whole.data);
        *block = (struct layout_block){(uint32_t)at, (uint32_t)(at + kept.size)};
    }
    return status;
}

/* "Der Rat tagt am …" of a body that begins with "Der Rat tagt am Montag". */
static bool is_front_of(struct slice teaser, struct slice body)
{
    static const char *const ends[] = {ELLIPSIS, "...", "[" ELLIPSIS "]", "[...]", "(...)"};
    teaser = layout_trim(teaser);
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (slice_ends_with(teaser, slice_from(ends[i])))
            teaser = layout_trim(slice_part(teaser, 0, teaser.size - strlen(ends[i])));
    return layout_begins_with(body, teaser);
}

/* The body may begin with the title again. */
static bool is_teaser(const struct draft *draft)
{
    size_t line = slice_find(draft->body, SLICE("\n"));
    struct slice rest = slice_part(draft->body, line, draft->body.size);
    bool has_title = layout_same(slice_part(draft->body, 0, line), draft->title);
    return is_front_of(draft->lead, draft->body) || (has_title && is_front_of(draft->lead, rest));
}

static fund_status append_media(struct writer *writer, struct press_medium *media)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < writer->draft->medium_count && status == FUND_OK; i++) {
        const struct draft_medium *medium = &writer->draft->media[i];
        status = append(writer, medium->title, &media[i].title);
        if (status == FUND_OK)
            status = append(writer, medium->credit, &media[i].credit);
        if (status == FUND_OK)
            status = append(writer, medium->caption, &media[i].caption);
    }
    return status;
}

/* The blocks lie in the text, which may move until all of it is there. */
static fund_status append_all(struct writer *writer, struct press_given *given)
{
    struct draft *draft = writer->draft;
    struct press_medium *media =
        arena_array(&draft->arena, draft->medium_count, sizeof(struct press_medium));
    if (media == NULL)
        return error_no_memory(writer->error);
    fund_status status = clean(writer, draft->body);
    given->body_size = writer->text.size;
    struct slice lead = is_teaser(draft) ? slice_of("", 0) : draft->lead;
    if (status == FUND_OK)
        status = append(writer, draft->title, &given->title);
    if (status == FUND_OK)
        status = append(writer, draft->subtitle, &given->subtitle);
    if (status == FUND_OK)
        status = append(writer, lead, &given->lead);
    if (status == FUND_OK)
        status = append(writer, draft->contact, &given->contact);
    if (status == FUND_OK)
        status = append_media(writer, media);
    given->media = media;
    given->medium_count = draft->medium_count;
    given->published = draft->published;
    return status;
}

/* ---- the rest ------------------------------------------------------------------------------- */

/* On one line, clean, in the release; empty where longer than most bytes. */
static fund_status copy_line(struct writer *writer, struct slice text, size_t most,
                             struct slice *out)
{
    text = layout_trim(text);
    if (text.size == 0 || text.size > most)
        return FUND_OK;
    buffer_clear(&writer->text);
    fund_status status = clean(writer, text);
    if (status != FUND_OK)
        return status;
    for (size_t i = 0; i < writer->text.size; i++)
        if (writer->text.data[i] == '\n' || writer->text.data[i] == '\t')
            writer->text.data[i] = ' ';
    *out = arena_copy(&writer->release->arena, layout_trim(buffer_slice(&writer->text)));
    return out->data != NULL ? FUND_OK : error_no_memory(writer->error);
}

static fund_status copy_lines(struct writer *writer, struct format_entry *entry)
{
    struct draft *draft = writer->draft;
    struct slice issuer = {NULL, 0};
    fund_status status = copy_line(writer, draft->own_id, DRAFT_ID_MAX, &entry->own_id);
    if (status == FUND_OK)
        status = copy_line(writer, draft->url, DRAFT_ID_MAX, &writer->release->url);
    if (status == FUND_OK)
        status = copy_line(writer, draft->issuer, SCHEMA_NAME_MAX, &issuer);
    if (issuer.size > 0)
        writer->release->issuer = issuer;
    return status;
}

static fund_status make_release(struct writer *writer, struct format_entry *entry)
{
    struct draft *draft = writer->draft;
    struct press_given given = {.published = DATE_NONE};
    fund_status status = append_all(writer, &given);
    bool is_empty = layout_trim(buffer_slice(&writer->text)).size == 0;
    if (status == FUND_OK && !(draft->is_deleted && is_empty))
        status = press_read(buffer_slice(&writer->text), &given, writer->release, &draft->notes,
                            writer->error);
    if (status == FUND_OK)
        status = copy_lines(writer, entry);
    writer->release->updated = draft->updated;
    writer->release->embargo = draft->embargo;
    entry->keeps_id = draft->keeps_id;
    entry->is_deleted = draft->is_deleted;
    entry->notes = draft->notes;
    if (entry->notes.oddities & FORMAT_ODD_WRONG_DATE)
        entry->notes.oddities &= ~(unsigned)FORMAT_ODD_NO_DATE;
    return status;
}

static void tell(const struct draft *draft, const struct format_sink *sink, const char *reason)
{
    char place[UNIT_SIZE] = "";
    if (draft->unit != NULL)
        snprintf(place, sizeof(place), "%.20s %u", draft->unit, draft->place);
    sink->problem(sink->context, draft->unit != NULL ? place : NULL, reason);
}

fund_status draft_emit(struct draft *draft, const struct format_sink *sink,
                       struct fund_error *error)
{
    char place[PLACE_SIZE];
    struct release release;
    struct fund_error reason;
    release_init(&release);
    struct writer writer = {draft, buffer_init(RELEASE_TEXT_MAX), &release, &reason};
    struct format_entry entry = {.release = &release};
    if (draft->unit != NULL) {
        int size = snprintf(place, sizeof(place), "%u", draft->place);
        entry.place = slice_of(place, (size_t)size);
    }
    fund_status status = make_release(&writer, &entry);
    if (status == FUND_OK) {
        status = sink->take(sink->context, &entry, error);
    } else if (status == FUND_INVALID_ARGUMENT || status == FUND_LIMIT) {
        tell(draft, sink, reason.message);
        status = FUND_OK;
    } else {
        error_set(error, status, "%s", reason.message);
    }
    buffer_finish(&writer.text);
    release_finish(&release);
    return status;
}
