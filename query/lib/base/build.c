/*
 * A thin layer over the store's query functions.
 */
#include "query/lib/base/build.h"

#include "core/schema/schema.h"

#include <stdlib.h>

#define CAPACITY_FIRST 16
/* Longest stem that can be in an archive: SCHEMA_WORD and SCHEMA_PART are one byte. */
#define STEM_MAX (STORE_TERM_MAX - 1)

void build_finish(struct build *build)
{
    for (size_t i = 0; i < build->count; i++)
        store_query_destroy(build->owned[i]);
    free(build->owned);
    *build = build_init(build->error);
}

/* Makes room before a query is made, so that none is lost. */
static bool has_room(struct build *build)
{
    if (build->status != FUND_OK)
        return false;
    if (build->count < build->capacity)
        return true;
    size_t capacity = build->capacity == 0 ? CAPACITY_FIRST : build->capacity * 2;
    struct store_query **owned = realloc(build->owned, capacity * sizeof(struct store_query *));
    if (owned == NULL) {
        build->status = error_no_memory(build->error);
        return false;
    }
    build->owned = owned;
    build->capacity = capacity;
    return true;
}

static struct store_query *own(struct build *build, fund_status status, struct store_query *query)
{
    build->status = status;
    if (status != FUND_OK)
        return NULL;
    build->owned[build->count++] = query;
    return query;
}

static struct store_query *make(struct build *build,
                                fund_status (*make_query)(struct store_query **query,
                                                          struct fund_error *error))
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    fund_status status = make_query(&query, build->error);
    return own(build, status, query);
}

struct store_query *build_all(struct build *build)
{
    return make(build, store_query_all);
}

struct store_query *build_none(struct build *build)
{
    return make(build, store_query_none);
}

bool build_join(const char *prefix, struct slice text, char out[static STORE_TERM_MAX],
                struct slice *term)
{
    size_t prefix_size = strlen(prefix);
    if (text.size == 0 || text.size > STORE_TERM_MAX - prefix_size)
        return false;
    memcpy(out, prefix, prefix_size);
    memcpy(out + prefix_size, text.data, text.size);
    *term = slice_of(out, prefix_size + text.size);
    return true;
}

struct store_query *build_term(struct build *build, const char *prefix, struct slice text)
{
    char bytes[STORE_TERM_MAX];
    struct slice term;
    struct store_query *query = NULL;
    if (!build_join(prefix, text, bytes, &term))
        return build_none(build);
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_term(term, &query, build->error);
    return own(build, status, query);
}

fund_status build_term_frequency(const struct store_reader *reader, const char *prefix,
                                 struct slice text, uint32_t *documents, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    struct slice term;
    if (build_join(prefix, text, bytes, &term))
        return store_reader_term_frequency(reader, term, documents, error);
    *documents = 0;
    return FUND_OK;
}

struct store_query *build_scale(struct build *build, struct store_query *child, double factor)
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_scale(child, factor, &query, build->error);
    return own(build, status, query);
}

struct store_query *build_combine(struct build *build, enum store_operator op,
                                  struct store_query *const *children, size_t count)
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    if (count == 1)
        return children[0];
    fund_status status = store_query_combine(op, children, count, &query, build->error);
    return own(build, status, query);
}

struct store_query *build_pair(struct build *build, enum store_operator op,
                               struct store_query *first, struct store_query *second)
{
    struct store_query *children[2] = {first, second};
    return build_combine(build, op, children, 2);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static struct store_query *build_row(struct build *build, struct store_row row)
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_row(&row, &query, build->error);
    return own(build, status, query);
}

/* terms: room for count; bytes: what the terms are written into. */
static struct store_query *near_of(struct build *build, const struct build_word *words,
                                   size_t count, uint32_t window, struct slice *terms,
                                   char (*bytes)[STORE_TERM_MAX])
{
    bool can_match = count > 0;
    for (size_t i = 0; i < count; i++)
        can_match = can_match && build_join(words[i].prefix, words[i].text, bytes[i], &terms[i]);
    struct store_row row = {.words = terms, .count = count, .window = window};
    row.slot = SCHEMA_SLOT_NAME_POSITIONS;
    return can_match ? build_row(build, row) : build_none(build);
}

