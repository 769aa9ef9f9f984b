/*
 * role_view: the text around one person, for the rules of roles_before.c and roles_behind.c.
 */
#ifndef INDEXER_NAMES_ROLE_VIEW_H
#define INDEXER_NAMES_ROLE_VIEW_H

#include "indexer/names/roles.h"

/* Tokens of the longest role. */
#define ROLE_MAX 16

struct view {
    const struct lists *lists;
    const struct tokens *tokens;
    const struct spans *organisations;
    size_t low, high; /* tokens behind the last person, up to the next one and its titles */
    struct span *person;
};

/* What joins a role's noun with what depends on it; locations only before an organisation. */
extern const char *const view_connectors[], *const view_locations[];
extern const char *const view_articles[], *const view_copulas[];

/* The token before at in the same line, or an empty one at the person before. */
const struct token *view_before(const struct view *view, size_t at);
/* Token at in the same line, or an empty one from the next person on. */
const struct token *view_behind(const struct view *view, size_t at);
bool view_is(const struct view *view, const struct token *token, const char *text);
bool view_is_any(const struct view *view, const struct token *token, const char *const *texts);
struct slice view_text(const struct view *view, const struct token *token);

bool view_is_role(const struct view *view, const struct token *token);
bool view_is_seat(const struct view *view, const struct token *token);
bool view_is_adjective(const struct view *view, const struct token *token);
bool view_is_idle(const struct view *view, const struct token *token);

/* The organisation that begins at token at and ends before the next person, or NULL. */
const struct span *view_organisation_from(const struct view *view, size_t at);
/* The organisation that ends before token end and begins behind the last person, or NULL. */
const struct span *view_organisation_to(const struct view *view, size_t end);

/* First of the adjectives before the noun at `at` that belong to the role. */
size_t view_with_adjectives(const struct view *view, size_t at);
/* The same, also of those that are left out. */
size_t view_without_adjectives(const struct view *view, size_t at);
/* "die Stadträtinnen", "beiden Ortsbrandmeister": of what stands at head there are several. */
bool view_is_plural(const struct view *view, size_t head);
/* Gives the person a role, unless it has too many or the role is too long. */
void view_add_role(struct view *view, enum role_kind kind, size_t first, size_t head, size_t end);

/* Adds titles and roles that stand before, or behind, the person. */
void roles_before(struct view *view);
void roles_behind(struct view *view);

#endif
