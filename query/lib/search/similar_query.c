/*
 * The terms of a release that tell it from others.
 */
#include "query/lib/search/similar.h"

#include "core/base/arena.h"
#include "core/schema/schema.h"

#include <math.h>

#define ARENA_MAX ((size_t)16 * 1024 * 1024)

/* A term that more than one of so many releases has tells nothing. */
#define COMMON_SHARE 4

struct candidate {
    struct slice term; /* in the arena */
    double rank;       /* tf-idf */
    double weight;     /* of its frequency alone, as BM25 knows how rare it is */
};

/* The best terms so far, best first. */
struct choice {
    const struct store_reader *reader;
    struct arena arena;
    struct candidate best[SIMILAR_TERMS_MAX];
    size_t count;
    uint32_t release_count, version_count;
};

/* Keeps the term if it is among the best; of two of one rank the first stays, in byte order. */
static fund_status consider(struct choice *choice, const struct candidate *candidate,
                            struct fund_error *error)
{
    size_t at = choice->count;
    while (at > 0 && choice->best[at - 1].rank < candidate->rank)
        at--;
    if (at == SIMILAR_TERMS_MAX)
        return FUND_OK;
    struct slice copy = arena_copy(&choice->arena, candidate->term);
    if (copy.data == NULL)
        return error_no_memory(error);
    if (choice->count < SIMILAR_TERMS_MAX)
        choice->count++;
    for (size_t i = choice->count - 1; i > at; i--)
        choice->best[i] = choice->best[i - 1];
    choice->best[at] = *candidate;
    choice->best[at].term = copy;
    return FUND_OK;
}

/* Days, times and sums are many releases' without making them alike. */
static bool is_number(struct slice term, const char *prefix)
{
    size_t size = strlen(prefix);
    return term.size > size && term.data[size] >= '0' && term.data[size] <= '9';
}

static fund_status look_at(struct choice *choice, struct slice term, uint32_t frequency,
                           struct fund_error *error)
{
    uint32_t documents = 0;
    fund_status status = store_reader_term_frequency(choice->reader, term, &documents, error);
    if (status != FUND_OK || documents < 2 + choice->version_count ||
        documents > choice->release_count / COMMON_SHARE + 1)
        return status;
    double weight = 1 + log(frequency > 0 ? frequency : 1);
    double rarity = log((double)choice->release_count / (documents - choice->version_count));
    struct candidate candidate = {term, weight * rarity, weight};
    return consider(choice, &candidate, error);
}

static fund_status read_terms(struct choice *choice, store_docid docid, const char *prefix,
                              struct fund_error *error)
{
    struct store_terms *terms = NULL;
    struct slice term = {NULL, 0};
    uint32_t frequency = 0;
    bool has_more = true;
    fund_status status = store_terms_of(choice->reader, docid, slice_from(prefix), &terms, error);
    for (size_t i = 0; i < SIMILAR_READ_MAX && status == FUND_OK; i++) {
        status = store_terms_next(terms, &has_more, &term, &frequency, error);
        if (status != FUND_OK || !has_more)
            break;
        if (!is_number(term, prefix))
            status = look_at(choice, term, frequency, error);
    }
    store_terms_destroy(terms);
    return status;
}

static struct store_query *build_query(struct build *build, const struct choice *choice)
{
    struct store_query *children[SIMILAR_TERMS_MAX];
    for (size_t i = 0; i < choice->count; i++)
        children[i] =
            build_scale(build, build_term(build, "", choice->best[i].term), choice->best[i].weight);
    return build_combine(build, STORE_OR, children, choice->count);
}

fund_status similar_query(struct build *build, const struct store_reader *reader, store_docid docid,
                          uint32_t version_count, struct store_query **query,
                          struct fund_error *error)
{
    static const char *const prefixes[] = {SCHEMA_WORD, SCHEMA_PART, SCHEMA_ORGANISATION_KEY};
    struct choice choice = {
        .reader = reader, .arena = arena_init(ARENA_MAX), .version_count = version_count};
    fund_status status = store_reader_document_count(reader, &choice.release_count, error);
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes) && status == FUND_OK; i++)
        status = read_terms(&choice, docid, prefixes[i], error);
    if (status == FUND_OK) {
        *query = choice.count > 0 ? build_query(build, &choice) : NULL;
        status = build->status;
    }
    arena_finish(&choice.arena);
    return status;
}