struct store_query *build_near(struct build *build, const struct build_word *words, size_t count,
                               uint32_t window)
{
    struct slice *terms = calloc(count + 1, sizeof(*terms));
    char(*bytes)[STORE_TERM_MAX] = calloc(count + 1, sizeof(*bytes));
    struct store_query *query = NULL;
    if (terms != NULL && bytes != NULL)
        query = near_of(build, words, count, window, terms, bytes);
    else if (build->status == FUND_OK)
        build->status = error_no_memory(build->error);
    free(terms);
    free(bytes);
    return query;
}

/* ---- parts of words ------------------------------------------------------------------------- */

struct store_query *build_part(struct build *build, struct slice stem)
{
    return build_pair(build, STORE_SYNONYM, build_term(build, SCHEMA_WORD, stem),
                      build_term(build, SCHEMA_PART, stem));
}

static bool can_be_stem(struct slice stem)
{
    return stem.size > 0 && stem.size <= STEM_MAX;
}

static struct store_query *parts_row(struct build *build, struct store_row row)
{
    if (row.count == 1)
        return build_part(build, row.words[0]);
    bool can_match = row.count > 0;
    for (size_t i = 0; i < row.count; i++)
        can_match = can_match && can_be_stem(row.words[i]);
    if (!can_match)
        return build_none(build);
    row.slot = SCHEMA_SLOT_POSITIONS;
    row.prefixes[0] = SLICE(SCHEMA_WORD);
    row.prefixes[1] = SLICE(SCHEMA_PART);
    row.stock_prefix = SLICE(SCHEMA_PLACED);
    return build_row(build, row);
}

struct store_query *build_phrase(struct build *build, const struct slice *stems, size_t count)
{
    return parts_row(build,
                     (struct store_row){.words = stems, .count = count, .is_in_order = true});
}

struct store_query *build_compound(struct build *build, struct slice whole,
                                   const struct slice *stems, size_t count, double factor)
{
    char bytes[STORE_TERM_MAX];
    struct store_row row = {.words = stems, .count = count, .is_in_order = true, .factor = factor};
    if (count > 1 && build_join(SCHEMA_WORD, whole, bytes, &row.whole))
        return parts_row(build, row);
    return build_pair(build, STORE_OR, build_term(build, SCHEMA_WORD, whole),
                      build_scale(build, build_phrase(build, stems, count), factor));
}

struct store_query *build_near_parts(struct build *build, const struct slice *stems, size_t count,
                                     uint32_t window)
{
    return parts_row(build, (struct store_row){.words = stems, .count = count, .window = window});
}

fund_status build_part_frequency(const struct store_reader *reader, struct slice stem,
                                 uint32_t *documents, struct fund_error *error)
{
    uint32_t as_word = 0, as_part = 0, all = 0;
    fund_status status = build_term_frequency(reader, SCHEMA_WORD, stem, &as_word, error);
    if (status == FUND_OK)
        status = build_term_frequency(reader, SCHEMA_PART, stem, &as_part, error);
    if (status == FUND_OK)
        status = store_reader_document_count(reader, &all, error);
    if (status != FUND_OK)
        return status;
    uint64_t both = all > 0 ? (uint64_t)as_word * as_part / all : 0; /* as if by chance */
    *documents = (uint32_t)(as_word + (as_part - both));
    return FUND_OK;
}

struct store_query *build_form(struct build *build, const struct store_reader *reader,
                               struct slice form)
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_form(reader, form, &query, build->error);
    return own(build, status, query);
}

struct store_query *build_forms(struct build *build, const struct store_reader *reader,
                                struct slice begin, uint32_t limit)
{
    struct store_query *query = NULL;
    if (begin.size == 0 || begin.size >= STORE_TERM_MAX)
        return build_none(build);
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_forms(reader, begin, limit, &query, build->error);
    return own(build, status, query);
}

struct store_query *build_value_range(struct build *build, uint32_t slot, struct slice first,
                                      struct slice last)
{
    struct store_query *query = NULL;
    if (!has_room(build))
        return NULL;
    fund_status status = store_query_value_range(slot, first, last, &query, build->error);
    return own(build, status, query);
}

fund_status build_count(const struct build *build, struct store_reader *reader,
                        const struct store_query *query, uint32_t at_least, uint32_t *documents,
                        struct fund_error *error)
{
    struct store_total total = {0, false};
    if (build->status != FUND_OK)
        return build->status;
    fund_status status = store_count(reader, query, at_least, &total, error);
    if (status == FUND_OK)
        *documents = total.documents;
    return status;
}
