/*
 * See memory.h. Only the addresses are taken at once; a page is given when it is touched.
 */
#include "memory.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE_PAGE  ((uintptr_t)2 << 20)
#define HEAP_SIZE   (256 << 20) /* of the addresses */
#define PAD_SIZE    (128 << 10) /* glibc's own value */
#define MAPPED_FROM (32 << 20)  /* the most that glibc allows */
/* Small pages in front of the first large one, for what is allocated here; a large page of which
 * anything was touched before it is wished for stays in pieces. */
#define FRONT_SIZE ((uintptr_t)256 << 10)
#define FIRST_SIZE (192 << 10) /* more than the heap has left at the start, and less than that */

/* Moves the end of the heap to where the front begins; glibc goes on from there. */
static bool move_end(uintptr_t *first_page)
{
    uintptr_t end = (uintptr_t)sbrk(0);
    *first_page = (end + FRONT_SIZE + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    return sbrk((intptr_t)(*first_page - FRONT_SIZE - end)) != (void *)-1;
}

void memory_prepare(void)
{
    uintptr_t first_page;
    if (!move_end(&first_page))
        return;
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
    (void)mallopt(M_TRIM_THRESHOLD, HEAP_SIZE);
    (void)mallopt(M_TOP_PAD, HEAP_SIZE);
    void *volatile first = malloc(FIRST_SIZE); /* else compilers leave both calls out */
    free(first);
    (void)mallopt(M_TOP_PAD, PAD_SIZE);
    uintptr_t end = (uintptr_t)sbrk(0);
    if (end > first_page)
        (void)madvise((void *)first_page, end - first_page, MADV_HUGEPAGE); /* a wish */
}
