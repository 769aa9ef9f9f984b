/*
 * What all cursors share: the lexicon, the table of Latin characters, and the fingerprint of
 * everything that decides about terms.
 */
#include "core/text/analyser.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "core/text/stem.h"

/* Raised with every change to this module that changes the terms of any text. */
#define ANALYSER_VERSION 4

/* From lexicon_bytes.S. */
extern const char lexicon_bytes[], lexicon_bytes_end[];

/* Short enough to be read in a message. */
static unsigned fold_hash(uint64_t hash)
{
    return (unsigned)(hash ^ hash >> 32);
}

static bool describe(const struct splitter *splitter, char out[static FINGERPRINT_SIZE])
{
    UVersionInfo icu, unicode;
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
    int size =
        snprintf(out, FINGERPRINT_SIZE, "text-%d icu-%d.%d unicode-%d.%d stem-%08x lexicon-%08x",
                 ANALYSER_VERSION, icu[0], icu[1], unicode[0], unicode[1],
                 fold_hash(stemmer_tables_hash()), fold_hash(splitter->checksum));
    return size > 0 && size < FINGERPRINT_SIZE;
}

fund_status text_analyser_create(struct text_analyser **out, struct fund_error *error)
{
    struct text_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    struct slice lexicon = slice_of(lexicon_bytes, (size_t)(lexicon_bytes_end - lexicon_bytes));
    fund_status status = splitter_open(lexicon, &analyser->splitter, error);
    if (status == FUND_OK)
        status = segment_table_fill(&analyser->segments, error);
    if (status == FUND_OK && !describe(&analyser->splitter, analyser->fingerprint))
        status = error_set(error, FUND_INTERNAL, "the analyser's fingerprint is too long");
    if (status != FUND_OK) {
        free(analyser);
        return status;
    }
    *out = analyser;
    return FUND_OK;
}

void text_analyser_destroy(struct text_analyser *analyser)
{
    free(analyser);
}

const char *text_analyser_fingerprint(const struct text_analyser *analyser)
{
    return analyser->fingerprint;
}
