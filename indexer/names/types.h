/*
 * types: what can be known of a word without its neighbours, kept for each different word, so that
 * a text's usual words cost one look into a hash table.
 */
#ifndef INDEXER_NAMES_TYPES_H
#define INDEXER_NAMES_TYPES_H

#include "core/text/analyser.h"
#include "indexer/names/lists.h"
#include "indexer/names/model.h"

/*
 * Words that are kept, but for those of one release. They live in two tables: a new one goes into the
 * young table; before a release, when that has half of them, it becomes the old one, and what was
 * in the old one before is forgotten. A word that is met in the old table is copied.
 */
#define TYPES_KEPT_MAX 65536u

/* Words on either side that a word's features reach. */
#define TYPES_REACH  2
#define TYPES_PLACES (2 * TYPES_REACH + 1)
/* No score of a word is beyond it, so that sums of several fit 16 bits. */
#define TYPES_SCORE_MAX 4900

/* Hashes that features begin with: of the number of a template and of one of a word's hashes. */
enum type_mix {
    MIX_LOWER_0,
    MIX_LOWER_1,
    MIX_LOWER_2,
    MIX_LOWER_8,
    MIX_KIND_3,
    MIX_KIND_4,
    MIX_KIND_5,
    MIX_KIND_25,
    MIX_LOOK_9,
    MIX_LOOK_10,
    MIX_LOOK_11,
    MIX_HEAD_23,
    MIX_HEAD_24,
    MIX_HEAD_26,
    MIX_COUNT
};

struct word_type {
    uint32_t shape;   /* enum token_shape, or-ed */
    uint32_t classes; /* enum word_class, or-ed */
    uint32_t lower;   /* hash of the word in lower case */
    uint32_t head;    /* hash of the stem of its last part */
    uint32_t look;    /* hash of its shape and all its classes */
    uint32_t kind;    /* hash of the one class that matters most */
    /* The same for forms of a word that differ in case or a genitive's s; a hash, of so many bits that
     * two words of a release do not share it by chance. */
    uint64_t group;
    bool is_compound;
    uint16_t small; /* enum small_words, or-ed */
    uint32_t mixes[MIX_COUNT];
    /* What the word adds to the labels of the words around it, first the one it precedes by two:
     * scores[TYPES_REACH] are its own. */
    int16_t scores[TYPES_PLACES][MODEL_SCORES];
    /* What is added to its own where the rules have no name in it or at its sides. */
    int16_t unruled[MODEL_SCORES];
};

struct types; /* one thread at a time */

/* The lists and the model, NULL for none, must outlive the types. */
fund_status types_create(const struct lists *lists, const struct model *model, struct types **types,
                         struct fund_error *error);
void types_destroy(struct types *types);
/* Words are analysed by a cursor from here on; see names_share_words. */
void types_share_words(struct types *types, struct text_cursor *cursor);
/* To be called before the first word of a release: earlier indices may be void afterwards. */
fund_status types_begin(struct types *types, struct fund_error *error);
/*
 * Sends for what is known of a word with this hash of dict_key_hash: first for its place, some
 * words later for itself. Without them types_get only takes longer.
 */
void types_fetch(const struct types *types, uint64_t hash);
void types_fetch_word(const struct types *types, uint64_t hash);
/* *index stays valid until types_begin. word: a token's bytes; hash: as above. */
fund_status types_get(struct types *types, struct slice word, uint64_t hash, uint32_t *index,
                      struct fund_error *error);
const struct word_type *types_at(const struct types *types, uint32_t index);
/* The types by their indices, in place until the next types_get. */
const struct word_type *types_all(const struct types *types, size_t *count);

struct word_facts;
/* What features are made of, for the trainer; lower: LISTS_WORD_MAX bytes that the facts borrow. */
fund_status types_facts(struct types *types, struct slice word, char *lower,
                        struct word_facts *facts, struct fund_error *error);

#endif
