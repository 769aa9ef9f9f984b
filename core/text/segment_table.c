/*
 * The table of segments that was made when the program was built.
 */
#include "core/text/segments.h"

#include <string.h>

fund_status segment_table_take(struct segment_table *table, struct fund_error *error)
{
    UVersionInfo icu;
    u_getVersion(icu);
    if (memcmp(icu, segment_table_icu, sizeof(icu)) != 0)
        return segment_table_fill(table, error);
    *table = segment_table_built;
    return FUND_OK;
}
