/*
 * A release's text, dates and values as terms.
 */
#include "indexer/ingest.h"

#include "core/base/utf8.h"
#include "indexer/ingest_events.h"
#include "indexer/ingest_forms.h"
#include "indexer/ingest_terms.h"

#include <stdlib.h>

#define STORED_MAX ((size_t)256 * 1024 * 1024)
#define FOLDED_MAX ((size_t)64 * 1024)

/* ---- terms ---------------------------------------------------------------------------------- */

/* False where prefix and stem together are too long, which the text module's limit rules out. */
static bool join(char term[static STORE_TERM_MAX], const char *prefix, struct slice stem,
                 size_t *size)
{
    size_t prefix_size = strlen(prefix);
    if (stem.size > STORE_TERM_MAX - prefix_size)
        return false;
    memcpy(term, prefix, prefix_size);
    if (stem.size > 0)
        memcpy(term + prefix_size, stem.data, stem.size);
    *size = prefix_size + stem.size;
    return true;
}

static void too_long(struct ingest *ingest)
{
    ingest->status =
        error_set(ingest->error, FUND_LIMIT, "a term is longer than %d bytes", STORE_TERM_MAX);
}

void ingest_add_term(struct ingest *ingest, const char *prefix, struct slice stem, uint32_t wdf)
{
    if (ingest->status != FUND_OK)
        return;
    char term[STORE_TERM_MAX];
    size_t size;
    if (join(term, prefix, stem, &size))
        ingest->status =
            store_document_add_term(ingest->document, slice_of(term, size), wdf, ingest->error);
    else
        too_long(ingest);
}

/* In Xapian's table of positions, where that is wanted. */
static void add_stock_position(struct ingest *ingest, const char *prefix, struct slice stem,
                               uint32_t position)
{
    char term[STORE_TERM_MAX];
    size_t size;
    if (ingest->status != FUND_OK || !ingest->has_stock_positions)
        return;
    if (join(term, prefix, stem, &size))
        ingest->status = store_document_add_posting(ingest->document, slice_of(term, size),
                                                    position, 0, ingest->error);
    else
        too_long(ingest);
}

void ingest_add_name_word(struct ingest *ingest, const char *prefix, struct slice word,
                          uint32_t position, uint32_t wdf)
{
    char term[STORE_TERM_MAX];
    size_t size;
    ingest_add_term(ingest, prefix, word, wdf);
    if (ingest->status == FUND_OK && join(term, prefix, word, &size))
        ingest->status =
            positions_add(ingest->name_positions, slice_of(term, size), position, ingest->error);
    add_stock_position(ingest, prefix, word, position);
}

