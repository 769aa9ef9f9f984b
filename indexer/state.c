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

/* The first byte tells which of the members that are seldom used follow the others. */
enum { HAS_UPDATED = 1, HAS_ORIGIN = 2, HAS_OPTIONS = 4, FLAGS_ALL = 7 };

static char *put(char *out, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *out++ = (char)(number >> (8 * (bytes - 1 - i)) & 0xff);
    return out;
}

static uint64_t get(struct slice *bytes, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | (unsigned char)bytes->data[i];
    *bytes = slice_part(*bytes, size, bytes->size);
    return number;
}

/* Of a number: how many bytes it needs. */
static int count_bytes(uint64_t number)
{
    int bytes = 0;
    for (; number > 0; number >>= 8)
        bytes++;
    return bytes;
}

static unsigned flags_of(const struct state *state)
{
    return (state->updated != CLOCK_NONE ? HAS_UPDATED : 0u) |
           (state->origin_hash != state->source_hash ? HAS_ORIGIN : 0u) |
           (state->options_hash != 0 ? HAS_OPTIONS : 0u);
}

/*
 * Flags and the size's own size; content, source, file; time and size; what the flags tell. A release
 * from a file with another source has neither time nor size: the file's record has them.
 */
size_t state_encode(const struct state *state, char out[static STATE_SIZE_MAX])
{
    unsigned flags = flags_of(state);
    int size_bytes = (flags & HAS_ORIGIN) ? 0 : count_bytes(state->size_bytes);
    char *end = put(out, flags << 4 | (unsigned)size_bytes, 1);
    end = put(end, state->content_hash, 8);
    end = put(end, state->source_hash, 8);
    end = put(end, state->file_hash, 4);
    if (!(flags & HAS_ORIGIN))
        end = put(end, (uint64_t)state->modified_ns, 8);
    end = put(end, state->size_bytes, size_bytes);
    if (flags & HAS_UPDATED)
        end = put(end, (uint64_t)state->updated, 8);
    if (flags & HAS_ORIGIN)
        end = put(end, state->origin_hash, 8);
    if (flags & HAS_OPTIONS)
        end = put(end, state->options_hash, 8);
    return (size_t)(end - out);
}

static size_t size_of(unsigned flags, unsigned size_bytes)
{
    /* the origin takes the place of the time */
    return 28 + size_bytes + ((flags & HAS_UPDATED) ? 8u : 0u) + ((flags & HAS_OPTIONS) ? 8u : 0u);
}

bool state_decode(struct slice bytes, struct state *state, struct slice *rest)
{
    if (bytes.size == 0)
        return false;
    unsigned first = (unsigned)get(&bytes, 1), flags = first >> 4, size_bytes = first & 15;
    if (flags > FLAGS_ALL || size_bytes > 8 || bytes.size < size_of(flags, size_bytes) ||
        (rest == NULL && bytes.size > size_of(flags, size_bytes)))
        return false;
    state->content_hash = get(&bytes, 8);
    state->source_hash = get(&bytes, 8);
    state->file_hash = (uint32_t)get(&bytes, 4);
    state->modified_ns = (flags & HAS_ORIGIN) ? 0 : (int64_t)get(&bytes, 8);
    state->size_bytes = get(&bytes, size_bytes);
    state->updated = (flags & HAS_UPDATED) ? (int64_t)get(&bytes, 8) : CLOCK_NONE;
    state->origin_hash = (flags & HAS_ORIGIN) ? get(&bytes, 8) : state->source_hash;
    state->options_hash = (flags & HAS_OPTIONS) ? get(&bytes, 8) : 0;
    if (rest != NULL)
        *rest = bytes;
    return true;
}

fund_status state_of_release(const struct release *release, const struct state *file,
                             struct buffer *scratch, struct state *state, struct fund_error *error)
{
    struct release content = *release;
    content.file = slice_of(NULL, 0);
    buffer_clear(scratch);
    fund_status status = release_encode(&content, scratch, NULL, error);
    if (status != FUND_OK)
        return status;
    *state = *file;
    state->content_hash = dict_hash_text(buffer_slice(scratch));
    state->source_hash = state_hash_source(release->source);
    state->updated = release->updated;
    state->file_hash = (uint32_t)state_hash_source(release->file);
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
