/*
 * The reader of glass databases beside a writer, and over damaged files: its answers are right ones
 * or none, and nothing crashes.
 */
#include "tests/unit/glass_fixture.hh"

#include <sys/wait.h>
#include <unistd.h>

/* ---- reading all there is ------------------------------------------------------------------- */

/* What was read, as one text. */
struct everything {
    std::string text;
    void add(uint64_t number)
    {
        text += std::to_string(number) + ' ';
    }
    void add(struct slice bytes)
    {
        add(bytes.size);
        text.append(bytes.data, bytes.size);
    }
};

static fund_status read_postings(const struct glass_reader *reader, struct slice term,
                                 uint32_t step, everything &out)
{
    struct glass_postings postings;
    fund_status status = glass_postings_open(reader, term, &postings, &test_error);
    uint32_t last = 0;
    while (status == FUND_OK && postings.docid != GLASS_END) {
        assert_true(postings.docid > last);
        assert_true(postings.docid <= glass_reader_counts(reader)->last_document);
        last = postings.docid;
        out.add(postings.docid);
        out.add(postings.wdf);
        status = step == 1 ? glass_postings_next(&postings, &test_error)
                           : glass_postings_skip(&postings, last + step, &test_error);
    }
    if (status == FUND_OK)
        status = glass_postings_check(&postings, &test_error);
    glass_postings_close(&postings);
    return status;
}

static fund_status read_terms(const struct glass_reader *reader, everything &out)
{
    struct glass_terms terms;
    fund_status status = glass_terms_open(reader, slice_of(nullptr, 0), &terms, &test_error);
    while (status == FUND_OK && terms.term.data != nullptr) {
        std::string term = to_string(terms.term);
        out.add(terms.term);
        out.add(terms.document_count);
        status = read_postings(reader, to_slice(term), term.size() % 2 == 0 ? 1 : 40, out);
        if (status == FUND_OK)
            status = glass_terms_next(&terms, &test_error);
    }
    if (status == FUND_OK)
        status = glass_terms_check(&terms, &test_error);
    glass_terms_close(&terms);
    return status;
}

static fund_status read_lengths(const struct glass_reader *reader, uint32_t step, everything &out)
{
    struct glass_lengths lengths;
    fund_status status = glass_lengths_open(reader, &lengths, &test_error);
    uint32_t last = glass_reader_counts(reader)->last_document;
    for (uint32_t i = 0; status == FUND_OK && i < last && i < 5000; i++) {
        uint32_t length = 0;
        status = glass_lengths_get(&lengths, i * step % last, &length, &test_error);
        out.add(length);
        if (status == FUND_NOT_FOUND)
            status = FUND_OK;
    }
    if (status == FUND_OK)
        status = glass_lengths_check(&lengths, &test_error);
    glass_lengths_close(&lengths);
    return status;
}

static fund_status read_values(const struct glass_reader *reader, uint32_t slot, uint32_t step,
                               everything &out)
{
    struct glass_values values;
    struct buffer bytes = buffer_init(1 << 24);
    struct slice lower = {nullptr, 0}, upper = {nullptr, 0};
    uint32_t count = 0, last = 0;
    fund_status status = glass_values_open(reader, slot, &values, &test_error);
    while (status == FUND_OK && values.docid != GLASS_END) {
        assert_true(values.docid > last);
        last = values.docid;
        out.add(values.docid);
        out.add(values.value);
        status = step == 1 ? glass_values_next(&values, &test_error)
                           : glass_values_skip(&values, last + step, &test_error);
    }
    for (uint32_t i = 20; status == FUND_OK && i > 0; i--) {
        status = glass_values_seek(&values, last * i / 20, &test_error);
        out.add(values.docid);
    }
    if (status == FUND_OK)
        status = glass_values_check(&values, &test_error);
    glass_values_close(&values);
    if (status == FUND_OK)
        status = glass_value_bounds(reader, slot, &count, &bytes, &lower, &upper, &test_error);
    out.add(count);
    out.add(lower);
    out.add(upper);
    buffer_finish(&bytes);
    return status;
}

