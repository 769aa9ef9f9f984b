/*
 * name_features: what the tagger looks at. Each feature is a number: a hash of its template and of
 * the words, parts or classes that stand in it.
 */
#ifndef INDEXER_NAMES_NAME_FEATURES_H
#define INDEXER_NAMES_NAME_FEATURES_H

#include "indexer/names/tokens.h"

#define FEATURES_ATOMS_MAX   64
#define FEATURES_CONTEXT_MAX 64

/* Features of a word by itself, and how many words away they still count. */
struct atoms {
    uint32_t keys[FEATURES_ATOMS_MAX];
    uint8_t reach[FEATURES_ATOMS_MAX];
    size_t count;
};

#define FEATURES_LEFT(a)   (((a) ^ 0x9E3779B9u) * 0xff51afd7ed558ccdu)
#define FEATURES_RIGHT(b)  ((b)*0xc4ceb9fe1a85ec53u)
#define FEATURES_SUM(a, b) (FEATURES_LEFT(a) + FEATURES_RIGHT(b))
/* features_mix of two constants. */
#define FEATURES_MIX(a, b)                                                                         \
    ((uint32_t)(((FEATURES_SUM(a, b) ^ FEATURES_SUM(a, b) >> 33) * 0xff51afd7ed558ccdu) >> 32))

static inline uint32_t features_mix_sum(uint64_t sum)
{
    return (uint32_t)(((sum ^ sum >> 33) * 0xff51afd7ed558ccdu) >> 32);
}

static inline uint32_t features_mix(uint32_t a, uint32_t b)
{
    return features_mix_sum(FEATURES_SUM(a, b));
}

uint32_t features_hash(struct slice bytes);

/* A word's feature as one of the word that stands `offset` words away; never 0. */
static inline uint32_t features_key(uint32_t atom, int offset)
{
    uint32_t key = features_mix(atom, (uint32_t)(offset + 8));
    return key != 0 ? key : 1;
}

/* What features are made of; filled in by types.c. */
struct word_facts {
    struct slice word, lower;
    uint32_t shape, classes;
    struct slice stem, first_part, last_part; /* stems by core/text; empty where none */
    size_t part_count;
    uint32_t rank; /* 0: not in the lexicon; else rarity in steps */
    /* By features_finish_facts: hashes of what the members above say together. */
    uint32_t short_shape, look, kind;
};

void features_finish_facts(struct word_facts *facts);
void features_of_word(const struct word_facts *facts, struct atoms *atoms);
/* Fills in the type's mixes from its other hashes. */
void features_mix_type(struct word_type *type);

/* The features of the token `at` in its context; returns their number. */
size_t features_of_context(const struct tokens *tokens, size_t at,
                           uint32_t keys[FEATURES_CONTEXT_MAX]);
/*
 * The same, without most of those that the model has no row of. *is_unruled: also without
 * features_unruled of its type, which are among them.
 */
size_t features_in_model(const struct model *model, const struct tokens *tokens, size_t at,
                         uint32_t keys[FEATURES_CONTEXT_MAX], bool *is_unruled);
/* Those that tell that the rules have no name in a word, nor at its sides. */
#define FEATURES_UNRULED 4
void features_unruled(const struct word_type *type, uint32_t keys[FEATURES_UNRULED]);

#endif
