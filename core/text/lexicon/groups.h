/*
 * Inflection groups in an order in which they can be decided, and their common decision.
 */
#ifndef CORE_TEXT_LEXICON_GROUPS_H
#define CORE_TEXT_LEXICON_GROUPS_H

#include "core/text/lexicon/forms.h"
#include "core/text/splitter.h"

struct group {
    uint32_t first, count; /* of groups.members */
    uint8_t shortest;      /* bytes of its shortest form */
};

struct groups {
    uint32_t *members;   /* indexes of forms, those of one group together */
    struct group *items; /* by rising shortest form: a word's parts come before it */
    size_t count;
};

/* All forms' groups; forms_join must not be called afterwards. */
fund_status groups_create(struct forms *forms, struct groups *groups, struct fund_error *error);
void groups_finish(struct groups *groups);
/*
 * Splits every member and sets the boundaries of all to the decision with the most occurrences.
 * True where the group is complex.
 */
bool groups_decide(struct forms *forms, const struct groups *groups, const struct group *group,
                   const struct splitter *splitter);
/* The splitter's boundaries as bits; 0 where one lies beyond the 64th byte. */
uint64_t groups_split(const struct splitter *splitter, struct slice word);
/* The same for a form of the splitter's lexicon without its whole-word mark, which *value holds. */
uint64_t groups_unmarked_split(const struct splitter *splitter, struct slice word,
                               struct lexicon_form *value);

#endif
