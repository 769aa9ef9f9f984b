/*
 * The reader of glass databases against Xapian's own: databases that Xapian has written, changed and
 * emptied and ones that were built. tests/unit/test_glass_damage.cc goes on from here.
 */
#include "tests/unit/glass_fixture.hh"

/* ---- comparing ------------------------------------------------------------------------------ */

static void compare_counts(const struct glass_reader *reader, const Xapian::Database &wanted)
{
    const struct version_counts *counts = glass_reader_counts(reader);
    assert_int_equal(glass_reader_revision(reader), wanted.get_revision());
    assert_int_equal(counts->documents, wanted.get_doccount());
    assert_int_equal(counts->last_document, wanted.get_lastdocid());
    assert_int_equal(counts->total_length, wanted.get_total_length());
    assert_int_equal(counts->length_lower, wanted.get_doclength_lower_bound());
    assert_int_equal(counts->length_upper, wanted.get_doclength_upper_bound());
    assert_true(glass_reader_is_current(reader));
}

/* Steps and skips of a list, begun anew a few times, against all that is in it. */
static void compare_moves(const struct glass_reader *reader, const std::string &term,
                          const std::vector<posting> &wanted, random_numbers &random)
{
    for (int round = 0; round < 4; round++) {
        struct glass_postings postings;
        uint32_t farthest = 1u << random.below(14);
        size_t at = 0;
        assert_done(glass_postings_open(reader, to_slice(term), &postings, &test_error));
        while (at < wanted.size()) {
            assert_int_equal(postings.docid, wanted[at].docid);
            assert_int_equal(postings.wdf, wanted[at].wdf);
            if (random.below(3) == 0) {
                at++;
                assert_done(glass_postings_next(&postings, &test_error));
            } else {
                uint32_t target = postings.docid + random.below(farthest);
                while (at < wanted.size() && wanted[at].docid < target)
                    at++;
                assert_done(glass_postings_skip(&postings, target, &test_error));
            }
        }
        assert_int_equal(postings.docid, GLASS_END);
        assert_done(glass_postings_next(&postings, &test_error));
        assert_done(glass_postings_skip(&postings, 7, &test_error));
        assert_int_equal(postings.docid, GLASS_END);
        assert_done(glass_postings_check(&postings, &test_error));
        glass_postings_close(&postings);
    }
}

static void compare_postings(const struct glass_reader *reader, const Xapian::Database &database,
                             const std::string &term, random_numbers &random)
{
    struct glass_postings postings;
    std::vector<posting> wanted = postings_of(database, term), got;
    assert_done(glass_postings_open(reader, to_slice(term), &postings, &test_error));
    assert_int_equal(postings.document_count, wanted.size());
    if (term.empty()) {
        assert_int_equal(postings.occurrences, database.get_total_length());
        assert_int_equal(postings.wdf_bound, database.get_doclength_upper_bound());
    } else {
        assert_int_equal(postings.occurrences, database.get_collection_freq(term));
        assert_int_equal(postings.wdf_bound, database.get_wdf_upper_bound(term));
    }
    while (postings.docid != GLASS_END) {
        got.push_back({postings.docid, postings.wdf});
        assert_true(postings.docid <= postings.piece_last);
        assert_done(glass_postings_next(&postings, &test_error));
    }
    glass_postings_close(&postings);
    assert_true(got == wanted);
    compare_moves(reader, term, wanted, random);
}

static void compare_terms(const struct glass_reader *reader, const Xapian::Database &database,
                          const std::string &prefix, random_numbers &random, bool has_postings)
{
    struct glass_terms terms;
    assert_done(glass_terms_open(reader, to_slice(prefix), &terms, &test_error));
    for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
        if (random.below(20) == 0) {
            std::string target = *at + std::string(random.below(3), '\0') + "z";
            at.skip_to(target);
            assert_done(glass_terms_skip(&terms, to_slice(target), &test_error));
            if (at == database.allterms_end(prefix))
                break;
        }
        assert_string(terms.term, *at);
        assert_int_equal(terms.document_count, at.get_termfreq());
        assert_int_equal(terms.occurrences, database.get_collection_freq(*at));
        assert_int_equal(terms.first_document, *database.postlist_begin(*at));
        if (has_postings)
            compare_postings(reader, database, *at, random);
        assert_done(glass_terms_skip(&terms, to_slice(*at), &test_error)); /* stays */
        assert_done(glass_terms_next(&terms, &test_error));
    }
    assert_null(terms.term.data);
    assert_done(glass_terms_next(&terms, &test_error));
    assert_null(terms.term.data);
    assert_done(glass_terms_check(&terms, &test_error));
    glass_terms_close(&terms);
}

