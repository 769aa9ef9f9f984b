/*
 * The alias file of an archive, aliases.txt in its folder: what its owner says of names. It wins
 * over everything that was learned from the releases. The README at the root tells how it is
 * written.
 *
 * Lines may not contradict each other: names that one line joins and another says are never the same
 * are an error that names both lines. A line whose names no release has does nothing. "never" keeps
 * names from being linked; it does not narrow what a name's words find.
 */
#ifndef QUERY_LIB_NAMES_ALIASES_H
#define QUERY_LIB_NAMES_ALIASES_H

#include "core/base/arena.h"
#include "core/names/keys.h"

#define ALIASES_FILE "aliases.txt"
/* Limits of the file: its size, a line's, its statements, names of one statement and, over several
 * lines, of one group, spans of one split. */
#define ALIASES_SIZE_MAX       (1024u * 1024)
#define ALIASES_LINE_MAX       4096u
#define ALIASES_STATEMENTS_MAX 20000u
#define ALIASES_NAMES_MAX      100u
#define ALIASES_GROUP_MAX      1000u
#define ALIASES_SPANS_MAX      20u

enum alias_kind { ALIAS_PERSON, ALIAS_ORGANISATION, ALIAS_PLACE };

struct alias_name {
    struct slice text; /* as written */
    struct slice key;  /* persons and places: folded words; organisations: keys_organisation */
    size_t line;
};

/* Names of one person, organisation or place; the first is the one to show. */
struct alias_group {
    enum alias_kind kind;
    struct alias_name *names;
    size_t count;
    size_t line;
};

struct alias_span {
    int first, last; /* years, both inclusive; INT_MAX: open */
};

/* One name, several persons. */
struct alias_split {
    struct slice key;
    struct alias_span *spans; /* rising, none overlapping */
    size_t count;
};

struct aliases;

/* Reads a file's text. FUND_INVALID_ARGUMENT with path and line, FUND_LIMIT, FUND_NO_MEMORY. */
fund_status aliases_parse(const char *path, struct slice text, struct text_cursor *cursor,
                          struct aliases **aliases, struct fund_error *error);
void aliases_destroy(struct aliases *aliases);

/* The key of a name of this kind, at most KEYS_SIZE_MAX bytes. */
fund_status aliases_key(struct text_cursor *cursor, enum alias_kind kind, struct slice name,
                        struct keys_key *key, struct fund_error *error);

/* The group that a name belongs to; NULL where none. aliases may be NULL in all of these. */
const struct alias_group *aliases_group(const struct aliases *aliases, enum alias_kind kind,
                                        struct slice key);
/* Whether two names are never the same; also where the first one never is any other. */
bool aliases_forbid(const struct aliases *aliases, enum alias_kind kind, struct slice first,
                    struct slice second);
const struct alias_split *aliases_split(const struct aliases *aliases, struct slice key);
bool aliases_have_splits(const struct aliases *aliases);
/* A year of four digits, or none where text is empty; false where it is something else. */
bool aliases_read_year(struct slice text, int none, int *year);

#endif
