/*
 * See pages.h.
 */
#include "core/base/pages.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void pages_expect(void *at, size_t size)
{
#ifdef MADV_POPULATE_WRITE /* Linux 5.14 */
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)at + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)at + size) / page * page;
    if (first < end)
        (void)madvise((char *)at + (first - (uintptr_t)at), end - first, MADV_POPULATE_WRITE);
#else
    (void)at;
    (void)size;
#endif
}
