/*
 * A note for who asks an archive without names for names.
 */
#ifndef QUERY_CLI_NAMELESS_H
#define QUERY_CLI_NAMELESS_H

#include "options.h"

/* Whether the query or an option asks for names or dates in the text. */
bool nameless_is_asked(const char *query, const struct options *options);
/* Says on standard error that the archive has none, where it has none. */
void nameless_note(fund_archive *archive);

#endif
