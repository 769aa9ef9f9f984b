/*
 * The lists of data/names as hash tables: words and word endings to classes, first names, places.
 */
#include "indexer/names/lists.h"

#include "core/base/dict.h"
#include "indexer/names/letters.h"

#include <stdlib.h>

/* Entries that the tables have room for, about as many as data/names has. */
#define WORDS_ABOUT       5000
#define FIRST_NAMES_ABOUT 16000
#define SURNAMES_ABOUT    1500
#define PLACES_ABOUT      13000

/* Written by embed at build time. */
extern const char names_data_words[], names_data_first_names[], names_data_municipalities[],
    names_data_further_first_names[], names_data_surnames[];
extern const size_t names_data_words_size, names_data_first_names_size,
    names_data_municipalities_size, names_data_further_first_names_size, names_data_surnames_size;

/* Marks an ending in the table of words and in its keys. */
#define ENDING_ONLY    '~'
#define WORD_OR_ENDING '*'

#define GENDERS        (WORD_MASCULINE | WORD_FEMININE | WORD_NEUTER)
/* Classes that a genitive shares with its nominative. */
#define HEADS        (WORD_ROLE | WORD_ORG | WORD_BODY | WORD_CITY)

#define INSTITUTIONS (WORD_ORG | WORD_BODY | WORD_FIRM | WORD_HEAD)

/* Kinds of endings, by a hash of their last two or four bytes. */
#define SHORT_BYTES 2u
#define LONG_BYTES  4u
#define SHORT_KINDS 256u
#define LONG_KINDS  4096u
/* Longer endings count as of this size. */
#define ENDING_SIZE_MAX 63u

struct lists {
    struct dict *words, *first_names, *surnames, *places;
    /* Bit n: an ending of n bytes is of this kind; those of fewer than LONG_BYTES are in the first.
     * Of a dozen places where an ending of a word could begin, eleven need not be looked up. */
    uint64_t short_endings[SHORT_KINDS], long_endings[LONG_KINDS];
};

static const struct {
    const char *name;
    uint32_t class;
} classes[] = {
    {"no", WORD_NO},
    {"street", WORD_STREET},
    {"noun", WORD_NOUN},
    {"title", WORD_TITLE},
    {"degree", WORD_DEGREE},
    {"role", WORD_ROLE},
    {"notrole", WORD_NOT_ROLE},
    {"surname", WORD_SURNAME},
    {"particle", WORD_PARTICLE},
    {"prefix", WORD_PREFIX},
    {"suffix", WORD_SUFFIX},
    {"org", WORD_ORG},
    {"notorg", WORD_NOT_ORG},
    {"body", WORD_BODY},
    {"firm", WORD_FIRM},
    {"city", WORD_CITY},
    {"club", WORD_CLUB},
    {"acronym", WORD_ACRONYM},
    {"legal", WORD_LEGAL},
    {"place", WORD_PLACE},
    {"adj", WORD_ADJECTIVE},
    {"masculine", WORD_MASCULINE},
    {"feminine", WORD_FEMININE},
    {"neuter", WORD_NEUTER},
    {"head", WORD_HEAD},
    {"brand", WORD_BRAND},
};

static uint32_t class_of(struct slice name)
{
    for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
        if (slice_equal(name, slice_from(classes[i].name)))
            return classes[i].class;
    return 0;
}

/* ---- loading -------------------------------------------------------------------------------- */

/* Adds flags to those that the key has. */
static fund_status add(struct dict *dict, struct slice key, uint32_t flags,
                       struct fund_error *error)
{
    uint32_t old = 0;
    dict_get(dict, key, &old);
    return dict_put(dict, key, old | flags, error);
}

