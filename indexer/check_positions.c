/*
 * Terms and positions, compared by how often each stands. A stem of words is a SCHEMA_WORD, a
 * SCHEMA_PART or both.
 */
#include "indexer/check_positions.h"

#include "core/positions/positions.h"
#include "core/schema/schema.h"

#include <stdlib.h>

/* A value that is read. */
struct counted {
    struct positions positions; /* of no terms, where there is no value */
    uint32_t *counts;           /* of each number, until they are taken */
    uint32_t seen;              /* terms */
    bool is_same;               /* so far */
};

/* The terms of one kind that a document has, in byte order. */
struct terms {
    struct store_terms *walk;
    bool has_one;
    struct slice term; /* borrowed until the next one */
    uint32_t frequency;
};

static fund_status open_value(struct store_reader *reader, store_docid docid, enum schema_slot slot,
                              struct counted *counted, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    *counted = (struct counted){.is_same = true};
    fund_status status = store_reader_value(reader, docid, (uint32_t)slot, &value, error);
    if (status == FUND_OK && value.size > 0)
        counted->is_same = positions_read(value, &counted->positions);
    counted->counts = calloc((size_t)counted->positions.number_count + 1, sizeof(uint32_t));
    if (status == FUND_OK && counted->counts == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK && counted->positions.term_count > 0)
        counted->is_same = positions_count(&counted->positions, counted->counts);
    return status;
}

/* Whether each term had a number, and all that stands in the value was theirs. */
static bool close_value(struct counted *counted)
{
    const struct positions *positions = &counted->positions;
    bool is_same = counted->is_same && counted->seen == positions->term_count;
    for (uint32_t i = 0; is_same && i < positions->number_count; i++)
        is_same = counted->counts[i] == 0;
    free(counted->counts);
    counted->counts = NULL;
    return is_same;
}

/* The term must stand there so many times. */
static void take(struct counted *counted, struct slice term, uint32_t least, uint32_t most)
{
    uint32_t number = 0; /* without a value, there is but a count of nothing */
    if (counted->positions.term_count > 0)
        number = positions_number(&counted->positions, positions_hash(term));
    uint32_t count = counted->counts[number];
    counted->counts[number] = 0;
    counted->is_same = counted->is_same && count >= least && count <= most;
    counted->seen++;
}

static fund_status next_term(struct terms *terms, struct fund_error *error)
{
    return store_terms_next(terms->walk, &terms->has_one, &terms->term, &terms->frequency, error);
}

static fund_status open_terms(const struct store_reader *reader, store_docid docid,
                              const char *prefix, struct terms *terms, struct fund_error *error)
{
    *terms = (struct terms){.walk = NULL};
    fund_status status = store_terms_of(reader, docid, slice_from(prefix), &terms->walk, error);
    return status == FUND_OK ? next_term(terms, error) : status;
}

/* ---- words ---------------------------------------------------------------------------------- */

static struct slice stem_of(const struct terms *terms)
{
    return slice_part(terms->term, 1, terms->term.size);
}

/* Which of the two stems comes first: below 0, above 0, or 0 for both. */
static int compare_stems(const struct terms *words, const struct terms *parts)
{
    if (!words->has_one || !parts->has_one)
        return words->has_one ? -1 : 1;
    return slice_compare(stem_of(words), stem_of(parts));
}

/* A whole word that has parts stands nowhere. */
static fund_status take_stems(struct terms *words, struct terms *parts, struct counted *counted,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && (words->has_one || parts->has_one)) {
        int order = compare_stems(words, parts);
        uint32_t most = (order <= 0 ? words->frequency : 0) + (order >= 0 ? parts->frequency : 0);
        take(counted, stem_of(order <= 0 ? words : parts), order >= 0, most);
        if (order <= 0)
            status = next_term(words, error);
        if (order >= 0 && status == FUND_OK)
            status = next_term(parts, error);
    }
    return status;
}

static fund_status check_words(struct store_reader *reader, store_docid docid, bool *is_same,
                               struct fund_error *error)
{
    struct terms words = {.walk = NULL}, parts = {.walk = NULL};
    struct counted counted;
    fund_status status = open_value(reader, docid, SCHEMA_SLOT_POSITIONS, &counted, error);
    if (status == FUND_OK)
        status = open_terms(reader, docid, SCHEMA_WORD, &words, error);
    if (status == FUND_OK)
        status = open_terms(reader, docid, SCHEMA_PART, &parts, error);
    if (status == FUND_OK)
        status = take_stems(&words, &parts, &counted, error);
    bool was_same = close_value(&counted);
    store_terms_destroy(words.walk);
    store_terms_destroy(parts.walk);
    if (status == FUND_OK)
        *is_same = was_same;
    return status;
}

/* ---- names ---------------------------------------------------------------------------------- */

static fund_status take_terms(const struct store_reader *reader, store_docid docid,
                              const char *prefix, struct counted *counted, struct fund_error *error)
{
    struct terms terms;
    fund_status status = open_terms(reader, docid, prefix, &terms, error);
    while (status == FUND_OK && terms.has_one) {
        take(counted, terms.term, 1, terms.frequency);
        status = next_term(&terms, error);
    }
    store_terms_destroy(terms.walk);
    return status;
}

static fund_status check_names(struct store_reader *reader, store_docid docid, bool *is_same,
                               struct fund_error *error)
{
    static const char *const prefixes[] = {SCHEMA_PERSON_WORD, SCHEMA_PERSON_PIECE,
                                           SCHEMA_PERSON_ROLE, SCHEMA_ORGANISATION_WORD,
                                           SCHEMA_PLACE_WORD};
    struct counted counted;
    fund_status status = open_value(reader, docid, SCHEMA_SLOT_NAME_POSITIONS, &counted, error);
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes) && status == FUND_OK; i++)
        status = take_terms(reader, docid, prefixes[i], &counted, error);
    bool was_same = close_value(&counted);
    if (status == FUND_OK)
        *is_same = was_same;
    return status;
}

fund_status check_positions(struct store_reader *reader, store_docid docid, bool *is_same,
                            struct fund_error *error)
{
    bool has_words = false, has_names = false;
    fund_status status = check_words(reader, docid, &has_words, error);
    if (status == FUND_OK)
        status = check_names(reader, docid, &has_names, error);
    if (status == FUND_OK)
        *is_same = has_words && has_names;
    return status;
}
