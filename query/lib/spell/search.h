/*
 * Inside the spelling correction: words near a wrong one, kept best first while archives are walked.
 */
#ifndef QUERY_LIB_SPELL_SEARCH_H
#define QUERY_LIB_SPELL_SEARCH_H

#include "query/lib/spell/spell.h"

#define SPELL_FOUND_MAX 8

struct spell_found {
    char word[SPELL_DEPTH_MAX];
    size_t size;
    uint32_t cost, releases;
    int32_t score;
};

struct spell_search {
    const struct name_context *context;
    struct slice wrong;  /* folded, or a stem */
    uint32_t bound;      /* the most that a correction may cost */
    uint32_t steps_left; /* of all walks */
    struct spell_rows rows;
    struct spell_found found[SPELL_FOUND_MAX]; /* best first */
    size_t count;
};

/* The score of a correction: see weights in search.c. */
int32_t spell_score(uint32_t cost, uint32_t releases);
/* Betters the score of a name that sounds like the wrong word: names are rather heard than read. */
fund_status spell_prefer_names(const struct spell_search *search, enum spell_kind kind,
                               struct spell_found *found, struct fund_error *error);

/* Looks among the terms with a prefix: at those with the first letter of the wrong word for one edit,
 * then at others for one at the front, then at the first again for all that the bound allows; no
 * further than anything good is found. */
fund_status spell_search_terms(struct spell_search *search, const char *prefix, struct slice wrong,
                               uint32_t bound, struct fund_error *error);

/* The form of a folded word that most releases have, copied into the arena; the folded word itself
 * where no text has it. FUND_NO_MEMORY, and what reading gives. */
fund_status spell_surface(const struct name_context *context, struct slice folded,
                          struct slice *surface, struct fund_error *error);

/* The corrections of one word (not a compound), by what the archive has of whole words and by the
 * stems of parts. */
fund_status spell_simple(const struct name_context *context, struct slice folded, struct slice stem,
                         enum spell_kind kind, uint32_t bound, uint32_t *steps_left,
                         struct spell_choices *choices, struct fund_error *error);
/* Adds those by which the word is a compound with one wrong part, or two words. */
fund_status spell_compound(const struct name_context *context, const struct query_word *word,
                           uint32_t bound, uint32_t *steps_left, struct spell_choices *choices,
                           struct fund_error *error);

/* Adds a choice, unless it is there or none of the best. */
void spell_add_choice(struct spell_choices *choices, const struct spell_correction *correction);

#endif
