/*
 * Hard EM over the types of official texts and of the dictionaries.
 */
#include "core/text/lexicon/estimate.h"

#include <stdlib.h>

#define SHORTEST_TYPE 6u
/* Letters up to which a dictionary's root that stays whole does so in longer words too: Spargel. */
#define LONGEST_SIMPLE 7u

fund_status estimate_create(struct forms *forms, const struct params *params, struct estimate *out,
                            struct fund_error *error)
{
    struct estimate estimate = {.forms = forms, .params = params};
    estimate.facts = calloc(forms->count + 1, sizeof(*estimate.facts));
    estimate.all = calloc(forms->count + 1, sizeof(*estimate.all));
    fund_status status = FUND_OK;
    if (estimate.facts == NULL || estimate.all == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        status = groups_create(forms, &estimate.groups, error);
    if (status == FUND_OK) {
        for (size_t i = 0; i < forms->count; i++)
            estimate.all[i] = (uint32_t)i;
        struct lexicon_costs costs = costs_program(params);
        status = image_build(forms, estimate.all, forms->count, &costs, &estimate.image, error);
    }
    if (status != FUND_OK)
        estimate_finish(&estimate);
    else
        *out = estimate;
    return status;
}

void estimate_finish(struct estimate *estimate)
{
    groups_finish(&estimate->groups);
    image_finish(&estimate->image);
    free(estimate->facts);
    free(estimate->all);
}

static void sum_groups(struct estimate *estimate)
{
    struct forms *forms = estimate->forms;
    for (size_t i = 0; i < forms->count; i++)
        estimate->facts[i] = (struct group_facts){0};
    for (size_t i = 0; i < forms->count; i++) {
        const struct form *form = &forms->items[i];
        struct group_facts *facts = &estimate->facts[forms_group(forms, (uint32_t)i)];
        facts->head_count += form->head_count;
        facts->modifier_count += form->modifier_count;
        facts->flags |= form->flags;
    }
}

static void set_cost(struct estimate *estimate, uint32_t index)
{
    struct forms *forms = estimate->forms;
    const struct form *form = &forms->items[index];
    const struct group_facts *facts = &estimate->facts[forms_group(forms, index)];
    costs_set(estimate->params, form, facts, &estimate->image.forms[form->place]);
}

void estimate_set_costs(struct estimate *estimate)
{
    estimate->image.splitter.costs = costs_program(estimate->params);
    sum_groups(estimate);
    for (uint32_t i = 0; i < estimate->forms->count; i++)
        set_cost(estimate, i);
}

static const struct lexicon_form *value_of(const struct estimate *estimate, struct slice part)
{
    uint32_t index;
    if (!forms_find(estimate->forms, part, &index))
        return NULL;
    return &estimate->image.forms[estimate->forms->items[index].place];
}

/* The byte of a cost that makes one part as dear as two with a boundary between them. */
static int both(const struct estimate *estimate, int first, int second)
{
    int boundary = estimate->image.splitter.costs.boundary / LEXICON_STEP;
    return first + second + boundary + LEXICON_COST_FIRST / LEXICON_STEP;
}

static uint8_t cheaper_part(uint8_t own, int limit)
{
    if (own == LEXICON_NO_PART || limit >= own)
        return own;
    return limit > 0 ? (uint8_t)(limit - 1) : 0;
}

/*
 * One notion stays whole in longer words too: Feststellung, so Feststellungs|klage. Its own cost
 * must be below that of its parts.
 */
static void keep_whole(struct estimate *estimate, uint32_t index)
{
    const struct form *form = &estimate->forms->items[index];
    struct slice text = forms_text(estimate->forms, form);
    struct lexicon_form *value = &estimate->image.forms[form->place];
    uint64_t bits = groups_unmarked_split(&estimate->image.splitter, text, value);
    size_t last = 0;
    int before = 0; /* byte of the parts so far */
    for (size_t at = 2; bits >> at != 0 && at < 64; at++) {
        if ((bits >> at & 1u) == 0)
            continue;
        const struct lexicon_form *part = value_of(estimate, slice_part(text, last, at));
        if (part == NULL || part->modifier == LEXICON_NO_PART)
            return;
        before = last == 0 ? part->modifier : both(estimate, before, part->modifier);
        last = at;
    }
    const struct lexicon_form *end = value_of(estimate, slice_part(text, last, text.size));
    if (last == 0 || end == NULL)
        return;
    if (end->modifier != LEXICON_NO_PART)
        value->modifier = cheaper_part(value->modifier, both(estimate, before, end->modifier));
    if (end->head != LEXICON_NO_PART)
        value->head = cheaper_part(value->head, both(estimate, before, end->head));
}

/* Doing this for all words that stay whole loses 1.6 points on GermaNet: too many do so wrongly. */
static bool is_one_notion(const struct estimate *estimate, uint32_t index)
{
    const struct form *form = &estimate->forms->items[index];
    uint32_t group = forms_group(estimate->forms, index);
    if (form->flags & FORM_FIXED)
        return true;
    return form->size >= 4 && ((estimate->facts[group].flags & FORM_VERBAL) != 0 ||
                               ((form->flags & FORM_ROOT) != 0 && form->size <= LONGEST_SIMPLE));
}

static void decide_group(struct estimate *estimate, const struct group *group)
{
    struct forms *forms = estimate->forms;
    const struct groups *groups = &estimate->groups;
    bool is_complex = groups_decide(forms, groups, group, &estimate->image.splitter);
    for (uint32_t i = 0; i < group->count; i++) {
        uint32_t index = groups->members[group->first + i];
        if (is_complex && forms->items[index].boundaries != 0) {
            forms->items[index].flags |= FORM_COMPLEX;
            set_cost(estimate, index);
        } else if (is_one_notion(estimate, index)) {
            keep_whole(estimate, index);
        }
    }
}

void estimate_decide(struct estimate *estimate)
{
    struct forms *forms = estimate->forms;
    for (size_t i = 0; i < forms->count; i++)
        forms->items[i].flags &= (uint16_t)~FORM_COMPLEX;
    estimate_set_costs(estimate);
    for (size_t i = 0; i < estimate->groups.count; i++)
        decide_group(estimate, &estimate->groups.items[i]);
}

static double weight_of(const struct estimate *estimate, const struct form *form)
{
    if (form->size < SHORTEST_TYPE)
        return 0;
    return form->count > 0 ? 1 : estimate->params->dictionary_share;
}

static void clear_counts(struct forms *forms)
{
    for (size_t i = 0; i < forms->count; i++)
        forms->items[i].modifier_count = forms->items[i].head_count = 0;
}

/* Counts one part of a type. */
static void count_part(struct forms *forms, struct slice part, bool is_last, double weight)
{
    uint32_t index;
    if (!forms_find(forms, part, &index))
        return;
    if (is_last)
        forms->items[index].head_count += weight;
    else
        forms->items[index].modifier_count += weight;
}

void estimate_count(struct estimate *estimate)
{
    struct forms *forms = estimate->forms;
    clear_counts(forms);
    for (size_t i = 0; i < forms->count; i++) {
        const struct form *form = &forms->items[i];
        double weight = weight_of(estimate, form);
        if (form->boundaries == 0 || weight <= 0)
            continue;
        struct slice text = forms_text(forms, form);
        size_t first = 0;
        for (size_t at = 2; at < text.size && at < 64; at++) {
            if ((form->boundaries >> at & 1u) == 0)
                continue;
            count_part(forms, slice_part(text, first, at), false, weight);
            first = at;
        }
        count_part(forms, slice_part(text, first, text.size), true, weight);
    }
}

/* ---- the first counts ----------------------------------------------------------------------- */

#define SHORTEST_FIRST_PART 3u

static bool is_plain_part(const struct forms *forms, struct slice text, unsigned wanted,
                          unsigned unwanted)
{
    uint32_t index;
    if (!forms_find(forms, text, &index))
        return false;
    unsigned flags = forms->items[index].flags;
    return (flags & wanted) != 0 && (flags & unwanted) == 0;
}

/* Whether a type is two known forms when cut there. */
static bool is_pair(const struct forms *forms, struct slice text, size_t at)
{
    return is_plain_part(forms, slice_part(text, 0, at),
                         FORM_NOUN | FORM_MODIFIER | FORM_OTHER | FORM_NOUN_STEM | FORM_VERB_STEM,
                         FORM_SUFFIX | FORM_PREFIX) &&
           is_plain_part(forms, slice_part(text, at, text.size), FORM_NOUN | FORM_OTHER,
                         FORM_SUFFIX);
}

static void count_pairs(struct forms *forms, struct slice text, double weight)
{
    uint64_t cuts = 0;
    unsigned count = 0;
    for (size_t at = SHORTEST_FIRST_PART; at + SHORTEST_FIRST_PART <= text.size && at < 64; at++) {
        if (is_pair(forms, text, at)) {
            cuts |= (uint64_t)1 << at;
            count++;
        }
    }
    for (size_t at = SHORTEST_FIRST_PART; count > 0 && at < 64; at++) {
        if ((cuts >> at & 1u) == 0)
            continue;
        count_part(forms, slice_part(text, 0, at), false, weight / count);
        count_part(forms, slice_part(text, at, text.size), true, weight / count);
    }
}

void estimate_run(struct estimate *estimate, unsigned passes)
{
    struct forms *forms = estimate->forms;
    clear_counts(forms);
    for (size_t i = 0; i < forms->count; i++) {
        double weight = weight_of(estimate, &forms->items[i]);
        if (weight > 0)
            count_pairs(forms, forms_text(forms, &forms->items[i]), weight);
    }
    estimate_decide(estimate);
    for (unsigned pass = 0; pass < passes; pass++) {
        estimate_count(estimate);
        estimate_decide(estimate);
    }
}
