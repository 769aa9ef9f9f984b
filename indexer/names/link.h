/*
 * link: mentions of one release to its persons and organisations.
 */
#ifndef INDEXER_NAMES_LINK_H
#define INDEXER_NAMES_LINK_H

#include "core/base/dict.h"
#include "indexer/names/spans.h"

/* Fill release->persons and ->organisations. FUND_NO_MEMORY, FUND_LIMIT. */
fund_status link_persons(const struct lists *lists, const struct tokens *tokens,
                         struct spans *persons, struct release *release, struct fund_error *error);
fund_status link_organisations(const struct lists *lists, const struct tokens *tokens,
                               struct spans *organisations, struct release *release,
                               struct fund_error *error);

/* FUND_LIMIT (more than limit of what) or FUND_NO_MEMORY for a list that took no more. */
fund_status link_full(size_t count, size_t limit, const char *what, struct fund_error *error);
/* Adds the span to the entity's mentions. */
fund_status link_mention(const struct tokens *tokens, const struct span *span,
                         struct release *release, struct release_entity *entity,
                         struct fund_error *error);
/* The entity that key stands for; made with that name where there is none yet. */
fund_status link_entity(struct dict *keys, struct slice key, struct slice name,
                        struct release *release, struct release_entities *list,
                        struct release_entity **entity, struct fund_error *error);

#endif
