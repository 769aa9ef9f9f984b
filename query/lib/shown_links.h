/*
 * Inside of shown: one name of the releases and what it stands for.
 */
#ifndef QUERY_LIB_SHOWN_LINKS_H
#define QUERY_LIB_SHOWN_LINKS_H

#include "query/lib/persons.h"
#include "query/lib/shown.h"

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

struct shown {
    enum name_kind kind;
    struct name_context context; /* its arena is this one's scratch */
    struct arena scratch;
    struct intern *names;     /* shown */
    struct intern found;      /* names of the releases */
    struct shown_link *links; /* by the number in found */
    size_t link_capacity;
    struct intern keys;       /* surnames, or organisations' keys */
    struct persons *surnames; /* persons: by the number in keys */
    uint32_t *key_numbers;    /* organisations: in names, by the number in keys */
    size_t key_capacity;
};

/* Fills the link of a person's name, which is a slice that stays. */
fund_status shown_link_person(struct shown *shown, struct slice name, struct shown_link *link,
                              struct fund_error *error);

#endif
