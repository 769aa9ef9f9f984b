/*
 * The thesaurus: what is read of a source, what is found, and bytes that are no thesaurus.
 */
#include "query/lib/thesaurus/compile.h"
#include "query/lib/thesaurus/file.h"
#include "query/lib/thesaurus/thesaurus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define BYTES_MAX ((size_t)1 << 20)
#define TEXT_MAX  1024

static const char source[] =
    "UTF-8\n"
    "abriss|2\n"
    "-|Abriss|Abbruch|Beseitigung (Oberbegriff)\n"
    "-|Abriss|Zusammenfassung|kurze Übersicht\n"
    "abbruch|2\n"
    "-|Abriss|Abbruch|Beseitigung (Oberbegriff)\n"
    "-|Abbruch (ugs.)|(vorzeitiges) Ende|Abbrüche|Mistding (ugs., derb)\n"
    "tunken|1\n"
    "-|tunken (Brot, Kuchen)|(etwas) eintauchen|tauchen (in) Tunke|Zwieback(|)|)(\n"
    "einsam|2\n"
    "-|einsam\n"
    "-|\n";

/* Compiles the text; the buffer is to be finished. */
static struct buffer compiled(struct slice text)
{
    struct buffer bytes = buffer_init(BYTES_MAX);
    struct fund_error error = {.message = ""};
    if (compile_thesaurus(text, &bytes, &error) != FUND_OK)
        fail_msg("%s", error.message);
    return bytes;
}

/* Writes what is found for a stem as "text share, …". */
static void list_found(const struct thesaurus *thesaurus, const char *stem, char out[TEXT_MAX])
{
    struct thesaurus_word found[THESAURUS_FOUND_MAX];
    size_t count = thesaurus_find(thesaurus, slice_from(stem), found), size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s%.*s %.2f", i > 0 ? ", " : "",
                                 (int)found[i].text.size, found[i].text.data, found[i].share);
}

static const struct {
    const char *stem, *found;
} rows[] = {
    /* one of two meanings each; several words, broader and coarse ones are left out */
    {"abriss", "Abbruch 0.50, Zusammenfassung 0.50"},
    /* a meaning that stands twice counts once; Abbrüche is Abbruch */
    {"abbruch", "Abriss 0.50, Ende 0.50"},
    {"zusammenfass", "Abriss 1.00"},
    /* the sign that closes a remark may be missing */
    {"tunk", "eintauchen 1.00, Zwieback 1.00"},
    {"eintauch", "tunken 1.00, Zwieback 1.00"},
    {"beseitig", ""},
    {"mistding", ""},
    {"einsam", ""},
    {"", ""},
    {"a", ""},
    {"zzz", ""},
};

static void test_found(void **state)
{
    (void)state;
    struct buffer bytes = compiled(slice_from(source));
    struct thesaurus thesaurus;
    assert_int_equal(thesaurus_open(buffer_slice(&bytes), &thesaurus, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char found[TEXT_MAX];
        list_found(&thesaurus, rows[i].stem, found);
        if (strcmp(found, rows[i].found) != 0)
            fail_msg("'%s' finds '%s'", rows[i].stem, found);
    }
    buffer_finish(&bytes);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct buffer first = compiled(slice_from(source)), second = compiled(slice_from(source));
    assert_true(slice_equal(buffer_slice(&first), buffer_slice(&second)));
    buffer_finish(&first);
    buffer_finish(&second);
}

static const char *const refused[] = {
    "",
    "ISO8859-1\nhaus|1\n-|Haus|Heim\n",
    "UTF-8\n",
    "UTF-8\nhaus\n",
    "UTF-8\nhaus|\n",
    "UTF-8\nhaus|x\n",
    "UTF-8\nhaus|11111\n",
    "UTF-8\nhaus|2\n-|Haus|Heim\n",
    "UTF-8\nhaus|1\nHaus|Heim\n",
    "UTF-8\nhaus|1\n-|Haus|ein Heim\n",
    "UTF-8\nhaus|1\n-|Haus|Häuser\n",
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        struct buffer bytes = buffer_init(BYTES_MAX);
        struct fund_error error = {.message = ""};
        if (compile_thesaurus(slice_from(refused[i]), &bytes, &error) != FUND_CORRUPT)
            fail_msg("row %zu is taken", i);
        assert_int_equal(error.code, FUND_CORRUPT);
        buffer_finish(&bytes);
    }
}

