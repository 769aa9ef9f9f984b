/*
 * Which words of an archive a word that it has not may be: those at the least cost of mistakes
 * (costs.h), among them those that sound alike or that many releases have. The first letter is
 * seldom wrong. Whole words first, then words that stand in compounds only; then the word is taken
 * for a compound of which one part is wrong, or for two words that were run together.
 */
#ifndef QUERY_LIB_SPELL_SPELL_H
#define QUERY_LIB_SPELL_SPELL_H

#include "query/lib/names/name.h"
#include "query/lib/spell/rows.h"

/* Corrections of one word that are told. */
#define SPELL_CHOICES_MAX 4
/* Terms that are looked at or leapt from for one word, all walks together; with a large archive
 * what lies behind is not found. */
#define SPELL_STEPS_MAX 40000

/* What a word is to be: of the text, or of a name in a field. */
enum spell_kind { SPELL_WORD, SPELL_PERSON, SPELL_ORGANISATION, SPELL_PLACE, SPELL_ROLE };

struct spell_correction {
    struct slice text; /* as the archive writes it most often; two words have a space between */
    uint32_t cost;     /* hundredths of an edit */
    uint32_t releases; /* that have it, or (about) its parts */
    int32_t score;     /* the lower the better */
};

struct spell_choices {
    struct spell_correction items[SPELL_CHOICES_MAX]; /* best first */
    size_t count;
};

/* Whether the word is one that may be corrected at all: of at least four letters a–z once it is
 * folded, hyphens and apostrophes in it allowed, and nothing else. */
bool spell_is_word(const struct query_word *word);
/*
 * The corrections that cost at most max_cost (and spell_bound); texts lie in the context's arena.
 * The word itself is none. FUND_NO_MEMORY, and what reading gives.
 */
fund_status spell_correct_word(const struct name_context *context, const struct query_word *word,
                               enum spell_kind kind, uint32_t max_cost,
                               struct spell_choices *choices, struct fund_error *error);

#endif
