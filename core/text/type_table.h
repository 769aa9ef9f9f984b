/*
 * Words by their raw bytes, packed into one block: a hash table of places in it. All bytes of a
 * word lie side by side, and none of its strings twice: most stems are the front of the folded word
 * or a piece of it, so that a word with its terms takes some 50 bytes.
 */
#ifndef CORE_TEXT_TYPE_TABLE_H
#define CORE_TEXT_TYPE_TABLE_H

#include "core/text/word.h"

/* Longest raw word that can be packed. */
#define TYPE_SIZE_MAX 128
/* Most terms of a word, inner ones included. */
#define TYPE_TERMS_MAX (WORD_TERMS_MAX + WORD_INNER_MAX)
/* Most bytes of words, and most slots, 8 bytes each; half of the slots stay free. */
#define TYPE_TABLE_BYTES_MAX ((size_t)12 * 1024 * 1024)
#define TYPE_TABLE_SLOTS_MAX ((size_t)512 * 1024)

struct type_slot {
    uint32_t hash;
    uint32_t place; /* in bytes, from 1; 0: free */
};

/* Zeroed: empty. */
struct type_table {
    char *bytes;
    size_t size, capacity;
    struct type_slot *slots;
    size_t slot_count, count;
};

/* Frees everything; the table is empty then. */
void type_table_finish(struct type_table *table);
/* Forgets all words, but keeps the memory. */
void type_table_clear(struct type_table *table);

uint32_t type_hash(struct slice raw);
/* The packed word, in place until the next change to the table; .data is NULL where there is none.
 */
struct slice type_table_find(const struct type_table *table, struct slice raw, uint32_t hash);
/* Sends for the slot of a word with this hash, or, some words later, for the packed word. */
void type_table_fetch(const struct type_table *table, uint32_t hash);
void type_table_fetch_word(const struct type_table *table, uint32_t hash);
/*
 * Adds a word that is not there; false where there is no room or no memory. It is not kept either
 * where its place is too crowded, which only a text made for it brings about.
 */
bool type_table_add(struct type_table *table, struct slice raw, uint32_t hash,
                    const struct word *word);
/* The same for a packed word of another table. */
bool type_table_copy(struct type_table *table, uint32_t hash, struct slice packed);
/* *word borrows the packed bytes and terms, which has room for TYPE_TERMS_MAX. */
void type_unpack(struct slice packed, struct word_term *terms, struct word *word);

#endif
