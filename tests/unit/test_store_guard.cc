/*
 * Every exception type of Xapian 1.4, and a few of others, thrown through guard().
 */
#include "core/store/guard.hh"

#include <cerrno>
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

#include <xapian.h>

extern "C" {
#include <cmocka.h>
}

struct row {
    void (*thrower)();
    fund_status status;
    const char *message; /* with '/archiv' as the path of the database */
};

template <typename Exception> static void throw_plain()
{
    throw Exception("es klemmt");
}

static const char *const plain = "'/archiv': es klemmt";
static const char *const damage = "the archive '/archiv' is damaged; rebuild it with fundstelle "
                                  "index --rebuild PATH (es klemmt)";

static const row rows[] = {
    {throw_plain<Xapian::AssertionError>, FUND_INTERNAL, plain},
    {throw_plain<Xapian::InvalidArgumentError>, FUND_INVALID_ARGUMENT, plain},
    {throw_plain<Xapian::InvalidOperationError>, FUND_INTERNAL, plain},
    {throw_plain<Xapian::UnimplementedError>, FUND_UNSUPPORTED, plain},
    {throw_plain<Xapian::DatabaseError>, FUND_IO, plain},
    {throw_plain<Xapian::DatabaseCorruptError>, FUND_CORRUPT, damage},
    {throw_plain<Xapian::DatabaseCreateError>, FUND_IO, plain},
    {throw_plain<Xapian::DatabaseLockError>, FUND_LOCKED,
     "'/archiv': another process is writing; try again later: es klemmt"},
    {throw_plain<Xapian::DatabaseModifiedError>, FUND_MODIFIED, plain},
    {throw_plain<Xapian::DatabaseOpeningError>, FUND_IO, plain},
    {throw_plain<Xapian::DatabaseNotFoundError>, FUND_NOT_FOUND, plain},
    {throw_plain<Xapian::DatabaseClosedError>, FUND_INTERNAL, plain},
    {throw_plain<Xapian::DatabaseVersionError>, FUND_VERSION, plain},
    {throw_plain<Xapian::DocNotFoundError>, FUND_CORRUPT, damage},
    {throw_plain<Xapian::FeatureUnavailableError>, FUND_UNSUPPORTED, plain},
    {throw_plain<Xapian::InternalError>, FUND_INTERNAL, plain},
    {throw_plain<Xapian::NetworkError>, FUND_NETWORK, plain},
    {throw_plain<Xapian::NetworkTimeoutError>, FUND_NETWORK, plain},
    {throw_plain<Xapian::QueryParserError>, FUND_INVALID_QUERY, plain},
    {throw_plain<Xapian::SerialisationError>, FUND_CORRUPT, damage},
    {throw_plain<Xapian::RangeError>, FUND_INVALID_ARGUMENT, plain},
    {throw_plain<Xapian::WildcardError>, FUND_LIMIT, plain},
    /* What Xapian tells apart by its text alone. */
    {[] { throw Xapian::DatabaseLockError("Couldn't open lockfile: Permission denied"); }, FUND_IO,
     "'/archiv': Couldn't open lockfile: Permission denied"},
    {[] { throw Xapian::DatabaseLockError("lock on /archiv: too many open files"); }, FUND_IO,
     "lock on /archiv: too many open files"},
    {[] { throw Xapian::DatabaseOpeningError("Couldn't stat", ENOENT); }, FUND_NOT_FOUND,
     "'/archiv': Couldn't stat: No such file or directory"},
    {[] { throw Xapian::DatabaseOpeningError("Couldn't stat", EACCES); }, FUND_IO,
     "'/archiv': Couldn't stat: Permission denied"},
    {[] { throw Xapian::DatabaseOpeningError("Couldn't detect type of database"); }, FUND_NOT_FOUND,
     "'/archiv': Couldn't detect type of database"},
    {[] { throw Xapian::DatabaseOpeningError("/archiv/XAPIANDB:1: Bad line"); }, FUND_CORRUPT,
     "/archiv/XAPIANDB:1: Bad line"},
    {[] { throw Xapian::DatabaseError("EOF reading block 3"); }, FUND_CORRUPT,
     "the archive '/archiv' is damaged; rebuild it with fundstelle index --rebuild PATH (EOF "
     "reading block 3)"},
    {[] { throw Xapian::DatabaseError("inflate failed"); }, FUND_CORRUPT,
     "the archive '/archiv' is damaged; rebuild it with fundstelle index --rebuild PATH (inflate "
     "failed)"},
    /* Parts of a message. */
    {[] { throw Xapian::NetworkError("no answer", "remote:tcp(host:1)"); }, FUND_NETWORK,
     "'/archiv': no answer (remote:tcp(host:1))"},
    {[] { throw Xapian::DatabaseError("", "", EIO); }, FUND_IO,
     "'/archiv': DatabaseError: Input/output error"},
    {[] { throw Xapian::DatabaseCorruptError("zwei\nZeilen"); }, FUND_CORRUPT,
     "the archive '/archiv' is damaged; rebuild it with fundstelle index --rebuild PATH (zwei "
     "Zeilen)"},
    /* Others. */
    {[] { throw std::bad_alloc(); }, FUND_NO_MEMORY, "memory ran out"},
    {[] { throw std::runtime_error("es klemmt"); }, FUND_INTERNAL,
     "unexpected error in the store: es klemmt"},
    {[] { throw std::invalid_argument("es klemmt"); }, FUND_INTERNAL,
     "unexpected error in the store: es klemmt"},
    /* What the C++ library says where Xapian believes a damaged length. */
    {[] { throw std::length_error("es klemmt"); }, FUND_CORRUPT, damage},
    {[] { throw std::out_of_range("es klemmt"); }, FUND_CORRUPT, damage},
    {[] { throw std::bad_array_new_length(); }, FUND_CORRUPT, nullptr},
    {[] { throw std::exception(); }, FUND_INTERNAL, nullptr},
    {[] { throw 42; }, FUND_INTERNAL, "unexpected error in the store"},
};

