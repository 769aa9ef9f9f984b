/*
 * roles: titles and roles beside a person's name, and how a filter shows them.
 */
#ifndef INDEXER_NAMES_ROLES_H
#define INDEXER_NAMES_ROLES_H

#include "core/base/buffer.h"
#include "indexer/names/spans.h"

/*
 * Fills title and roles, and where "Frau" or "Herr" tells it the sex, of persons by what stands
 * around them. Persons and organisations are in order and without overlap.
 */
void roles_find(const struct lists *lists, const struct tokens *tokens,
                const struct spans *organisations, struct spans *persons);

/*
 * Appends the role in the nominative singular and without an article, its adjectives strong:
 * "des früheren Ersten Bürgermeisters" gives "früherer Erster Bürgermeister".
 */
fund_status roles_write(const struct lists *lists, const struct tokens *tokens,
                        const struct span *person, const struct role *role, struct buffer *out,
                        struct fund_error *error);

/* ---- words of a role (role_words.c) ---------------------------------------------------------- */

enum role_adjective {
    ROLE_ADJECTIVE_NONE,
    ROLE_ADJECTIVE_RANK,  /* part of the office: "Erster", "Technischer" */
    ROLE_ADJECTIVE_STATE, /* how it is held: "ehemaliger", "stellvertretender" */
    ROLE_ADJECTIVE_IDLE   /* left out, for it says nothing about the office: "neuer" */
};

/* *stem (NULL allowed) becomes the bytes before its ending. */
enum role_adjective role_words_adjective(struct slice word, size_t *stem);
/* Whether a capitalised word is a role in any inflection: "Leiter", "Ratsherrn", "Stadträtinnen".
 */
bool role_words_is_role(const struct lists *lists, struct slice word);
/* A body that is also what its member is called: "Stadtrat", "Vorstand". */
bool role_words_is_seat(const struct lists *lists, struct slice word);
/* Whether its form can only be a plural: "Stadträte", "Mitgliedern". */
bool role_words_is_plural(const struct lists *lists, struct slice word);
/* Bytes of an adjective used as a noun without its ending: "Vorsitzende" 10, else 0. */
size_t role_words_participle(struct slice word);

/* WORD_MALE or WORD_FEMALE by the noun in the singular; 0 for an adjective used as a noun. */
uint32_t role_words_sex(struct slice noun);

/* Longest word in bytes that role_words_singular writes. */
#define ROLE_WORD_MAX (LISTS_WORD_MAX + 8)
/* Writes the noun's nominative singular, at most ROLE_WORD_MAX bytes, or the word as it is. */
struct slice role_words_singular(const struct lists *lists, struct slice word,
                                 char out[ROLE_WORD_MAX]);

#endif
