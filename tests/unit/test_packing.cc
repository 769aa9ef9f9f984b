/*
 * The data of documents, packed and unpacked: of every size, with and without a dictionary, and
 * damaged in every way.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"
#include "core/store/packing.hh"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

extern "C" {
#include <cmocka.h>
}

/* ---- help ----------------------------------------------------------------------------------- */

static const std::string none;

static uint32_t next_random(uint32_t &seed)
{
    return seed = seed * 1664525u + 1013904223u;
}

static std::string noise(size_t size, uint32_t seed)
{
    std::string bytes(size, '\0');
    for (char &byte : bytes)
        byte = (char)(next_random(seed) >> 24);
    return bytes;
}

/* Sentences of few words, of which a dictionary can be made. */
static std::string sentences(size_t size, uint32_t seed)
{
    static const char *const words[] = {
        "Rathaus", "Der Bürgermeister ", "eröffnet",   " am Montag ",  "die neue ", "Brücke",
        ". ",      "Stadtrat ",          "beschließt", " den Haushalt"};
    std::string text;
    while (text.size() < size)
        text += words[(next_random(seed) >> 16) % 10];
    text.resize(size);
    return text;
}

static std::string make_dictionary(uint32_t seed)
{
    std::string texts;
    size_t sizes[400];
    for (size_t i = 0; i < 400; i++) {
        std::string one = sentences(300 + i, seed + (uint32_t)i) + noise(20, seed + (uint32_t)i);
        sizes[i] = one.size();
        texts += one;
    }
    std::string dictionary(8192, '\0');
    size_t size = 0;
    struct fund_error error;
    assert_int_equal(store_train_dictionary(slice_of(texts.data(), texts.size()), sizes, 400,
                                            &dictionary[0], dictionary.size(), &size, &error),
                     FUND_OK);
    dictionary.resize(size);
    return dictionary;
}

/* What becomes of unpacking; changes its copy of the packed bytes. */
static fund_status unpack(unpacker &reader, std::string packed, bool is_first_alone,
                          std::string &data, struct fund_error *error)
{
    return guard(error, nullptr, [&] {
        reader.unpack(packed, is_first_alone, data);
        return FUND_OK;
    });
}

static void assert_same(const std::string &actual, const std::string &expected)
{
    assert_int_equal(actual.size(), expected.size());
    assert_true(actual == expected);
}

/* ---- what goes in comes out ----------------------------------------------------------------- */

static void check_round_trip(packer &writer, unpacker &reader, const std::string &data)
{
    const size_t firsts[] = {0, 1, data.size() / 3, data.size()};
    for (size_t first : firsts) {
        if (first > data.size())
            continue;
        std::string packed = writer.pack(data, first), read;
        assert_int_equal(unpack(reader, packed, false, read, nullptr), FUND_OK);
        assert_same(read, data);
        assert_int_equal(unpack(reader, packed, true, read, nullptr), FUND_OK);
        assert_same(read, data.substr(0, first));
    }
}

static void test_sizes(void **)
{
    const size_t sizes[] = {0,    1,    2,    127,    128,    300,    4095,
                            4096, 4097, 8192, 131072, 131073, 1000003};
    for (const std::string &dictionary : {none, make_dictionary(1)}) {
        packer writer(dictionary);
        unpacker reader(dictionary);
        for (size_t size : sizes) {
            check_round_trip(writer, reader, sentences(size, 7));
            check_round_trip(writer, reader, noise(size, 7));
            check_round_trip(writer, reader, std::string(size, '\0'));
        }
    }
}

