/*
 * Copies of the first blocks that a reader comes to, of files that are made of blocks with nothing in
 * them but their revision and number.
 */
#include "core/glass/block.h"
#include "core/glass/copies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define BLOCKS   (COPIES_MAX + 100)
#define REVISION 7u

static void write_block(int file, uint32_t number, uint32_t revision, unsigned char filling)
{
    unsigned char block[BLOCK_SIZE];
    memset(block, filling, sizeof(block));
    for (uint32_t i = 0; i < 4; i++) {
        block[i] = (unsigned char)(revision >> (24 - 8 * i));
        block[BLOCK_SIZE - 4 + i] = (unsigned char)(number >> (24 - 8 * i));
    }
    assert_int_equal(pwrite(file, block, sizeof(block), (off_t)number * BLOCK_SIZE), BLOCK_SIZE);
}

static struct glass_tree make_tree(unsigned char filling)
{
    FILE *made = tmpfile();
    assert_non_null(made);
    int file = dup(fileno(made));
    assert_true(file >= 0);
    fclose(made);
    for (uint32_t i = 0; i < BLOCKS; i++)
        write_block(file, i, REVISION, filling);
    size_t size = (size_t)BLOCKS * BLOCK_SIZE;
    void *map = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    assert_true(map != MAP_FAILED);
    return (struct glass_tree){.name = "made",
                               .map = map,
                               .size = size,
                               .file = file,
                               .block_count = BLOCKS,
                               .revision = REVISION};
}

static void finish_tree(struct glass_tree *tree)
{
    munmap((void *)tree->map, tree->size);
    close(tree->file);
}

static const unsigned char *assert_copy(struct glass_copies *copies, const struct glass_tree *tree,
                                        uint32_t number)
{
    const unsigned char *copy = copies_get(copies, tree, number);
    const unsigned char *block = tree->map + (size_t)number * BLOCK_SIZE;
    assert_non_null(copy);
    assert_ptr_not_equal(copy, block);
    assert_memory_equal(copy, block, BLOCK_SIZE);
    assert_int_equal(copies_offset(copies, tree, copy), (size_t)number * BLOCK_SIZE);
    assert_int_equal(copies_offset(copies, tree, copy + 100), (size_t)number * BLOCK_SIZE + 100);
    assert_int_equal(copies_offset(copies, tree, block + 100), (size_t)number * BLOCK_SIZE + 100);
    return copy;
}

/* Blocks of the same number in two files are two, and each stays where it is. */
static void test_two_files(void **state)
{
    (void)state;
    struct glass_tree first = make_tree('a'), second = make_tree('b');
    struct glass_copies *copies = copies_create();
    const unsigned char *seen[2][COPIES_MAX / 2];
    for (uint32_t i = 0; i < COPIES_MAX / 2; i++) {
        seen[0][i] = assert_copy(copies, &first, i * 2 % BLOCKS);
        seen[1][i] = assert_copy(copies, &second, i * 2 % BLOCKS);
        assert_ptr_not_equal(seen[0][i], seen[1][i]);
        for (uint32_t k = 0; k <= i && i + 1 < COPIES_MAX / 2; k += 16) {
            assert_ptr_equal(assert_copy(copies, &first, k * 2 % BLOCKS), seen[0][k]);
            assert_ptr_equal(assert_copy(copies, &second, k * 2 % BLOCKS), seen[1][k]);
        }
    }
    copies_destroy(copies);
    finish_tree(&first);
    finish_tree(&second);
}

/* One beyond the most is read in the map, as are all from then on; what was handed out stays. */
static void test_full(void **state)
{
    (void)state;
    struct glass_tree tree = make_tree('a');
    struct glass_copies *copies = copies_create();
    const unsigned char *first = assert_copy(copies, &tree, 0);
    for (uint32_t i = 1; i < COPIES_MAX; i++)
        assert_copy(copies, &tree, i);
    assert_null(copies_get(copies, &tree, COPIES_MAX));
    assert_null(copies_get(copies, &tree, COPIES_MAX + 1));
    assert_memory_equal(first, tree.map, BLOCK_SIZE);
    copies_destroy(copies);
    finish_tree(&tree);
}

/* What a writer has taken meanwhile is left to the map, which tells so; a copy stays as it was. */
static void test_overtaken(void **state)
{
    (void)state;
    struct glass_tree tree = make_tree('a');
    struct glass_copies *copies = copies_create();
    const unsigned char *before = assert_copy(copies, &tree, 3);
    write_block(tree.file, 3, REVISION + 1, 'c');
    write_block(tree.file, 4, REVISION + 1, 'c');
    assert_ptr_equal(copies_get(copies, &tree, 3), before);
    assert_int_equal(before[10], 'a');
    assert_int_equal(block_revision(before), REVISION);
    assert_null(copies_get(copies, &tree, 4));
    assert_int_equal(ftruncate(tree.file, (off_t)(BLOCKS - 1) * BLOCK_SIZE), 0);
    assert_null(copies_get(copies, &tree, BLOCKS - 1));
    copies_destroy(copies);
    finish_tree(&tree);
}

static void test_none(void **state)
{
    (void)state;
    struct glass_tree tree = make_tree('a');
    struct glass_copies *copies = copies_create();
    assert_null(copies_get(NULL, &tree, 0));
    assert_int_equal(copies_offset(NULL, &tree, tree.map + 5), 5);
    struct glass_tree without = tree;
    without.file = -1;
    assert_null(copies_get(copies, &without, 0));
    assert_int_equal(copies_offset(copies, &without, tree.map + 5), 5);
    copies_destroy(copies);
    copies_destroy(NULL);
    finish_tree(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_files),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_overtaken),
        cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
