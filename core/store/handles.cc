/*
 * Checks on what goes into Xapian, and the version of the library.
 */
#include "core/store/handles.hh"

#include <algorithm>

/* A NUL takes two bytes; they are counted only where they could matter. */
static size_t size_in_key(struct slice term) noexcept
{
    if (term.size <= STORE_TERM_MAX / 2 || term.size > STORE_TERM_MAX)
        return term.size;
    auto nuls = std::count(term.data, term.data + term.size, '\0');
    return term.size + static_cast<size_t>(nuls);
}

fund_status check_term(struct slice term, const char *what, struct fund_error *error) noexcept
{
    if (term.size == 0)
        return error_set(error, FUND_LIMIT, "an empty %s", what);
    if (size_in_key(term) > STORE_TERM_MAX)
        return error_set(error, FUND_LIMIT, "a %s of %zu bytes; at most %d are allowed", what,
                         size_in_key(term), STORE_TERM_MAX);
    return FUND_OK;
}

fund_status check_prefix(struct slice prefix, struct fund_error *error) noexcept
{
    return prefix.size == 0 ? FUND_OK : check_term(prefix, "prefix", error);
}

fund_status check_slot(uint32_t slot, struct fund_error *error) noexcept
{
    if (slot == Xapian::BAD_VALUENO)
        return error_set(error, FUND_INVALID_ARGUMENT, "%lu is no value slot",
                         static_cast<unsigned long>(slot));
    return FUND_OK;
}

extern "C" const char *store_library_version(void) noexcept
{
    return Xapian::version_string();
}
