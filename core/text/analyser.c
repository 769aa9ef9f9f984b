/*
 * What all cursors share: the lexicon, the user's exceptions to it, the table of Latin characters,
 * and the fingerprint of everything that decides about terms.
 */
#include "core/text/analyser.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "core/text/stem.h"

/* Raised with every change to this module that changes the terms of any text. */
#define ANALYSER_VERSION 9
/* Begins the last field of a fingerprint, which only users' own compounds have. */
#define COMPOUNDS_FIELD " compounds-"

/* From lexicon_bytes.S. */
extern const char lexicon_bytes[], lexicon_bytes_end[];

/* Short enough to be read in a message. */
static unsigned fold_hash(uint64_t hash)
{
    return (unsigned)(hash ^ hash >> 32);
}

static bool describe(const struct splitter *splitter, char out[static FINGERPRINT_SIZE])
{
    char compounds[sizeof(COMPOUNDS_FIELD) + 8] = "";
    if (splitter->exceptions != NULL && splitter_exceptions_count(splitter->exceptions) > 0)
        snprintf(compounds, sizeof(compounds), COMPOUNDS_FIELD "%08x",
                 fold_hash(splitter_exceptions_hash(splitter->exceptions)));
    UVersionInfo icu, unicode;
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
    int size =
        snprintf(out, FINGERPRINT_SIZE, "text-%d icu-%d.%d unicode-%d.%d stem-%08x lexicon-%08x%s",
                 ANALYSER_VERSION, icu[0], icu[1], unicode[0], unicode[1],
                 fold_hash(stemmer_tables_hash()), fold_hash(splitter->checksum), compounds);
    return size > 0 && size < FINGERPRINT_SIZE;
}

static fund_status read_compounds(struct text_analyser *analyser, struct slice compounds,
                                  const char *name, struct fund_error *error)
{
    if (compounds.size > TEXT_COMPOUNDS_MAX)
        return error_set(error, FUND_LIMIT, "'%s' is larger than %u bytes", name,
                         TEXT_COMPOUNDS_MAX);
    fund_status status = splitter_exceptions_check_bytes(compounds, name, error);
    if (status == FUND_OK)
        status = text_clean(compounds, &analyser->compounds, NULL, error);
    if (status == FUND_OK)
        status = splitter_exceptions_parse(buffer_slice(&analyser->compounds), name,
                                           &analyser->exceptions, error);
    if (status == FUND_OK)
        analyser->splitter.exceptions = analyser->exceptions;
    return status;
}

fund_status text_analyser_create_with(struct slice compounds, const char *name,
                                      struct text_analyser **out, struct fund_error *error)
{
    struct text_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    analyser->compounds = buffer_init(TEXT_COMPOUNDS_MAX);
    struct slice lexicon = slice_of(lexicon_bytes, (size_t)(lexicon_bytes_end - lexicon_bytes));
    /* image_seal has checked it before it was built in */
    fund_status status = splitter_open_trusted(lexicon, &analyser->splitter, error);
    if (status == FUND_OK && compounds.size > 0)
        status = read_compounds(analyser, compounds, name, error);
    if (status == FUND_OK)
        status = segment_table_take(&analyser->segments, error);
    if (status == FUND_OK && !describe(&analyser->splitter, analyser->fingerprint))
        status = error_set(error, FUND_INTERNAL, "the analyser's fingerprint is too long");
    if (status != FUND_OK) {
        text_analyser_destroy(analyser);
        return status;
    }
    *out = analyser;
    return FUND_OK;
}

fund_status text_analyser_create(struct text_analyser **analyser, struct fund_error *error)
{
    return text_analyser_create_with((struct slice){NULL, 0}, "", analyser, error);
}

void text_analyser_destroy(struct text_analyser *analyser)
{
    if (analyser == NULL)
        return;
    splitter_exceptions_destroy(analyser->exceptions);
    buffer_finish(&analyser->compounds);
    free(analyser);
}

struct slice text_analyser_compounds(const struct text_analyser *analyser)
{
    return buffer_slice(&analyser->compounds);
}

size_t text_analyser_compound_count(const struct text_analyser *analyser)
{
    return analyser->exceptions != NULL ? splitter_exceptions_count(analyser->exceptions) : 0;
}

const char *text_analyser_fingerprint(const struct text_analyser *analyser)
{
    return analyser->fingerprint;
}

struct slice text_analyser_own_fingerprint(struct slice fingerprint)
{
    return slice_part(fingerprint, 0, slice_find(fingerprint, SLICE(COMPOUNDS_FIELD)));
}
