/*
 * Words -> stems -> keys, which are sorted and numbered anew when all are known.
 */
#include "query/lib/thesaurus/compile.h"

#include "core/base/arena.h"
#include "core/base/dict.h"
#include "core/text/text.h"
#include "query/lib/thesaurus/file.h"
#include "query/lib/thesaurus/mythes.h"

#include <stdlib.h>

_Static_assert(TEXT_TERM_MAX <= UINT8_MAX, "a stem's size is one byte");

/* Keys, and words of all meanings: some ten times what OpenThesaurus has. */
#define KEYS_MAX    (1u << 20)
#define MEMBERS_MAX (1u << 21)
#define ARENA_MAX   ((size_t)1 << 30)

struct key {
    struct slice stem, word;
    uint32_t id;            /* in the order of the source */
    uint32_t meaning_count; /* that have it */
};

struct compiler {
    struct arena arena;
    struct text_analyser *analyser;
    struct text_cursor *cursor;
    struct dict *ids; /* stem -> id */
    struct key *keys; /* by id; in the end by stem */
    size_t key_count, key_capacity;
    uint32_t *members; /* of one meaning after the other: ids, in the end places of keys */
    size_t member_count, member_capacity;
    uint32_t *starts; /* of each meaning, in members */
    size_t meaning_count, start_capacity;
};

/* ---- gathering ------------------------------------------------------------------------------ */

/* The stem of the text's only word; false where it has not just one. */
static fund_status analyse(struct compiler *compiler, struct slice text, struct slice *stem,
                           bool *is_word, struct fund_error *error)
{
    struct text_token token;
    size_t count = 0;
    fund_status status = text_cursor_start(compiler->cursor, text, 1, error);
    while (status == FUND_OK && text_cursor_next(compiler->cursor, &token)) {
        if (count++ > 0 || token.start > 0 || token.end < text.size)
            continue;
        *stem = arena_copy(&compiler->arena, token.terms[0].stem);
        *is_word = stem->data != NULL;
        if (!*is_word)
            return error_no_memory(error);
    }
    *is_word = *is_word && count == 1;
    return status == FUND_OK ? text_cursor_finish(compiler->cursor, NULL, error) : status;
}

/* The shorter, then the first in byte order: it stands for all with its stem. */
static bool is_better(struct slice word, struct slice than)
{
    if (word.size != than.size)
        return word.size < than.size;
    return slice_compare(word, than) < 0;
}

static fund_status add_key(struct compiler *compiler, struct slice stem, struct slice word,
                           uint32_t *id, struct fund_error *error)
{
    void *keys = compiler->keys;
    if (dict_get(compiler->ids, stem, id)) {
        if (is_better(word, compiler->keys[*id].word))
            compiler->keys[*id].word = word;
        return FUND_OK;
    }
    if (compiler->key_count == KEYS_MAX)
        return error_set(error, FUND_LIMIT, "the thesaurus has more than %u words", KEYS_MAX);
    if (!arena_grow(&compiler->arena, &keys, compiler->key_count, &compiler->key_capacity,
                    sizeof(*compiler->keys)))
        return error_no_memory(error);
    compiler->keys = keys;
    *id = (uint32_t)compiler->key_count;
    compiler->keys[compiler->key_count++] = (struct key){stem, word, *id, 0};
    return dict_put(compiler->ids, stem, *id, error);
}

static fund_status add_number(struct compiler *compiler, uint32_t **numbers, size_t *count,
                              size_t *capacity, uint32_t number, struct fund_error *error)
{
    void *items = *numbers;
    if (*count == MEMBERS_MAX)
        return error_set(error, FUND_LIMIT, "the thesaurus has more than %u words of meanings",
                         MEMBERS_MAX);
    if (!arena_grow(&compiler->arena, &items, *count, capacity, sizeof(number)))
        return error_no_memory(error);
    *numbers = items;
    (*numbers)[(*count)++] = number;
    return FUND_OK;
}

/* Once for each meaning. */
static fund_status add_member(struct compiler *compiler, size_t first, uint32_t id,
                              struct fund_error *error)
{
    for (size_t i = first; i < compiler->member_count; i++)
        if (compiler->members[i] == id)
            return FUND_OK;
    return add_number(compiler, &compiler->members, &compiler->member_count,
                      &compiler->member_capacity, id, error);
}

static fund_status take_meaning(void *context, const struct slice *words, size_t count,
                                struct fund_error *error)
{
    struct compiler *compiler = context;
    size_t first = compiler->member_count;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        struct slice stem = {NULL, 0};
        bool is_word = false;
        uint32_t id = 0;
        status = analyse(compiler, words[i], &stem, &is_word, error);
        if (status == FUND_OK && is_word)
            status = add_key(compiler, stem, words[i], &id, error);
        if (status == FUND_OK && is_word)
            status = add_member(compiler, first, id, error);
    }
    if (status != FUND_OK)
        return status;
    if (compiler->member_count - first < 2) {
        compiler->member_count = first;
        return FUND_OK;
    }
    for (size_t i = first; i < compiler->member_count; i++)
        compiler->keys[compiler->members[i]].meaning_count++;
    return add_number(compiler, &compiler->starts, &compiler->meaning_count,
                      &compiler->start_capacity, (uint32_t)first, error);
}

