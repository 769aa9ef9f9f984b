/*
 * What completions are looked up in: texts of several kinds, each found by the beginning of any of
 * its keys, best first, however many there are. Made once, never changed.
 *
 * The keys of a kind lie in byte order, so that those with one beginning are a range. Above them
 * stands a tree of the best score of each eight keys, each sixteen and so on; walking it from the
 * top gives a range's keys in the order of their scores without looking at the others.
 */
#ifndef QUERY_LIB_COMPLETION_TABLE_H
#define QUERY_LIB_COMPLETION_TABLE_H

#include "core/base/error.h"
#include "core/base/slice.h"
#include "core/schema/schema.h"

#include <stdbool.h>
#include <stdint.h>

/* Longest key or text in bytes; what is longer is left out. */
#define COMPLETION_TEXT_MAX SCHEMA_SLOT_TITLE_MAX
/* Most keys of one text; words of a title beyond it begin none. */
#define COMPLETION_KEYS_MAX 16
/* Ranges that one walk may join. */
#define COMPLETION_RANGES_MAX 16

enum completion_kind {
    COMPLETION_WORD,
    COMPLETION_PERSON,
    COMPLETION_ORGANISATION,
    COMPLETION_PLACE,
    COMPLETION_TITLE,
    COMPLETION_KINDS
};

/* Most texts of each kind; beyond it those with the lowest score are left out. */
extern const uint32_t completion_limits[COMPLETION_KINDS];

struct completion_table;

/*
 * Makes a table. Words are forms (core/text/form.h), added in byte order, forms of one folded word
 * one after another: the one with the highest count is kept, with the sum of the counts. Other
 * kinds have keys: the text of completion_normalise, of which each word begins one, but for stop
 * words that are not the first.
 */
struct completion_maker;
struct completion_need; /* need.h */

/* need: keys that are not needed are left out; NULL: none. It outlives the maker. */
fund_status completion_maker_create(const struct completion_need *need,
                                    struct completion_maker **maker, struct fund_error *error);
void completion_maker_destroy(struct completion_maker *maker);
/*
 * What a word with so many releases is worth: half of it where it is mostly written in lower case,
 * since nouns and names are what people look for.
 */
uint32_t completion_word_score(struct slice form, uint32_t count);
/* Over the limits, texts of the lowest scores go. What is empty or too long is left out. FUND_LIMIT,
 * FUND_NO_MEMORY. */
fund_status completion_maker_add_word(struct completion_maker *maker, struct slice form,
                                      uint32_t count, struct fund_error *error);
/* What is added; no text of it holds a NUL. */
struct completion_text {
    enum completion_kind kind;
    struct slice key, text;
    struct slice detail; /* or empty */
    bool is_by_detail;   /* the key is that of the detail */
    uint32_t count;      /* releases */
    uint32_t score;      /* what orders the texts, most often the count */
};
fund_status completion_maker_add(struct completion_maker *maker, const struct completion_text *text,
                                 struct fund_error *error);
/* Hands the table out and empties the maker. */
fund_status completion_maker_finish(struct completion_maker *maker, struct completion_table **table,
                                    struct fund_error *error);

void completion_table_destroy(struct completion_table *table);
/* Texts of a kind. */
size_t completion_table_count(const struct completion_table *table, enum completion_kind kind);
size_t completion_table_bytes(const struct completion_table *table);

/* A text of the table; borrowed from it. */
struct completion_found {
    uint32_t entry;      /* tells texts of one kind apart */
    uint32_t range;      /* that it was found in, in the order in which they were joined */
    struct slice key;    /* from the word on that the key begins with; words: the folded word */
    size_t key_offset;   /* where that word is in the text's whole key */
    size_t matched;      /* bytes of the key that were typed, umlauts included */
    struct slice text;   /* words: the form */
    struct slice detail; /* or empty */
    bool is_by_detail;   /* the key is that of the detail, another name */
    uint32_t count, score;
};

/* Keys that begin alike; empty where first == end. */
struct completion_range {
    uint32_t first, end;
    uint32_t size; /* bytes that they have in common */
};

/* All keys of a kind. */
struct completion_range completion_range_all(const struct completion_table *table,
                                             enum completion_kind kind);
/* Those of the range that begin with the prefix, just as it is; is_whole: in which it ends a word.
 * The prefix begins with what the keys of the range have in common. */
struct completion_range completion_range_find(const struct completion_table *table,
                                              enum completion_kind kind,
                                              struct completion_range range, struct slice prefix,
                                              bool is_whole);
/* The text of a key of a range. */
void completion_range_get(const struct completion_table *table, enum completion_kind kind,
                          uint32_t key, struct completion_found *found);

struct completion_node {
    uint32_t score;
    uint32_t first; /* key, or the first one below the node */
    uint32_t node;  /* of the tree; 0: a key */
    uint32_t range;
};

/* A walk over ranges of one kind, best first; equal scores in byte order. */
struct completion_walk {
    const struct completion_table *table;
    enum completion_kind kind;
    bool is_started;
    struct completion_range ranges[COMPLETION_RANGES_MAX];
    uint32_t range_count;
    struct completion_node *heap;
    size_t count, capacity;
};

/*
 * The keys that begin with prefix: in order of letters, with umlauts where vowels were typed, for
 * "mul" those with "mul" (range 0), then with "muel". At most COMPLETION_RANGES_MAX ranges, empty
 * ones but the first left out. is_whole: only keys in which the prefix ends a word.
 */
void completion_walk_start(struct completion_walk *walk, const struct completion_table *table,
                           enum completion_kind kind, struct slice prefix, bool is_whole);
/* The next one; *more is false at the end. FUND_NO_MEMORY. */
fund_status completion_walk_next(struct completion_walk *walk, bool *more,
                                 struct completion_found *found, struct fund_error *error);
void completion_walk_finish(struct completion_walk *walk);

#endif
