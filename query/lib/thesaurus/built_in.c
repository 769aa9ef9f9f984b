/*
 * The library's own thesaurus, whose bytes the build puts into it.
 */
#include "query/lib/thesaurus/thesaurus.h"

extern const char thesaurus_bytes[], thesaurus_bytes_end[];

struct slice thesaurus_built_in(void)
{
    return slice_of(thesaurus_bytes, (size_t)(thesaurus_bytes_end - thesaurus_bytes));
}
