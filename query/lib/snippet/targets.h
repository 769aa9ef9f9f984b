/*
 * What snippets look for: the words and phrases of a query as rows of stems, made once for all hits
 * of a page by snippet_finder_create.
 */
#ifndef QUERY_LIB_SNIPPET_TARGETS_H
#define QUERY_LIB_SNIPPET_TARGETS_H

#include "core/base/dict.h"
#include "query/lib/snippet/snippet.h"

/* Ends a chain of targets. */
#define NO_TARGET UINT32_MAX

/* A word or phrase: its parts side by side; none where it is found as it stands. */
struct target {
    const uint32_t *stems; /* numbers in finder.stems */
    size_t stem_count;
    const struct slice *folded; /* by stem: the word as typed, empty where it is a part of one */
    bool is_corrected;          /* the words are not those that were typed */
    bool is_synonym;            /* another word than that of the query */
    uint32_t next;              /* the next target that begins with the same stem, or NO_TARGET */
};

/* A whole word of the query that is found as a whole. */
struct whole {
    struct slice folded;
    uint32_t target;
};

struct snippet_finder {
    struct arena arena;
    const struct plan *plan;
    const struct store_reader *reader;
    uint32_t release_count;
    double *stem_weights; /* by stem */
    struct dict *stems;   /* stem of a part -> number */
    struct dict *wholes;  /* stem of a whole word -> index of its first struct whole */
    struct dict *forms;   /* its folded form -> the same */
    bool is_relaxed;      /* lone parts of compounds are found, too */
    struct target *targets;
    double *weights;         /* by target */
    uint32_t *first_targets; /* by stem: the first target that begins with it, or NO_TARGET */
    struct whole *whole_words;
    struct dict *exact_words; /* word in lower case, its umlauts as typed -> target */
    struct whole *prefixes;   /* of words with a star: folded */
    size_t target_count, whole_count, prefix_count;
};

#endif
