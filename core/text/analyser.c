/*
 * What all cursors share: the table of Latin characters, and the fingerprint of everything that
 * decides about terms.
 */
#include "core/text/text.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "core/store/store.h"
#include "core/text/analyser.h"

/* Raised with every change to this module that changes the terms of any text. */
#define ANALYSER_VERSION 2

static bool describe(char out[static FINGERPRINT_SIZE])
{
    UVersionInfo icu, unicode;
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
    int size = snprintf(
        out, FINGERPRINT_SIZE, "text-%d icu-%d.%d unicode-%d.%d german2-xapian-%s lexicon-none",
        ANALYSER_VERSION, icu[0], icu[1], unicode[0], unicode[1], store_library_version());
    return size > 0 && size < FINGERPRINT_SIZE;
}

fund_status text_analyser_create(struct text_analyser **out, struct fund_error *error)
{
    struct text_analyser *analyser = calloc(1, sizeof(*analyser));
    if (analyser == NULL)
        return error_no_memory(error);
    fund_status status = segment_table_fill(&analyser->segments, error);
    if (status == FUND_OK && !describe(analyser->fingerprint))
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
