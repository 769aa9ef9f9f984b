/*
 * The commands: one function each, called with the options that its row in main.c accepts.
 */
#ifndef QUERY_CLI_COMMAND_H
#define QUERY_CLI_COMMAND_H

#include "options.h"

/* As grep's. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1, /* nothing found */
    EXIT_ERROR = 2    /* after a line on standard error */
};

enum exit_code search_run(const struct options *options);
enum exit_code similar_run(const struct options *options);
enum exit_code explain_run(const struct options *options);
enum exit_code show_run(const struct options *options);
enum exit_code export_run(const struct options *options);
enum exit_code persons_run(const struct options *options);
enum exit_code organisations_run(const struct options *options);
enum exit_code places_run(const struct options *options);
enum exit_code complete_run(const struct options *options);
enum exit_code info_run(const struct options *options);
enum exit_code analyse_run(const struct options *options);

/*
 * Becomes a sibling program, which gets the arguments argv[1] and on; argv ends in NULL, and
 * argv[0] is set to the program's name. Returns only when it could not.
 */
enum exit_code sibling_run(const char *program, char **argv);

#endif
