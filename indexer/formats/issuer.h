/*
 * issuer: the town that a picture's credit names.
 */
#ifndef INDEXER_FORMATS_ISSUER_H
#define INDEXER_FORMATS_ISSUER_H

#include "core/base/slice.h"

/*
 * "Stadt Haltern am See" of "Stadt Haltern am See / Petra Muster": only where the credit begins
 * with what a municipality or district is called. Empty otherwise; borrowed from credit.
 */
struct slice issuer_from_credit(struct slice credit);

#endif
