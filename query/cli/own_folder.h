/*
 * Where this program lies, and what lies around it with it.
 */
#ifndef QUERY_CLI_OWN_FOLDER_H
#define QUERY_CLI_OWN_FOLDER_H

#include <limits.h>
#include <stdbool.h>

/* The folder with a '/' at its end; false where the system doesn't tell. */
bool own_folder(char folder[static PATH_MAX]);

#endif
