/*
 * identity: the id of a release that has none of its own.
 */
#ifndef INDEXER_IDENTITY_H
#define INDEXER_IDENTITY_H

#include "core/base/buffer.h"

/* Bytes of the readable part. */
#define IDENTITY_SLUG_MAX 40

/*
 * Appends "001-9f86d081884c7d65": the file's stem, folded to [A-Za-z0-9._-], and a hash of the
 * source, which keeps two folders' 001.txt apart. Both must be UTF-8.
 */
fund_status identity_append(struct slice file, struct slice source, struct buffer *out,
                            struct fund_error *error);

#endif
