/*
 * Inside of shown: one name of the releases and what it stands for.
 */
#ifndef QUERY_LIB_NAMES_SHOWN_LINKS_H
#define QUERY_LIB_NAMES_SHOWN_LINKS_H

#include "query/lib/names/persons.h"
#include "query/lib/names/shown.h"

/* In the releases of an issuer and a year another name is meant. */
struct shown_case {
    int year;
    struct slice issuer;
    uint32_t number;
};

/* In one release the name has a role that tells who is meant. */
struct shown_titled {
    store_docid docid;
    uint32_t number;
    uint32_t order; /* of one release the first counts */
};

struct shown_link {
    uint32_t number;          /* in shown.names, where nothing else is said */
    struct shown_case *cases; /* by year, then issuer */
    size_t case_count, case_capacity;
    struct shown_titled *titled; /* by docid, then order */
    size_t titled_count, titled_capacity;
};

/* A short name in the releases of an issuer and a year, and who is meant. */
struct shown_sighting {
    struct slice name;      /* the short one */
    struct slice full;      /* the one that is meant; empty: itself */
    struct slice role_term; /* empty: without a role */
    struct slice issuer;
    int year;
};

struct shown_surname {
    struct shown_sighting *sightings;
    size_t count;
};

#define SHOWN_UNKNOWN UINT32_MAX

/* A key of organisations' names. */
struct shown_organisation {
    uint32_t number;        /* in shown.names, or SHOWN_UNKNOWN */
    struct slice commonest; /* preloaded: the name that most releases have, */
    uint32_t count;         /* so many */
};

struct shown {
    enum name_kind kind;
    struct name_context context; /* its arena is this one's scratch */
    struct arena scratch;
    struct arena linking;     /* of the surname that is being linked */
    struct intern *names;     /* shown */
    struct intern found;      /* names of the releases */
    struct shown_link *links; /* by the number in found */
    size_t link_capacity;
    struct intern keys;                       /* surnames that were read, or organisations' keys */
    struct shown_surname *surnames;           /* persons: by the number in keys */
    struct shown_organisation *organisations; /* by the number in keys */
    size_t organisation_count, key_capacity;
    /* Where all names are linked, see shown_preload; else NULL. Organisations: from each name to
     * its key. Persons: from each name that can be short for another to its surname's key. */
    struct dict *preloaded;
    struct intern surname_keys;
};

/* Fills the link of a person's name, which is a slice that stays. */
fund_status shown_link_person(struct shown *shown, struct slice name, struct shown_link *link,
                              struct fund_error *error);

/* The number of an organisation's key. */
fund_status shown_add_key(struct shown *shown, struct slice key, uint32_t *number,
                          struct fund_error *error);

#endif
