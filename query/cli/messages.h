/*
 * Messages in the user's language, by gettext.
 */
#ifndef QUERY_CLI_MESSAGES_H
#define QUERY_CLI_MESSAGES_H

#include <libintl.h>

/* The message as the user reads it. */
#define _(text) gettext(text)
/* Marks a message that is translated where it is used. */
#define N_(text) text

/* Looks at the environment; before it all messages are English. */
void messages_init(void);

#endif