void ingest_add_day(struct ingest *ingest, const char *prefix, int32_t day,
                    enum ingest_digits digits)
{
    struct date_civil civil = date_to_civil(day);
    uint32_t number = (uint32_t)civil.year % 10000u * 10000u + (uint32_t)civil.month % 100u * 100u +
                      (uint32_t)civil.day % 100u;
    char text[8];
    for (size_t i = sizeof(text); i-- > 0; number /= 10)
        text[i] = (char)('0' + number % 10);
    ingest_add_term(ingest, prefix, slice_of(text, (size_t)digits), 0);
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Into SCHEMA_SLOT_POSITIONS, and into Xapian's table where that is wanted. */
static void add_position(struct ingest *ingest, const struct text_term *part)
{
    if (ingest->status != FUND_OK)
        return;
    ingest->status = positions_add(ingest->positions, part->stem, part->position, ingest->error);
    add_stock_position(ingest, SCHEMA_PLACED, part->stem, part->position);
}

/* A word without parts is its own part, but is one term. */
static bool is_whole(const struct text_token *token, struct slice stem)
{
    for (size_t i = 0; i < token->word_count; i++)
        if (slice_equal(token->terms[i].stem, stem))
            return true;
    return false;
}

static void add_part(struct ingest *ingest, const struct text_term *part,
                     const struct text_token *token, const struct schema_field_entry *field)
{
    add_position(ingest, part);
    if (is_whole(token, part->stem))
        return;
    ingest_add_term(ingest, SCHEMA_PART, part->stem, 1);
    if (field->prefix != NULL)
        ingest_add_term(ingest, field->prefix, part->stem, 1);
}

static void add_whole(struct ingest *ingest, struct slice stem,
                      const struct schema_field_entry *field)
{
    if (ingest->status == FUND_OK)
        ingest->status = positions_know(ingest->positions, stem, ingest->error);
    ingest_add_term(ingest, SCHEMA_WORD, stem, field->weight);
    if (field->prefix != NULL)
        ingest_add_term(ingest, field->prefix, stem, 1);
}

/* What is meant by a word beside what is written is a stem without a form. */
static void add_form(struct ingest *ingest, const struct text_token *token, struct slice surface,
                     uint32_t weight)
{
    ingest_forms_add(ingest->forms, ingest, surface, token->folded, token->terms[0].stem, weight);
    for (size_t i = 1; i < token->word_count; i++)
        ingest_forms_add_stem(ingest->forms, token->terms[i].stem);
}

static void add_token(struct ingest *ingest, const struct text_token *token, struct slice text,
                      const struct schema_field_entry *field)
{
    add_form(ingest, token, slice_part(text, token->start, token->end), field->weight);
    for (size_t i = 0; i < token->word_count; i++)
        add_whole(ingest, token->terms[i].stem, field);
    for (size_t i = token->word_count; i < token->term_count; i++)
        add_part(ingest, &token->terms[i], token, field);
    for (size_t i = 0; i < token->inner_count; i++)
        add_part(ingest, &token->inner[i], token, field);
}

static void add_to_signature(struct ingest *ingest, struct slice folded, enum schema_field field)
{
    if (field == SCHEMA_FIELD_TITLE)
        signature_add_title_word(&ingest->signature, folded);
    else if (field == SCHEMA_FIELD_LEAD || field == SCHEMA_FIELD_BODY)
        signature_add_word(&ingest->signature, folded);
}

static void add_text(struct ingest *ingest, const struct release *release)
{
    uint32_t position = 1;
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    signature_start(&ingest->signature);
    ingest_forms_start(ingest->forms);
    while (ingest->status == FUND_OK && release_next_field(release, &walk, &field, &range)) {
        struct slice text = release_part(release, range);
        ingest->status = text_cursor_start(ingest->cursor, text, position, ingest->error);
        if (ingest->status != FUND_OK)
            return;
        struct text_token token;
        while (ingest->status == FUND_OK && text_cursor_next(ingest->cursor, &token)) {
            add_to_signature(ingest, token.folded, field);
            add_token(ingest, &token, text, &schema_fields[field]);
        }
        if (ingest->status == FUND_OK)
            ingest->status = text_cursor_finish(ingest->cursor, &position, ingest->error);
        position += SCHEMA_FIELD_GAP;
    }
    ingest_forms_finish(ingest->forms, ingest);
}

/* ---- dates ---------------------------------------------------------------------------------- */

static void add_published(struct ingest *ingest, int32_t day)
{
    if (day == DATE_NONE)
        return;
    ingest_add_day(ingest, SCHEMA_DAY, day, INGEST_DAY);
    ingest_add_day(ingest, SCHEMA_MONTH, day, INGEST_MONTH);
    ingest_add_day(ingest, SCHEMA_YEAR, day, INGEST_YEAR);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static void add_issuer(struct ingest *ingest, struct slice issuer)
{
    if (issuer.size == 0 || ingest->status != FUND_OK)
        return;
    buffer_clear(&ingest->folded);
    ingest->status = text_fold(issuer, &ingest->folded, ingest->error);
    struct slice folded = buffer_slice(&ingest->folded);
    if (folded.size > TEXT_TERM_MAX)
        folded.size = TEXT_TERM_MAX;
    ingest_add_term(ingest, SCHEMA_ISSUER, folded, 0);
}

static void set_value(struct ingest *ingest, enum schema_slot slot, struct slice value)
{
    if (ingest->status == FUND_OK && value.size > 0)
        ingest->status =
            store_document_set_value(ingest->document, (uint32_t)slot, value, ingest->error);
}

static bool is_listed(const struct release_entities *entities, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (slice_equal(entities->items[i].name, entities->items[index].name))
            return true;
    return false;
}

static void set_names(struct ingest *ingest, enum schema_slot slot,
                      const struct release_entities *entities)
{
    buffer_clear(&ingest->folded);
    for (size_t i = 0; i < entities->count && i < SCHEMA_SLOT_NAMES_MAX; i++) {
        struct slice name = entities->items[i].name;
        if (ingest->status != FUND_OK || name.size == 0 || is_listed(entities, i))
            continue;
        if (ingest->folded.size > 0)
            ingest->status = buffer_append_byte(&ingest->folded, SCHEMA_SEPARATOR, ingest->error);
        name = slice_part(name, 0, utf8_floor(name, SCHEMA_NAME_MAX));
        if (ingest->status == FUND_OK)
            ingest->status = buffer_append(&ingest->folded, name, ingest->error);
    }
    set_value(ingest, slot, buffer_slice(&ingest->folded));
}

static void set_signature(struct ingest *ingest)
{
    char signature[SIGNATURE_SIZE];
    if (signature_finish(&ingest->signature, signature))
        set_value(ingest, SCHEMA_SLOT_SIGNATURE, slice_of(signature, sizeof(signature)));
}

static void set_positions(struct ingest *ingest, enum schema_slot slot,
                          struct positions_builder *positions)
{
    buffer_clear(&ingest->stored);
    if (ingest->status == FUND_OK)
        ingest->status = positions_encode(positions, &ingest->stored, ingest->error);
    set_value(ingest, slot, buffer_slice(&ingest->stored));
}

static void set_values(struct ingest *ingest, const struct release *release,
                       const struct ingest_values *values)
{
    char day[STORE_DAY_SIZE];
    store_encode_day(release->published, day);
    if (release->published != DATE_NONE)
        set_value(ingest, SCHEMA_SLOT_PUBLISHED, slice_of(day, sizeof(day)));
    char moment[STORE_MOMENT_SIZE];
    store_encode_moment(release->embargo, moment);
    if (release->embargo != CLOCK_NONE)
        set_value(ingest, SCHEMA_SLOT_EMBARGO, slice_of(moment, sizeof(moment)));
    struct slice title = release_part(release, release->title);
    if (title.size <= SCHEMA_SLOT_TITLE_MAX)
        set_value(ingest, SCHEMA_SLOT_TITLE, title);
    set_value(ingest, SCHEMA_SLOT_ISSUER, release->issuer);
    set_value(ingest, SCHEMA_SLOT_SOURCE, values->source_state);
    set_value(ingest, SCHEMA_SLOT_REVISION, values->revision);
    set_names(ingest, SCHEMA_SLOT_PERSONS, &release->persons);
    set_names(ingest, SCHEMA_SLOT_ORGANISATIONS, &release->organisations);
    set_names(ingest, SCHEMA_SLOT_PLACES, &release->places);
    set_signature(ingest);
    set_positions(ingest, SCHEMA_SLOT_POSITIONS, ingest->positions);
    set_positions(ingest, SCHEMA_SLOT_NAME_POSITIONS, ingest->name_positions);
}

static void set_data(struct ingest *ingest, const struct release *release)
{
    if (ingest->status != FUND_OK)
        return;
    size_t head_size = 0;
    buffer_clear(&ingest->stored);
    ingest->status = release_encode(release, &ingest->stored, &head_size, ingest->error);
    if (ingest->status == FUND_OK)
        ingest->status = store_document_set_data(ingest->document, buffer_slice(&ingest->stored),
                                                 head_size, ingest->error);
}

fund_status ingest_create(const struct text_analyser *analyser, struct ingest **ingest,
                          struct fund_error *error)
{
    struct ingest *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->stored = buffer_init(STORED_MAX);
    created->folded = buffer_init(FOLDED_MAX);
    fund_status status = text_cursor_create(analyser, &created->cursor, error);
    if (status == FUND_OK)
        status = store_document_create(&created->document, error);
    if (status == FUND_OK)
        status = positions_builder_create(&created->positions, error);
    if (status == FUND_OK)
        status = positions_builder_create(&created->name_positions, error);
    if (status == FUND_OK)
        status = ingest_forms_create(slice_of(NULL, 0), &created->forms, error);
    if (status != FUND_OK) {
        ingest_destroy(created);
        return status;
    }
    *ingest = created;
    return FUND_OK;
}

void ingest_destroy(struct ingest *ingest)
{
    if (ingest == NULL)
        return;
    text_cursor_destroy(ingest->cursor);
    store_document_destroy(ingest->document);
    positions_builder_destroy(ingest->positions);
    positions_builder_destroy(ingest->name_positions);
    ingest_forms_destroy(ingest->forms);
    buffer_finish(&ingest->stored);
    buffer_finish(&ingest->folded);
    free(ingest);
}

fund_status ingest_take_forms(struct ingest *ingest, struct slice table, struct fund_error *error)
{
    struct ingest_forms *taken = NULL;
    fund_status status = ingest_forms_create(table, &taken, error);
    if (status != FUND_OK)
        return status;
    ingest_forms_destroy(ingest->forms);
    ingest->forms = taken;
    return FUND_OK;
}

struct text_cursor *ingest_cursor(struct ingest *ingest)
{
    return ingest->cursor;
}

fund_status ingest_release(struct ingest *ingest, const struct release *release,
                           const struct ingest_values *values,
                           const struct store_document **document, struct fund_error *error)
{
    ingest->error = error;
    ingest->has_stock_positions = values->has_stock_positions;
    ingest->status = store_document_clear(ingest->document, error);
    positions_builder_clear(ingest->positions);
    positions_builder_clear(ingest->name_positions);
    add_text(ingest, release);
    ingest_add_term(ingest, SCHEMA_ID, release->id, 0);
    add_published(ingest, release->published);
    add_issuer(ingest, release->issuer);
    if (values->is_late)
        ingest_add_term(ingest, SCHEMA_LATE, SLICE(SCHEMA_LATE_YES), 0);
    ingest_add_events(ingest, release);
    ingest_add_names(ingest, release);
    set_values(ingest, release, values);
    set_data(ingest, release);
    ingest->error = NULL;
    if (ingest->status == FUND_OK)
        *document = ingest->document;
    return ingest->status;
}
