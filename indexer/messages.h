/*
 * Messages in the user's language, by gettext: the help, the summary, what is told of files and what a
 * check finds. Errors of options and archives, and all JSON, are English.
 */
#ifndef INDEXER_MESSAGES_H
#define INDEXER_MESSAGES_H

#include <libintl.h>

/* The message as the user reads it. */
#define _(text) gettext(text)
/* Marks a message that is translated where it is used. */
#define N_(text) text

/* Looks at the environment, for the thread that calls it; before it all messages are English. */
void messages_init(void);

#endif