/* One word more than a meaning may have, and one meaning more than are looked at. */
static void test_limits(void **state)
{
    (void)state;
    struct buffer text = buffer_init(BYTES_MAX);
    char found[TEXT_MAX];
    struct thesaurus_word words[THESAURUS_FOUND_MAX];
    struct thesaurus thesaurus;
    assert_int_equal(buffer_append(&text, SLICE("UTF-8\nviel|1\n-|viel"), NULL), FUND_OK);
    for (int i = 0; i < 200; i++)
        assert_int_equal(buffer_append_format(&text, NULL, "|q%dx", i), FUND_OK);
    assert_int_equal(buffer_append_format(&text, NULL, "\noft|%d\n", THESAURUS_MEANINGS_MAX + 1),
                     FUND_OK);
    for (int i = 0; i <= THESAURUS_MEANINGS_MAX; i++)
        assert_int_equal(
            buffer_append_format(&text, NULL, "-|oft|y%dy%s\n", i, i < 4 ? "|häufig" : ""),
            FUND_OK);
    struct buffer bytes = compiled(buffer_slice(&text));
    assert_int_equal(thesaurus_open(buffer_slice(&bytes), &thesaurus, NULL), FUND_OK);
    assert_int_equal(thesaurus_find(&thesaurus, SLICE("viel"), words), THESAURUS_FOUND_MAX);
    /* 4 of 64 meanings is just enough, 1 of them is not */
    list_found(&thesaurus, "oft", found);
    assert_string_equal(found, "häufig 0.06");
    buffer_finish(&bytes);
    buffer_finish(&text);
}

/* Asks for all that may be there, which must not read outside of the bytes. */
static void ask_all(struct slice bytes)
{
    struct thesaurus thesaurus;
    char found[TEXT_MAX * 8];
    if (thesaurus_open(bytes, &thesaurus, NULL) != FUND_OK)
        return;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct thesaurus_word words[THESAURUS_FOUND_MAX];
        size_t count = thesaurus_find(&thesaurus, slice_from(rows[i].stem), words);
        assert_true(count <= THESAURUS_FOUND_MAX);
        for (size_t j = 0; j < count; j++)
            if (words[j].text.size < sizeof(found))
                memcpy(found, words[j].text.data, words[j].text.size);
    }
}

static void test_hostile_bytes(void **state)
{
    (void)state;
    struct buffer whole = compiled(slice_from(source));
    struct thesaurus thesaurus;
    /* cut off anywhere: a copy of just so many bytes, so that a sanitizer sees reading beyond */
    for (size_t size = 0; size < whole.size; size++) {
        char *copy = malloc(size + 1);
        memcpy(copy, whole.data, size);
        assert_int_equal(thesaurus_open(slice_of(copy, size), &thesaurus, NULL), FUND_CORRUPT);
        free(copy);
    }
    /* each byte changed in turn */
    char *copy = malloc(whole.size);
    for (size_t i = 0; i < whole.size; i++) {
        static const char changes[] = {1, 0x40, (char)0x80, (char)0xff};
        for (size_t j = 0; j < sizeof(changes); j++) {
            memcpy(copy, whole.data, whole.size);
            copy[i] = (char)(copy[i] ^ changes[j]);
            ask_all(slice_of(copy, whole.size));
        }
    }
    free(copy);
    buffer_finish(&whole);
}

static void test_version(void **state)
{
    (void)state;
    struct buffer bytes = compiled(slice_from(source));
    struct thesaurus thesaurus;
    struct fund_error error = {.message = ""};
    uint32_t version = THESAURUS_VERSION + 1;
    memcpy(bytes.data + offsetof(struct thesaurus_header, version), &version, sizeof(version));
    assert_int_equal(thesaurus_open(buffer_slice(&bytes), &thesaurus, &error), FUND_VERSION);
    buffer_finish(&bytes);
}

/* The library's own: some thousand words, and one of them. */
static void test_built_in(void **state)
{
    (void)state;
    struct thesaurus thesaurus;
    struct thesaurus_word found[THESAURUS_FOUND_MAX];
    assert_int_equal(thesaurus_open(thesaurus_built_in(), &thesaurus, NULL), FUND_OK);
    assert_true(thesaurus.key_count > 10000);
    assert_true(thesaurus_built_in().size <= 3000000);
    assert_true(thesaurus_find(&thesaurus, SLICE("abriss"), found) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),         cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile_bytes), cmocka_unit_test(test_version),
        cmocka_unit_test(test_built_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