/* Takes the next line "first TAB second" off the data; false at its end. */
static bool next_line(struct slice *data, struct slice *first, struct slice *second)
{
    if (data->size == 0)
        return false;
    size_t end = slice_find(*data, SLICE("\n"));
    struct slice line = slice_part(*data, 0, end);
    *data = slice_part(*data, end < data->size ? end + 1 : end, data->size);
    size_t tab = slice_find(line, SLICE("\t"));
    *first = slice_part(line, 0, tab);
    *second = slice_part(line, tab < line.size ? tab + 1 : tab, line.size);
    return true;
}

static uint64_t ending_bit(size_t size)
{
    return (uint64_t)1 << (size < ENDING_SIZE_MAX ? size : ENDING_SIZE_MAX);
}

static uint32_t ending_hash(const char *text, size_t size, size_t count)
{
    uint32_t bytes = 0;
    for (size_t i = size - count; i < size; i++)
        bytes = bytes << 8 | (unsigned char)text[i];
    return bytes * 0x9e3779b1u >> 16;
}

/* Sizes of the endings that the word may have, as bits. */
static uint64_t ending_sizes(const struct lists *lists, const char *word, size_t size)
{
    if (size < LONG_BYTES)
        return UINT64_MAX;
    return lists->short_endings[ending_hash(word, size, SHORT_BYTES) % SHORT_KINDS] |
           lists->long_endings[ending_hash(word, size, LONG_BYTES) % LONG_KINDS];
}

static void note_ending(struct lists *lists, struct slice ending)
{
    uint64_t bit = ending_bit(ending.size);
    if (ending.size >= LONG_BYTES)
        lists->long_endings[ending_hash(ending.data, ending.size, LONG_BYTES) % LONG_KINDS] |= bit;
    else if (ending.size >= SHORT_BYTES)
        lists->short_endings[ending_hash(ending.data, ending.size, SHORT_BYTES) % SHORT_KINDS] |=
            bit;
    else
        for (size_t i = 0; i < SHORT_KINDS; i++)
            lists->short_endings[i] |= bit;
}

static fund_status add_word(struct lists *lists, struct slice word, uint32_t class,
                            struct fund_error *error)
{
    struct dict *words = lists->words;
    char ending[LISTS_WORD_MAX];
    if (word.size < 2 || word.size > sizeof(ending))
        return FUND_OK;
    bool is_ending = word.data[0] == ENDING_ONLY || word.data[0] == WORD_OR_ENDING;
    fund_status status = FUND_OK;
    if (is_ending) {
        memcpy(ending, word.data, word.size);
        ending[0] = ENDING_ONLY;
        note_ending(lists, slice_of(ending + 1, word.size - 1));
        status = add(words, slice_of(ending, word.size), class, error);
    }
    if (status == FUND_OK && word.data[0] != ENDING_ONLY)
        status = add(words, slice_part(word, is_ending ? 1 : 0, word.size), class, error);
    return status;
}

static fund_status load_words(struct lists *lists, struct fund_error *error)
{
    struct slice data = slice_of(names_data_words, names_data_words_size), class, word;
    fund_status status = FUND_OK;
    while (status == FUND_OK && next_line(&data, &class, &word))
        status = add_word(lists, word, class_of(class), error);
    return status;
}

static fund_status load_surnames(struct dict *names, struct fund_error *error)
{
    struct slice data = slice_of(names_data_surnames, names_data_surnames_size), name, nothing;
    fund_status status = FUND_OK;
    while (status == FUND_OK && next_line(&data, &name, &nothing))
        status = add(names, name, WORD_FAMILY, error);
    return status;
}

static fund_status load_first_names(struct slice data, struct dict *names, struct fund_error *error)
{
    struct slice name, sex;
    fund_status status = FUND_OK;
    while (status == FUND_OK && next_line(&data, &name, &sex)) {
        uint32_t flags = WORD_FIRST_NAME;
        if (slice_equal(sex, SLICE("m")))
            flags |= WORD_MALE;
        if (slice_equal(sex, SLICE("w")))
            flags |= WORD_FEMALE;
        status = add(names, name, flags, error);
    }
    return status;
}

