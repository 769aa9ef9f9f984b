/*
 * person:, org:, ort: and rolle: of a query: which forms of the words the archive has, which names
 * of other releases are the same, the query for them, and which entity of a release is meant.
 *
 * Names are linked when they are asked for, from terms that single releases have (core/schema), so
 * that a release that is added, changed or removed needs no upkeep. Persons: persons.h;
 * organisations: name_organisations.c. The alias file wins.
 */
#ifndef QUERY_LIB_NAMES_NAME_H
#define QUERY_LIB_NAMES_NAME_H

#include "core/schema/release.h"
#include "query/lib/base/build.h"
#include "query/lib/base/words.h"
#include "query/lib/names/aliases.h"

enum name_kind { NAME_PERSON, NAME_ORGANISATION, NAME_PLACE, NAME_ROLE };

/* One way to find a word in an entity's slot. */
struct name_form {
    struct slice text;  /* a folded word of a name, or a stem */
    const char *prefix; /* SCHEMA_PERSON_WORD, SCHEMA_PERSON_ROLE, SCHEMA_ORGANISATION_WORD … */
};

struct name_word {
    struct slice surface;
    struct name_form *forms; /* any of them */
    size_t form_count, form_capacity;
    bool is_initial; /* stands for all names that begin so */
};

/* Releases that name it otherwise: they have the term, or the words side by side. */
struct name_clause {
    const char *prefix;
    struct slice text;
    struct query_words words; /* where there is no prefix: parts of words in a row */
    struct slice *issuers; /* only releases of these, or (is_other) of all others; none: of all */
    size_t issuer_count;
    bool is_other;
    const char *except_prefix; /* and none that have one of these terms */
    const struct slice *except;
    size_t except_count;
    uint32_t count; /* releases that it finds, about; 0: unknown */
};

/* Clauses that a name has; of more, those that find most releases stay. */
#define NAME_CLAUSES_MAX 1000

/* Combinations of forms that one name is asked for by. Beyond it initials are left out, and other
 * words take their first form. */
#define NAME_COMBINATIONS_MAX 256

/* What the archive knows of a name beyond its words. */
struct name_links {
    struct name_clause *clauses;
    size_t clause_count, clause_capacity;
    uint32_t least_count; /* of them, where there are NAME_CLAUSES_MAX */
    struct slice *names;  /* persons: full names that are meant; organisations: keys */
    size_t name_count, name_capacity;
    struct slice *aliases; /* organisations: keys that are this one only where a release does not
                              say otherwise */
    size_t alias_count, alias_capacity;
};

/* A name that is asked for: all words in any order, or one of the links. */
struct name_asked {
    enum name_kind kind;
    bool is_blank;           /* the value had no word at all */
    bool has_double_surname; /* "Richter Bohlen", whom releases name Richter-Bohlen */
    struct name_word *words;
    size_t word_count; /* at most SCHEMA_ENTITY_WORDS_MAX */
    struct name_links links;
    const struct name_asked *others; /* the names that the alias file has for it */
    size_t other_count;
    struct alias_span years; /* "Peter Müller (2005–2012)"; {0, 0}: any */
};

/* The surnames that were read, for queries that ask for one again and again. */
struct persons_kept;
struct name_surnames {
    struct persons_kept *first; /* NULL: none yet */
};

struct role_memo;

/* What the functions here work with. */
struct name_context {
    const struct store_reader *reader;
    struct text_cursor *cursor;
    struct arena *arena;
    const struct aliases *aliases;  /* NULL where the archive has no alias file */
    struct name_surnames *surnames; /* live as long as the arena; NULL: none are kept */
    struct walk_cache *walks;       /* NULL: none */
    struct role_memo *roles;        /* NULL: none are remembered, see roles.h */
};

/* Reads the value of a field. FUND_LIMIT: more than SCHEMA_ENTITY_WORDS_MAX words; FUND_NO_MEMORY
 * and what reading gives. */
fund_status name_read(const struct name_context *context, struct slice value, enum name_kind kind,
                      struct name_asked *asked, struct fund_error *error);

/* In how many releases a word stands in a name (or role) of the kind. */
fund_status name_count_word(const struct name_context *context, enum name_kind kind,
                            const struct query_word *word, uint32_t *releases,
                            struct fund_error *error);

/* Releases that name it. */
struct store_query *name_query(struct build *build, const struct name_asked *asked);
/* Releases that one of the links finds, weighted as one term. */
struct store_query *name_links_query(struct build *build, const struct name_links *links);

/* Whether an entity of a release (of the kind asked for) is meant. */
fund_status name_matches(const struct name_context *context, const struct name_asked *asked,
                         const struct release_entity *entity, bool *matches,
                         struct fund_error *error);
/* The same by the links alone. */
fund_status name_is_linked(const struct name_context *context, enum name_kind kind,
                           const struct name_links *links, const struct release_entity *entity,
                           bool *matches, struct fund_error *error);

/*
 * The persons whom words in a row may mean: one word is a surname, each other one is in the name,
 * begins it or is in one of the person's roles anywhere in the archive.
 */
fund_status name_link_persons(const struct name_context *context, const struct query_word *words,
                              size_t count, struct alias_span years, struct name_links *links,
                              struct fund_error *error);

/*
 * The organisation that has this name or alias: what it is called elsewhere in the archive, and
 * what its acronym stands for. No links where the archive knows none. text is the name as written,
 * or empty.
 */
fund_status name_link_organisation(const struct name_context *context, struct slice key,
                                   struct slice text, struct name_links *links,
                                   struct fund_error *error);

/* The one name, as a key, by which the whole archive explains an acronym that is shown so; empty
 * where there is none. */
fund_status name_alias_of_one(const struct name_context *context, struct slice key,
                              struct slice shown, struct slice *name, struct fund_error *error);

/* "Stegemanns" and "Anna's" without their ending; the text itself where there is none. */
struct slice name_without_genitive(struct slice folded);
/* Herr, Dr. and the like, which stand in no name. */
bool name_is_title(struct slice folded);
/* A single letter. */
bool name_is_initial(struct slice folded);

/* For the files that find links; the alias is one of an organisation. FUND_NO_MEMORY. */
fund_status name_add_clause(struct arena *arena, struct name_links *links,
                            const struct name_clause *clause, struct fund_error *error);
fund_status name_add_name(struct arena *arena, struct name_links *links, struct slice name,
                          struct fund_error *error);
fund_status name_add_alias(struct arena *arena, struct name_links *links, struct slice alias,
                           struct fund_error *error);

#endif
