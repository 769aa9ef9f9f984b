/*
 * state: what the archive remembers of a source, so that unchanged files need not be indexed again.
 * Kept in SCHEMA_SLOT_SOURCE.
 */
#ifndef INDEXER_STATE_H
#define INDEXER_STATE_H

#include "core/base/slice.h"

#include <stdint.h>

#define STATE_SIZE 32

struct state {
    uint64_t content_hash; /* dict_hash of the file's bytes */
    uint64_t size_bytes;
    int64_t modified_ns;
    uint64_t options_hash; /* of the options that change what is stored: --issuer, --format */
};

/* Four 8-byte numbers, most significant byte first. */
void state_encode(const struct state *state, char out[static STATE_SIZE]);
/* False where the bytes are no state, as from another version. */
bool state_decode(struct slice bytes, struct state *state);

/* Same size and time of change: the file need not even be read. */
bool state_is_fresh(const struct state *stored, const struct state *now);
/* Same content: the file was touched at most. */
bool state_has_same_content(const struct state *stored, const struct state *now);

#endif