/* ---- sorting -------------------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    return slice_compare(((const struct key *)left)->stem, ((const struct key *)right)->stem);
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static size_t end_of_meaning(const struct compiler *compiler, size_t meaning)
{
    return meaning + 1 < compiler->meaning_count ? compiler->starts[meaning + 1]
                                                 : compiler->member_count;
}

/* Keys by stem, those without a meaning left out; members are then places of keys. */
static fund_status sort_keys(struct compiler *compiler, struct fund_error *error)
{
    uint32_t *places = arena_array(&compiler->arena, compiler->key_count, sizeof(*places));
    size_t kept = 0;
    if (places == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < compiler->key_count; i++)
        if (compiler->keys[i].meaning_count > 0)
            compiler->keys[kept++] = compiler->keys[i];
    compiler->key_count = kept;
    qsort(compiler->keys, kept, sizeof(*compiler->keys), compare_keys);
    for (size_t i = 0; i < kept; i++)
        places[compiler->keys[i].id] = (uint32_t)i;
    for (size_t i = 0; i < compiler->member_count; i++)
        compiler->members[i] = places[compiler->members[i]];
    for (size_t i = 0; i < compiler->meaning_count; i++)
        qsort(compiler->members + compiler->starts[i],
              end_of_meaning(compiler, i) - compiler->starts[i], sizeof(uint32_t), compare_numbers);
    return FUND_OK;
}

/* ---- writing -------------------------------------------------------------------------------- */

static fund_status write_bytes(struct buffer *out, const void *bytes, size_t size,
                               struct fund_error *error)
{
    return buffer_append(out, slice_of(bytes, size), error);
}

static fund_status write_text(struct buffer *text, const struct key *key, struct fund_error *error)
{
    fund_status status = buffer_append_byte(text, (char)key->stem.size, error);
    if (status == FUND_OK)
        status = buffer_append(text, key->stem, error);
    return status == FUND_OK ? buffer_append(text, key->word, error) : status;
}

static fund_status write_keys(const struct compiler *compiler, struct buffer *out,
                              struct buffer *text, struct fund_error *error)
{
    struct thesaurus_key written = {0, 0};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < compiler->key_count && status == FUND_OK; i++) {
        status = write_bytes(out, &written, sizeof(written), error);
        if (status == FUND_OK)
            status = write_text(text, &compiler->keys[i], error);
        written.text = (uint32_t)text->size;
        written.first_meaning += compiler->keys[i].meaning_count;
    }
    return status == FUND_OK ? write_bytes(out, &written, sizeof(written), error) : status;
}

/* The meanings of each key, from the keys of each meaning. */
static fund_status write_key_meanings(struct compiler *compiler, struct buffer *out,
                                      struct fund_error *error)
{
    uint32_t *next = arena_array(&compiler->arena, compiler->key_count + 1, sizeof(*next));
    uint32_t *meanings = arena_array(&compiler->arena, compiler->member_count, sizeof(*meanings));
    if (next == NULL || meanings == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < compiler->key_count; i++)
        next[i + 1] = next[i] + compiler->keys[i].meaning_count;
    for (size_t i = 0; i < compiler->meaning_count; i++)
        for (size_t j = compiler->starts[i]; j < end_of_meaning(compiler, i); j++)
            meanings[next[compiler->members[j]]++] = (uint32_t)i;
    return write_bytes(out, meanings, compiler->member_count * sizeof(*meanings), error);
}

static fund_status write_all(struct compiler *compiler, struct buffer *out,
                             struct fund_error *error)
{
    struct buffer text = buffer_init(ARENA_MAX);
    struct thesaurus_header header = {.magic = THESAURUS_MAGIC,
                                      .version = THESAURUS_VERSION,
                                      .key_count = (uint32_t)compiler->key_count,
                                      .meaning_count = (uint32_t)compiler->meaning_count,
                                      .member_count = (uint32_t)compiler->member_count};
    uint32_t end = header.member_count;
    for (size_t i = 0; i < compiler->key_count; i++)
        header.text_size +=
            (uint32_t)(1 + compiler->keys[i].stem.size + compiler->keys[i].word.size);
    fund_status status = write_bytes(out, &header, sizeof(header), error);
    if (status == FUND_OK)
        status = write_keys(compiler, out, &text, error);
    if (status == FUND_OK)
        status = write_key_meanings(compiler, out, error);
    if (status == FUND_OK)
        status =
            write_bytes(out, compiler->starts, compiler->meaning_count * sizeof(uint32_t), error);
    if (status == FUND_OK)
        status = write_bytes(out, &end, sizeof(end), error);
    if (status == FUND_OK)
        status =
            write_bytes(out, compiler->members, compiler->member_count * sizeof(uint32_t), error);
    if (status == FUND_OK)
        status = buffer_append(out, buffer_slice(&text), error);
    buffer_finish(&text);
    return status;
}

fund_status compile_thesaurus(struct slice source, struct buffer *out, struct fund_error *error)
{
    struct compiler compiler = {.arena = arena_init(ARENA_MAX)};
    fund_status status = text_analyser_create(&compiler.analyser, error);
    if (status == FUND_OK)
        status = text_cursor_create(compiler.analyser, &compiler.cursor, error);
    if (status == FUND_OK)
        status = dict_create(&compiler.ids, error);
    if (status == FUND_OK)
        status = mythes_read(source, take_meaning, &compiler, error);
    if (status == FUND_OK && compiler.meaning_count == 0)
        status = error_set(error, FUND_CORRUPT, "the thesaurus has no two words of one meaning");
    if (status == FUND_OK)
        status = sort_keys(&compiler, error);
    if (status == FUND_OK)
        status = write_all(&compiler, out, error);
    dict_destroy(compiler.ids);
    text_cursor_destroy(compiler.cursor);
    text_analyser_destroy(compiler.analyser);
    arena_finish(&compiler.arena);
    return status;
}
