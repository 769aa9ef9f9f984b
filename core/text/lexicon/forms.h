/*
 * The word forms that the lexicon knows, folded, each with what its sources say about it.
 */
#ifndef CORE_TEXT_LEXICON_FORMS_H
#define CORE_TEXT_LEXICON_FORMS_H

#include "core/base/buffer.h"
#include "core/base/dict.h"
#include "core/text/latin.h"

enum form_flag {
    FORM_NOUN = 1 << 0,        /* capitalised in a dictionary */
    FORM_OTHER = 1 << 1,       /* in a dictionary in lower case */
    FORM_MODIFIER = 1 << 2,    /* known to begin compounds: Kooperations-, schul- */
    FORM_NOUN_STEM = 1 << 3,   /* a noun without its -e: Schul(e) */
    FORM_VERB_STEM = 1 << 4,   /* a verb without its -en: Miet(en) */
    FORM_CORPUS = 1 << 5,      /* capitalised in official texts, in no dictionary */
    FORM_ROOT = 1 << 6,        /* stands in hunspell's list itself, not only as an inflection */
    FORM_NAME = 1 << 7,        /* a municipality, its people, a first name: never split */
    FORM_SUFFIX = 1 << 8,      /* ends words, is none: -ung, -heit */
    FORM_PREFIX = 1 << 9,      /* begins words without being a noun: ver-, über- */
    FORM_NAME_HEAD = 1 << 10,  /* ends names: -burg, -mann */
    FORM_NAME_FRONT = 1 << 13, /* begins names of places: Ober-, Neu- */
    FORM_COMPLEX = 1 << 11,    /* splits itself, so it is no part */
    FORM_VERBAL = 1 << 14,     /* a noun of action or actor of a verb that a dictionary has */
    FORM_NEVER_HEAD = 1 << 15, /* begins compounds only: Orts-, End- */
    FORM_FIXED = 1 << 12,      /* an exception of ours says how it splits */
};

struct form {
    uint32_t text; /* offset into forms.text */
    uint8_t size;
    uint16_t flags;
    uint32_t count, capital_count;     /* occurrences in official texts, all and capitalised */
    uint32_t group;                    /* index of the inflection group's first form */
    uint32_t place;                    /* among the forms of the image built last */
    double modifier_count, head_count; /* in how many types it was such a part */
    uint64_t boundaries;               /* how it splits: bit b, a part begins at byte b */
};

/* A name that is no common noun too: Weimar, but not Klee. */
static inline bool form_is_only_name(const struct form *form)
{
    return (form->flags & FORM_NAME) != 0 && (form->flags & FORM_MODIFIER) == 0;
}

struct forms {
    struct form *items;
    size_t count, capacity;
    struct dict *index;
    struct buffer text;
};

fund_status forms_create(struct forms *forms, struct fund_error *error);
void forms_finish(struct forms *forms);
/* The form's index; a form that is new has no flags and is a group of its own. */
fund_status forms_add(struct forms *forms, struct slice folded, uint32_t *index,
                      struct fund_error *error);
/* The same, and sets flags. Forms shorter than two letters or too long for a word are skipped. */
fund_status forms_flag(struct forms *forms, struct slice folded, enum form_flag flag,
                       struct fund_error *error);
bool forms_find(const struct forms *forms, struct slice folded, uint32_t *index);
/* Valid until the next form is added. */
struct slice forms_text(const struct forms *forms, const struct form *form);
/* Makes one inflection group of two. */
void forms_join(struct forms *forms, uint32_t a, uint32_t b);
/* The group that a form belongs to now. */
uint32_t forms_group(struct forms *forms, uint32_t index);

#endif
