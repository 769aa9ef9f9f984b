/*
 * ICU's failures in our words. Input is checked before ICU sees it, so apart from memory there is
 * nothing left that a user could have caused.
 */
#include "core/text/icu.h"

fund_status text_icu_error(struct fund_error *error, const char *what, UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return error_no_memory(error);
    return error_set(error, FUND_INTERNAL, "%s: ICU reports %s", what, u_errorName(code));
}
