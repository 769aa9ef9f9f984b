/*
 * Encoding and comparing source states.
 */
#include "indexer/state.h"

#include "core/base/dict.h"

/* 2^64 divided by the golden ratio, as Knuth's multiplicative hashing has it. */
#define SOURCE_MULTIPLIER UINT64_C(0x9e3779b97f4a7c15)

uint64_t state_hash_source(struct slice source)
{
    uint64_t hash = 1;
    for (size_t i = source.size; i > 0; i--)
        hash = (hash ^ (unsigned char)source.data[i - 1]) * SOURCE_MULTIPLIER;
    return hash;
}

static void put(uint64_t number, char *out)
{
    for (int i = 0; i < 8; i++)
        out[i] = (char)(number >> (56 - 8 * i) & 0xff);
}

static uint64_t get(const char *bytes)
{
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

void state_encode(const struct state *state, char out[static STATE_SIZE])
{
    put(state->content_hash, out);
    put(state->size_bytes, out + 8);
    put((uint64_t)state->modified_ns, out + 16);
    put(state->options_hash, out + 24);
    put(state->source_hash, out + 32);
    put((uint64_t)state->updated, out + 40);
    put(state->file_hash, out + 48);
}

bool state_decode(struct slice bytes, struct state *state)
{
    if (bytes.size != STATE_SIZE)
        return false;
    *state = (struct state){
        .content_hash = get(bytes.data),
        .size_bytes = get(bytes.data + 8),
        .modified_ns = (int64_t)get(bytes.data + 16),
        .options_hash = get(bytes.data + 24),
        .source_hash = get(bytes.data + 32),
        .updated = (int64_t)get(bytes.data + 40),
        .file_hash = get(bytes.data + 48),
    };
    return true;
}

fund_status state_of_release(const struct release *release, const struct state *file,
                             struct buffer *scratch, struct state *state, struct fund_error *error)
{
    struct release content = *release;
    content.file = slice_of(NULL, 0);
    buffer_clear(scratch);
    fund_status status = release_encode(&content, scratch, error);
    if (status != FUND_OK)
        return status;
    *state = *file;
    state->content_hash = dict_hash(buffer_slice(scratch));
    state->source_hash = state_hash_source(release->source);
    state->updated = release->updated;
    state->file_hash = state_hash_source(release->file);
    return FUND_OK;
}

bool state_is_fresh(const struct state *stored, const struct state *now)
{
    return stored->size_bytes == now->size_bytes && stored->modified_ns == now->modified_ns &&
           stored->options_hash == now->options_hash;
}

bool state_has_same_content(const struct state *stored, const struct state *now)
{
    return stored->content_hash == now->content_hash && stored->options_hash == now->options_hash;
}
