/*
 * The last step. Its parts and synonyms were measured on all judged sets together (nDCG@10 of
 * paraphrases and questions, tests/quality/tune.py); these gave nothing or harmed and are left out:
 * further weight for each word that a release has (coordination), less weight for words that are
 * frequent in German, hypernyms and hyponyms, derived words (Dolmetscher, dolmetschen) by their
 * stems, and expansion by the words of the best releases (pseudo-relevance feedback: Lavrenko and
 * Croft 2001, Amati and van Rijsbergen 2002).
 */
#include "query/lib/plan/any.h"

#include "core/schema/schema.h"
#include "query/lib/plan/weights.h"
#include "query/lib/plan/word.h"
#include "query/lib/thesaurus/thesaurus.h"

#include <math.h>

/* What is looked up for one query. */
struct lookup {
    struct session *session;
    struct plan *plan;
    struct thesaurus thesaurus;
    bool is_single;      /* the query is one word */
    size_t count;        /* of look-ups */
    uint32_t common_min; /* releases that have what is common */
    bool has_rare;       /* a word or part is not */
};

/* ---- looking up ----------------------------------------------------------------------------- */

static bool is_counted(const struct plan_part *part)
{
    return part->asked->kind == QUERY_TEXT && !part->asked->is_excluded;
}

/* Releases that have the stem as a word or as a part of one: at least so many. */
static fund_status count_stem(struct session *session, struct slice stem, uint32_t *releases,
                              struct fund_error *error)
{
    return build_part_frequency(session->reader, stem, releases, error);
}

/* Whether a word or part is common; what is neither that nor absent can find releases alone. */
static bool is_common(struct lookup *lookup, uint32_t releases)
{
    if (releases > 0 && releases < lookup->common_min)
        lookup->has_rare = true;
    return releases >= lookup->common_min;
}

static bool has_synonym(const struct query_loose *loose, struct slice stem)
{
    for (size_t i = 0; i < loose->synonym_count; i++)
        if (slice_equal(loose->synonyms[i].stem, stem))
            return true;
    return false;
}

/* Reads the synonym as a word of a query, with its parts; nothing where it is more than one. */
static fund_status read_synonym(struct lookup *lookup, const struct thesaurus_word *found,
                                uint32_t releases, double strength, size_t owner,
                                struct query_loose *loose, struct fund_error *error)
{
    struct query_words words = {NULL, 0, 0};
    fund_status status =
        words_read(lookup->session->cursor, found->text, &lookup->plan->arena, &words, error);
    if (status != FUND_OK || words.count != 1 || has_synonym(loose, words.items[0].stem))
        return status;
    loose->synonyms[loose->synonym_count] = words.items[0];
    loose->synonyms[loose->synonym_count].loose.is_common = releases >= lookup->common_min;
    loose->strengths[loose->synonym_count] = strength;
    loose->owners[loose->synonym_count] = owner;
    loose->synonym_count++;
    return FUND_OK;
}

/* The strongest words of the same meaning that some release has. */
static fund_status look_up(struct lookup *lookup, struct slice stem, double factor, size_t owner,
                           struct query_loose *loose, struct fund_error *error)
{
    struct thesaurus_word found[THESAURUS_FOUND_MAX];
    uint32_t releases = 0;
    if (lookup->count == ANY_LOOKUPS_MAX)
        return FUND_OK;
    lookup->count++;
    size_t count = thesaurus_find(&lookup->thesaurus, stem, found);
    fund_status status = count == 0 ? FUND_OK : count_stem(lookup->session, stem, &releases, error);
    if (releases == 0)
        factor *= query_weights()->any_absent;
    size_t most = loose->synonym_count + ANY_SYNONYMS_MAX;
    for (size_t i = 0; i < count && loose->synonym_count < most && status == FUND_OK; i++) {
        status = count_stem(lookup->session, found[i].stem, &releases, error);
        /* the square root: one of four meanings is still a good guess */
        if (status == FUND_OK && releases > 0)
            status = read_synonym(lookup, &found[i], releases, factor * sqrt(found[i].share), owner,
                                  loose, error);
    }
    return status;
}

/* Each part of a compound, alone where there are other words too, and other words for it. */
static fund_status prepare_parts(struct lookup *lookup, struct query_word *word,
                                 struct fund_error *error)
{
    struct query_loose *loose = &word->loose;
    fund_status status = FUND_OK;
    loose->is_part_common =
        arena_array(&lookup->plan->arena, word->part_count, sizeof(*loose->is_part_common));
    if (loose->is_part_common == NULL)
        return error_no_memory(error);
    size_t count = word->part_count < TEXT_PARTS_MAX ? word->part_count : TEXT_PARTS_MAX;
    loose->parts = word->parts;
    loose->part_count = lookup->is_single ? 0 : count;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        uint32_t releases = 0;
        status = count_stem(lookup->session, word->parts[i], &releases, error);
        loose->is_part_common[i] = is_common(lookup, releases);
        if (status == FUND_OK)
            status =
                look_up(lookup, word->parts[i], query_weights()->any_of_part, i + 1, loose, error);
    }
    return status;
}

