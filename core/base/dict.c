/*
 * Open addressing with linear probing over a power of two of slots; keys lie one after another in
 * one block, so that a table of 60,000 names is three allocations.
 */
#include "core/base/dict.h"

#include <stdlib.h>

#define FIRST_SLOTS   64u
#define KEY_BYTES_MAX ((size_t)1 << 31)

struct slot {
    uint32_t key_start; /* into keys */
    uint32_t key_size;
    uint32_t value;
    uint32_t tag; /* upper half of the hash with the lowest bit set; 0 is a free slot */
};

struct dict {
    struct slot *slots;
    size_t slot_count, count;
    char *keys;
    size_t keys_size, keys_capacity;
};

uint64_t dict_hash(struct slice bytes)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < bytes.size; i++)
        hash = (hash ^ (unsigned char)bytes.data[i]) * 0x100000001b3u;
    return hash;
}

/* A step takes in eight bytes: the multiplier and the shift are those of MurmurHash3's finalizer
 * (Appleby), which loses no bit. */
static uint64_t hash_step(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * UINT64_C(0xff51afd7ed558ccd);
    return hash ^ hash >> 32;
}

/* Of the lowest byte first, whatever the machine; compilers make one load of it. */
static uint64_t load_little(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
           (uint64_t)b[7] << 56;
}

uint64_t dict_hash_text(struct slice bytes)
{
    uint64_t hash = bytes.size * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= bytes.size; at += sizeof(uint64_t))
        hash = hash_step(hash, load_little(bytes.data + at));
    uint64_t rest = 0;
    for (size_t shift = 0; at < bytes.size; at++, shift += 8)
        rest |= (uint64_t)(unsigned char)bytes.data[at] << shift;
    hash = hash_step(hash, rest);
    return hash_step(hash, 0);
}

/* Eight bytes at a time; the last ones overlap those before. For one table in memory only. */
static uint64_t hash_key(struct slice key)
{
    uint64_t hash = key.size * 0x9e3779b97f4a7c15u, bytes = 0;
    size_t at = 0;
    for (; at + sizeof(bytes) <= key.size; at += sizeof(bytes)) {
        memcpy(&bytes, key.data + at, sizeof(bytes));
        hash = (hash ^ bytes) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    if (key.size >= sizeof(bytes)) {
        memcpy(&bytes, key.data + key.size - sizeof(bytes), sizeof(bytes));
    } else if (key.size >= sizeof(uint32_t)) {
        uint32_t front, back;
        memcpy(&front, key.data, sizeof(front));
        memcpy(&back, key.data + key.size - sizeof(back), sizeof(back));
        bytes = (uint64_t)front << 32 | back;
    } else if (key.size > 0) {
        bytes = (uint64_t)(unsigned char)key.data[0] << 16 |
                (uint64_t)(unsigned char)key.data[key.size / 2] << 8 |
                (unsigned char)key.data[key.size - 1];
    }
    hash = (hash ^ bytes) * 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 32;
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1u;
}

/* The slot that holds key, or the free one where it belongs. */
static struct slot *find(const struct dict *dict, struct slice key, uint64_t hash)
{
    size_t mask = dict->slot_count - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        struct slot *slot = &dict->slots[i];
        if (slot->tag == 0)
            return slot;
        if (slot->tag == tag_of(hash) &&
            slice_equal(key, slice_of(dict->keys + slot->key_start, slot->key_size)))
            return slot;
    }
}

fund_status dict_create(struct dict **out, struct fund_error *error)
{
    struct dict *dict = calloc(1, sizeof(*dict));
    if (dict == NULL)
        return error_no_memory(error);
    dict->slot_count = FIRST_SLOTS;
    dict->slots = calloc(dict->slot_count, sizeof(*dict->slots));
    if (dict->slots == NULL) {
        free(dict);
        return error_no_memory(error);
    }
    *out = dict;
    return FUND_OK;
}

