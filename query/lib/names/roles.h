/*
 * roles: the words of roles, read once for who links many names. Releases give few different ones.
 */
#ifndef QUERY_LIB_NAMES_ROLES_H
#define QUERY_LIB_NAMES_ROLES_H

#include "query/lib/names/name.h"

/* Roles that are remembered; the others are read each time. */
#define ROLES_KEPT_MAX 20000

fund_status role_memo_create(struct role_memo **memo, struct fund_error *error);
void role_memo_destroy(struct role_memo *memo); /* NULL allowed */

/* The words of a role: in the context's memo where it has one, else in its arena. */
fund_status role_words(const struct name_context *context, struct slice role,
                       const struct query_words **words, struct fund_error *error);

#endif
