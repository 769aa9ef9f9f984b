/*
 * Searches for each query of a file.
 */
#ifndef QUERY_CLI_BATCH_H
#define QUERY_CLI_BATCH_H

#include "command.h"

/*
 * Prints what each query of options->batch finds as CSV, or as a line of JSON: a record for each
 * hit, or one where there is none. A query that fails has a record with its error, is reported with
 * its line, and the others go on; the exit code is EXIT_ERROR then.
 */
enum exit_code batch_run(const struct options *options);

#endif