static void compare_lengths(const struct glass_reader *reader, const Xapian::Database &database,
                            random_numbers &random)
{
    struct glass_lengths lengths;
    std::map<uint32_t, uint32_t> wanted;
    for (const posting &one : postings_of(database, ""))
        wanted[one.docid] = one.wdf;
    uint32_t end = database.get_lastdocid() + 3, docid = 0;
    assert_done(glass_lengths_open(reader, &lengths, &test_error));
    for (uint32_t i = 0; i < 3 * end; i++) {
        /* forwards, backwards, and anywhere */
        docid = i < end ? i : i < 2 * end ? 2 * end - i : random.below(end);
        uint32_t length = 0;
        fund_status status = glass_lengths_get(&lengths, docid, &length, &test_error);
        assert_int_equal(status, wanted.count(docid) > 0 ? FUND_OK : FUND_NOT_FOUND);
        if (status == FUND_OK)
            assert_int_equal(length, wanted[docid]);
    }
    for (docid = 0; docid < end; docid += random.below(60)) {
        uint32_t length = 0;
        bool is_there = glass_lengths_get(&lengths, docid, &length, &test_error) == FUND_OK;
        assert_int_equal(is_there, wanted.count(docid) > 0);
        if (is_there)
            assert_int_equal(length, wanted[docid]);
    }
    assert_done(glass_lengths_check(&lengths, &test_error));
    glass_lengths_close(&lengths);
    const uint32_t *table = nullptr;
    assert_done(glass_lengths_table(reader, &table, &test_error));
    for (docid = 1; table != nullptr && docid <= database.get_lastdocid(); docid++)
        assert_int_equal(table[docid], wanted.count(docid) > 0 ? wanted[docid] : 0);
}

typedef std::map<uint32_t, std::string> documents_values;

static void assert_value(const struct glass_values &values, const documents_values &wanted,
                         documents_values::const_iterator at)
{
    if (at == wanted.end()) {
        assert_int_equal(values.docid, GLASS_END);
        return;
    }
    assert_int_equal(values.docid, at->first);
    assert_string(values.value, at->second);
}

static void compare_value_moves(const struct glass_reader *reader, uint32_t slot, uint32_t end,
                                const documents_values &wanted, random_numbers &random)
{
    struct glass_values values;
    assert_done(glass_values_open(reader, slot, &values, &test_error));
    for (auto at = wanted.begin(); at != wanted.end(); ++at) {
        assert_value(values, wanted, at);
        assert_done(glass_values_next(&values, &test_error));
    }
    assert_int_equal(values.docid, GLASS_END);
    for (int i = 0; i < 200; i++) {
        uint32_t docid = random.below(end);
        assert_done(glass_values_seek(&values, docid, &test_error));
        assert_value(values, wanted, wanted.lower_bound(docid));
    }
    glass_values_close(&values);
    for (uint32_t farthest : {4u, 100u, 3000u}) {
        assert_done(glass_values_open(reader, slot, &values, &test_error));
        for (uint32_t docid = 0; values.docid != GLASS_END; docid += random.below(farthest)) {
            assert_done(glass_values_skip(&values, docid, &test_error));
            assert_value(values, wanted, wanted.lower_bound(docid));
        }
        assert_done(glass_values_skip(&values, 1, &test_error));
        assert_int_equal(values.docid, GLASS_END);
        assert_done(glass_values_check(&values, &test_error));
        glass_values_close(&values);
    }
}

static void compare_look(struct glass_looks *looks, uint32_t docid, const documents_values &wanted)
{
    auto at = wanted.find(docid);
    assert_done(glass_looks_at(looks, docid, &test_error));
    assert_int_equal(looks->value.data != nullptr, at != wanted.end());
    assert_string(looks->value, at != wanted.end() ? at->second : "");
    assert_done(glass_looks_check(looks, &test_error));
}

/* So many looks that places are remembered, and then all documents by them. */
static void compare_looks(const struct glass_reader *reader, uint32_t slot, uint32_t end,
                          const documents_values &wanted, random_numbers &random)
{
    struct glass_looks looks;
    glass_looks_open(reader, slot, &looks);
    for (int i = 0; i < 6000; i++) {
        glass_looks_expect(&looks, random.below(end));
        compare_look(&looks, random.below(end), wanted);
    }
    for (int i = 0; i < 2; i++)
        for (const auto &each : wanted)
            compare_look(&looks, each.first, wanted);
    compare_look(&looks, GLASS_END, wanted);
    glass_looks_close(&looks);
}

