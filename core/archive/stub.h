/*
 * The stub file of an archive: which databases it is made of.
 *
 * Xapian would follow a stub anywhere: to other folders, to further stubs, and with
 * "remote :PROGRAM" into running a program. An archive may come from a stranger, so its stub names
 * nothing but generations in its own folder and, for reading, servers:
 *
 *   auto generation-N
 *   remote HOST:PORT
 */
#ifndef CORE_ARCHIVE_STUB_H
#define CORE_ARCHIVE_STUB_H

#include "core/base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Largest stub in bytes. */
#define STUB_SIZE_MAX 65536u

/*
 * Checks the stub of an archive's folder. FUND_CORRUPT: it is none of the above, or a generation is
 * missing; FUND_IO: no permission; FUND_UNSUPPORTED: for_writing, but there is not exactly one
 * generation and nothing else.
 */
fund_status stub_check(const char *folder, bool for_writing, struct fund_error *error);

/*
 * The number of the one generation that the stub names, whether it is there or not; 0 where there
 * is no stub. FUND_UNSUPPORTED where it names more than one or a server, FUND_CORRUPT, FUND_IO.
 */
fund_status stub_generation(const char *folder, uint32_t *number, struct fund_error *error);

/* Whether the stub names this entry of the folder. A stub that can't be read may name anything. */
bool stub_names(const char *folder, const char *name);

#endif
