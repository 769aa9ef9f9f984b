/*
 * The heap of a command: it holds what is put there, and where addresses are few all is as before.
 */
#include "query/cli/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define BLOCKS 300

/* Blocks of rising sizes, 45 MB in all, hold what is written to them, also from calloc. */
static int use_memory(void)
{
    unsigned char *blocks[BLOCKS] = {NULL};
    int wrong = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        size_t size = i * 1000 + 1;
        blocks[i] = i % 3 == 0 ? calloc(size, 1) : malloc(size);
        if (blocks[i] == NULL)
            return 1;
        wrong += i % 3 == 0 && (blocks[i][0] != 0 || blocks[i][size - 1] != 0);
        memset(blocks[i], (int)(i % 250), size);
        if (i % 5 == 4)
            free(blocks[i - 2]);
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        if (i % 5 == 2)
            continue;
        wrong += blocks[i][0] != i % 250 || blocks[i][i * 1000] != i % 250;
        free(blocks[i]);
    }
    return wrong;
}

/* In a process of its own: what is set holds until its end. */
static int run(rlim_t most_bytes)
{
    pid_t child = fork();
    int result = 0;
    if (child == 0) {
        struct rlimit limit = {most_bytes, most_bytes};
        if (most_bytes != RLIM_INFINITY && setrlimit(RLIMIT_DATA, &limit) != 0)
            _exit(2);
        memory_prepare();
        _exit(use_memory() == 0 ? 0 : 3);
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

static void test_heap(void **state)
{
    (void)state;
    assert_int_equal(run(RLIM_INFINITY), 0);
}

static void test_few_addresses(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip(); /* they need more themselves */
#endif
    assert_int_equal(run((rlim_t)100 << 20), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heap),
        cmocka_unit_test(test_few_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
