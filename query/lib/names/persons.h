/*
 * Persons across releases: who is meant by a lone surname.
 *
 * Within an issuer a full name is one person; releases without an issuer count for the only issuer
 * that names the surname, if there is only one. A name that is short for others ("Stegemann", "A.
 * Stegemann") is the one of them that a release of this issuer names nearest in time, at most
 * PERSONS_YEARS_MAX years away; none where two are equally near. A short name with a role is first of
 * all someone who has that role anywhere, and never one who only has others. Issuers are compared by
 * their town. In the lists a full name is another person where nobody gave it for more than 25 years.
 * The alias file wins.
 */
#ifndef QUERY_LIB_NAMES_PERSONS_H
#define QUERY_LIB_NAMES_PERSONS_H

#include "core/schema/release.h"
#include "query/lib/base/session.h"
#include "query/lib/names/name.h"

#define PERSONS_YEARS_MAX 2
/* Sightings of one surname that are looked at; those beyond stay as they are. */
#define PERSONS_SEEN_MAX 20000

/* A name as releases have it. */
struct person_name {
    struct slice text;               /* as displayed */
    bool is_read;                    /* what follows is known, up to has_initial: not of a name
                                        that is the only one, see persons_read_name */
    struct slice key;                /* as the alias file knows it; empty where there is none */
    struct query_words words;        /* folded; without "junior" and the like */
    bool has_initial;                /* instead of a first name: "A. Stegemann" */
    uint32_t first, end;             /* in persons.seen */
    uint32_t count;                  /* releases */
    const struct query_words *roles; /* words of all its roles; NULL until asked for */
    bool is_short;                   /* for others of these names */
};

/* A name in the releases of one issuer and year; a short one with a role in those that give it. */
struct person_seen {
    struct slice term;   /* without prefix */
    uint32_t name;       /* in persons.names */
    uint32_t full;       /* the name that is meant: itself, or a longer one */
    int year;            /* 0: unknown */
    struct slice issuer; /* keys, as keys_issuer gives them */
    struct slice group;  /* the issuer that counts */
    uint32_t count;      /* releases */
    struct slice role;   /* short names: as displayed; empty: releases that give none */
    struct slice role_term;
    const struct query_words *role_words;
    const struct slice *except; /* without role: the role_terms of the same name, year and issuer */
    size_t except_count;
};

/* All persons with one surname. Borrowed: those that a context keeps are shared. */
struct persons {
    struct person_name *names;
    size_t name_count, name_capacity;
    struct person_seen *seen;
    size_t seen_count, seen_capacity;
};

/*
 * Reads and links them; everything lies in the context's arena. Where the context keeps surnames,
 * each is read once.
 */
fund_status persons_load(const struct name_context *context, struct slice surname_key,
                         struct persons *persons, struct fund_error *error);

/* Who is named in a release. */
struct person_mention {
    struct slice name, role; /* as the archive's terms have them: cut at SCHEMA_NAME_MAX */
    int year;                /* 0: unknown */
    struct slice issuer;     /* key */
};

/* The longer name that is meant, as linking all sightings of the surname gives it; *full is left
 * alone where there is none. */
fund_status persons_find_full(const struct name_context *context, struct slice surname_key,
                              const struct person_mention *mention, struct slice *full,
                              struct fund_error *error);

/* Takes a name apart, unless it has been. */
fund_status persons_read_name(const struct name_context *context, struct person_name *name,
                              struct fund_error *error);

/* The words of all roles that releases give this name, those of each role once at least. */
fund_status persons_roles(const struct name_context *context, struct person_name *name,
                          struct fund_error *error);

/* How well roles agree: 0 for two that have nothing in common, 1 where one is unknown, 2. */
int persons_compare_roles(const struct query_words *first, const struct query_words *second);
/* The role itself, or a compound of its words: Ordnungsamtsleiter, Leiter des Ordnungsamtes. */
bool persons_has_role(const struct query_words *roles, const struct query_word *word);

/* "a" for "andreas", "hans-j" for "hans-josef". */
bool persons_is_initial_of(struct slice letters, struct slice word);

/* The name to show for someone of that year (0: unknown): the alias file may tell several persons
 * of one name apart. Borrowed from name or in the arena. */
fund_status persons_show(const struct name_context *context, struct slice name, int year,
                         struct slice *shown, struct fund_error *error);

/* The name that the alias file gives to a name; empty where it has none. */
fund_status persons_find_alias(const struct name_context *context, enum alias_kind kind,
                               struct slice name, struct slice *shown, struct fund_error *error);
/* Whether a name can be short for another: most are written out, and no other ends with them. */
fund_status persons_may_be_short(const struct name_context *context, struct slice surname_key,
                                 struct slice name, bool *may_be, struct fund_error *error);
/* The key of a release's issuer, which may be empty, in the context's arena. */
fund_status persons_issuer_key(const struct name_context *context, struct slice issuer,
                               struct slice *key, struct fund_error *error);

/* Gives the release's persons, and its organisations and places where the alias file says so, the
 * names that the archive knows them by. */
fund_status persons_resolve(const struct session *session, struct release *release,
                            struct fund_error *error);

#endif
