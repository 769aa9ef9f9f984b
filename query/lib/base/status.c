/*
 * Version and statuses in words.
 */
#include "query/include/fundstelle.h"

#define TEXT_OF(number)              #number
#define VERSION(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

const char *fund_version(void)
{
    return VERSION(FUND_VERSION_MAJOR, FUND_VERSION_MINOR, FUND_VERSION_PATCH);
}

const char *fund_status_text(fund_status status)
{
    switch (status) {
    case FUND_OK:
        return "done";
    case FUND_INVALID_ARGUMENT:
        return "invalid argument";
    case FUND_INVALID_QUERY:
        return "invalid query";
    case FUND_NOT_FOUND:
        return "not found";
    case FUND_LOCKED:
        return "another process is writing";
    case FUND_MODIFIED:
        return "overtaken by a writer";
    case FUND_CORRUPT:
        return "damaged or no archive";
    case FUND_VERSION:
        return "written by another version";
    case FUND_IO:
        return "reading or writing failed";
    case FUND_NETWORK:
        return "no answer from the network";
    case FUND_LIMIT:
        return "beyond a limit";
    case FUND_NO_MEMORY:
        return "out of memory";
    case FUND_UNSUPPORTED:
        return "not supported";
    case FUND_INTERNAL:
        return "internal error";
    }
    return "unknown status";
}
