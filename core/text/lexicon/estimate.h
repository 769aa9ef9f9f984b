/*
 * Estimates how productive each form is as a part, by hard EM: split all types with the costs so
 * far, count the parts, repeat.
 */
#ifndef CORE_TEXT_LEXICON_ESTIMATE_H
#define CORE_TEXT_LEXICON_ESTIMATE_H

#include "core/text/lexicon/costs.h"
#include "core/text/lexicon/groups.h"
#include "core/text/lexicon/image.h"

struct estimate {
    struct forms *forms;
    const struct params *params;
    struct groups groups;
    struct group_facts *facts; /* by index of the group's first form */
    uint32_t *all;             /* 0 … forms->count - 1 */
    struct image image;        /* all forms */
};

fund_status estimate_create(struct forms *forms, const struct params *params,
                            struct estimate *estimate, struct fund_error *error);
void estimate_finish(struct estimate *estimate);
/* First counts: every word that two forms make up. Then passes times splitting and counting. */
void estimate_run(struct estimate *estimate, unsigned passes);
/* Sets the costs of all forms from the counts so far. */
void estimate_set_costs(struct estimate *estimate);
/* Sets all forms' boundaries, group by group, and makes those that split no parts. */
void estimate_decide(struct estimate *estimate);
/* Counts the parts of all types as they split now. */
void estimate_count(struct estimate *estimate);

#endif
