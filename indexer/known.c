/*
 * See known.h. The tables are open-addressed by the hash of the source, which is one already.
 */
#include "indexer/known.h"

#include "indexer/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define ID_MAX         256
#define TABLE_SIZE_MIN 1024

struct known known_init(void)
{
    return (struct known){.id_term = buffer_init(ID_MAX)};
}

void known_finish(struct known *known)
{
    free(known->releases.slots);
    free(known->records.slots);
    buffer_finish(&known->id_term);
    *known = known_init();
}

void known_record_key(uint64_t source_hash, char key[static KNOWN_KEY_SIZE])
{
    snprintf(key, KNOWN_KEY_SIZE, "%s%016" PRIx64, SCHEMA_META_FILE, source_hash);
}

/* ---- tables --------------------------------------------------------------------------------- */

static bool is_free(const struct known_entry *entry)
{
    return entry->docid == 0 && entry->release_count == 0;
}

/* The entry of the source, or the free slot for it. size is a power of two. */
static struct known_entry *find_slot(const struct known_table *table, uint64_t source_hash)
{
    size_t at = source_hash & (table->size - 1);
    while (!is_free(&table->slots[at]) && table->slots[at].source_hash != source_hash)
        at = (at + 1) & (table->size - 1);
    return &table->slots[at];
}

static struct known_entry *find(const struct known_table *table, uint64_t source_hash)
{
    struct known_entry *slot = table->size > 0 ? find_slot(table, source_hash) : NULL;
    return slot != NULL && !is_free(slot) ? slot : NULL;
}

static fund_status grow(struct known_table *table, struct fund_error *error)
{
    struct known_table larger = {.size = table->size > 0 ? table->size * 2 : TABLE_SIZE_MIN,
                                 .count = table->count};
    larger.slots = calloc(larger.size, sizeof(*larger.slots));
    if (larger.slots == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < table->size; i++) {
        if (!is_free(&table->slots[i]))
            *find_slot(&larger, table->slots[i].source_hash) = table->slots[i];
    }
    free(table->slots);
    *table = larger;
    return FUND_OK;
}

static fund_status add(struct known_table *table, const struct known_entry *entry,
                       struct fund_error *error)
{
    if (table->count >= table->size / 2) {
        fund_status status = grow(table, error);
        if (status != FUND_OK)
            return status;
    }
    struct known_entry *slot = find_slot(table, entry->source_hash);
    table->count += is_free(slot);
    *slot = *entry;
    return FUND_OK;
}

/* ---- loading -------------------------------------------------------------------------------- */

static struct known_entry entry_of(const struct state *state)
{
    return (struct known_entry){.source_hash = state->source_hash,
                                .origin_hash = state->origin_hash,
                                .size_bytes = state->size_bytes,
                                .options_hash = state->options_hash,
                                .modified_ns = state->modified_ns};
}

/* What has no state, from another program perhaps, is no file of ours. */
static fund_status load_releases(struct known *known, struct store_reader *reader,
                                 struct fund_error *error)
{
    struct store_values *values = NULL;
    fund_status status = store_values_open(reader, SCHEMA_SLOT_SOURCE, &values, error);
    bool more = status == FUND_OK;
    while (more) {
        struct state state;
        struct slice value = {NULL, 0};
        store_docid docid = 0;
        status = store_values_next(values, &more, &docid, &value, error);
        if (status != FUND_OK)
            break;
        if (!more || !state_decode(value, &state, NULL))
            continue;
        struct known_entry entry = entry_of(&state);
        entry.docid = docid;
        status = add(&known->releases, &entry, error);
        more = status == FUND_OK;
    }
    store_values_destroy(values);
    return status;
}

/* A record of no releases is none: its file is read again. */
static fund_status read_record(struct store_reader *reader, struct slice key,
                               struct known_entry *entry, struct fund_error *error)
{
    struct state state;
    struct slice value = {NULL, 0}, source;
    fund_status status = store_reader_metadata(reader, key, &value, error);
    *entry = (struct known_entry){0};
    if (status != FUND_OK || !state_decode(value, &state, &source))
        return status;
    *entry = entry_of(&state);
    entry->release_count =
        state.content_hash < UINT32_MAX ? (uint32_t)state.content_hash : UINT32_MAX;
    return FUND_OK;
}

