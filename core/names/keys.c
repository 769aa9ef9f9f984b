/*
 * Keys of names. Words are looked at one by one, as the analyser gives them.
 */
#include "core/names/keys.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"

#include <stdio.h>

/* Words of a name that a key is made of; what lies beyond is no name. */
#define WORDS_MAX 32
#define HASH_SIZE 16
/* Bytes of a word's folded form and stem that are kept. */
#define WORD_SIZE_MAX (2 * TEXT_TERM_MAX)

/* Folded, without full stops. "co" is the one of "GmbH & Co. KG". */
static const char *const legal_forms[] = {"ev",   "eg",  "gmbh", "mbh", "ggmbh", "ag", "kg",
                                          "kgaa", "ohg", "ug",   "gbr", "co",    "se", "aoer"};
static const char *const name_suffixes[] = {"junior", "senior", "jun", "sen", "jr", "sr"};
static const char *const small_words[] = {"der", "die", "das", "des",  "dem", "den", "fuer",
                                          "und", "zur", "zum", "von",  "vom", "in",  "im",
                                          "am",  "an",  "auf", "beim", "bei", "zu",  "mit"};

#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static bool is_one_of(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count && word.size > 0; i++)
        if (word.data[0] == list[i][0] && slice_equal(word, slice_from(list[i])))
            return true;
    return false;
}

/* "e.v." and "ev" alike. */
static bool is_legal_form(struct slice folded)
{
    /* What they begin with; one word in three does. */
    if (folded.size > 0 && folded.data[0] != '.' && strchr("acegkmosu", folded.data[0]) == NULL)
        return false;
    char letters[8];
    size_t size = 0;
    for (size_t i = 0; i < folded.size; i++) {
        if (folded.data[i] == '.')
            continue;
        if (size == sizeof(letters))
            return false;
        letters[size++] = folded.data[i];
    }
    return is_one_of(slice_of(letters, size), legal_forms, COUNT_OF(legal_forms));
}

/* ---- joining -------------------------------------------------------------------------------- */

/* The key's bytes go through a hash too, which ends a key that is cut. */
static void append(struct keys_key *key, size_t *whole, struct slice bytes, uint64_t *hash)
{
    for (size_t i = 0; i < bytes.size; i++) {
        if (*whole < KEYS_SIZE_MAX)
            key->data[*whole] = bytes.data[i];
        (*whole)++;
        /* FNV-1a, as dict_hash */
        *hash = (*hash ^ (unsigned char)bytes.data[i]) * UINT64_C(0x100000001b3);
    }
}

static void finish(struct keys_key *key, size_t whole, uint64_t hash)
{
    char digits[HASH_SIZE + 1];
    key->size = whole;
    if (whole <= KEYS_SIZE_MAX)
        return;
    snprintf(digits, sizeof(digits), "%016llx", (unsigned long long)hash);
    size_t cut = utf8_floor(slice_of(key->data, KEYS_SIZE_MAX), KEYS_SIZE_MAX - HASH_SIZE);
    memcpy(key->data + cut, digits, HASH_SIZE);
    key->size = cut + HASH_SIZE;
}

/* A legal form, in one word or two. */
bool keys_is_dropped(const struct keys_word *words, size_t count, size_t at)
{
    if (is_legal_form(words[at].folded))
        return true;
    bool is_e = slice_equal(words[at].folded, SLICE("e"));
    if (is_e && at + 1 < count)
        return slice_equal(words[at + 1].folded, SLICE("v"));
    return at > 0 && slice_equal(words[at].folded, SLICE("v")) &&
           slice_equal(words[at - 1].folded, SLICE("e"));
}

void keys_of_words(const struct keys_word *words, size_t count, struct keys_key *key)
{
    size_t whole = 0, kept = 0;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < count; i++)
        kept += !keys_is_dropped(words, count, i);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && keys_is_dropped(words, count, i))
            continue;
        if (whole > 0)
            append(key, &whole, SLICE(" "), &hash);
        append(key, &whole, words[i].stem, &hash);
    }
    finish(key, whole, hash);
}

/* ---- reading names -------------------------------------------------------------------------- */

/* Words with the bytes that they borrow from the cursor copied. */
struct name_words {
    struct keys_word words[WORDS_MAX];
    char bytes[WORDS_MAX][WORD_SIZE_MAX];
    size_t count;
};

