/*
 * What ICU's UErrorCode becomes here.
 */
#ifndef CORE_TEXT_ICU_H
#define CORE_TEXT_ICU_H

#include "core/base/error.h"

#include <unicode/utypes.h>

/* Fills *error for a failed code: FUND_NO_MEMORY, or FUND_INTERNAL with ICU's name for it. */
fund_status text_icu_error(struct fund_error *error, const char *what, UErrorCode code);

#endif