static fund_status read_terms_of(const struct glass_reader *reader, uint32_t docid, everything &out)
{
    struct glass_document_terms terms;
    fund_status status = glass_document_terms_open(reader, docid, &terms, &test_error);
    while (status == FUND_OK && terms.term.data != nullptr) {
        out.add(terms.term);
        out.add(terms.wdf);
        status = glass_document_terms_next(&terms, &test_error);
    }
    glass_document_terms_close(&terms);
    return status == FUND_NOT_FOUND ? FUND_OK : status;
}

static fund_status read_records(const struct glass_reader *reader, everything &out)
{
    struct buffer bytes = buffer_init(1 << 24);
    fund_status status = FUND_OK;
    uint32_t last = glass_reader_counts(reader)->last_document;
    for (uint32_t i = 1; status == FUND_OK && i <= last && i < 3000; i++) {
        buffer_clear(&bytes);
        status = glass_data(reader, i, &bytes, &test_error);
        out.add(buffer_slice(&bytes));
        if (status == FUND_OK)
            status = read_terms_of(reader, i, out);
    }
    for (uint32_t i = 0; status == FUND_OK && i < 40; i++) {
        std::string key = "key " + std::to_string(i);
        buffer_clear(&bytes);
        status = glass_metadata_get(reader, to_slice(key), &bytes, &test_error);
        out.add(buffer_slice(&bytes));
    }
    buffer_finish(&bytes);
    return status;
}

/* Goes on after failures. The worst of all statuses, FUND_CORRUPT being the worst. */
static fund_status read_all(const struct glass_reader *reader, std::string *text)
{
    everything out;
    fund_status results[] = {
        read_postings(reader, slice_of(nullptr, 0), 1, out),
        read_terms(reader, out),
        read_lengths(reader, 1, out),
        read_lengths(reader, 1237, out),
        read_values(reader, 0, 1, out),
        read_values(reader, 0, 70, out),
        read_values(reader, 1, 3, out),
        read_values(reader, 300, 1, out),
        read_records(reader, out),
    };
    fund_status worst = FUND_OK;
    for (fund_status status : results)
        worst = status > worst ? status : worst;
    if (text != nullptr)
        *text = out.text;
    return worst;
}

/* ---- commits -------------------------------------------------------------------------------- */

/* Until it is overtaken a reader answers as it did at first. */
static void test_commits(void **state)
{
    std::string path = path_in(state, "db"), first, again;
    struct glass_reader *reader = nullptr;
    write_database(path, 1500, 11);
    for (uint32_t round = 0; round < 3; round++) {
        assert_done(glass_reader_open(path.c_str(), &reader, &test_error));
        assert_done(read_all(reader, &first));
        change_database(path, 10 * round);
        assert_false(glass_reader_is_current(reader));
        assert_done(read_all(reader, &again)); /* its blocks are still as they were */
        assert_true(first == again);
        fund_status status = FUND_OK;
        for (uint32_t i = 1; i < 9 && status == FUND_OK; i++) {
            change_database(path, 10 * round + i);
            status = read_all(reader, &again);
            assert_true(status == FUND_MODIFIED || (status == FUND_OK && first == again));
        }
        assert_int_equal(status, FUND_MODIFIED);
        glass_reader_close(reader);
    }
}

