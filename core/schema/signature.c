/*
 * Making and comparing signatures.
 */
#include "core/schema/signature.h"

#include <string.h>

/* Where the parts stand in the stored form. */
enum { AT_ROWS = 0, AT_FACTS = 32, AT_TITLE = 48, AT_WORD_COUNT = 56, AT_FLAGS = 59 };

#define WORD_COUNT_BYTES 3
#define FLAG_MARKED      1u

/* ---- hashes --------------------------------------------------------------------------------- */

/* The finalizer of splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t value)
{
    value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
    return value ^ value >> 31;
}

struct hashed {
    uint64_t hash;
    bool has_digit;
};

/* FNV-1a, mixed so that each bit depends on each byte. */
static struct hashed hash_word(struct slice word)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    bool has_digit = false;
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.data[i];
        has_digit |= (unsigned char)(byte - '0') < 10;
        hash = (hash ^ byte) * UINT64_C(0x100000001b3);
    }
    return (struct hashed){mix(hash), has_digit};
}

/* ---- words ---------------------------------------------------------------------------------- */

/* A day of the week, a month, or a number in words, by the first letter. */
static bool is_listed(struct slice word)
{
    static const char *const names[26][7] = {
        ['a' - 'a'] = {"acht", "april", "august"},
        ['d' - 'a'] = {"dezember", "dienstag", "donnerstag", "drei"},
        ['e' - 'a'] = {"elf"},
        ['f' - 'a'] = {"februar", "freitag", "fuenf"},
        ['j' - 'a'] = {"jaenner", "januar", "juli", "juni"},
        ['m' - 'a'] = {"maerz", "mai", "mittwoch", "montag"},
        ['n' - 'a'] = {"neun", "november"},
        ['o' - 'a'] = {"oktober"},
        ['s' - 'a'] = {"samstag", "sechs", "september", "sieben", "sonnabend", "sonntag"},
        ['v' - 'a'] = {"vier"},
        ['z' - 'a'] = {"zehn", "zwei", "zwoelf"}};
    unsigned letter = word.size > 0 ? (unsigned char)word.data[0] - (unsigned)'a' : 26u;
    for (size_t i = 0; letter < 26 && word.size >= 3 && names[letter][i] != NULL; i++)
        if (names[letter][i][2] == word.data[2] && slice_equal(word, slice_from(names[letter][i])))
            return true;
    return false;
}

/* What differs between the notices of a series. */
static bool is_fact(struct slice word, const struct hashed *hashed)
{
    return hashed->has_digit || is_listed(word);
}

/* How titles of corrected releases begin or end: "Korrektur:", "(aktualisierte Fassung)". */
static bool is_mark(struct slice word)
{
    static const char *const beginnings[] = {"aktualisier", "berichtig", "ergaenz",
                                             "korrektur",   "korrigier", "nachtrag",
                                             "neufassung",  "richtigst", "update"};
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
        if (slice_starts_with(word, slice_from(beginnings[i])))
            return true;
    return false;
}

/* ---- making --------------------------------------------------------------------------------- */

void signature_start(struct signature_builder *builder)
{
    memset(builder, 0, sizeof(*builder));
    for (uint32_t i = 0; i < SIGNATURE_HASHES; i++) {
        uint64_t random = mix((i + 1) * UINT64_C(0x9e3779b97f4a7c15));
        builder->rows.factors[i] = (uint32_t)random | 1u;
        builder->rows.offsets[i] = (uint32_t)(random >> 32);
        builder->rows.least[i] = UINT32_MAX;
    }
}

void signature_add_title_word(struct signature_builder *builder, struct slice folded)
{
    struct hashed hashed = hash_word(folded);
    if (is_mark(folded))
        builder->is_marked = true;
    else if (!is_fact(folded, &hashed))
        builder->title |= UINT64_C(1) << hashed.hash % 64;
}

void signature_add_word(struct signature_builder *builder, struct slice folded)
{
    if (builder->word_count >= SIGNATURE_WORDS_MAX)
        return;
    struct hashed hashed = hash_word(folded);
    uint64_t hash = hashed.hash;
    builder->word_count++;
    if (is_fact(folded, &hashed))
        builder->facts[hash >> 6 & 1] |= UINT64_C(1) << hash % 64;
    if (builder->word_count >= 3)
        minima_add(
            &builder->rows,
            (uint32_t)(mix(mix(builder->row[0] + 1) + mix(builder->row[1] + 2) + hash) >> 32));
    builder->row[0] = builder->row[1];
    builder->row[1] = hash;
}

static void put_bytes(char *out, uint64_t value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (char)(unsigned char)(value >> 8 * i);
}

