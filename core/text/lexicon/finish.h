/*
 * The finished lexicon: only forms that some decision needs.
 */
#ifndef CORE_TEXT_LEXICON_FINISH_H
#define CORE_TEXT_LEXICON_FINISH_H

#include "core/text/lexicon/estimate.h"

/* After estimate_run. The image is sealed and checked. */
fund_status finish_build(const struct estimate *estimate, struct image *image,
                         struct fund_error *error);

#endif
