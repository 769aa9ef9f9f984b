/*
 * state: what the archive remembers of a source, so that unchanged files need not be indexed again.
 * Kept in SCHEMA_SLOT_SOURCE.
 */
#ifndef INDEXER_STATE_H
#define INDEXER_STATE_H

#include "core/schema/release.h"

/* Bytes of an encoded state at most. */
#define STATE_SIZE_MAX 64

struct state {
    /* Of a release: dict_hash of its stored form without names and file. Of a file
     * (SCHEMA_META_FILE): how many releases it held. */
    uint64_t content_hash;
    /* Of the file, as is the next; not kept of a release whose source is another than the file's:
     * what is known of the file has SCHEMA_META_FILE. */
    uint64_t size_bytes;
    int64_t modified_ns;
    uint64_t options_hash; /* of the options that change what is stored: --issuer, --format; 0:
                              none is given */
    uint64_t source_hash;  /* state_hash_source */
    uint64_t origin_hash;  /* of the file's source, which is often that of the release */
    int64_t updated;       /* of a release, see struct release */
    uint32_t file_hash;    /* of a release: of where it was found last, state_hash_source's end */
};

/*
 * Tells apart two sources that have one id, which needs the same dict_hash of both. It reads the
 * bytes the other way round and with another multiplier, so that the two hashes do not collide
 * together but by a chance of 1 to 2^64: the stored release need not be decoded to compare sources.
 */
uint64_t state_hash_source(struct slice source);
/* Returns the number of bytes; what is usual takes few. */
size_t state_encode(const struct state *state, char out[static STATE_SIZE_MAX]);
/*
 * False where the bytes are no state, as from another version. *rest is what follows; where it is
 * NULL nothing may.
 */
bool state_decode(struct slice bytes, struct state *state, struct slice *rest);

/*
 * The state of a release as it was read, without names: that of its file, and its own. scratch is
 * used for its stored form. FUND_LIMIT, FUND_NO_MEMORY.
 */
fund_status state_of_release(const struct release *release, const struct state *file,
                             struct buffer *scratch, struct state *state, struct fund_error *error);

/* Same size and time of change: the file need not even be read. */
bool state_is_fresh(const struct state *stored, const struct state *now);
/* Same content: the file was touched at most. */
bool state_has_same_content(const struct state *stored, const struct state *now);

#endif