static fund_status prepare_word(struct lookup *lookup, struct query_word *word,
                                struct fund_error *error)
{
    struct query_loose *loose = &word->loose;
    bool is_compound = word->part_count > 1;
    size_t capacity = ANY_SYNONYMS_MAX * (1 + (is_compound ? word->part_count : 0));
    uint32_t releases = 0;
    *loose = (struct query_loose){.is_common = false};
    fund_status status = count_stem(lookup->session, word->meant, &releases, error);
    loose->is_common = is_common(lookup, releases);
    if (status != FUND_OK || lookup->count == ANY_LOOKUPS_MAX || word->run > 0)
        return status;
    loose->synonyms = arena_array(&lookup->plan->arena, capacity, sizeof(*loose->synonyms));
    loose->strengths = arena_array(&lookup->plan->arena, capacity, sizeof(*loose->strengths));
    loose->owners = arena_array(&lookup->plan->arena, capacity, sizeof(*loose->owners));
    if (loose->synonyms == NULL || loose->strengths == NULL || loose->owners == NULL)
        return error_no_memory(error);
    status = look_up(lookup, word->meant, 1, 0, loose, error);
    if (status == FUND_OK && is_compound)
        status = prepare_parts(lookup, word, error);
    return status;
}

static size_t count_words(const struct plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (is_counted(&plan->parts[i]))
            count += plan->parts[i].words.count;
    return count;
}

static fund_status count_common(struct session *session, uint32_t *common_min,
                                struct fund_error *error)
{
    uint32_t releases = 0;
    fund_status status = store_reader_document_count(session->reader, &releases, error);
    double share = releases * query_weights()->any_common;
    *common_min = share > ANY_COMMON_MIN ? (uint32_t)share : ANY_COMMON_MIN;
    return status;
}

fund_status any_prepare(struct session *session, struct plan *plan, struct fund_error *error)
{
    struct lookup lookup = {.session = session, .plan = plan, .is_single = count_words(plan) == 1};
    fund_status status = thesaurus_open(thesaurus_built_in(), &lookup.thesaurus, error);
    if (status == FUND_OK)
        status = count_common(session, &lookup.common_min, error);
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++) {
        const struct plan_part *part = &plan->parts[i];
        for (size_t j = 0; is_counted(part) && j < part->words.count && status == FUND_OK; j++)
            status = prepare_word(&lookup, &part->words.items[j], error);
    }
    plan->has_rare = lookup.has_rare;
    return status;
}

bool any_has_synonyms(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            if (plan->parts[i].words.items[j].loose.synonym_count > 0)
                return true;
    return false;
}

void any_forget(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            plan->parts[i].words.items[j].loose = (struct query_loose){.is_common = false};
}

const char *any_relaxed(const struct plan *plan)
{
    if (!any_has_synonyms(plan))
        return "any of the words";
    return count_words(plan) == 1 ? "words of the same meaning"
                                  : "any of the words, or others of the same meaning";
}

/* ---- queries -------------------------------------------------------------------------------- */

/* Ways in which a word is found. */
struct ways {
    struct store_query *items[1 + TEXT_PARTS_MAX + ANY_SYNONYMS_MAX * ANY_LOOKUPS_MAX];
    size_t count;
};

static void add_way(struct ways *ways, struct store_query *query)
{
    ways->items[ways->count++] = query;
}

/* Whether some part has a synonym. */
static bool has_other_parts(const struct query_loose *loose)
{
    for (size_t i = 0; i < loose->synonym_count; i++)
        if (loose->owners[i] > 0)
            return true;
    return false;
}

/* All parts of a compound, each itself or by another word for it: "Erneuerung der Schule" for
 * Schulsanierung. */
static struct store_query *all_parts(struct build *build, const struct query_word *word)
{
    const struct query_weights *weights = query_weights();
    const struct query_loose *loose = &word->loose;
    struct store_query *parts[TEXT_PARTS_MAX];
    size_t count = word->part_count < TEXT_PARTS_MAX ? word->part_count : TEXT_PARTS_MAX;
    for (size_t i = 0; i < count; i++) {
        struct ways ways = {.count = 0};
        add_way(&ways, build_part(build, word->parts[i]));
        for (size_t j = 0; j < loose->synonym_count; j++)
            if (loose->owners[j] == i + 1)
                add_way(&ways, build_scale(build, word_query(build, &loose->synonyms[j]),
                                           loose->strengths[j]));
        parts[i] = build_combine(build, STORE_OR, ways.items, ways.count);
    }
    return build_scale(build, build_combine(build, STORE_AND, parts, count), weights->any_parts);
}

void any_word(struct build *build, const struct query_word *word, struct store_query *found,
              bool has_rare, struct store_query **finding, struct store_query **ranking)
{
    const struct query_weights *weights = query_weights();
    const struct query_loose *loose = &word->loose;
    struct ways rare = {.count = 0}, common = {.count = 0};
    add_way(has_rare && loose->is_common ? &common : &rare, found);
    if (has_other_parts(loose))
        add_way(&rare, all_parts(build, word));
    for (size_t i = 0; i < loose->part_count; i++) {
        struct store_query *part = build_part(build, loose->parts[i]);
        add_way(has_rare && loose->is_part_common[i] ? &common : &rare,
                build_scale(build, part, weights->any_part));
    }
    for (size_t i = 0; i < loose->synonym_count; i++) {
        if (loose->owners[i] > 0 && loose->part_count == 0)
            continue;
        struct store_query *synonym = word_query(build, &loose->synonyms[i]);
        add_way(has_rare && loose->synonyms[i].loose.is_common ? &common : &rare,
                build_scale(build, synonym, weights->any_synonym * loose->strengths[i]));
    }
    *finding = rare.count > 0 ? build_combine(build, STORE_OR, rare.items, rare.count) : NULL;
    *ranking = common.count > 0 ? build_combine(build, STORE_OR, common.items, common.count) : NULL;
}
