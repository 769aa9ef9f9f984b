/*
 * verbs: what a single word tells of a sentence's tense.
 */
#ifndef CORE_DATES_VERBS_H
#define CORE_DATES_VERBS_H

#include "core/base/slice.h"

enum verb {
    VERBS_NONE,
    VERBS_PARTICIPLE,
    VERBS_STATE,  /* "ist am Freitag geschlossen" tells of what will be */
    VERBS_EITHER, /* "eröffnet": the present, or a participle where another verb is there */
    VERBS_PAST,
    VERBS_FUTURE, /* also the present: a release tells what comes */
    VERBS_HAVE,   /* past, but for "haben geöffnet" */
    VERBS_BE      /* past with a participle: "ist eingeweiht worden" */
};

/* The finite verbs are those from VERBS_PAST on. */
enum verb verbs_find(struct slice word);

#endif
