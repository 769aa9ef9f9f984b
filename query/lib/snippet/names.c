/*
 * Where a release names those whom the query asks for: by fields, or by other names than its plain
 * words.
 */
#include "query/lib/snippet/names.h"

struct names {
    const struct name_context *context;
    const struct release *release;
    struct slice text;
    bool is_corrected; /* the name asked for is not the one that was typed */
    snippet_adder add;
    void *data;
};

/* How a word of a mention relates to the word asked for; FUND_MARK_NONE where it does not. */
static enum fund_mark compare_word(const struct query_word *word, const struct name_form *form,
                                   bool is_organisation)
{
    if (is_organisation)
        return slice_equal(word->stem, form->text) ? FUND_MARK_EXACT : FUND_MARK_NONE;
    if (slice_equal(word->folded, form->text))
        return FUND_MARK_EXACT;
    bool is_genitive = word->folded.size == form->text.size + 1 &&
                       slice_starts_with(word->folded, form->text) &&
                       slice_ends_with(word->folded, SLICE("s"));
    return is_genitive ? FUND_MARK_STEM : FUND_MARK_NONE;
}

/* Whether a mention has a word that was asked for, or is another name. */
static enum fund_mark mark_of_mention(const struct query_words *words,
                                      const struct name_asked *asked)
{
    enum fund_mark best = FUND_MARK_ALIAS;
    for (size_t i = 0; i < words->count; i++) {
        for (size_t j = 0; j < asked->word_count; j++) {
            for (size_t k = 0; k < asked->words[j].form_count; k++) {
                const struct name_form *form = &asked->words[j].forms[k];
                enum fund_mark mark =
                    compare_word(&words->items[i], form, asked->kind == NAME_ORGANISATION);
                if (mark != FUND_MARK_NONE && mark < best)
                    best = mark;
            }
        }
    }
    return best;
}

/* A mention of an entity, and its words. */
struct mention {
    struct range range;
    struct query_words words;
};

/* The next mention that lies in the text; false at the end, and where reading fails. */
static bool next_mention(const struct names *search, const struct release_entity *entity,
                         size_t *at, struct mention *mention, fund_status *status,
                         struct fund_error *error)
{
    const struct name_context *context = search->context;
    if (*status != FUND_OK || *at == entity->mention_count ||
        entity->mentions[*at].end > search->text.size) /* they rise */
        return false;
    struct range range = entity->mentions[(*at)++];
    *mention = (struct mention){.range = range};
    *status = words_read(context->cursor, slice_part(search->text, range.start, range.end),
                         context->arena, &mention->words, error);
    return *status == FUND_OK;
}

static fund_status mark_mentions(struct names *search, const struct name_asked *asked,
                                 const struct release_entity *entity, size_t target,
                                 struct fund_error *error)
{
    struct mention mention;
    fund_status status = FUND_OK;
    for (size_t at = 0; next_mention(search, entity, &at, &mention, &status, error);) {
        enum fund_mark mark = mark_of_mention(&mention.words, asked);
        if (search->is_corrected && mark != FUND_MARK_ALIAS)
            mark = FUND_MARK_FUZZY;
        status = search->add(search->data, mention.range, mark, target, error);
    }
    return status;
}

static const struct release_entities *entities_of(const struct release *release,
                                                  enum name_kind kind)
{
    if (kind == NAME_PLACE)
        return &release->places;
    return kind == NAME_ORGANISATION ? &release->organisations : &release->persons;
}

static fund_status find_entities(struct names *search, const struct name_asked *asked,
                                 size_t target, struct fund_error *error)
{
    const struct release_entities *entities = entities_of(search->release, asked->kind);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < entities->count && status == FUND_OK; i++) {
        const struct release_entity *entity = &entities->items[i];
        bool matches = false;
        status = name_matches(search->context, asked, entity, &matches, error);
        if (status == FUND_OK && matches)
            status = mark_mentions(search, asked, entity, target, error);
    }
    return status;
}

static bool has_word_of(const struct query_words *words, const struct plan_part *part)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t j = 0; j < part->words.count; j++)
            if (slice_equal(words->items[i].stem, part->words.items[j].stem))
                return true;
    return false;
}

/* Mentions of a name among the plain words that have none of these words. */
static fund_status mark_other_names(struct names *search, const struct plan_part *part,
                                    const struct release_entity *entity, size_t target,
                                    struct fund_error *error)
{
    struct mention mention;
    fund_status status = FUND_OK;
    for (size_t at = 0; next_mention(search, entity, &at, &mention, &status, error);)
        if (!has_word_of(&mention.words, part))
            status = search->add(search->data, mention.range, FUND_MARK_ALIAS, target, error);
    return status;
}

static fund_status find_runs(struct names *search, const struct plan_part *part, size_t target,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < part->run_count && status == FUND_OK; i++) {
        const struct plan_run *run = &part->runs[i];
        const struct release_entities *entities = entities_of(search->release, run->kind);
        for (size_t j = 0; run->is_alternative && j < entities->count && status == FUND_OK; j++) {
            bool is_linked = false;
            status = name_is_linked(search->context, run->kind, &run->links, &entities->items[j],
                                    &is_linked, error);
            if (status == FUND_OK && is_linked)
                status = mark_other_names(search, part, &entities->items[j], target, error);
        }
    }
    return status;
}

fund_status snippet_find_names(const struct plan *plan, const struct name_context *context,
                               const struct release *release, struct slice text,
                               size_t first_target, snippet_adder add, void *data,
                               struct fund_error *error)
{
    struct names names = {context, release, text, false, add, data};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < plan->leaves.count && status == FUND_OK; i++) {
        const struct plan_part *part = plan->leaves.items[i];
        names.is_corrected = part->is_corrected;
        if (plan_is_name(part->asked->kind))
            status = find_entities(&names, &part->name, first_target + i, error);
        else if (part->run_count > 0)
            status = find_runs(&names, part, first_target + i, error);
    }
    return status;
}
