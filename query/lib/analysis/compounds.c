/*
 * An archive's own decisions on compounds.
 */
#include "core/archive/archive.h"
#include "query/lib/base/session.h"

#include <stdlib.h>

/* The public part first, so that a pointer to it is one to the whole. */
struct owned_compounds {
    struct fund_compounds compounds;
    struct buffer text;
};

struct reading {
    const fund_archive *archive;
    struct owned_compounds *owned;
};

static fund_status read_copy(struct session *session, void *context, struct fund_error *error)
{
    struct reading *reading = context;
    struct buffer *text = &reading->owned->text;
    const struct text_analyser *analyser = session_analyser(session);
    bool is_other = false;
    buffer_clear(text);
    fund_status status = buffer_append(text, text_analyser_compounds(analyser), error);
    if (status == FUND_OK)
        status = buffer_append(text, slice_of("", 1), error);
    if (status == FUND_OK)
        status =
            archive_compare_compounds(session_path(reading->archive), analyser, &is_other, error);
    if (status != FUND_OK)
        return status;
    reading->owned->compounds = (struct fund_compounds){
        .text = text->data,
        .text_size = text->size - 1,
        .count = text_analyser_compound_count(analyser),
        .is_file_other = is_other,
    };
    return FUND_OK;
}

fund_status fund_archive_compounds(fund_archive *archive, struct fund_compounds **out,
                                   struct fund_error *error)
{
    if (archive == NULL || out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_compounds: archive or compounds is NULL");
    struct owned_compounds *owned = calloc(1, sizeof(*owned));
    if (owned == NULL)
        return error_no_memory(error);
    owned->text = buffer_init((size_t)TEXT_COMPOUNDS_MAX + 1);
    struct reading reading = {archive, owned};
    fund_status status = session_run(archive, read_copy, &reading, error);
    if (status != FUND_OK) {
        fund_compounds_free(&owned->compounds);
        return status;
    }
    *out = &owned->compounds;
    return FUND_OK;
}

void fund_compounds_free(struct fund_compounds *compounds)
{
    if (compounds == NULL)
        return;
    struct owned_compounds *owned = (struct owned_compounds *)compounds;
    buffer_finish(&owned->text);
    free(owned);
}
