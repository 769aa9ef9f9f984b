/*
 * Under which name a release's persons, organisations and places are counted: the name that the
 * archive knows them by, as persons_resolve and the lists of names tell it. Each name of the
 * releases is linked once; where it depends on the release who is meant, the link has cases.
 */
#ifndef QUERY_LIB_NAMES_SHOWN_H
#define QUERY_LIB_NAMES_SHOWN_H

#include "query/lib/base/intern.h"
#include "query/lib/base/session.h"
#include "query/lib/names/name.h"

/* Where a name stands. */
struct shown_release {
    store_docid docid;
    int year;            /* 0: unknown */
    struct slice issuer; /* key */
};

struct shown;

/* The names that are shown go into *names, which must outlive it. kind: not NAME_ROLE. */
fund_status shown_create(const struct session *session, enum name_kind kind, struct intern *names,
                         struct shown **shown, struct fund_error *error);
void shown_destroy(struct shown *shown); /* NULL allowed */

/* Reads in advance what linking most of the archive's names takes; without it, names are looked up
 * as they come. The results are the same. To be called first. */
fund_status shown_preload(struct shown *shown, struct fund_error *error);

/* The number in *names under which the release's name counts. */
fund_status shown_find(struct shown *shown, struct slice name, const struct shown_release *release,
                       uint32_t *number, struct fund_error *error);

#endif
