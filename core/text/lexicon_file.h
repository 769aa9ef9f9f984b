/*
 * The splitter's lexicon as bytes: written by lexicon/, read by splitter.c, which both need to
 * agree on nothing else. A header, the nodes of a trie, its forms, the forced splits.
 * Numbers are in the byte order of the machine: the file is built where it is used.
 */
#ifndef CORE_TEXT_LEXICON_FILE_H
#define CORE_TEXT_LEXICON_FILE_H

#include <stddef.h>
#include <stdint.h>

#define LEXICON_MAGIC     0x3158454c444e5546u /* "FUNDLEX1" on a little-endian machine */
#define LEXICON_VERSION   1u

#define LEXICON_NODES_MAX ((uint32_t)1 << 24)
#define LEXICON_LETTERS   26u
/* A node is a bit mask: which letters lead on, and what the form that ends here is. */
#define LEXICON_LETTER_MASK (((uint32_t)1 << LEXICON_LETTERS) - 1u)
#define LEXICON_NAME_HEAD   ((uint32_t)1 << 26) /* -burg, -mann, -weimar */
#define LEXICON_NAME_FRONT  ((uint32_t)1 << 27) /* Ober-, Neu-, Gross- */
#define LEXICON_IS_FORM     ((uint32_t)1 << 28) /* it has a lexicon_form */

/* Costs of parts and bonuses of whole words are bytes of eighths; costs begin at -6. */
#define LEXICON_STEP       32 /* one byte step in the units of struct lexicon_costs */
#define LEXICON_UNIT       256
#define LEXICON_COST_FIRST (-6 * LEXICON_UNIT)
#define LEXICON_NO_PART    255u
/* Values of lexicon_form.whole beyond the bonuses. */
#define LEXICON_WHOLE_BONUS_MAX 253u
#define LEXICON_WHOLE_ALWAYS    254u /* never split */
#define LEXICON_WHOLE_FORCED    255u /* split as the table of forced splits says */

/* What the dynamic program needs besides the trie, in 1/256 of a natural logarithm. */
struct lexicon_costs {
    int32_t unknown, unknown_per_letter, unknown_inside, unknown_last;
    int32_t whole, whole_per_letter;
    int32_t boundary;
    int32_t name_head;   /* added to a second and last part that ends names: -burg, -mann */
    int32_t name_front;  /* the same, and to an unknown one, after a front of place names */
    int32_t name_common; /* cost of a first part up to which it is no name's */
    int32_t name_rarity; /* what each unit of cost above that adds, in 1/256 */
};

struct lexicon_header {
    uint64_t magic;
    uint32_t version;
    uint32_t size;     /* of the whole file in bytes */
    uint64_t checksum; /* of everything behind it: FNV-1a, eight bytes at a time */
    uint32_t node_count;
    uint32_t form_count;
    uint32_t forced_count;
    uint32_t reserved;
    struct lexicon_costs costs;
};

#define LEXICON_CHECKED_FROM offsetof(struct lexicon_header, node_count)

/*
 * Eight nodes. Nodes stand in breadth-first order, so that the children of each follow those of the
 * one before it, and where they begin is a count of letters in the nodes before: kept for the
 * block's first and as a difference for the others. Forms are counted likewise, without
 * differences.
 */
#define LEXICON_BLOCK 8u

struct lexicon_block {
    uint32_t first_child;
    uint32_t first_form;
    uint32_t masks[LEXICON_BLOCK];          /* behind the last node: 0 */
    uint8_t children_before[LEXICON_BLOCK]; /* of the block's nodes before this one: at most 182 */
};

struct lexicon_form {
    uint8_t modifier, head; /* cost as any part but the last, and as the last */
    uint8_t whole;
};

/* Sorted by form. Bit b of boundaries: a part begins at byte b. */
struct lexicon_forced {
    uint64_t boundaries;
    uint32_t form;
    uint32_t reserved;
};

#endif
