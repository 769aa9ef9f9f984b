/*
 * Sorting exceptions. Xapian 1.4 has no type of its own for a few situations: a bad stub file and a
 * check of what is not there are a plain DatabaseOpeningError, a short read is a plain
 * DatabaseError. They are told apart by the text, which the tests hold against real files. A damaged
 * length that Xapian believes ends in the C++ library, which refuses it: nothing sound does.
 */
#include "core/store/guard.hh"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>

#include <xapian.h>

/* Bytes of a path that leave room for advice. */
#define PLACE_SHOWN_MAX 70

/* The system's reason may need memory: none is better than an exception in a handler. */
static const char *system_reason(const Xapian::Error &e) noexcept
{
    try {
        return e.get_error_string();
    } catch (...) {
        return nullptr;
    }
}

static bool says(const Xapian::Error &e, const char *text) noexcept
{
    return std::strstr(e.get_msg().c_str(), text) != nullptr;
}

static fund_status report(struct fund_error *error, fund_status status, const char *where,
                          const Xapian::Error &e) noexcept
{
    const char *text = e.get_msg().c_str();
    if (*text == '\0')
        text = e.get_type();
    const char *context = e.get_context().c_str();
    const char *reason = system_reason(e);
    bool names_place = where == nullptr || std::strstr(text, where) != nullptr;
    return error_set(error, status, "%s%s%s%s%s%s%s%s%s", names_place ? "" : "'",
                     names_place ? "" : where, names_place ? "" : "': ", text,
                     *context != '\0' ? " (" : "", context, *context != '\0' ? ")" : "",
                     reason != nullptr ? ": " : "", reason != nullptr ? reason : "");
}

/* What to do stands before the words about the damage, which may be cut. */
fund_status guard_report_damage(struct fund_error *error, const char *where,
                                const char *text) noexcept
{
    bool has_place = where != nullptr;
    return error_set(error, FUND_CORRUPT, "the archive%s%.*s%s is damaged; " ERROR_REBUILD " (%s)",
                     has_place ? " '" : "", PLACE_SHOWN_MAX, has_place ? where : "",
                     has_place ? "'" : "", text);
}

static fund_status report_lock(struct fund_error *error, const char *where,
                               const Xapian::Error &e) noexcept
{
    if (says(e, "open lockfile") || says(e, "not supported") || says(e, "open files"))
        return report(error, FUND_IO, where, e);
    const char *quote = where != nullptr ? "'" : "";
    return error_set(error, FUND_LOCKED, "%s%s%sanother process is writing; try again later: %s",
                     quote, where != nullptr ? where : "", where != nullptr ? "': " : "",
                     e.get_msg().c_str());
}

static fund_status opening_status(const Xapian::Error &e) noexcept
{
    if (says(e, ": Bad line"))
        return FUND_CORRUPT;
    if (says(e, "Couldn't detect type of database") ||
        says(e, "does not contain a Xapian database"))
        return FUND_NOT_FOUND;
    const char *reason = system_reason(e);
    bool is_missing = reason != nullptr && std::strcmp(reason, std::strerror(ENOENT)) == 0;
    return is_missing ? FUND_NOT_FOUND : FUND_IO;
}

static bool tells_damage(const Xapian::Error &e) noexcept
{
    static const char *const damage[] = {"EOF reading", "inflate", "unpack", "corrupt"};
    for (const char *text : damage) {
        if (says(e, text))
            return true;
    }
    return false;
}

/* Everything below DatabaseError. */
static fund_status sort_database(struct fund_error *error, const char *where)
{
    try {
        throw;
    } catch (const Xapian::DatabaseLockError &e) {
        return report_lock(error, where, e);
    } catch (const Xapian::DatabaseModifiedError &e) {
        return report(error, FUND_MODIFIED, where, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        return guard_report_damage(error, where, e.get_msg().c_str());
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return report(error, FUND_NOT_FOUND, where, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        return report(error, FUND_VERSION, where, e);
    } catch (const Xapian::DatabaseOpeningError &e) {
        return report(error, opening_status(e), where, e);
    } catch (const Xapian::DatabaseClosedError &e) {
        return report(error, FUND_INTERNAL, where, e);
    } catch (const Xapian::DatabaseError &e) {
        return tells_damage(e) ? guard_report_damage(error, where, e.get_msg().c_str())
                               : report(error, FUND_IO, where, e);
    }
}

/* Everything else of Xapian. */
static fund_status sort_xapian(struct fund_error *error, const char *where)
{
    try {
        throw;
    } catch (const Xapian::DatabaseError &) {
        return sort_database(error, where);
    } catch (const Xapian::DocNotFoundError &e) { /* that the database itself has named */
        return guard_report_damage(error, where, e.get_msg().c_str());
    } catch (const Xapian::SerialisationError &e) {
        return guard_report_damage(error, where, e.get_msg().c_str());
    } catch (const Xapian::NetworkError &e) {
        return report(error, FUND_NETWORK, where, e);
    } catch (const Xapian::InvalidArgumentError &e) {
        return report(error, FUND_INVALID_ARGUMENT, where, e);
    } catch (const Xapian::RangeError &e) {
        return report(error, FUND_INVALID_ARGUMENT, where, e);
    } catch (const Xapian::WildcardError &e) {
        return report(error, FUND_LIMIT, where, e);
    } catch (const Xapian::QueryParserError &e) {
        return report(error, FUND_INVALID_QUERY, where, e);
    } catch (const Xapian::UnimplementedError &e) {
        return report(error, FUND_UNSUPPORTED, where, e);
    } catch (const Xapian::FeatureUnavailableError &e) {
        return report(error, FUND_UNSUPPORTED, where, e);
    } catch (const Xapian::Error &e) {
        return report(error, FUND_INTERNAL, where, e);
    }
}

fund_status guard_sort_exception(struct fund_error *error, const char *where) noexcept
{
    try {
        throw;
    } catch (const Xapian::Error &) {
        return sort_xapian(error, where);
    } catch (const std::length_error &e) {
        return guard_report_damage(error, where, e.what());
    } catch (const std::out_of_range &e) {
        return guard_report_damage(error, where, e.what());
    } catch (const std::bad_array_new_length &e) {
        return guard_report_damage(error, where, e.what());
    } catch (const std::bad_alloc &) {
        return error_no_memory(error);
    } catch (const std::exception &e) {
        return error_set(error, FUND_INTERNAL, "unexpected error in the store: %s", e.what());
    } catch (...) {
        return error_set(error, FUND_INTERNAL, "unexpected error in the store");
    }
}