/* What lists were standing on when they were overtaken: in the map, or in copies, which stay. */
static void check_lists(const std::string &path, uint32_t round, bool are_copies)
{
    struct glass_reader *reader = nullptr;
    struct glass_postings postings;
    struct glass_values values;
    const fund_status wanted = are_copies ? FUND_OK : FUND_MODIFIED;
    assert_done(glass_reader_open(path.c_str(), &reader, &test_error));
    if (!are_copies) /* so many blocks that no more are copied */
        assert_done(read_all(reader, nullptr));
    assert_done(glass_postings_open(reader, slice_from("all"), &postings, &test_error));
    assert_done(glass_values_open(reader, 0, &values, &test_error));
    assert_done(glass_values_skip(&values, 700, &test_error));
    std::string value = to_string(values.value);
    for (uint32_t i = 0; i < 9; i++)
        change_database(path, round + i);
    assert_int_equal(glass_postings_check(&postings, &test_error), wanted);
    if (!are_copies)
        assert_non_null(strstr(test_error.message, "later commit"));
    assert_int_equal(glass_values_check(&values, &test_error), wanted);
    if (are_copies)
        assert_string(values.value, value);
    glass_postings_close(&postings);
    glass_values_close(&values);
    glass_reader_close(reader);
}

static void test_check(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 1500, 12);
    check_lists(path, 0, true);
    write_database(path + "2", 1500, 12);
    check_lists(path + "2", 0, false);
}

/* All values of a commit are its number, and so is what each document has of a term. */
static void commit_number(Xapian::WritableDatabase &database, uint32_t number)
{
    for (uint32_t docid = 1; docid <= 400; docid++) {
        Xapian::Document document;
        document.add_term("number", number);
        document.add_value(0, std::to_string(number) + std::string(20, ' '));
        database.replace_document(docid, document);
    }
    database.set_metadata("number", std::to_string(number));
    database.commit();
}

static bool reads_number(const struct glass_reader *reader, const std::string &number)
{
    struct glass_postings postings;
    struct glass_values values;
    uint32_t count = 0, wrong = 0;
    fund_status status = glass_postings_open(reader, slice_from("number"), &postings, &test_error);
    for (; status == FUND_OK && postings.docid != GLASS_END; count++) {
        wrong += postings.wdf != (uint32_t)std::stoul(number);
        status = glass_postings_next(&postings, &test_error);
    }
    if (status == FUND_OK)
        status = glass_postings_check(&postings, &test_error);
    if (status == FUND_OK)
        assert_int_equal(count, 400);
    glass_postings_close(&postings);
    if (status == FUND_OK)
        status = glass_values_open(reader, 0, &values, &test_error);
    else
        values.joined = buffer_init(0);
    while (status == FUND_OK && values.docid != GLASS_END) {
        wrong += to_string(values.value) != number + std::string(20, ' ');
        status = glass_values_next(&values, &test_error);
    }
    if (status == FUND_OK)
        status = glass_values_check(&values, &test_error);
    glass_values_close(&values);
    assert_true(status == FUND_OK || status == FUND_MODIFIED);
    if (status == FUND_OK)
        assert_int_equal(wrong, 0);
    return status == FUND_OK;
}

/* Another process commits all the time. */
static void test_beside_a_writer(void **state)
{
    std::string path = path_in(state, "db");
    {
        commit_number(*std::make_unique<Xapian::WritableDatabase>(path, Xapian::DB_CREATE), 1);
    }
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
        for (uint32_t number = 2; number < 150; number++)
            commit_number(database, number);
        _exit(0);
    }
    uint32_t whole = 0, opened = 0;
    int result = 0;
    while (waitpid(child, &result, WNOHANG) == 0) {
        struct glass_reader *reader = nullptr;
        struct buffer number = buffer_init(100);
        fund_status status = glass_reader_open(path.c_str(), &reader, &test_error);
        assert_true(status == FUND_OK || status == FUND_MODIFIED);
        if (status == FUND_OK)
            status = glass_metadata_get(reader, slice_from("number"), &number, &test_error);
        assert_true(status == FUND_OK || status == FUND_MODIFIED);
        opened += status == FUND_OK;
        for (int i = 0; status == FUND_OK && i < 30; i++) {
            if (!reads_number(reader, to_string(buffer_slice(&number))))
                break;
            whole++;
        }
        buffer_finish(&number);
        glass_reader_close(reader);
    }
    assert_int_equal(result, 0);
    assert_true(opened > 0 && whole > 0);
}

