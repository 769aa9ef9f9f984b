/*
 * What the help of a command tells beyond its options.
 */
#ifndef QUERY_CLI_HELP_H
#define QUERY_CLI_HELP_H

/* Lines that follow the options, the first one empty; "" where there is no more to tell. */
const char *help_details(const char *command);

#endif
