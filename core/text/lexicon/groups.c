/*
 * One decision per inflection group: Netzwerk and Netzwerke split at the same places or not at all.
 */
#include "core/text/lexicon/groups.h"

#include <stdlib.h>

/* Members beyond do not vote; the largest groups are verbs with some hundred forms. */
#define BALLOTS_MAX 64

struct member_key {
    uint32_t group, form;
};

static int compare_members(const void *a, const void *b)
{
    const struct member_key *left = a;
    const struct member_key *right = b;
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    return (left->form > right->form) - (left->form < right->form);
}

static int compare_groups(const void *a, const void *b)
{
    const struct group *left = a;
    const struct group *right = b;
    if (left->shortest != right->shortest)
        return left->shortest < right->shortest ? -1 : 1;
    return (left->first > right->first) - (left->first < right->first);
}

static void list_groups(const struct forms *forms, const struct member_key *keys,
                        struct groups *groups)
{
    for (size_t i = 0; i < forms->count; i++) {
        if (i == 0 || keys[i].group != keys[i - 1].group)
            groups->items[groups->count++] = (struct group){(uint32_t)i, 0, UINT8_MAX};
        struct group *group = &groups->items[groups->count - 1];
        uint8_t size = forms->items[keys[i].form].size;
        if (size < group->shortest)
            group->shortest = size;
        group->count++;
        groups->members[i] = keys[i].form;
    }
    qsort(groups->items, groups->count, sizeof(*groups->items), compare_groups);
}

fund_status groups_create(struct forms *forms, struct groups *out, struct fund_error *error)
{
    struct groups groups = {.members = NULL};
    struct member_key *keys = calloc(forms->count + 1, sizeof(*keys));
    groups.members = calloc(forms->count + 1, sizeof(*groups.members));
    groups.items = calloc(forms->count + 1, sizeof(*groups.items));
    if (keys == NULL || groups.members == NULL || groups.items == NULL) {
        free(keys);
        groups_finish(&groups);
        return error_no_memory(error);
    }
    for (size_t i = 0; i < forms->count; i++)
        keys[i] = (struct member_key){forms_group(forms, (uint32_t)i), (uint32_t)i};
    qsort(keys, forms->count, sizeof(*keys), compare_members);
    list_groups(forms, keys, &groups);
    free(keys);
    *out = groups;
    return FUND_OK;
}

void groups_finish(struct groups *groups)
{
    free(groups->members);
    free(groups->items);
    *groups = (struct groups){.members = NULL};
}

struct ballot {
    uint64_t boundaries;
    double votes;
    const struct form *voter; /* the first */
};

struct election {
    struct ballot ballots[BALLOTS_MAX];
    size_t count;
};

uint64_t groups_split(const struct splitter *splitter, struct slice word)
{
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    size_t count = splitter_split(splitter, word, boundaries);
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++) {
        if (boundaries[i] >= 64) /* the table of forced splits could not hold it */
            return 0;
        bits |= (uint64_t)1 << boundaries[i];
    }
    return bits;
}

uint64_t groups_unmarked_split(const struct splitter *splitter, struct slice word,
                               struct lexicon_form *value)
{
    uint8_t kept = value->whole;
    value->whole = 0;
    uint64_t bits = groups_split(splitter, word);
    value->whole = kept;
    return bits;
}

static void vote(struct election *election, const struct form *voter, uint64_t boundaries,
                 double votes)
{
    for (size_t i = 0; i < election->count; i++) {
        if (election->ballots[i].boundaries == boundaries) {
            election->ballots[i].votes += votes;
            return;
        }
    }
    if (election->count < BALLOTS_MAX)
        election->ballots[election->count++] = (struct ballot){boundaries, votes, voter};
}

static const struct ballot *winner(const struct election *election)
{
    const struct ballot *best = NULL;
    for (size_t i = 0; i < election->count; i++) {
        if (best == NULL || election->ballots[i].votes > best->votes)
            best = &election->ballots[i];
    }
    return best;
}

/* Whether the boundaries of one form make sense in another: the same letters up to the last one. */
static bool fits(const struct forms *forms, const struct ballot *ballot, const struct form *form)
{
    size_t last = 0;
    for (size_t at = 1; at < 64; at++) {
        if (ballot->boundaries >> at & 1u)
            last = at;
    }
    if (last == 0)
        return true;
    return form->size >= last + 2 &&
           memcmp(forms_text(forms, form).data, forms_text(forms, ballot->voter).data, last) == 0;
}

static bool apply(struct forms *forms, const struct groups *groups, const struct group *group,
                  const struct ballot *ballot)
{
    bool is_complex = false;
    for (uint32_t i = 0; i < group->count; i++) {
        struct form *form = &forms->items[groups->members[group->first + i]];
        if (!(form->flags & (FORM_FIXED | FORM_NAME)) && fits(forms, ballot, form))
            form->boundaries = ballot->boundaries;
        is_complex = is_complex || form->boundaries != 0;
    }
    return is_complex;
}

bool groups_decide(struct forms *forms, const struct groups *groups, const struct group *group,
                   const struct splitter *splitter)
{
    struct election election = {.count = 0};
    for (uint32_t i = 0; i < group->count; i++) {
        struct form *form = &forms->items[groups->members[group->first + i]];
        if (form->flags & FORM_NAME) {
            form->boundaries = 0;
            continue;
        }
        bool is_fixed = (form->flags & FORM_FIXED) != 0;
        if (!is_fixed)
            form->boundaries = groups_split(splitter, forms_text(forms, form));
        vote(&election, form, form->boundaries, is_fixed ? 1e12 : form->count + 1.0);
    }
    const struct ballot *best = winner(&election);
    return best != NULL && apply(forms, groups, group, best);
}