static void compare_values(const struct glass_reader *reader, const Xapian::Database &database,
                           uint32_t slot, random_numbers &random)
{
    documents_values wanted;
    uint32_t count = 9;
    struct slice lower = {nullptr, 0}, upper = {nullptr, 0};
    struct buffer bytes = buffer_init(1 << 20);
    uint32_t end = database.get_lastdocid() + 3;
    for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at)
        wanted[at.get_docid()] = *at;
    compare_value_moves(reader, slot, end, wanted, random);
    compare_looks(reader, slot, end, wanted, random);
    for (int i = 0; i < 300; i++) {
        uint32_t docid = random.below(end);
        buffer_clear(&bytes);
        assert_done(glass_value(reader, slot, docid, &bytes, &test_error));
        assert_string(buffer_slice(&bytes), wanted.count(docid) > 0 ? wanted[docid] : "");
    }
    assert_done(glass_value_bounds(reader, slot, &count, &bytes, &lower, &upper, &test_error));
    assert_int_equal(count, database.get_value_freq(slot));
    assert_string(lower, database.get_value_lower_bound(slot));
    assert_string(upper, database.get_value_upper_bound(slot));
    buffer_finish(&bytes);
}

static void compare_terms_of(const struct glass_reader *reader, const Xapian::Database &database,
                             uint32_t docid, random_numbers &random)
{
    struct glass_document_terms terms;
    assert_done(glass_document_terms_open(reader, docid, &terms, &test_error));
    for (auto at = database.termlist_begin(docid); at != database.termlist_end(docid); ++at) {
        if (random.below(10) == 0) {
            std::string target = *at + "5";
            at.skip_to(target);
            assert_done(glass_document_terms_skip(&terms, to_slice(target), &test_error));
            if (at == database.termlist_end(docid))
                break;
        }
        assert_string(terms.term, *at);
        assert_int_equal(terms.wdf, at.get_wdf());
        assert_done(glass_document_terms_next(&terms, &test_error));
    }
    assert_null(terms.term.data);
    assert_done(glass_document_terms_next(&terms, &test_error));
    assert_null(terms.term.data);
    glass_document_terms_close(&terms);
}

static void compare_records(const struct glass_reader *reader, const Xapian::Database &database)
{
    random_numbers random(2);
    struct glass_document_terms terms;
    struct buffer bytes = buffer_init(1 << 24);
    assert_int_equal(
        glass_document_terms_open(reader, database.get_lastdocid() + 1, &terms, &test_error),
        FUND_NOT_FOUND);
    glass_document_terms_close(&terms);
    for (const posting &one : postings_of(database, "")) {
        buffer_clear(&bytes);
        assert_done(glass_data(reader, one.docid, &bytes, &test_error));
        assert_string(buffer_slice(&bytes), database.get_document(one.docid).get_data());
        compare_terms_of(reader, database, one.docid, random);
    }
    buffer_clear(&bytes);
    assert_done(glass_data(reader, database.get_lastdocid() + 1, &bytes, &test_error));
    assert_done(glass_metadata_get(reader, slice_from("not there"), &bytes, &test_error));
    assert_done(glass_metadata_get(reader, slice_from(""), &bytes, &test_error));
    assert_int_equal(bytes.size, 0);
    for (auto at = database.metadata_keys_begin(); at != database.metadata_keys_end(); ++at) {
        buffer_clear(&bytes);
        assert_done(glass_metadata_get(reader, to_slice(*at), &bytes, &test_error));
        assert_string(buffer_slice(&bytes), database.get_metadata(*at));
    }
    buffer_finish(&bytes);
}

static void compare(const std::string &path)
{
    random_numbers random(1);
    struct glass_reader *reader = nullptr;
    Xapian::Database database(path);
    assert_done(glass_reader_open(path.c_str(), &reader, &test_error));
    compare_counts(reader, database);
    compare_postings(reader, database, "", random);
    compare_postings(reader, database, "no document has it", random);
    compare_postings(reader, database, std::string(245, 'x'), random);
    compare_terms(reader, database, "", random, true);
    for (const char *prefix : {"w", "w1", "w39", "all", "x", "\xff"})
        compare_terms(reader, database, prefix, random, false);
    compare_terms(reader, database, std::string(1, '\0'), random, false);
    compare_terms(reader, database, std::string("w\0", 2), random, false);
    compare_lengths(reader, database, random);
    for (uint32_t slot : {0u, 1u, 2u, 3u, 127u, 128u, 300u, 70000u, 4000000000u})
        compare_values(reader, database, slot, random);
    compare_records(reader, database);
    glass_reader_close(reader);
}