static uint64_t get_bytes(const char *bytes, size_t count)
{
    uint64_t value = 0;
    for (size_t i = count; i-- > 0;)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

/* One bit of each minimum, which depends on all of its bits. */
static uint64_t take_bits(const uint32_t *least)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < 64; i++)
        bits |= (uint64_t)(least[i] * UINT32_C(0x9e3779b1) >> 31) << i;
    return bits;
}

bool signature_finish(struct signature_builder *builder, char out[static SIGNATURE_SIZE])
{
    if (builder->word_count < SIGNATURE_WORDS_MIN)
        return false;
    minima_finish(&builder->rows);
    for (size_t i = 0; i < SIGNATURE_HASHES / 64; i++)
        put_bytes(out + AT_ROWS + 8 * i, take_bits(builder->rows.least + 64 * i), 8);
    put_bytes(out + AT_FACTS, builder->facts[0], 8);
    put_bytes(out + AT_FACTS + 8, builder->facts[1], 8);
    put_bytes(out + AT_TITLE, builder->title, 8);
    put_bytes(out + AT_WORD_COUNT, builder->word_count, WORD_COUNT_BYTES);
    put_bytes(out + AT_FLAGS, builder->is_marked ? FLAG_MARKED : 0, 1);
    return true;
}

/* ---- comparing ------------------------------------------------------------------------------ */

/* Warren (2013), Hacker's Delight, figure 5-2: the compiler's own calls a function where the
 * processor may lack the instruction. */
static unsigned count_bits(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (unsigned)(bits * UINT64_C(0x0101010101010101) >> 56);
}

bool signature_read(struct slice value, struct signature *signature)
{
    if (value.size != SIGNATURE_SIZE)
        return false;
    for (size_t i = 0; i < SIGNATURE_HASHES / 64; i++)
        signature->rows[i] = get_bytes(value.data + AT_ROWS + 8 * i, 8);
    signature->facts[0] = get_bytes(value.data + AT_FACTS, 8);
    signature->facts[1] = get_bytes(value.data + AT_FACTS + 8, 8);
    signature->title = get_bytes(value.data + AT_TITLE, 8);
    signature->title_count = count_bits(signature->title);
    signature->word_count = (uint32_t)get_bytes(value.data + AT_WORD_COUNT, WORD_COUNT_BYTES);
    signature->is_marked = ((unsigned char)value.data[AT_FLAGS] & FLAG_MARKED) != 0;
    return true;
}

double signature_resemblance(const struct signature *left, const struct signature *right)
{
    unsigned equal = 0;
    for (size_t i = 0; i < SIGNATURE_HASHES / 64; i++)
        equal += count_bits(~(left->rows[i] ^ right->rows[i]));
    /* A bit is equal by chance every second time. */
    double estimate = 2.0 * equal / SIGNATURE_HASHES - 1;
    return estimate > 0 ? estimate : 0;
}

/* Share of the smaller set that the larger has too; 1 where one is empty. */
static double share(unsigned common, unsigned left, unsigned right)
{
    unsigned smaller = left < right ? left : right;
    return smaller > 0 ? (double)common / smaller : 1;
}

static double share_of_facts(const struct signature *left, const struct signature *right)
{
    return share(count_bits(left->facts[0] & right->facts[0]) +
                     count_bits(left->facts[1] & right->facts[1]),
                 count_bits(left->facts[0]) + count_bits(left->facts[1]),
                 count_bits(right->facts[0]) + count_bits(right->facts[1]));
}

static bool has_same_facts(const struct signature *left, const struct signature *right)
{
    return left->facts[0] == right->facts[0] && left->facts[1] == right->facts[1];
}

static bool has_same_rows(const struct signature *left, const struct signature *right)
{
    return memcmp(left->rows, right->rows, sizeof(left->rows)) == 0;
}

/* What is cheap comes first: nearly all pairs that are compared have nothing in common. */
bool signature_is_version(const struct signature *left, const struct signature *right,
                          uint32_t days)
{
    double title =
        share(count_bits(left->title & right->title), left->title_count, right->title_count);
    bool has_same_title = title >= 1;
    if (has_same_rows(left, right) && has_same_facts(left, right) &&
        (has_same_title || (left->word_count >= 60 && right->word_count >= 60)))
        return true;
    if (title < .5)
        return false;
    double resemblance = signature_resemblance(left, right);
    if (resemblance < .5)
        return false;
    if (days <= 31 && (left->is_marked || right->is_marked) && share_of_facts(left, right) >= .6)
        return true;
    if (!has_same_title)
        return false;
    if (days <= 31 && resemblance >= .9 && has_same_facts(left, right))
        return true;
    return days <= 5 && resemblance >= .7 && share_of_facts(left, right) >= .8;
}
