/*
 * The one place where exceptions end: every function of store.h runs its body inside guard(), which
 * turns whatever was thrown into the status that the table at the head of store.h gives it.
 */
#ifndef CORE_STORE_GUARD_HH
#define CORE_STORE_GUARD_HH

#include "core/base/error.h"

/*
 * Sorts the exception that is being handled and fills *error (NULL allowed). where: the path of the
 * database, NULL where none is known. Call it inside a catch block only.
 */
fund_status guard_sort_exception(struct fund_error *error, const char *where) noexcept;

/* FUND_CORRUPT, with advice; where: as above. */
fund_status guard_report_damage(struct fund_error *error, const char *where,
                                const char *text) noexcept;

/* Runs action, which returns a fund_status of its own. */
template <typename Action>
fund_status guard(struct fund_error *error, const char *where, Action action) noexcept
{
    try {
        return action();
    } catch (...) {
        return guard_sort_exception(error, where);
    }
}

#endif
