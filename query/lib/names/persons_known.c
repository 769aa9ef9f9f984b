/*
 * Answers that a session keeps. Of a release: for each person the size of the name, two bytes, and
 * the name; 0 for the name that is stored, as most are. Of a surname: the names with
 * which longer ones end, each with a separator behind it.
 */
#include "query/lib/names/persons_known.h"

#include "core/base/buffer.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk_cache.h"
#include "query/lib/names/persons.h"

#include <stdlib.h>

/* What the questions begin with; other ones begin with other bytes. */
#define RELEASE_QUESTION 'R'
#define SURNAME_QUESTION 'S'
#define QUESTION_SIZE    (SCHEMA_NAME_MAX + 1)

/* False for an id or a key that is longer than any in an archive. */
static bool ask(char kind, struct slice of, char out[static QUESTION_SIZE], struct slice *question)
{
    if (of.size == 0 || of.size >= QUESTION_SIZE)
        return false;
    out[0] = kind;
    memcpy(out + 1, of.data, of.size);
    *question = slice_of(out, of.size + 1);
    return true;
}

/* ---- releases ------------------------------------------------------------------------------- */

/* Takes the next name from the answer; false where it has none. */
static bool take_name(struct slice *answer, struct slice *name)
{
    uint16_t size = 0;
    if (answer->size < sizeof(size))
        return false;
    memcpy(&size, answer->data, sizeof(size));
    if (answer->size - sizeof(size) < size)
        return false;
    *name = slice_part(*answer, sizeof(size), sizeof(size) + size);
    *answer = slice_part(*answer, sizeof(size) + size, answer->size);
    return true;
}

/* Whether the answer is one for so many persons. */
static bool is_answer(struct slice answer, size_t count)
{
    struct slice name;
    for (size_t i = 0; i < count; i++)
        if (!take_name(&answer, &name))
            return false;
    return answer.size == 0;
}

fund_status persons_recall(struct walk_cache *walks, struct release *release, bool *is_known,
                           struct fund_error *error)
{
    char bytes[QUESTION_SIZE];
    struct slice question, answer, name;
    struct release_entities *persons = &release->persons;
    *is_known = false;
    if (!ask(RELEASE_QUESTION, release->id, bytes, &question) ||
        !walk_cache_recall(walks, question, &answer) || !is_answer(answer, persons->count))
        return FUND_OK;
    for (size_t i = 0; i < persons->count && take_name(&answer, &name); i++) {
        if (name.size == 0)
            continue;
        struct slice copy = arena_copy(&release->arena, name);
        if (copy.data == NULL)
            return error_no_memory(error);
        persons->items[i].name = copy;
    }
    *is_known = true;
    return FUND_OK;
}

static bool put_name(struct buffer *answer, struct slice name)
{
    uint16_t size = (uint16_t)name.size;
    return name.size <= UINT16_MAX &&
           buffer_append(answer, slice_of((const char *)&size, sizeof(size)), NULL) == FUND_OK &&
           buffer_append(answer, name, NULL) == FUND_OK;
}

void persons_note(struct walk_cache *walks, const struct release *release,
                  const struct slice *stored)
{
    char bytes[QUESTION_SIZE];
    struct slice question;
    struct buffer answer = buffer_init(WALK_ANSWER_MAX);
    bool is_kept = walks != NULL && ask(RELEASE_QUESTION, release->id, bytes, &question);
    for (size_t i = 0; i < release->persons.count && is_kept; i++) {
        struct slice name = release->persons.items[i].name;
        bool is_stored = slice_equal(name, stored[i]);
        is_kept =
            (is_stored || name.size > 0) && put_name(&answer, is_stored ? slice_of(NULL, 0) : name);
    }
    if (is_kept)
        walk_cache_note(walks, question, buffer_slice(&answer));
    buffer_finish(&answer);
}

/* ---- longer names --------------------------------------------------------------------------- */

int persons_compare_from_end(const void *left, const void *right)
{
    struct slice a = *(const struct slice *)left;
    struct slice b = *(const struct slice *)right;
    for (size_t i = 1; i <= a.size && i <= b.size; i++) {
        unsigned char x = (unsigned char)a.data[a.size - i];
        unsigned char y = (unsigned char)b.data[b.size - i];
        if (x != y)
            return x < y ? -1 : 1;
    }
    return (a.size > b.size) - (a.size < b.size);
}

/* The names of one surname. */
struct listing {
    struct arena *arena;
    struct slice *names;
    size_t count, capacity;
};

/* Terms of one name follow each other. */
static fund_status list_name(void *data, struct slice term, uint32_t count,
                             struct fund_error *error)
{
    struct listing *listing = data;
    struct slice fields[3];
    (void)count;
    if (!walk_split(term, fields, 3) ||
        (listing->count > 0 && slice_equal(listing->names[listing->count - 1], fields[1])))
        return FUND_OK;
    void *items = listing->names;
    struct slice name = arena_copy(listing->arena, fields[1]);
    if (name.data == NULL || !arena_grow(listing->arena, &items, listing->count, &listing->capacity,
                                         sizeof(*listing->names)))
        return error_no_memory(error);
    listing->names = items;
    listing->names[listing->count++] = name;
    return FUND_OK;
}

/* The names with which longer ones of the surname end, each with a separator behind it. */
static fund_status list_short(const struct name_context *context, struct slice surname_key,
                              struct buffer *names, struct fund_error *error)
{
    const char separator = SCHEMA_SEPARATOR;
    struct arena scratch = arena_init(SIZE_MAX / 2);
    struct listing listing = {&scratch, NULL, 0, 0};
    fund_status status = walk_cached(context->walks, context->reader, SCHEMA_PERSON_SEEN,
                                     surname_key, PERSONS_SEEN_MAX, list_name, &listing, error);
    if (listing.count > 0)
        qsort(listing.names, listing.count, sizeof(*listing.names), persons_compare_from_end);
    for (size_t i = 0; i + 1 < listing.count && status == FUND_OK; i++) {
        if (!slice_ends_with(listing.names[i + 1], listing.names[i]))
            continue;
        status = buffer_append(names, listing.names[i], error);
        if (status == FUND_OK)
            status = buffer_append_byte(names, separator, error);
    }
    arena_finish(&scratch);
    return status;
}

static bool is_listed(struct slice names, struct slice name)
{
    while (names.size > name.size) {
        const char *end = memchr(names.data, SCHEMA_SEPARATOR, names.size);
        size_t size = end != NULL ? (size_t)(end - names.data) : names.size;
        if (slice_equal(slice_part(names, 0, size), name))
            return true;
        names = slice_part(names, size < names.size ? size + 1 : size, names.size);
    }
    return false;
}

fund_status persons_may_be_short(const struct name_context *context, struct slice surname_key,
                                 struct slice name, bool *may_be, struct fund_error *error)
{
    char bytes[QUESTION_SIZE];
    struct slice question, known;
    struct buffer names = buffer_init(SIZE_MAX / 2);
    *may_be = true;
    if (memchr(name.data, ' ', name.size) == NULL || memchr(name.data, '.', name.size) != NULL)
        return FUND_OK;
    bool can_ask = ask(SURNAME_QUESTION, surname_key, bytes, &question);
    if (can_ask && walk_cache_recall(context->walks, question, &known)) {
        *may_be = is_listed(known, name);
        return FUND_OK;
    }
    fund_status status = list_short(context, surname_key, &names, error);
    if (status == FUND_OK) {
        *may_be = is_listed(buffer_slice(&names), name);
        if (can_ask)
            walk_cache_note(context->walks, question, buffer_slice(&names));
    }
    buffer_finish(&names);
    return status;
}
