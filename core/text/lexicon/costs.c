/*
 * The cost model: a constant of the form's class, less the logarithm of in how many types it was
 * such a part, and more for short ones, which are parts by chance. README has the reasons.
 */
#include "core/text/lexicon/costs.h"

#include <math.h>

#define IMPOSSIBLE 1e9

static int32_t unit(double value)
{
    return (int32_t)lround(value * LEXICON_UNIT);
}

struct lexicon_costs costs_program(const struct params *params)
{
    return (struct lexicon_costs){
        .unknown = unit(params->unknown),
        .unknown_per_letter = unit(params->unknown_per_letter),
        .unknown_inside = unit(params->unknown_inside),
        .unknown_last = unit(params->unknown_last),
        .whole = unit(params->whole),
        .whole_per_letter = unit(params->whole_per_letter),
        .boundary = unit(params->boundary),
        .name_head = unit(params->name_head),
        .name_front = unit(params->name_front),
        .name_common = unit(params->name_common),
        .name_rarity = unit(params->name_rarity),
    };
}

static double short_part(const struct params *params, size_t size)
{
    switch (size) {
    case 2:
        return params->letters_2;
    case 3:
        return params->letters_3;
    case 4:
        return params->letters_4;
    case 5:
        return params->letters_5;
    case 6:
        return params->letters_6;
    default:
        return 0;
    }
}

static double cheaper(double cost, unsigned flags, enum form_flag flag, double class_cost)
{
    return (flags & (unsigned)flag) != 0 && class_cost < cost ? class_cost : cost;
}

static double modifier_cost(const struct params *params, const struct form *form)
{
    double cost = IMPOSSIBLE;
    cost = cheaper(cost, form->flags, FORM_MODIFIER, params->modifier_known);
    cost = cheaper(cost, form->flags, FORM_NOUN, params->modifier_noun);
    cost = cheaper(cost, form->flags, FORM_OTHER, params->modifier_other);
    cost = cheaper(cost, form->flags, FORM_NOUN_STEM, params->modifier_noun_stem);
    cost = cheaper(cost, form->flags, FORM_VERB_STEM, params->modifier_verb_stem);
    cost = cheaper(cost, form->flags, FORM_CORPUS, params->modifier_corpus);
    if (form_is_only_name(form))
        cost = fmin(cost, params->modifier_name);
    cost += short_part(params, form->size) - params->modifier_weight * log1p(form->modifier_count);
    if (form->modifier_count < 0.5)
        cost += params->modifier_unseen;
    return form->flags & FORM_PREFIX ? cost + params->modifier_prefix : cost;
}

static double head_cost(const struct params *params, const struct form *form,
                        const struct group_facts *group)
{
    double cost = IMPOSSIBLE;
    cost = cheaper(cost, form->flags, FORM_NOUN, params->head_noun);
    cost = cheaper(cost, form->flags, FORM_OTHER, params->head_other);
    cost = cheaper(cost, form->flags, FORM_CORPUS, params->head_corpus);
    double seen = form->head_count + params->group_share * (group->head_count - form->head_count);
    cost += short_part(params, form->size) - params->head_weight * log1p(seen);
    if (seen < 0.5)
        cost += params->head_unseen;
    if (form_is_only_name(form))
        cost += params->head_name;
    return form->flags & FORM_PREFIX ? cost + params->head_prefix : cost;
}

static double whole_bonus(const struct params *params, const struct form *form,
                          const struct group_facts *group)
{
    if (form->flags == 0)
        return 0;
    double bonus = 0;
    if (form->flags & (FORM_NOUN | FORM_OTHER))
        bonus += params->whole_dictionary;
    if (group->flags & FORM_ROOT)
        bonus += params->whole_root;
    if (form->flags & FORM_CORPUS)
        bonus += params->whole_corpus;
    if (group->flags & FORM_VERBAL)
        bonus += params->whole_verbal;
    bonus += params->whole_count * fmin(log1p(form->count), params->whole_count_cap);
    return bonus + params->whole_productive * log1p(form->modifier_count + form->head_count);
}

static uint8_t quantise(double value, uint8_t largest)
{
    double steps = value * LEXICON_UNIT / LEXICON_STEP;
    if (steps <= 0)
        return 0;
    return steps >= largest ? largest : (uint8_t)lround(steps);
}

static uint8_t part_byte(double cost, double limit)
{
    if (cost > limit)
        return LEXICON_NO_PART;
    double first = (double)LEXICON_COST_FIRST / LEXICON_UNIT;
    return quantise(cost - first, LEXICON_NO_PART);
}

void costs_set(const struct params *params, const struct form *form,
               const struct group_facts *group, struct lexicon_form *value)
{
    bool is_part = (form->flags & (FORM_COMPLEX | FORM_SUFFIX)) == 0;
    value->modifier = LEXICON_NO_PART;
    value->head = LEXICON_NO_PART;
    if (is_part)
        value->modifier = part_byte(modifier_cost(params, form), params->modifier_limit);
    if (is_part && (form->flags & FORM_NEVER_HEAD) == 0)
        value->head = part_byte(head_cost(params, form, group), params->head_limit);
    value->whole = quantise(whole_bonus(params, form, group), LEXICON_WHOLE_BONUS_MAX);
    if (form->flags & FORM_NAME)
        value->whole = LEXICON_WHOLE_ALWAYS;
}