void dict_destroy(struct dict *dict)
{
    if (dict == NULL)
        return;
    free(dict->slots);
    free(dict->keys);
    free(dict);
}

static bool grow_slots(struct dict *dict, size_t slot_count)
{
    struct dict larger = *dict;
    larger.slot_count = slot_count;
    larger.slots = calloc(larger.slot_count, sizeof(*larger.slots));
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < dict->slot_count; i++) {
        const struct slot *slot = &dict->slots[i];
        if (slot->tag == 0)
            continue;
        struct slice key = slice_of(dict->keys + slot->key_start, slot->key_size);
        *find(&larger, key, hash_key(key)) = *slot;
    }
    free(dict->slots);
    *dict = larger;
    return true;
}

static bool is_crowded(size_t count, size_t slot_count)
{
    return count > slot_count / 3 * 2;
}

fund_status dict_reserve(struct dict *dict, size_t count, struct fund_error *error)
{
    size_t slot_count = dict->slot_count;
    while (is_crowded(count, slot_count) && slot_count <= SIZE_MAX / 2)
        slot_count *= 2;
    if (slot_count == dict->slot_count || grow_slots(dict, slot_count))
        return FUND_OK;
    return error_no_memory(error);
}

static bool grow_keys(struct dict *dict, size_t more)
{
    if (more <= dict->keys_capacity - dict->keys_size)
        return true;
    size_t capacity = dict->keys_capacity < 1024 ? 1024 : dict->keys_capacity;
    while (capacity - dict->keys_size < more)
        capacity *= 2;
    char *keys = realloc(dict->keys, capacity);
    if (keys == NULL)
        return false;
    dict->keys = keys;
    dict->keys_capacity = capacity;
    return true;
}

fund_status dict_put(struct dict *dict, struct slice key, uint32_t value, struct fund_error *error)
{
    uint64_t hash = hash_key(key);
    struct slot *slot = find(dict, key, hash);
    if (slot->tag != 0) {
        slot->value = value;
        return FUND_OK;
    }
    if (key.size > KEY_BYTES_MAX - dict->keys_size)
        return error_set(error, FUND_LIMIT, "a table's keys are longer than 2 GiB");
    if (!grow_keys(dict, key.size))
        return error_no_memory(error);
    if (is_crowded(dict->count + 1, dict->slot_count)) {
        if (!grow_slots(dict, dict->slot_count * 2))
            return error_no_memory(error);
        slot = find(dict, key, hash);
    }
    if (key.size > 0)
        memcpy(dict->keys + dict->keys_size, key.data, key.size);
    *slot = (struct slot){(uint32_t)dict->keys_size, (uint32_t)key.size, value, tag_of(hash)};
    dict->keys_size += key.size;
    dict->count++;
    return FUND_OK;
}

uint64_t dict_key_hash(struct slice key)
{
    return hash_key(key);
}

static const struct slot *first_slot(const struct dict *dict, uint64_t hash)
{
    return &dict->slots[(size_t)hash & (dict->slot_count - 1)];
}

void dict_fetch(const struct dict *dict, uint64_t hash)
{
    __builtin_prefetch(first_slot(dict, hash));
}

bool dict_fetch_key(const struct dict *dict, uint64_t hash, uint32_t *value)
{
    const struct slot *slot = first_slot(dict, hash);
    if (slot->tag != tag_of(hash))
        return false;
    __builtin_prefetch(dict->keys + slot->key_start);
    *value = slot->value;
    return true;
}

bool dict_get(const struct dict *dict, struct slice key, uint32_t *value)
{
    return dict_get_hashed(dict, key, hash_key(key), value);
}

bool dict_get_hashed(const struct dict *dict, struct slice key, uint64_t hash, uint32_t *value)
{
    const struct slot *slot = find(dict, key, hash);
    if (slot->tag == 0)
        return false;
    if (value != NULL)
        *value = slot->value;
    return true;
}

size_t dict_count(const struct dict *dict)
{
    return dict->count;
}