static void test_largest(void **)
{
    std::string dictionary = make_dictionary(1);
    packer writer(dictionary);
    unpacker reader(dictionary);
    for (const std::string &data : {noise(STORE_DATA_MAX, 3), std::string(STORE_DATA_MAX, 'x')}) {
        std::string packed = writer.pack(data, 1000), read;
        assert_int_equal(unpack(reader, packed, false, read, nullptr), FUND_OK);
        assert_true(read == data);
        assert_int_equal(unpack(reader, packed, true, read, nullptr), FUND_OK);
        assert_same(read, data.substr(0, 1000));
    }
    std::string packed = writer.pack(std::string(STORE_DATA_MAX + 1, 'x'), 0), read;
    assert_int_equal(unpack(reader, packed, false, read, nullptr), FUND_CORRUPT);
    assert_int_equal(unpack(reader, packed, true, read, nullptr), FUND_CORRUPT);
}

/* A dictionary makes short texts smaller, and the first part of a long one needs little of it. */
static void test_gain(void **)
{
    std::string text = sentences(400, 99), dictionary = make_dictionary(1);
    packer plain(none), trained(dictionary);
    assert_true(trained.pack(text, 100).size() < plain.pack(text, 100).size());
    unpacker reader(dictionary);
    std::string packed = trained.pack(noise(100000, 5), 200), read;
    packed.resize(400); /* its first block */
    assert_int_equal(unpack(reader, packed, true, read, nullptr), FUND_OK);
    assert_same(read, noise(100000, 5).substr(0, 200));
}

/* ---- damage --------------------------------------------------------------------------------- */

static void test_other_dictionary(void **)
{
    std::string ours = make_dictionary(1), other = make_dictionary(1000);
    assert_true(packing_number(ours) != packing_number(other));
    std::string packed = packer(ours).pack("Rathaus", 3), read = "as it was";
    for (const std::string &dictionary : {none, other}) {
        unpacker reader(dictionary);
        struct fund_error error = {FUND_OK, 0, ""};
        assert_int_equal(unpack(reader, packed, false, read, &error), FUND_CORRUPT);
        assert_non_null(strstr(error.message, "needs the dictionary"));
        assert_same(read, "as it was");
    }
    unpacker reader(ours);
    assert_int_equal(unpack(reader, packer(none).pack("Rathaus", 3), false, read, nullptr),
                     FUND_CORRUPT);
}

static fund_status wrap_and_unwrap(const std::string &wrapped, std::string &dictionary)
{
    return guard(nullptr, nullptr, [&] {
        dictionary = packing_unwrap(wrapped);
        unpacker made(dictionary);
        return FUND_OK;
    });
}

static void test_dictionaries(void **)
{
    std::string dictionary = make_dictionary(1), wrapped = packing_wrap(dictionary), read;
    assert_int_equal(wrap_and_unwrap(wrapped, read), FUND_OK);
    assert_same(read, dictionary);
    assert_int_equal(wrap_and_unwrap(none, read), FUND_OK);
    assert_same(read, none);
    assert_int_equal(wrap_and_unwrap("x", read), FUND_CORRUPT);
    assert_int_equal(wrap_and_unwrap(packing_wrap("no dictionary"), read), FUND_CORRUPT);
    assert_int_equal(
        wrap_and_unwrap(packing_wrap(std::string(STORE_DICTIONARY_MAX + 1, 'x')), read),
        FUND_CORRUPT);
    for (size_t size = 1; size < wrapped.size(); size++)
        assert_int_equal(wrap_and_unwrap(wrapped.substr(0, size), read), FUND_CORRUPT);
    for (const char *same : {"aaaa", "a", ""}) {
        struct slice text = slice_from(same);
        char out[1000];
        size_t size = 77;
        assert_int_equal(
            store_train_dictionary(text, &text.size, 1, out, sizeof(out), &size, nullptr),
            FUND_LIMIT);
        assert_int_equal(size, 77);
    }
}

