/*
 * What the library says, in the user's language.
 *
 * The library speaks English, and its messages hold names and numbers. Those that people meet often
 * are known here by their patterns and translated; others stay English.
 */
#ifndef QUERY_CLI_LIBRARY_TEXT_H
#define QUERY_CLI_LIBRARY_TEXT_H

/* Bytes of a translated message with its NUL. */
#define LIBRARY_TEXT_SIZE 1024

/* message: fund_error.message or fund_status_text. */
void library_text(const char *message, char text[static LIBRARY_TEXT_SIZE]);

#endif