static fund_status load_places(struct dict *places, struct fund_error *error)
{
    struct slice data = slice_of(names_data_municipalities, names_data_municipalities_size);
    struct slice name, land;
    fund_status status = FUND_OK;
    while (status == FUND_OK && next_line(&data, &name, &land)) {
        status = add(places, name, WORD_PLACE, error);
        if (status == FUND_OK)
            status = add(places, land, WORD_PLACE, error);
        for (size_t i = 0; status == FUND_OK && i < name.size; i++)
            if (name.data[i] == ' ')
                status = add(places, slice_part(name, 0, i), WORD_PLACE_START, error);
    }
    return status;
}

static fund_status start(struct dict **dict, size_t count, struct fund_error *error)
{
    fund_status status = dict_create(dict, error);
    return status == FUND_OK ? dict_reserve(*dict, count, error) : status;
}

static fund_status start_all(struct lists *lists, struct fund_error *error)
{
    fund_status status = start(&lists->words, WORDS_ABOUT, error);
    if (status == FUND_OK)
        status = start(&lists->first_names, FIRST_NAMES_ABOUT, error);
    if (status == FUND_OK)
        status = start(&lists->surnames, SURNAMES_ABOUT, error);
    return status == FUND_OK ? start(&lists->places, PLACES_ABOUT, error) : status;
}

fund_status lists_create(struct lists **out, struct fund_error *error)
{
    struct lists *lists = calloc(1, sizeof(*lists));
    if (lists == NULL)
        return error_no_memory(error);
    fund_status status = start_all(lists, error);
    if (status == FUND_OK)
        status = load_words(lists, error);
    if (status == FUND_OK)
        status = load_first_names(slice_of(names_data_first_names, names_data_first_names_size),
                                  lists->first_names, error);
    if (status == FUND_OK)
        status = load_first_names(
            slice_of(names_data_further_first_names, names_data_further_first_names_size),
            lists->first_names, error);
    if (status == FUND_OK)
        status = load_surnames(lists->surnames, error);
    if (status == FUND_OK)
        status = load_places(lists->places, error);
    if (status != FUND_OK) {
        lists_destroy(lists);
        return status;
    }
    *out = lists;
    return FUND_OK;
}

void lists_destroy(struct lists *lists)
{
    if (lists == NULL)
        return;
    dict_destroy(lists->words);
    dict_destroy(lists->first_names);
    dict_destroy(lists->surnames);
    dict_destroy(lists->places);
    free(lists);
}

/* ---- looking up ----------------------------------------------------------------------------- */

/* Lets what a longer ending says win over what shorter ones said. */
static uint32_t combine(uint32_t flags, uint32_t longer)
{
    if (longer & GENDERS)
        flags &= ~(uint32_t)GENDERS;
    flags |= longer & ~(uint32_t)WORD_NOT_ROLE;
    if (longer & INSTITUTIONS && !(longer & WORD_NOT_ORG))
        flags &= ~(uint32_t)WORD_NOT_ORG;
    if (longer & WORD_NOT_ORG)
        flags &= ~(uint32_t)(INSTITUTIONS & ~longer);
    if (longer & WORD_NOT_ROLE)
        flags &= ~(uint32_t)WORD_ROLE;
    return flags;
}

/* lower is written to and restored. */
static uint32_t by_endings(const struct lists *lists, char *lower, size_t size)
{
    const struct dict *words = lists->words;
    uint32_t flags = 0, found;
    uint64_t sizes = ending_sizes(lists, lower, size);
    for (size_t start = size - 1; start > 0; start--) {
        if ((sizes & ending_bit(size - start)) == 0 || !letters_is_border(lower[start]))
            continue;
        char saved = lower[start - 1];
        lower[start - 1] = ENDING_ONLY;
        if (dict_get(words, slice_of(lower + start - 1, size - start + 1), &found))
            flags = combine(flags, found);
        lower[start - 1] = saved;
    }
    if (dict_get(words, slice_of(lower, size), &found))
        flags = combine(flags, found);
    return flags;
}