/* What is declared to be larger than anything that is packed is not even tried. */
static void test_declared_sizes(void **)
{
    const std::string frames[] = {
        std::string("\x00"
                    "\x00\x00\x00\x00"
                    "\xa0"
                    "\x01\x00\x00\x04"
                    "\x01\x00\x00",
                    13),
        std::string("\x00"
                    "\x00\x00\x00\x00"
                    "\xe0"
                    "\xff\xff\xff\xff\xff\xff\xff\xff"
                    "\x01\x00\x00",
                    17),
        std::string("\x00"
                    "\x00\x00\x00\x00"
                    "\x00\x58"
                    "\x01\x00\x00",
                    10), /* says no size */
        std::string("\xff\xff\xff\xff\x0f"
                    "\x00\x00\x00\x00"
                    "\x20\x05"
                    "\x01\x00\x00",
                    14),
        std::string("\xff\xff\xff\xff\xff\xff", 6),
        std::string("\x00", 1),
        std::string("\x00\x00\x00\x00", 4),
    };
    unpacker reader(none);
    std::string read;
    for (const std::string &frame : frames) {
        assert_int_equal(unpack(reader, frame, false, read, nullptr), FUND_CORRUPT);
        assert_int_equal(unpack(reader, frame, true, read, nullptr), FUND_CORRUPT);
    }
}

/* FNV-1a, as dict_hash of core/base. */
static uint64_t hash_of(const std::string &bytes)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (char byte : bytes)
        hash = (hash ^ (unsigned char)byte) * 0x100000001b3u;
    return hash;
}

/* Damage is told, or what is read is what was written, or its hash is another one. */
static void check_damaged(unpacker &reader, const std::string &packed, const std::string &data,
                          size_t first)
{
    for (bool is_first_alone : {false, true}) {
        std::string read, whole = is_first_alone ? data.substr(0, first) : data;
        fund_status status = unpack(reader, packed, is_first_alone, read, nullptr);
        assert_true(status == FUND_OK || status == FUND_CORRUPT);
        if (status == FUND_OK && read != whole)
            assert_true(hash_of(read) != hash_of(whole));
    }
}

static void test_damage(void **)
{
    std::string dictionary = make_dictionary(1);
    packer writer(dictionary);
    unpacker reader(dictionary);
    for (size_t size : {300, 6000}) {
        std::string data = sentences(size, 11), packed = writer.pack(data, 100), read;
        for (size_t cut = 0; cut < packed.size(); cut++) {
            assert_int_equal(unpack(reader, packed.substr(0, cut), false, read, nullptr),
                             FUND_CORRUPT);
            check_damaged(reader, packed.substr(0, cut), data, 100);
        }
        assert_int_equal(unpack(reader, packed + "x", false, read, nullptr), FUND_CORRUPT);
        for (size_t bit = 0; bit < packed.size() * 8; bit++) {
            std::string flipped = packed;
            flipped[bit / 8] = (char)(flipped[bit / 8] ^ 1 << bit % 8);
            check_damaged(reader, flipped, data, 100);
        }
        assert_int_equal(unpack(reader, packed, false, read, nullptr), FUND_OK);
        assert_same(read, data);
    }
}

/* Anything may stand where packed data should. */
static void test_random_bytes(void **)
{
    std::string dictionary = make_dictionary(1);
    packer writer(dictionary);
    unpacker reader(dictionary);
    uint32_t seed = 4711;
    for (int round = 0; round < 20000; round++) {
        std::string packed = writer.pack(sentences(next_random(seed) >> 19, seed), 0), read;
        for (int i = 0; i < 3 && packed.size() > 5; i++)
            packed[5 + next_random(seed) % (packed.size() - 5)] = (char)(next_random(seed) >> 24);
        for (bool is_first_alone : {false, true}) {
            fund_status status = unpack(reader, packed, is_first_alone, read, nullptr);
            assert_true(status == FUND_OK || status == FUND_CORRUPT);
        }
    }
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),        cmocka_unit_test(test_largest),
        cmocka_unit_test(test_gain),         cmocka_unit_test(test_other_dictionary),
        cmocka_unit_test(test_dictionaries), cmocka_unit_test(test_declared_sizes),
        cmocka_unit_test(test_damage),       cmocka_unit_test(test_random_bytes),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
