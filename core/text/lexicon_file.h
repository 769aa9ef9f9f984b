/*
 * The splitter's lexicon as bytes: written by lexicon/, read by splitter.c, which both need to
 * agree on nothing else. A header, the nodes of a trie in breadth-first order, the forced splits.
 * Numbers are in the byte order of the machine: the file is built where it is used.
 */
#ifndef CORE_TEXT_LEXICON_FILE_H
#define CORE_TEXT_LEXICON_FILE_H

#include <stdint.h>

#define LEXICON_MAGIC     0x3158454c444e5546u /* "FUNDLEX1" on a little-endian machine */
#define LEXICON_VERSION   1u

#define LEXICON_NODES_MAX ((uint32_t)1 << 24)
#define LEXICON_LETTERS   26u
/* A node's bit mask: which letters lead on, and from here on what the form itself is. */
#define LEXICON_LETTER_MASK (((uint32_t)1 << LEXICON_LETTERS) - 1u)
#define LEXICON_NAME_HEAD   ((uint32_t)1 << LEXICON_LETTERS)

/* Costs of parts and bonuses of whole words are bytes of eighths; costs begin at -6. */
#define LEXICON_STEP       32 /* one byte step in the units of struct lexicon_costs */
#define LEXICON_UNIT       256
#define LEXICON_COST_FIRST (-6 * LEXICON_UNIT)
#define LEXICON_NO_PART    255u
/* Values of lexicon_node.whole beyond the bonuses. */
#define LEXICON_WHOLE_BONUS_MAX 253u
#define LEXICON_WHOLE_ALWAYS    254u /* never split */
#define LEXICON_WHOLE_FORCED    255u /* split as the table of forced splits says */

/* What the dynamic program needs besides the trie, in 1/256 of a natural logarithm. */
struct lexicon_costs {
    int32_t unknown, unknown_per_letter, unknown_inside, unknown_last;
    int32_t whole, whole_per_letter;
    int32_t boundary;
    int32_t name_head;   /* added to a second and last part that ends names: -burg, -mann */
    int32_t name_common; /* cost of a first part up to which it is no name's */
    int32_t name_rarity; /* what each unit of cost above that adds, in 1/256 */
};

struct lexicon_header {
    uint64_t magic;
    uint32_t version;
    uint32_t size;     /* of the whole file in bytes */
    uint64_t checksum; /* FNV-1a of everything behind the header, eight bytes at a time */
    uint32_t node_count;
    uint32_t forced_count;
    struct lexicon_costs costs;
};

/* Ten bytes, so that a step through the trie touches one cache line. */
struct lexicon_node {
    uint8_t mask[4];        /* uint32_t: letters and flags */
    uint8_t first_child[3]; /* uint24_t, lowest byte first; children follow in letter order */
    uint8_t modifier, head; /* cost as any part but the last, and as the last */
    uint8_t whole;
};

/* Sorted by node. Bit b of boundaries: a part begins at byte b. */
struct lexicon_forced {
    uint64_t boundaries;
    uint32_t node;
    uint32_t reserved;
};

#endif
