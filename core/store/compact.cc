/*
 * Whole databases: compacting several into one, and checking their files.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <sys/stat.h>

static bool exists(const char *path) noexcept
{
    struct stat info;
    return lstat(path, &info) == 0;
}

extern "C" {

fund_status store_compact(const char *const *sources, size_t count, const char *destination,
                          bool renumber, struct fund_error *error) noexcept
{
    if (count == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "nothing to compact");
    if (exists(destination))
        return error_set(error, FUND_INVALID_ARGUMENT, "'%s' exists already", destination);
    return guard(error, destination, [&] {
        Xapian::Database all;
        for (size_t i = 0; i < count; i++)
            all.add_database(Xapian::Database(sources[i]));
        try {
            unsigned flags = Xapian::Compactor::FULL;
            all.compact(destination, renumber ? flags : flags | Xapian::DBCOMPACT_NO_RENUMBER);
        } catch (const Xapian::InvalidOperationError &e) {
            return error_set(error, FUND_INVALID_ARGUMENT, "cannot compact into '%s': %s",
                             destination, e.get_msg().c_str());
        }
        return FUND_OK;
    });
}

fund_status store_check(const char *path, uint64_t *problems, struct fund_error *error) noexcept
{
    return guard(error, path, [&] {
        /* Xapian looks into a stub file, but not for one in a folder. */
        std::string stub = std::string(path) + "/XAPIANDB";
        *problems = Xapian::Database::check(exists(stub.c_str()) ? stub : path, 0, nullptr);
        return FUND_OK;
    });
}

} // extern "C"
