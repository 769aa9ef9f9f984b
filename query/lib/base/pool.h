/*
 * An open archive: the pool of its sessions, and what they share. For archive.c and session.c alone.
 */
#ifndef QUERY_LIB_BASE_POOL_H
#define QUERY_LIB_BASE_POOL_H

#include "query/lib/base/session.h"

struct fund_archive {
    char *path, *stub_path, *alias_path;
    pthread_mutex_t lock; /* guards what follows */
    struct session *idle;
    uint32_t idle_count, idle_max;
    /* These have locks of their own. */
    struct shared_place analyser, columns, completions;
    int place_count; /* of these that have been initialised */
};

/* NULL allowed. */
void session_close(struct session *session);

#endif
