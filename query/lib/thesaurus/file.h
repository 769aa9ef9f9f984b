/*
 * The thesaurus as bytes: written by compile.c, read by thesaurus.c, which both need to agree on
 * nothing else. Numbers are in the byte order of the machine: the file is built where it is used.
 *
 *   header
 *   struct thesaurus_key keys[key_count + 1]   by stem, in byte order; the last only ends the one
 *                                              before it
 *   uint32_t key_meanings[member_count]        the meanings of each key, rising
 *   uint32_t meaning_starts[meaning_count + 1] into meaning_keys
 *   uint32_t meaning_keys[member_count]        the keys of each meaning, rising
 *   char text[text_size]
 */
#ifndef QUERY_LIB_THESAURUS_FILE_H
#define QUERY_LIB_THESAURUS_FILE_H

#include <stdint.h>

#define THESAURUS_MAGIC   0x3153454854444e46u /* "FNDTHES1" on a little-endian machine */
#define THESAURUS_VERSION 1u

struct thesaurus_header {
    uint64_t magic;
    uint32_t version;
    uint32_t key_count, meaning_count, member_count, text_size;
    uint32_t reserved;
};

/* Its text, up to that of the next key: a byte with the size of the stem, the stem, and the word
 * that stands for all with this stem. */
struct thesaurus_key {
    uint32_t text;
    uint32_t first_meaning; /* into key_meanings */
};

#endif
