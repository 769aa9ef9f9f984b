/*
 * scan: the files below the paths that the user names.
 */
#ifndef INDEXER_SCAN_H
#define INDEXER_SCAN_H

#include "core/base/buffer.h"

#include <signal.h>

/* Folders inside folders that are entered; deeper ones are reported. */
#define SCAN_DEPTH_MAX 64
/* Bytes of a path. */
#define SCAN_PATH_MAX 4095

struct scan_file {
    const char *path;    /* to open it with */
    struct slice file;   /* below the given path, or the base name of a given file; UTF-8 */
    struct slice source; /* absolute, symbolic links resolved; UTF-8 */
    uint64_t size_bytes;
    int64_t modified_ns; /* since 1970 */
    bool is_stream;      /* standard input, which has no size or time */
};

/* All borrowed until the call returns. */
struct scan_visitor {
    /* Anything but FUND_OK ends the scan and is returned by it. */
    fund_status (*found)(void *context, const struct scan_file *file, struct fund_error *error);
    /* Something that cannot be read; the scan goes on. reason follows "'path': ". */
    void (*skipped)(void *context, const char *path, const char *reason);
    void *context;
    const char *left_out;              /* a folder that is not entered (the archive), or NULL */
    const volatile sig_atomic_t *stop; /* ends the scan with FUND_OK once it is set; or NULL */
};

/*
 * Visits the file, or all files below the folder in byte order of their names. Names that begin
 * with a dot are passed over. Symbolic links to files are followed, those to folders are not
 * (path itself may be one), so that no loop can arise. Bytes of names that are no UTF-8, controls
 * and % itself are given as %XX, so that no two names are given alike.
 * FUND_NOT_FOUND or FUND_IO where path itself cannot be read.
 */
fund_status scan_path(const char *path, const struct scan_visitor *visitor,
                      struct fund_error *error);

#endif
