/*
 * Words of a query as the analyser sees them, kept beyond the cursor's next step.
 */
#ifndef QUERY_LIB_BASE_WORDS_H
#define QUERY_LIB_BASE_WORDS_H

#include "core/base/arena.h"
#include "core/text/text.h"

struct query_word;

/* What the last step of relaxation looks for beside a word; nothing before it. What is common ranks
 * what others find, and finds nothing itself. */
struct query_loose {
    bool is_common;            /* the word itself */
    const struct slice *parts; /* of a compound: each alone */
    bool *is_part_common;
    size_t part_count;
    struct query_word *synonyms;
    double *strengths; /* of each synonym: how surely it says the same */
    size_t *owners;    /* of each synonym: 0: another word for this one; n: for its n-th part */
    size_t synonym_count;
};

struct query_word {
    size_t start, end;    /* bytes of the text that was read */
    struct slice surface; /* as typed, in lower case */
    struct slice folded;
    struct slice stem;         /* of the whole word */
    struct slice meant;        /* of Hauptschule for "Haupt- und Realschule"; else the stem */
    const struct slice *parts; /* stems, inner words in place of their parts; a word without parts
                                  is its own */
    size_t part_count;         /* >= 1 */
    const struct slice *atoms; /* stems of all its parts; the same as parts without inner words */
    size_t atom_count;         /* >= part_count */
    size_t front_atom_count;   /* those before the last of its parts */
    size_t head_atom_start;    /* the first behind the first of its parts */
    size_t run;                /* which name of the query it belongs to, from 1; 0: none */
    bool is_widened; /* a compound that is also looked for by parts that are not side by side */
    bool is_front_common; /* all its parts but the last would find too much */
    bool is_head_common;  /* all its parts but the first would */
    bool is_corrected;    /* the archive's spelling of a word that was typed otherwise */
    bool is_stop;         /* carries no meaning in a question: der, in, welche */
    struct query_loose loose;
};

struct query_words {
    struct query_word *items; /* in the arena */
    size_t count, capacity;
};

/* Appends the text's words. FUND_NO_MEMORY, FUND_LIMIT. */
fund_status words_read(struct text_cursor *cursor, struct slice text, struct arena *arena,
                       struct query_words *words, struct fund_error *error);

/* The same of which only folded and is_stop are told. */
fund_status words_read_folded(struct text_cursor *cursor, struct slice text, struct arena *arena,
                              struct query_words *words, struct fund_error *error);

/* Whether a folded word carries no meaning in a question. */
bool words_is_stop(struct slice folded);
/* Whether a word with this folded form is among them. */
bool words_contain(const struct query_words *words, struct slice folded);
/* Whether a word with this stem is. */
bool words_have_stem(const struct query_words *words, struct slice stem);
/* Whether the atoms of some word are not its parts. */
bool words_have_inner(const struct query_word *words, size_t count);

#endif
