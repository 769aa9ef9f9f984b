/*
 * Which files of this machine a reader has beside Xapian's database, and that they are of the same
 * commit.
 */
#include "tests/unit/glass_fixture.hh"

static struct store_reader *open_reader(const std::string &path)
{
    struct store_reader *reader = nullptr;
    assert_done(store_reader_open(path.c_str(), &reader, &test_error));
    return reader;
}

static void assert_same_commit(const struct store_reader *reader, size_t shards)
{
    assert_int_equal(reader->database.size(), shards);
    assert_int_equal(reader->glass.size(), shards);
    uint32_t documents = 0;
    for (size_t i = 0; i < shards; i++) {
        Xapian::Database one(reader->database.internal[i].get());
        const struct glass_reader *glass = reader->glass[i].get();
        assert_int_equal(glass_reader_revision(glass), one.get_revision());
        assert_int_equal(glass_reader_counts(glass)->documents, one.get_doccount());
        documents += one.get_doccount();
    }
    assert_int_equal(documents, reader->database.get_doccount());
}

static void test_folder(void **state)
{
    std::string path = path_in(state, "db");
    bool is_newer = false;
    write_database(path, 100, 1);
    struct store_reader *reader = open_reader(path);
    assert_same_commit(reader, 1);
    change_database(path, 1);
    assert_done(store_reader_reopen(reader, &is_newer, &test_error));
    assert_true(is_newer);
    assert_same_commit(reader, 1);
    const struct glass_reader *before = reader->glass[0].get();
    assert_done(store_reader_reopen(reader, &is_newer, &test_error));
    assert_false(is_newer);
    assert_ptr_equal(reader->glass[0].get(), before);
    store_reader_close(reader);
}

/* Document d of n shards is document (d - 1) / n + 1 of shard (d - 1) % n. */
static void test_stub(void **state)
{
    std::string archive = path_in(state, "archive");
    std::filesystem::create_directory(archive);
    write_database(archive + "/one", 30, 1);
    write_database(path_in(state, "two"), 20, 2);
    write_file(archive + "/XAPIANDB",
               "# shards\n\nauto one\nglass " + path_in(state, "two") + "\n");
    for (const std::string &path : {archive, archive + "/XAPIANDB"}) {
        struct store_reader *reader = open_reader(path);
        struct buffer data = buffer_init(1 << 20);
        assert_same_commit(reader, 2);
        for (uint32_t docid : {1u, 2u, 17u, 18u, 59u}) {
            buffer_clear(&data);
            assert_done(glass_data(reader->glass[(docid - 1) % 2].get(), (docid - 1) / 2 + 1, &data,
                                   &test_error));
            assert_string(buffer_slice(&data), reader->database.get_document(docid).get_data());
        }
        buffer_finish(&data);
        store_reader_close(reader);
    }
}

static void test_other_stubs(void **state)
{
    static const char *const stubs[] = {"auto one\ninmemory\n", "auto one\nauto more\n", "auto\n"};
    write_database(path_in(state, "one"), 3, 1);
    std::string stub = path_in(state, "stub"), more = path_in(state, "more");
    write_file(more, "auto one\n");
    for (const char *text : stubs) {
        write_file(stub, text);
        assert_true(shards_folders(stub).empty());
    }
    assert_int_equal(shards_folders(more).size(), 1);
    assert_true(shards_folders(path_in(state, "nothing")).empty());
    write_file(stub, stubs[1]);
    struct store_reader *reader = open_reader(stub);
    assert_int_equal(reader->database.size(), 2);
    assert_true(reader->glass.empty());
    assert_done(store_reader_reopen(reader, nullptr, &test_error));
    assert_true(reader->glass.empty());
    store_reader_close(reader);
}

/* Another database of the same revision in the same place is not taken for the one that is open. */
static void test_swapped(void **state)
{
    std::string path = path_in(state, "db"), other = path_in(state, "other");
    build_database(path, 1, 10);
    build_database(other, 1, 12);
    glass_shards shards;
    Xapian::Database database(path);
    bool is_moved = true;
    assert_done(shards_follow({path}, database, shards, &is_moved, &test_error));
    assert_false(is_moved);
    assert_int_equal(shards.size(), 1);
    assert_int_equal(shards_follow({other}, database, shards, &is_moved, &test_error),
                     FUND_MODIFIED);
    assert_true(shards.empty());
}

/* Xapian writes such where it is told to. */
static void test_other_blocks(void **state)
{
    std::string path = path_in(state, "db");
    random_numbers random(1);
    uint32_t count = 0;
    {
        Xapian::WritableDatabase database(path, Xapian::DB_CREATE, 4096);
        database.add_document(make_document(random, 1));
        database.commit();
    }
    struct glass_reader *glass = nullptr;
    assert_int_equal(glass_reader_open(path.c_str(), &glass, &test_error), FUND_UNSUPPORTED);
    struct store_reader *reader = open_reader(path);
    assert_true(reader->glass.empty());
    assert_done(store_reader_term_frequency(reader, slice_from("all"), &count, &test_error));
    assert_int_equal(count, 1);
    store_reader_close(reader);
}

int main()
{
    const struct CMUnitTest tests[] = {
        GLASS_TEST(test_folder),  GLASS_TEST(test_stub),         GLASS_TEST(test_other_stubs),
        GLASS_TEST(test_swapped), GLASS_TEST(test_other_blocks),
    };
    return cmocka_run_group_tests_name("store_shards", tests, NULL, NULL);
}