static fund_status run(const row &row, struct fund_error *error, const char *where)
{
    return guard(error, where, [&row] {
        row.thrower();
        return FUND_OK;
    });
}

static void test_each_type(void **)
{
    for (const row &row : rows) {
        struct fund_error error = {};
        error.offset = 7;
        assert_int_equal(run(row, &error, "/archiv"), row.status);
        assert_int_equal(error.code, row.status);
        assert_int_equal(error.offset, 0);
        if (row.message != nullptr)
            assert_string_equal(error.message, row.message);
        assert_true(error.message[0] != '\0');
    }
}

static void test_without_error_record(void **)
{
    for (const row &row : rows)
        assert_int_equal(run(row, nullptr, "/archiv"), row.status);
}

static void test_without_path(void **)
{
    struct fund_error error = {};
    assert_int_equal(run(row{throw_plain<Xapian::RangeError>, FUND_OK, ""}, &error, nullptr),
                     FUND_INVALID_ARGUMENT);
    assert_string_equal(error.message, "es klemmt");
    run(row{throw_plain<Xapian::DatabaseLockError>, FUND_OK, ""}, &error, nullptr);
    assert_string_equal(error.message, "another process is writing; try again later: es klemmt");
}

/* What to do is told whatever else there is to say. */
static void test_damage_at_a_long_path(void **)
{
    struct fund_error error = {};
    std::string path(4000, 'a');
    assert_int_equal(
        guard(&error, path.c_str(),
              []() -> fund_status { throw Xapian::DatabaseCorruptError(std::string(1000, 'x')); }),
        FUND_CORRUPT);
    assert_non_null(std::strstr(error.message, "index --rebuild PATH (xxx"));
    guard(&error, nullptr, []() -> fund_status { throw std::length_error("es klemmt"); });
    assert_string_equal(error.message, "the archive is damaged; rebuild it with fundstelle index "
                                       "--rebuild PATH (es klemmt)");
}

static void test_long_message(void **)
{
    struct fund_error error = {};
    fund_status status = guard(&error, "/archiv", []() -> fund_status {
        throw Xapian::DatabaseError(std::string(100000, 'x'));
    });
    assert_int_equal(status, FUND_IO);
    assert_int_equal(std::strlen(error.message), sizeof(error.message) - 1);
}

static void test_status_passes(void **)
{
    struct fund_error error = {};
    error.code = FUND_VERSION;
    assert_int_equal(guard(&error, nullptr, [] { return FUND_OK; }), FUND_OK);
    assert_int_equal(guard(&error, nullptr, [] { return FUND_LIMIT; }), FUND_LIMIT);
    assert_int_equal(error.code, FUND_VERSION);
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_type),
        cmocka_unit_test(test_without_error_record),
        cmocka_unit_test(test_without_path),
        cmocka_unit_test(test_long_message),
        cmocka_unit_test(test_damage_at_a_long_path),
        cmocka_unit_test(test_status_passes),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
