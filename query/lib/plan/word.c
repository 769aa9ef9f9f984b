/*
 * Words as queries. What stands side by side does so as inner words or as atoms, see struct
 * query_word.
 */
#include "query/lib/plan/word.h"

#include "core/schema/schema.h"
#include "query/lib/plan/weights.h"

/* Positions that other words may take between the parts of a compound: Sanierung *der alten*
 * Schule.
 */
#define NEAR_GAP 3

static size_t list_parts(const struct query_word *words, size_t count,
                         struct slice row[static PLAN_TERMS_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < words[i].part_count && size < PLAN_TERMS_MAX; j++)
            row[size++] = words[i].parts[j];
    return size;
}

static size_t list_atoms(const struct query_word *words, size_t count,
                         struct slice row[static PLAN_TERMS_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < words[i].atom_count && size < PLAN_TERMS_MAX; j++)
            row[size++] = words[i].atoms[j];
    return size;
}

/*
 * Bezirkssparkasse is bezirk|sparkass in "Bezirks-Sparkasse", but bezirk|spar|kass in
 * Bezirkssparkassenfiliale, where sparkass has its last part's position.
 */
static struct store_query *row_of_parts(struct build *build, const struct query_word *words,
                                        size_t count)
{
    struct slice row[PLAN_TERMS_MAX] = {{NULL, 0}};
    size_t size = list_parts(words, count, row);
    struct store_query *parts = build_phrase(build, row, size);
    if (!words_have_inner(words, count))
        return parts;
    size = list_atoms(words, count, row);
    return build_pair(build, STORE_OR, parts, build_phrase(build, row, size));
}

static struct store_query *parts_near(struct build *build, const struct query_word *word)
{
    struct slice row[PLAN_TERMS_MAX];
    size_t size = list_parts(word, 1, row);
    return build_near_parts(build, row, size, (uint32_t)size + NEAR_GAP);
}

static struct store_query *parts_apart(struct build *build, const struct query_word *word)
{
    struct store_query *parts[TEXT_PARTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < word->part_count && count < TEXT_PARTS_MAX; i++)
        parts[count++] = build_part(build, word->parts[i]);
    return build_combine(build, STORE_AND, parts, count);
}

/* Whether it has no parts but itself. */
static bool is_simple(const struct query_word *word)
{
    return word->atom_count == 1 && slice_equal(word->atoms[0], word->meant);
}

struct store_query *word_query(struct build *build, const struct query_word *word)
{
    const struct query_weights *weights = query_weights();
    if (is_simple(word))
        return build_scale(build, build_part(build, word->meant), weights->simple);
    if (!words_have_inner(word, 1))
        return build_compound(build, word->meant, word->parts, word->part_count, weights->compound);
    struct store_query *whole = build_term(build, SCHEMA_WORD, word->meant);
    struct store_query *parts = row_of_parts(build, word, 1);
    return build_pair(build, STORE_OR, whole, build_scale(build, parts, weights->compound));
}

struct store_query *word_front_query(struct build *build, const struct query_word *word)
{
    struct query_word front = *word;
    front.part_count--;
    front.atom_count = front.front_atom_count;
    return row_of_parts(build, &front, 1);
}

struct store_query *word_head_query(struct build *build, const struct query_word *word)
{
    struct query_word head = *word;
    head.parts++;
    head.part_count--;
    head.atoms += head.head_atom_start;
    head.atom_count -= head.head_atom_start;
    return row_of_parts(build, &head, 1);
}

static struct store_query *widened_query(struct build *build, const struct query_word *word,
                                         enum plan_step step)
{
    const struct query_weights *weights = query_weights();
    struct store_query *ways[5];
    size_t count = 0;
    ways[count++] = word_query(build, word);
    ways[count++] = build_scale(build, parts_near(build, word), weights->near);
    if (step >= PLAN_APART)
        ways[count++] = build_scale(build, parts_apart(build, word), weights->apart);
    if (step == PLAN_FRONT && !word->is_front_common)
        ways[count++] = build_scale(build, word_front_query(build, word), weights->front);
    if (step == PLAN_FRONT && !word->is_head_common)
        ways[count++] = build_scale(build, word_head_query(build, word), weights->head);
    return build_combine(build, STORE_OR, ways, count);
}

struct store_query *word_phrase_query(struct build *build, const struct query_words *words)
{
    if (words->count == 1)
        return word_query(build, &words->items[0]);
    return row_of_parts(build, words->items, words->count);
}

/* A year is also the one of publication. */
static bool is_year(const struct query_word *word)
{
    struct slice digits = word->folded;
    if (digits.size != 4)
        return false;
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return false;
    return slice_starts_with(digits, SLICE("19")) || slice_starts_with(digits, SLICE("20"));
}

struct store_query *word_query_at(struct build *build, const struct query_word *word,
                                  enum plan_step step)
{
    struct store_query *query =
        word->is_widened ? widened_query(build, word, step) : word_query(build, word);
    if (!is_year(word))
        return query;
    struct store_query *year = build_term(build, SCHEMA_YEAR, word->folded);
    return build_pair(build, STORE_OR, query, build_scale(build, year, query_weights()->year));
}