/* ---- databases ------------------------------------------------------------------------------ */

static void test_written(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 3000, 1);
    compare(path);
}

static void test_changed(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 2500, 2);
    for (uint32_t round = 0; round < 4; round++) {
        change_database(path, round);
        compare(path);
    }
}

static void test_emptied(void **state)
{
    std::string path = path_in(state, "db");
    write_database(path, 0, 3);
    compare(path);
    write_database(path, 1, 3);
    compare(path);
    write_database(path, 300, 3);
    Xapian::WritableDatabase database(path);
    for (uint32_t docid = 1; docid <= database.get_lastdocid(); docid++) {
        if (docid != 200 &&
            Xapian::Database(database).postlist_begin("all") != database.postlist_end("all"))
            delete_if_there(database, docid);
    }
    database.commit();
    compare(path);
    database.delete_document(200);
    database.commit();
    compare(path);
}

/* Few documents with far numbers, so that lists have long gaps. */
static void test_far_numbers(void **state)
{
    std::string path = path_in(state, "db");
    random_numbers random(5);
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    for (uint32_t docid = 1, i = 0; i < 2000; i++) {
        database.replace_document(docid, make_document(random, i));
        docid += random.below(4) == 0 ? random.below(3000) + 1 : 1;
    }
    database.replace_document(40000000, make_document(random, 7));
    database.replace_document(40000001, make_document(random, 8));
    database.commit();
    struct glass_reader *reader = nullptr;
    assert_done(glass_reader_open(path.c_str(), &reader, &test_error));
    compare_postings(reader, database, "", random);
    compare_terms(reader, database, "", random, true);
    for (uint32_t slot : {0u, 1u, 2u, 3u})
        compare_values(reader, database, slot, random);
    compare_records(reader, database);
    glass_reader_close(reader);
}

/* As the indexer does, and joined. */
static void test_built(void **state)
{
    std::vector<std::string> parts;
    for (uint32_t i = 0; i < 3; i++) {
        parts.push_back(path_in(state, "part") + std::to_string(i));
        build_database(parts.back(), i * 900 + 1, 900);
        compare(parts.back());
    }
    std::string path = path_in(state, "db");
    const char *folders[] = {parts[0].c_str(), parts[1].c_str(), parts[2].c_str()};
    struct glass_metadata metadata[] = {{slice_from("a"), slice_from("1")},
                                        {slice_from("b"), slice_from("2")}};
    assert_done(glass_join(folders, 3, metadata, 2, path.c_str(), 2, &test_error));
    compare(path);
    change_database(path, 1);
    compare(path);
}

static void test_no_database(void **state)
{
    struct glass_reader *reader = nullptr;
    std::string path = path_in(state, "db");
    assert_int_equal(glass_reader_open(path.c_str(), &reader, &test_error), FUND_NOT_FOUND);
    write_database(path, 3, 1);
    assert_int_equal(glass_reader_open((path + "/iamglass").c_str(), &reader, &test_error),
                     FUND_NOT_FOUND);
    std::string version = read_file(path + "/iamglass");
    version[15]++;
    write_file(path + "/iamglass", version);
    assert_int_equal(glass_reader_open(path.c_str(), &reader, &test_error), FUND_VERSION);
    version[0]++;
    write_file(path + "/iamglass", version);
    assert_int_equal(glass_reader_open(path.c_str(), &reader, &test_error), FUND_CORRUPT);
    assert_int_equal(glass_reader_open(std::string(5000, 'a').c_str(), &reader, &test_error),
                     FUND_LIMIT);
    assert_null(reader);
    glass_reader_close(reader);
}

int main()
{
    const struct CMUnitTest tests[] = {
        GLASS_TEST(test_written),     GLASS_TEST(test_changed), GLASS_TEST(test_emptied),
        GLASS_TEST(test_far_numbers), GLASS_TEST(test_built),   GLASS_TEST(test_no_database),
    };
    return cmocka_run_group_tests_name("glass_reader", tests, NULL, NULL);
}