static void keep(struct name_words *name, const struct text_token *token)
{
    struct slice folded = token->folded, stem = token->terms[0].stem;
    if (name->count == WORDS_MAX || folded.size + stem.size > WORD_SIZE_MAX)
        return;
    char *bytes = name->bytes[name->count];
    memcpy(bytes, folded.data, folded.size);
    memcpy(bytes + folded.size, stem.data, stem.size);
    name->words[name->count++] =
        (struct keys_word){slice_of(bytes, folded.size), slice_of(bytes + folded.size, stem.size)};
}

static fund_status read_words(struct text_cursor *cursor, struct slice text,
                              struct name_words *name, struct fund_error *error)
{
    struct text_token token;
    fund_status status = text_cursor_start(cursor, text, 1, error);
    name->count = 0;
    if (status != FUND_OK)
        return status;
    while (text_cursor_next(cursor, &token))
        keep(name, &token);
    return text_cursor_finish(cursor, NULL, error);
}

fund_status keys_organisation(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                              struct fund_error *error)
{
    struct name_words words;
    fund_status status = read_words(cursor, name, &words, error);
    if (status == FUND_OK)
        keys_of_words(words.words, words.count, key);
    return status;
}

bool keys_is_suffix(struct slice folded)
{
    return is_one_of(folded, name_suffixes, COUNT_OF(name_suffixes));
}

static struct slice without_apostrophe(struct slice word)
{
    if (slice_ends_with(word, SLICE("'s")))
        word.size -= 2;
    else if (slice_ends_with(word, SLICE("'")))
        word.size--;
    return word;
}

fund_status keys_surname(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                         struct fund_error *error)
{
    struct name_words words;
    fund_status status = read_words(cursor, name, &words, error);
    if (status != FUND_OK)
        return status;
    size_t last = words.count;
    while (last > 1 && keys_is_suffix(words.words[last - 1].folded))
        last--;
    size_t whole = 0;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    if (last > 0)
        append(key, &whole, without_apostrophe(words.words[last - 1].folded), &hash);
    finish(key, whole, hash);
    return FUND_OK;
}

/* ---- initials ------------------------------------------------------------------------------- */

enum way {
    WAY_PARTS,       /* of all parts: Technisches Hilfs|werk */
    WAY_PARTS_SMALL, /* small words too */
    WAY_WORDS,       /* of the words, and of those joined by a hyphen: Westfalen-Lippe */
    WAY_WORDS_SMALL,
    WAY_ENDS, /* of the first and the last part: Hafen|betriebs|gesellschaft */
    WAY_LEGAL /* of the words and the legal form: Tourismus Norderfleth GmbH */
};

static void add_letter(struct keys_key *initials, struct slice word)
{
    size_t size = utf8_next(word, NULL);
    if (size > 0 && initials->size + size <= KEYS_SIZE_MAX) {
        memcpy(initials->data + initials->size, word.data, size);
        initials->size += size;
    }
}

static void add_words(struct keys_key *initials, struct slice folded)
{
    while (folded.size > 0) {
        size_t hyphen = slice_find(folded, SLICE("-"));
        add_letter(initials, folded);
        folded = slice_part(folded, hyphen < folded.size ? hyphen + 1 : hyphen, folded.size);
    }
}

static void add_parts(struct keys_key *initials, const struct text_token *token, bool only_ends)
{
    for (size_t i = token->word_count; i < token->term_count; i++)
        if (!only_ends || i == token->word_count || i + 1 == token->term_count)
            add_letter(initials, token->terms[i].stem);
}

static void add_way(struct keys_key *initials, enum way way, const struct text_token *token,
                    bool is_small)
{
    bool takes_small = way == WAY_PARTS_SMALL || way == WAY_WORDS_SMALL;
    if (is_small && !takes_small)
        return;
    if (way == WAY_PARTS || way == WAY_PARTS_SMALL || way == WAY_ENDS)
        add_parts(initials, token, way == WAY_ENDS);
    else
        add_words(initials, token->folded);
}

static void add_token(struct keys_key ways[static KEYS_INITIALS_WAYS_MAX],
                      const struct text_token *token)
{
    if (is_legal_form(token->folded)) {
        add_letter(&ways[WAY_LEGAL], token->folded);
        return;
    }
    bool is_small = is_one_of(token->folded, small_words, COUNT_OF(small_words));
    for (size_t i = 0; i < KEYS_INITIALS_WAYS_MAX; i++)
        add_way(&ways[i], (enum way)i, token, is_small);
}