static fund_status load_records(struct known *known, struct store_reader *reader,
                                struct fund_error *error)
{
    struct store_terms *keys = NULL;
    fund_status status = store_terms_metadata(reader, SLICE(SCHEMA_META_FILE), &keys, error);
    bool more = status == FUND_OK;
    while (more) {
        struct slice key;
        struct known_entry entry;
        uint32_t frequency;
        status = store_terms_next(keys, &more, &key, &frequency, error);
        if (status != FUND_OK || !more)
            break;
        status = read_record(reader, key, &entry, error);
        if (status == FUND_OK && !is_free(&entry))
            status = add(&known->records, &entry, error);
        more = status == FUND_OK;
    }
    store_terms_destroy(keys);
    return status;
}

fund_status known_load(struct known *known, struct store_reader *reader, struct fund_error *error)
{
    if (known->is_loaded)
        return FUND_OK;
    fund_status status = load_releases(known, reader, error);
    if (status == FUND_OK)
        status = load_records(known, reader, error);
    known->is_loaded = status == FUND_OK;
    return status;
}

/* ---- looking -------------------------------------------------------------------------------- */

static bool is_fresh(const struct known_entry *entry, const struct state *state)
{
    return entry->size_bytes == state->size_bytes && entry->modified_ns == state->modified_ns &&
           entry->options_hash == state->options_hash && entry->source_hash == state->source_hash;
}

static void judge(const struct known_entry *release, const struct known_entry *record,
                  const struct state *state, struct known_file *found)
{
    bool is_same = release != NULL && is_fresh(release, state);
    *found = (struct known_file){1, is_same, record != NULL};
    if (is_same || record == NULL || !is_fresh(record, state))
        return;
    found->is_unchanged = true;
    found->release_count = record->release_count;
}

static fund_status look_up(struct known *known, struct store_reader *reader,
                           const struct scan_file *file, const struct state *state,
                           struct known_file *found, struct fund_error *error)
{
    struct known_entry release = {0}, record = {0};
    struct slice value = {NULL, 0};
    struct state stored;
    store_docid docid = 0;
    char key[KNOWN_KEY_SIZE];
    buffer_clear(&known->id_term);
    fund_status status = buffer_append(&known->id_term, SLICE(SCHEMA_ID), error);
    if (status == FUND_OK)
        status = source_path_id(file, &known->id_term, error);
    if (status == FUND_OK)
        status = store_reader_find(reader, buffer_slice(&known->id_term), &docid, error);
    if (status == FUND_OK && docid != 0)
        status = store_reader_value(reader, docid, SCHEMA_SLOT_SOURCE, &value, error);
    bool has_state = status == FUND_OK && docid != 0 && state_decode(value, &stored, NULL);
    if (has_state)
        release = entry_of(&stored);
    known_record_key(state->source_hash, key);
    if (status == FUND_OK)
        status = read_record(reader, slice_from(key), &record, error);
    if (status == FUND_OK)
        judge(has_state ? &release : NULL, is_free(&record) ? NULL : &record, state, found);
    return status;
}

fund_status known_look_at(struct known *known, struct store_reader *reader,
                          const struct scan_file *file, const struct state *state,
                          struct known_file *found, struct fund_error *error)
{
    if (!known->is_loaded && known->single_count++ < KNOWN_SINGLE_MAX)
        return look_up(known, reader, file, state, found, error);
    fund_status status = known_load(known, reader, error);
    if (status != FUND_OK)
        return status;
    struct known_entry *release = find(&known->releases, state->source_hash);
    struct known_entry *record = find(&known->records, state->source_hash);
    if (release != NULL)
        release->is_met = true;
    if (record != NULL)
        record->is_met = true;
    judge(release, record, state, found);
    return FUND_OK;
}

fund_status known_visit_unmet(const struct known *known,
                              fund_status (*visit)(void *context, const struct known_entry *release,
                                                   const struct known_entry *record,
                                                   struct fund_error *error),
                              void *context, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < known->releases.size; i++) {
        const struct known_entry *release = &known->releases.slots[i];
        if (is_free(release) || release->is_met)
            continue;
        bool has_own_state = release->origin_hash == release->source_hash;
        const struct known_entry *record =
            has_own_state ? NULL : find(&known->records, release->origin_hash);
        if (has_own_state || (record != NULL && !record->is_met))
            status = visit(context, release, record, error);
    }
    return status;
}
