/*
 * worker: a process of a rebuild. It reads files into its spool, and makes databases of releases in
 * the spools of all workers. The messages, with what they hold:
 */
#ifndef INDEXER_WORKER_H
#define INDEXER_WORKER_H

#include "core/base/error.h"

/* As the first argument of the program: it then does what it is told on this socket. */
#define WORKER_OPTION "--worker"
#define WORKER_SOCKET 3
/* The archive's lock, which a worker holds together with its leader. */
#define WORKER_LOCK 4
/* Workers of one run. */
#define WORKER_MAX 256

enum worker_message {
    /* to the worker */
    WORKER_SET_UP, /* archive, issuer, format or "", front of the spools' paths, its number */
    WORKER_READ,   /* path, file, source, size, time of change; format, start, end, first line of
                      a range, the format "" for the whole file */
    WORKER_FORMS,  /* fingerprint, whether to tell of each release at once, number of releases; of
                      each: spool, offset, size */
    WORKER_WRITE,  /* path of the part, number of its first document, whether to tell of
                      each release at once, revision, fingerprint, dictionary, table of forms,
                      whether with stock positions, whether
                      names are left out, number of releases; of each: spool, offset,
                      size, whether it is another version, how many like it are before it */
    /* from the worker */
    WORKER_FOUND, /* id, published, encoded state, is_deleted, has_path_id, offset, size; whether it
                         has a key, its title's hash, how many are before it */
    WORKER_PROBLEM,   /* path, reason */
    WORKER_FILE_END,  /* status, reason, releases, problems */
    WORKER_FORMS_END, /* table of forms */
    WORKER_AT,        /* which of the releases is next to be made a document, or looked at */
    WORKER_ODD,       /* path, struct format_notes: of a release that was written */
    WORKER_LOST,      /* path, reason: a release that was not written */
    WORKER_WRITE_END, /* releases in the database */
    WORKER_FAILED     /* status, reason: nothing more will come */
};

/* Until the leader is gone or the work has failed. The exit code. */
int worker_run(void);

#endif
