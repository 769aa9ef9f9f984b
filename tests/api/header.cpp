/*
 * The public header compiles alone.
 */
#include "fundstelle.h"

int main(void)
{
    struct fund_search_options search = FUND_SEARCH_OPTIONS_INIT;
    struct fund_archive_options open = FUND_ARCHIVE_OPTIONS_INIT;
    return search.size == 0 || open.size == 0 || fund_version() == 0;
}
