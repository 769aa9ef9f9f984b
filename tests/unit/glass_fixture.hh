/*
 * What the tests of the glass reader share: an own folder for each test, and databases with made-up
 * documents.
 */
#ifndef TESTS_UNIT_GLASS_FIXTURE_HH
#define TESTS_UNIT_GLASS_FIXTURE_HH

#include "core/glass/reader.h"
#include "core/store/handles.hh"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

extern "C" {
#include <cmocka.h>
}

static struct fund_error test_error;

#define assert_done(call)                                                                          \
    do {                                                                                           \
        if ((call) != FUND_OK)                                                                     \
            fail_msg("%s: %s", #call, test_error.message);                                         \
    } while (0)

#define assert_string(actual, wanted)                                                              \
    do {                                                                                           \
        std::string wanted_text = (wanted), actual_text = to_string(actual);                       \
        assert_true(actual_text == wanted_text);                                                   \
    } while (0)

/* ---- folders -------------------------------------------------------------------------------- */

static inline int folder_create(void **state)
{
    std::string path = std::filesystem::temp_directory_path() / "fundstelle-glass-XXXXXX";
    if (mkdtemp(path.data()) == nullptr)
        return -1;
    *state = new std::string(path);
    return 0;
}

static inline int folder_remove(void **state)
{
    std::string *path = static_cast<std::string *>(*state);
    std::error_code error;
    std::filesystem::remove_all(*path, error);
    delete path;
    return error ? -1 : 0;
}

#define GLASS_TEST(function) cmocka_unit_test_setup_teardown(function, folder_create, folder_remove)

static inline std::string path_in(void **state, const char *name)
{
    return *static_cast<std::string *>(*state) + "/" + name;
}

static inline std::string read_file(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

static inline void write_file(const std::string &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/* ---- documents ------------------------------------------------------------------------------ */

/* xorshift64 (Marsaglia 2003). */
class random_numbers
{
  public:
    explicit random_numbers(uint64_t seed)
        : state(88172645463325252u + seed * UINT64_C(0x9e3779b97f4a7c15))
    {
    }
    uint32_t below(uint32_t end)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<uint32_t>((state >> 16) % end);
    }

  private:
    uint64_t state;
};

/* Few words often and many seldom; some with NULs, prefixes of others, and long ones. */
static inline std::string make_term(random_numbers &random)
{
    uint32_t number = random.below(400) * random.below(400) / 400;
    if (random.below(9) == 0)
        number = random.below(20000);
    std::string term = "w" + std::to_string(number);
    if (number % 7 == 1)
        term += '\0';
    if (number % 14 == 1)
        term += static_cast<char>(random.below(3));
    if (number % 31 == 2)
        term += std::string(80, 'x');
    if (number % 43 == 3)
        term.insert(term.begin(), '\0');
    return term;
}

static inline std::string make_value(random_numbers &random, uint32_t slot, uint32_t number)
{
    size_t size = random.below(12);
    if (slot == 1)
        size = random.below(50) == 0 ? random.below(20000) : random.below(300);
    if (slot == 2)
        size = number % 97 == 0 ? 3 : 0;
    return std::string(size, static_cast<char>('a' + random.below(26)));
}

static inline Xapian::Document make_document(random_numbers &random, uint32_t number)
{
    Xapian::Document document;
    std::string data(number % 40 == 7 ? 0 : random.below(6000), ' ');
    for (uint32_t i = random.below(60); i > 0; i--)
        document.add_term(make_term(random), random.below(4) * random.below(60));
    document.add_term("all", number % 300 + 1);
    if (number % 3 == 0)
        document.add_term("all of three", 1);
    for (uint32_t slot : {0u, 1u, 2u, 3u, 127u, 128u, 300u, 70000u})
        document.add_value(slot, make_value(random, slot, number));
    for (char &byte : data) /* some compress */
        byte = static_cast<char>(number % 2 == 0 ? random.below(256) : 'a' + random.below(2));
    document.set_data(data);
    return document;
}

static inline void write_database(const std::string &path, uint32_t count, uint64_t seed)
{
    random_numbers random(seed);
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
    for (uint32_t i = 0; i < count; i++) {
        database.add_document(make_document(random, i));
        if (i % 1000 == 700)
            database.commit();
    }
    for (uint32_t i = 0; i < 40; i++)
        database.set_metadata("key " + std::to_string(i), std::string(i * 230, 'v'));
    database.commit();
}

static inline void delete_if_there(Xapian::WritableDatabase &database, uint32_t docid)
{
    try {
        database.delete_document(docid);
    } catch (const Xapian::DocNotFoundError &) {
    }
}

/* Some documents go, in rows and alone, some come, and some are others then. */
static inline void change_database(const std::string &path, uint32_t round)
{
    random_numbers random(100 + round);
    Xapian::WritableDatabase database(path);
    uint32_t last = database.get_lastdocid();
    uint32_t first = round == 0 ? 1 : random.below(last);
    for (uint32_t i = 0; i < 700 && first + i <= last; i++)
        delete_if_there(database, first + i);
    for (uint32_t i = 0; i < 200; i++)
        delete_if_there(database, random.below(last) + 1);
    for (uint32_t i = 0; i < 150; i++)
        database.replace_document(random.below(last) + 1, make_document(random, i));
    for (uint32_t i = 0; i < 100; i++)
        database.add_document(make_document(random, i));
    database.delete_document("w390");
    database.set_metadata("key 3", "");
    database.commit();
}

static inline void build_database(const std::string &path, uint32_t first, uint32_t count)
{
    struct glass_builder *builder = nullptr;
    struct glass_document document;
    random_numbers random(first);
    assert_done(glass_builder_create(path.c_str(), first, &builder, &test_error));
    assert_done(document_init(&document, &test_error));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = 0;
        Xapian::Document made = make_document(random, i);
        document_clear(&document);
        for (auto at = made.termlist_begin(); at != made.termlist_end(); ++at)
            assert_done(document_add(&document, to_slice(*at), 0, at.get_wdf(), &test_error));
        for (auto at = made.values_begin(); at != made.values_end(); ++at)
            if (at.get_valueno() < 64)
                assert_done(
                    document_set_value(&document, at.get_valueno(), to_slice(*at), &test_error));
        std::string data = made.get_data();
        assert_done(glass_builder_add(builder, &document, to_slice(data), &number, &test_error));
    }
    assert_done(glass_builder_finish(builder, &test_error));
    glass_builder_destroy(builder);
    document_finish(&document);
}

/* ---- what Xapian has ------------------------------------------------------------------------ */

struct posting {
    uint32_t docid, wdf;
    bool operator==(const posting &other) const
    {
        return docid == other.docid && wdf == other.wdf;
    }
};

/* Of the empty term all documents, with their lengths. */
static inline std::vector<posting> postings_of(const Xapian::Database &database,
                                               const std::string &term)
{
    std::vector<posting> postings;
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
        postings.push_back({*at, term.empty() ? at.get_doclength() : at.get_wdf()});
    return postings;
}

#endif
