/*
 * pages: memory that is about to be filled.
 */
#ifndef CORE_BASE_PAGES_H
#define CORE_BASE_PAGES_H

#include <stddef.h>

/*
 * Has the system give the pages at once that lie wholly in there, where it can; each would else cost
 * a fault when it is first written to, on a virtual machine ten times as much. A wish, like madvise.
 */
void pages_expect(void *at, size_t size);

#endif
