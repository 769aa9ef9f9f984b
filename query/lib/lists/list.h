/*
 * The lists of names of an archive while they are made.
 */
#ifndef QUERY_LIB_LISTS_LIST_H
#define QUERY_LIB_LISTS_LIST_H

#include "query/lib/base/session.h"
#include "query/lib/names/name.h"

/* A role or alias in the releases of one year. */
struct list_detail {
    size_t entry;
    const char *text;
    uint32_t count;
    int year;            /* 0: unknown */
    const char *release; /* an id, or NULL */
};

/* Which names are asked for. */
struct list_wish {
    /* *wanted: whether a name or alias is asked for, as it is written. */
    fund_status (*wants)(void *context, struct slice name, bool *wanted, struct fund_error *error);
    void *context;
};

struct list {
    struct session *session;
    const struct list_wish *wish; /* what has no such name may be left out; NULL: nothing */
    struct arena *arena;          /* lives as long as the list that is handed out */
    struct name_context context;  /* its arena is given back after the list was made */
    struct fund_name *entries;
    size_t entry_count, entry_capacity;
    struct list_detail *roles, *aliases; /* in the context's arena */
    size_t role_count, role_capacity, alias_count, alias_capacity;
    bool without_releases; /* nobody asks which release has an alias */
    struct slice *ids;     /* of releases by document, in the context's arena; NULL: not read */
    store_docid id_end;    /* the last document */
    uint32_t asked;        /* releases that were asked for their id */
    struct fund_error *error;
};

/* Each fills the list's entries, roles and aliases. */
fund_status list_persons(struct list *list);
fund_status list_organisations(struct list *list);
fund_status list_places(struct list *list);

/* Adds an entry; the name is copied. */
fund_status list_add(struct list *list, struct slice name, uint32_t count);
/* Adds a role or an alias of an entry; the text is copied. */
fund_status list_add_role(struct list *list, struct list_detail detail, struct slice text);
fund_status list_add_alias(struct list *list, struct list_detail detail, struct slice text);

/* What the list's wish says of a name; true without one. */
fund_status list_wants(const struct list *list, struct slice name, bool *wanted);

/* Adds the other names that the alias file has for the last entry; no group: none. */
fund_status list_add_group(struct list *list, const struct alias_group *group);
/* Releases that the query finds; build.error is the list's. */
fund_status list_count(struct list *list, struct build *build, struct store_query *query,
                       uint32_t *count);

/* The id of the first release that has the term; NULL where none has, and without releases. */
fund_status list_find_release(struct list *list, const char *prefix, struct slice text,
                              const char **id);

#endif
