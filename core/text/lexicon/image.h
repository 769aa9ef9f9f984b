/*
 * A lexicon file in memory: a trie over chosen forms whose costs can be changed in place, so that
 * estimating them runs on the very code that will use them.
 */
#ifndef CORE_TEXT_LEXICON_IMAGE_H
#define CORE_TEXT_LEXICON_IMAGE_H

#include "core/text/lexicon/forms.h"
#include "core/text/splitter.h"

struct image {
    struct buffer bytes;
    struct lexicon_form *forms; /* into bytes, for writing; NULL once sealed */
    struct splitter splitter;   /* over bytes; good while only the forms' costs change */
};

/*
 * Builds the trie of the forms whose indexes are given, in any order, and stores where each is.
 * They have no costs yet.
 */
fund_status image_build(struct forms *forms, const uint32_t *indexes, size_t count,
                        const struct lexicon_costs *costs, struct image *image,
                        struct fund_error *error);
/* Appends the forced splits of the forms that are LEXICON_WHOLE_FORCED, and the checksum. */
fund_status image_seal(struct image *image, const struct forms *forms, const uint32_t *indexes,
                       size_t count, struct fund_error *error);
void image_finish(struct image *image);

#endif