static bool is_known(const struct keys_initials *initials, const struct keys_key *key)
{
    for (size_t i = 0; i < initials->count; i++)
        if (slice_equal(keys_slice(&initials->items[i]), keys_slice(key)))
            return true;
    return false;
}

static void keep_ways(const struct keys_key ways[static KEYS_INITIALS_WAYS_MAX],
                      struct keys_initials *initials)
{
    initials->count = 0;
    for (size_t i = 0; i < KEYS_INITIALS_WAYS_MAX; i++)
        if (ways[i].size >= KEYS_INITIALS_MIN && ways[i].size <= KEYS_INITIALS_MAX &&
            !is_known(initials, &ways[i]))
            initials->items[initials->count++] = ways[i];
}

fund_status keys_initials(struct text_cursor *cursor, struct slice name,
                          struct keys_initials *initials, struct fund_error *error)
{
    struct keys_key key;
    return keys_linking(cursor, name, &key, initials, error);
}

fund_status keys_linking(struct text_cursor *cursor, struct slice name, struct keys_key *key,
                         struct keys_initials *initials, struct fund_error *error)
{
    struct keys_key ways[KEYS_INITIALS_WAYS_MAX];
    struct name_words words;
    struct text_token token;
    fund_status status = text_cursor_start(cursor, name, 1, error);
    if (status != FUND_OK)
        return status;
    words.count = 0;
    for (size_t i = 0; i < KEYS_INITIALS_WAYS_MAX; i++)
        ways[i].size = 0;
    while (text_cursor_next(cursor, &token)) {
        keep(&words, &token);
        add_token(ways, &token);
    }
    keys_of_words(words.words, words.count, key);
    keep_ways(ways, initials);
    return text_cursor_finish(cursor, NULL, error);
}

/* ---- quotation marks, issuers --------------------------------------------------------------- */

struct slice keys_quoted(struct slice name)
{
    static const struct {
        const char *open, *close;
    } marks[] = {{"„", "“"}, {"»", "«"}, {"“", "”"}, {"\"", "\""}};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t start = slice_find(name, slice_from(marks[i].open));
        if (start == name.size)
            continue;
        struct slice rest = slice_part(name, start + strlen(marks[i].open), name.size);
        size_t end = slice_find(rest, slice_from(marks[i].close));
        if (end < rest.size && end > 0)
            return slice_part(rest, 0, end);
    }
    return slice_of(NULL, 0);
}

static const char *const town_words[] = {"pressestelle",
                                         "presseamt",
                                         "pressereferat",
                                         "pressebuero",
                                         "der",
                                         "des",
                                         "stadt",
                                         "stadtverwaltung",
                                         "gemeinde",
                                         "gemeindeverwaltung",
                                         "grosse",
                                         "grossen",
                                         "kreisstadt",
                                         "hansestadt",
                                         "universitaetsstadt",
                                         "freie",
                                         "freien",
                                         "und",
                                         "landeshauptstadt",
                                         "bundesstadt",
                                         "markt",
                                         "marktes",
                                         "marktgemeinde",
                                         "flecken",
                                         "fleckens",
                                         "ortsgemeinde",
                                         "einheitsgemeinde"};

/* The town's name alone, as long as something remains. */
static struct slice without_kind(struct slice issuer)
{
    struct slice rest = issuer;
    while (rest.size > 0) {
        size_t space = slice_find(rest, SLICE(" "));
        if (!is_one_of(slice_part(rest, 0, space), town_words, COUNT_OF(town_words)))
            break;
        rest = slice_part(rest, space < rest.size ? space + 1 : space, rest.size);
    }
    if (rest.size == 0 || rest.size == issuer.size)
        return issuer;
    return slice_part(rest, 0, slice_find(rest, SLICE(",")));
}

void keys_issuer(struct slice folded, char key[static KEYS_ISSUER_SIZE])
{
    char digits[HASH_SIZE + 1];
    snprintf(digits, sizeof(digits), "%016llx",
             (unsigned long long)dict_hash(without_kind(folded)));
    memcpy(key, digits, KEYS_ISSUER_SIZE);
}
