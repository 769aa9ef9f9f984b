/*
 * Checking the files of a database.
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