/* ---- damage --------------------------------------------------------------------------------- */

static const char *const files[] = {"postlist.glass", "docdata.glass", "termlist.glass",
                                    "iamglass"};

static fund_status read_damaged(const std::string &path)
{
    struct glass_reader *reader = nullptr;
    fund_status status = glass_reader_open(path.c_str(), &reader, &test_error);
    if (status == FUND_OK)
        status = read_all(reader, nullptr);
    glass_reader_close(reader);
    return status;
}

/* Some bytes of a file are others, mostly of those that begin its blocks. */
static void test_flipped_bytes(void **state)
{
    std::string path = path_in(state, "db");
    random_numbers random(13);
    uint32_t found = 0;
    write_database(path, 500, 13);
    for (uint32_t round = 0; round < 150; round++) {
        std::string file = path + "/" + files[round % 4], sound = read_file(file), bytes = sound;
        for (uint32_t i = random.below(4) + 1; i > 0; i--) {
            size_t at = random.below(static_cast<uint32_t>(bytes.size()));
            if (random.below(2) == 0)
                at = at / 8192 * 8192 + random.below(200);
            if (at < bytes.size())
                bytes[at] = static_cast<char>(random.below(256));
        }
        write_file(file, bytes);
        fund_status status = read_damaged(path);
        found += status != FUND_OK;
        assert_true(status == FUND_OK || status == FUND_CORRUPT || status == FUND_VERSION ||
                    status == FUND_MODIFIED || status == FUND_LIMIT || status == FUND_UNSUPPORTED);
        write_file(file, sound);
    }
    assert_true(found > 20);
    assert_int_equal(read_damaged(path), FUND_OK);
}

static void test_cut_files(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 500, 14);
    for (const char *name : files) {
        std::string file = path + "/" + name, sound = read_file(file);
        for (size_t size :
             {size_t{0}, size_t{1}, size_t{40}, size_t{8191}, sound.size() - 1, sound.size() / 2}) {
            if (size >= sound.size())
                continue;
            write_file(file, sound.substr(0, size));
            assert_int_equal(read_damaged(path), FUND_CORRUPT);
        }
        std::filesystem::remove(file);
        assert_int_not_equal(read_damaged(path), FUND_OK);
        write_file(file, sound);
    }
    assert_int_equal(read_damaged(path), FUND_OK);
}

/* Every block is a branch whose items all name it. */
static void test_rings(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 500, 15);
    std::string file = path + "/postlist.glass", bytes = read_file(file);
    for (size_t block = 0; block < bytes.size(); block += 8192) {
        for (uint32_t item = 0; bytes[block + 4] > 0 && item < 3; item++) {
            size_t at = block + static_cast<unsigned char>(bytes[block + 11 + 2 * item]) * 256 +
                        static_cast<unsigned char>(bytes[block + 12 + 2 * item]);
            uint32_t number = static_cast<uint32_t>(block / 8192);
            for (int i = 0; i < 4 && at + 4 < bytes.size(); i++)
                bytes[at + static_cast<size_t>(i)] = static_cast<char>(number >> (24 - 8 * i));
        }
    }
    write_file(file, bytes);
    assert_int_equal(read_damaged(path), FUND_CORRUPT);
    assert_non_null(strstr(test_error.message, "postlist.glass' is damaged"));
}

int main()
{
    const struct CMUnitTest tests[] = {
        GLASS_TEST(test_commits),         GLASS_TEST(test_check),
        GLASS_TEST(test_beside_a_writer), GLASS_TEST(test_flipped_bytes),
        GLASS_TEST(test_cut_files),       GLASS_TEST(test_rings),
    };
    return cmocka_run_group_tests_name("glass_overtaken", tests, NULL, NULL);
}