/* WORD_ADJECTIVE for a listed adjective with -e, -en, -er, -es or -em: "städtische". */
static uint32_t adjective(const struct dict *words, const char *lower, size_t size)
{
    uint32_t found = 0;
    size_t ending = 0;
    if (lower[size - 1] == 'e')
        ending = 1;
    else if (size >= 2 && lower[size - 2] == 'e' && memchr("nrsm", lower[size - 1], 4) != NULL)
        ending = 2;
    bool is_listed = ending > 0 && dict_get(words, slice_of(lower, size - ending), &found);
    return is_listed ? found & WORD_ADJECTIVE : 0;
}

/* How many bytes a genitive ending of the word may have: 0, 1 (s) or 2 (es), longest last. */
static size_t genitive_endings(const char *lower, size_t size, size_t cuts[2])
{
    size_t count = 0;
    if (size > 4 && lower[size - 1] == 's') {
        cuts[count++] = 1;
        if (lower[size - 2] == 'e')
            cuts[count++] = 2;
    }
    return count;
}

/* *cut becomes the size of the genitive ending. */
static uint32_t classify(const struct lists *lists, struct slice word, size_t *cut)
{
    char lower[LISTS_WORD_MAX + 1];
    *cut = 0;
    if (word.size == 0 || word.size > LISTS_WORD_MAX)
        return 0;
    letters_lower(word, lower);
    if (lower[0] == word.data[0] && (unsigned char)lower[0] < 0x80) {
        uint32_t found = 0;
        dict_get(lists->words, slice_of(lower, word.size), &found);
        return combine(0, found);
    }
    uint32_t flags = by_endings(lists, lower, word.size);
    flags |= adjective(lists->words, lower, word.size);
    size_t cuts[2], count = genitive_endings(lower, word.size, cuts);
    for (size_t i = 0; i < count && !(flags & HEADS); i++) {
        uint32_t nominative = by_endings(lists, lower, word.size - cuts[i]);
        if (nominative & HEADS && !(flags & WORD_SURNAME)) {
            flags |= nominative | WORD_GENITIVE;
            *cut = cuts[i];
        }
    }
    return flags;
}

uint32_t lists_classify(const struct lists *lists, struct slice word)
{
    size_t cut;
    return classify(lists, word, &cut);
}

size_t lists_nominative(const struct lists *lists, struct slice word)
{
    size_t cut;
    classify(lists, word, &cut);
    return word.size - cut;
}

void lists_fetch(const struct lists *lists, uint64_t hash)
{
    dict_fetch(lists->first_names, hash);
    dict_fetch(lists->surnames, hash);
    dict_fetch(lists->places, hash);
}

uint32_t lists_first_name(const struct lists *lists, struct slice word)
{
    uint32_t flags = 0;
    if (word.size > LISTS_WORD_MAX || dict_get(lists->first_names, word, &flags))
        return flags;
    size_t hyphen = slice_find(word, SLICE("-"));
    if (hyphen + 1 >= word.size)
        return 0;
    struct slice rest = slice_part(word, hyphen + 1, word.size);
    bool is_initial = rest.size == 2 && rest.data[1] == '.';
    if (is_initial || dict_get(lists->first_names, rest, NULL))
        dict_get(lists->first_names, slice_part(word, 0, hyphen), &flags);
    return flags;
}

bool lists_is_surname(const struct lists *lists, struct slice word)
{
    return dict_get(lists->surnames, word, NULL);
}

uint32_t lists_place(const struct lists *lists, struct slice words)
{
    uint32_t flags = 0;
    if (words.size <= LISTS_WORD_MAX)
        dict_get(lists->places, words, &flags);
    return flags;
}
