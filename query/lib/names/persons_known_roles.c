/*
 * The words of roles: the same few are read for one person after the other. The answer has for each
 * word whether it is a stop word, its stem, and how many parts it has and these; texts with their
 * sizes, numbers as bytes.
 */
#include "core/base/buffer.h"
#include "query/lib/base/walk_cache.h"
#include "query/lib/names/persons_parts.h"

/* What the question begins with; other ones begin with other bytes. */
#define ROLE_QUESTION 'W'

/* ---- writing -------------------------------------------------------------------------------- */

static bool put_number(struct buffer *answer, size_t number)
{
    return number <= UINT8_MAX && buffer_append_byte(answer, (char)number, NULL) == FUND_OK;
}

static bool put_text(struct buffer *answer, struct slice text)
{
    return put_number(answer, text.size) && buffer_append(answer, text, NULL) == FUND_OK;
}

static bool put_word(struct buffer *answer, const struct query_word *word)
{
    bool is_put = put_number(answer, word->is_stop) && put_text(answer, word->stem) &&
                  put_number(answer, word->part_count);
    for (size_t i = 0; i < word->part_count && is_put; i++)
        is_put = put_text(answer, word->parts[i]);
    return is_put;
}

static void note(const struct name_context *context, struct slice question,
                 const struct query_words *words, size_t first)
{
    struct buffer answer = buffer_init(WALK_ANSWER_MAX);
    bool is_put = true;
    for (size_t i = first; i < words->count && is_put; i++)
        is_put = put_word(&answer, &words->items[i]);
    if (is_put)
        walk_cache_note(context->walks, question, buffer_slice(&answer));
    buffer_finish(&answer);
}

/* ---- reading -------------------------------------------------------------------------------- */

static size_t take_number(struct slice *answer)
{
    size_t number = (unsigned char)answer->data[0];
    *answer = slice_part(*answer, 1, answer->size);
    return number;
}

static struct slice take_text(struct slice *answer)
{
    size_t size = take_number(answer);
    struct slice text = slice_part(*answer, 0, size);
    *answer = slice_part(*answer, size, answer->size);
    return text;
}

static bool take_word(struct arena *arena, struct slice *answer, struct query_word *word)
{
    word->is_stop = take_number(answer) != 0;
    word->stem = take_text(answer);
    word->part_count = take_number(answer);
    struct slice *parts = arena_array(arena, word->part_count, sizeof(*parts));
    for (size_t i = 0; i < word->part_count && parts != NULL; i++)
        parts[i] = take_text(answer);
    word->parts = parts;
    return parts != NULL;
}

static fund_status take_words(struct arena *arena, struct slice answer, struct query_words *words,
                              struct fund_error *error)
{
    struct slice left = arena_copy(arena, answer);
    if (left.data == NULL)
        return error_no_memory(error);
    while (left.size > 0) {
        void *items = words->items;
        if (!arena_grow(arena, &items, words->count, &words->capacity, sizeof(*words->items)))
            return error_no_memory(error);
        words->items = items;
        if (!take_word(arena, &left, &words->items[words->count]))
            return error_no_memory(error);
        words->count++;
    }
    return FUND_OK;
}

fund_status persons_role_words(const struct name_context *context, struct slice role,
                               struct query_words *words, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX + 1] = {ROLE_QUESTION};
    struct slice known;
    bool can_ask = context->walks != NULL && role.size < sizeof(bytes);
    if (can_ask && role.size > 0)
        memcpy(bytes + 1, role.data, role.size);
    struct slice question = slice_of(bytes, role.size + 1);
    if (can_ask && walk_cache_recall(context->walks, question, &known))
        return take_words(context->arena, known, words, error);
    size_t first = words->count;
    fund_status status = words_read(context->cursor, role, context->arena, words, error);
    if (status == FUND_OK && can_ask)
        note(context, question, words, first);
    return status;
}
