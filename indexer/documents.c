/*
 * See documents.h.
 */
#include "indexer/documents.h"

#include "core/archive/archive.h"
#include "indexer/ingest.h"
#include "indexer/names/names.h"

#include <stdlib.h>

struct documents {
    struct text_analyser *analyser;
    struct names *names; /* NULL until they are needed */
    struct ingest *ingest;
    bool has_stock_positions, are_late;
    bool leaves_names;
};

fund_status documents_create(const char *archive, struct documents **out, struct fund_error *error)
{
    struct documents *documents = calloc(1, sizeof(*documents));
    if (documents == NULL)
        return error_no_memory(error);
    fund_status status = archive_writing_analyser(archive, &documents->analyser, error);
    if (status == FUND_OK)
        status = ingest_create(documents->analyser, &documents->ingest, error);
    if (status != FUND_OK) {
        documents_destroy(documents);
        return status;
    }
    *out = documents;
    return FUND_OK;
}

void documents_destroy(struct documents *documents)
{
    if (documents == NULL)
        return;
    ingest_destroy(documents->ingest);
    names_destroy(documents->names);
    text_analyser_destroy(documents->analyser);
    free(documents);
}

const struct text_analyser *documents_analyser(const struct documents *documents)
{
    return documents->analyser;
}

struct text_cursor *documents_cursor(struct documents *documents)
{
    return ingest_cursor(documents->ingest);
}

void documents_take_stock_positions(struct documents *documents)
{
    documents->has_stock_positions = true;
}

fund_status documents_take_forms(struct documents *documents, struct slice table,
                                 struct fund_error *error)
{
    return ingest_take_forms(documents->ingest, table, error);
}

void documents_are_late(struct documents *documents)
{
    documents->are_late = true;
}

void documents_leave_names(struct documents *documents)
{
    documents->leaves_names = true;
}

static fund_status create_names(struct documents *documents, struct fund_error *error)
{
    fund_status status = names_create(&documents->names, error);
    if (status == FUND_OK)
        names_share_words(documents->names, ingest_cursor(documents->ingest));
    return status;
}

/* A text with too many names or dates, a directory say, is still worth finding by its words. */
static fund_status find_names(struct documents *documents, struct release *release,
                              struct format_notes *notes, struct fund_error *error)
{
    if (documents->leaves_names)
        return FUND_OK;
    fund_status status = FUND_OK;
    if (documents->names == NULL)
        status = create_names(documents, error);
    if (status == FUND_OK)
        status = names_find(documents->names, release, error);
    if (status != FUND_LIMIT)
        return status;
    release->persons.count = release->organisations.count = release->places.count = 0;
    release->date_count = 0;
    notes->oddities |= FORMAT_ODD_MANY_NAMES;
    return FUND_OK;
}

fund_status documents_make(struct documents *documents, struct release *release,
                           const struct state *state, uint64_t revision, struct format_notes *notes,
                           const struct store_document **document, struct fund_error *error)
{
    char bytes[STATE_SIZE_MAX], revision_bytes[SCHEMA_REVISION_SIZE];
    const struct ingest_values values = {
        .source_state = slice_of(bytes, state_encode(state, bytes)),
        .revision = slice_of(revision_bytes, schema_encode_revision(revision, revision_bytes)),
        .has_stock_positions = documents->has_stock_positions,
        .is_late = documents->are_late,
    };
    fund_status status = find_names(documents, release, notes, error);
    return status == FUND_OK ? ingest_release(documents->ingest, release, &values, document, error)
                             : status;
}
