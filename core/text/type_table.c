/*
 * Open addressing with linear probing. A packed word is a head, its terms, and its strings: the raw
 * word first, then what is not found in the strings before.
 */
#include "core/text/type_table.h"

#include <stdlib.h>

#define BYTES_FIRST 4096u
#define SLOTS_FIRST 128u
/* So many slots are looked at: a text made to collide must not cost more than this. */
#define PROBES_MAX 64u

struct head {
    uint16_t size; /* of everything */
    uint16_t folded_at;
    uint8_t folded_size, raw_size, term_count, inner_count;
};

struct packed_term {
    uint16_t stem_at; /* in the strings, as folded_at */
    uint8_t stem_size, start, end, last_part;
};

#define STRINGS_MAX (TYPE_SIZE_MAX + (1 + TYPE_TERMS_MAX) * TEXT_TERM_MAX)

struct packing {
    struct head head;
    struct packed_term terms[TYPE_TERMS_MAX];
    char strings[STRINGS_MAX];
    size_t strings_size;
};

_Static_assert(TYPE_SIZE_MAX <= UINT8_MAX && TEXT_TERM_MAX <= UINT8_MAX &&
                   TYPE_TERMS_MAX <= UINT8_MAX && sizeof(struct packing) <= UINT16_MAX,
               "the packed sizes are too small");
_Static_assert(TYPE_TABLE_BYTES_MAX < UINT32_MAX, "a place is too small");

/* ---- one word ------------------------------------------------------------------------------- */

static size_t all_terms(const struct head *head)
{
    return (size_t)head->term_count + head->inner_count;
}

/* Where a string is in the packed ones, which get it if they have not. */
static uint16_t place_string(struct packing *packing, struct slice string)
{
    size_t at = slice_find(slice_of(packing->strings, packing->strings_size), string);
    if (at == packing->strings_size && string.size > 0) {
        memcpy(packing->strings + at, string.data, string.size);
        packing->strings_size += string.size;
    }
    return (uint16_t)at;
}

static void pack(struct slice raw, const struct word *word, struct packing *packing)
{
    packing->strings_size = 0;
    (void)place_string(packing, raw);
    packing->head = (struct head){
        .folded_at = place_string(packing, word->folded),
        .folded_size = (uint8_t)word->folded.size,
        .raw_size = (uint8_t)raw.size,
        .term_count = (uint8_t)word->term_count,
        .inner_count = (uint8_t)word->inner_count,
    };
    size_t term_count = all_terms(&packing->head);
    for (size_t i = 0; i < term_count; i++) {
        const struct word_term *term = &word->terms[i];
        packing->terms[i] = (struct packed_term){
            .stem_at = place_string(packing, term->stem),
            .stem_size = (uint8_t)term->stem.size,
            .start = (uint8_t)term->start,
            .end = (uint8_t)term->end,
            .last_part = (uint8_t)term->last_part,
        };
    }
    packing->head.size = (uint16_t)(sizeof(packing->head) + term_count * sizeof(packing->terms[0]) +
                                    packing->strings_size);
}

void type_unpack(struct slice packed, struct word_term *terms, struct word *word)
{
    struct head head;
    memcpy(&head, packed.data, sizeof(head));
    const char *at = packed.data + sizeof(head);
    size_t term_count = all_terms(&head);
    const char *strings = at + term_count * sizeof(struct packed_term);
    for (size_t i = 0; i < term_count; i++, at += sizeof(struct packed_term)) {
        struct packed_term term;
        memcpy(&term, at, sizeof(term));
        terms[i] = (struct word_term){term.start, term.end, term.last_part,
                                      slice_of(strings + term.stem_at, term.stem_size)};
    }
    *word = (struct word){slice_of(strings + head.folded_at, head.folded_size), terms,
                          head.term_count, head.inner_count};
}

/* ---- the table ------------------------------------------------------------------------------ */

void type_table_finish(struct type_table *table)
{
    free(table->bytes);
    free(table->slots);
    *table = (struct type_table){0};
}

void type_table_clear(struct type_table *table)
{
    if (table->slots != NULL)
        memset(table->slots, 0, table->slot_count * sizeof(*table->slots));
    table->size = table->count = 0;
}

/* Up to eight bytes as a number. */
static uint64_t load(const char *bytes, size_t size)
{
    uint64_t number = 0;
    if (size >= sizeof(number)) {
        memcpy(&number, bytes, sizeof(number));
    } else if (size >= sizeof(uint32_t)) {
        uint32_t front, back;
        memcpy(&front, bytes, sizeof(front));
        memcpy(&back, bytes + size - sizeof(back), sizeof(back));
        number = (uint64_t)front << 32 | back;
    } else if (size > 0) {
        number = (uint64_t)(unsigned char)bytes[0] << 16 |
                 (uint64_t)(unsigned char)bytes[size / 2] << 8 | (unsigned char)bytes[size - 1];
    }
    return number;
}

/* Eight bytes at a time; the last eight overlap those before. */
uint32_t type_hash(struct slice raw)
{
    uint64_t hash = raw.size * 0x9e3779b97f4a7c15u;
    for (size_t at = 0; at + 8 < raw.size; at += 8) {
        hash = (hash ^ load(raw.data + at, 8)) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    size_t rest = raw.size < 8 ? raw.size : 8;
    hash = (hash ^ load(raw.data + raw.size - rest, rest)) * 0xc4ceb9fe1a85ec53u;
    return (uint32_t)(hash ^ hash >> 32);
}

static bool has_raw(const char *packed, struct slice raw)
{
    struct head head;
    memcpy(&head, packed, sizeof(head));
    return head.raw_size == raw.size &&
           memcmp(packed + sizeof(head) + all_terms(&head) * sizeof(struct packed_term), raw.data,
                  raw.size) == 0;
}

struct slice type_table_find(const struct type_table *table, struct slice raw, uint32_t hash)
{
    size_t mask = table->slot_count - 1;
    size_t probes = table->slot_count > 0 ? PROBES_MAX : 0;
    for (size_t at = hash & mask; probes > 0; at = (at + 1) & mask, probes--) {
        const struct type_slot *slot = &table->slots[at];
        if (slot->place == 0)
            break;
        const char *packed = table->bytes + slot->place - 1;
        if (slot->hash != hash || !has_raw(packed, raw))
            continue;
        uint16_t size;
        memcpy(&size, packed, sizeof(size));
        return slice_of(packed, size);
    }
    return slice_of(NULL, 0);
}

void type_table_fetch(const struct type_table *table, uint32_t hash)
{
    if (table->slot_count > 0)
        __builtin_prefetch(&table->slots[hash & (table->slot_count - 1)]);
}

void type_table_fetch_word(const struct type_table *table, uint32_t hash)
{
    const struct type_slot *slot =
        table->slot_count > 0 ? &table->slots[hash & (table->slot_count - 1)] : NULL;
    if (slot != NULL && slot->hash == hash && slot->place != 0)
        __builtin_prefetch(table->bytes + slot->place - 1);
}

static struct type_slot *find_free(struct type_slot *slots, size_t slot_count, uint32_t hash)
{
    size_t at = hash & (slot_count - 1);
    for (size_t probes = PROBES_MAX; probes > 0; probes--) {
        if (slots[at].place == 0)
            return &slots[at];
        at = (at + 1) & (slot_count - 1);
    }
    return NULL;
}

/* A word for which there is no slot near enough is forgotten. */
static bool grow_slots(struct type_table *table)
{
    if (table->count * 2 < table->slot_count)
        return true;
    size_t slot_count = table->slot_count == 0 ? SLOTS_FIRST : table->slot_count * 2;
    struct type_slot *slots =
        slot_count <= TYPE_TABLE_SLOTS_MAX ? calloc(slot_count, sizeof(*slots)) : NULL;
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < table->slot_count; i++) {
        struct type_slot *place =
            table->slots[i].place != 0 ? find_free(slots, slot_count, table->slots[i].hash) : NULL;
        if (place != NULL)
            *place = table->slots[i];
    }
    free(table->slots);
    table->slots = slots;
    table->slot_count = slot_count;
    return true;
}

static bool grow_bytes(struct type_table *table, size_t more)
{
    if (more <= table->capacity - table->size)
        return true;
    size_t capacity = table->capacity < BYTES_FIRST ? BYTES_FIRST : table->capacity;
    while (capacity < table->size + more)
        capacity *= 2;
    if (capacity > TYPE_TABLE_BYTES_MAX)
        capacity = TYPE_TABLE_BYTES_MAX;
    if (more > capacity - table->size)
        return false;
    char *bytes = realloc(table->bytes, capacity);
    if (bytes == NULL)
        return false;
    table->bytes = bytes;
    table->capacity = capacity;
    return true;
}

/* Takes a slot and *bytes, which is NULL where the slot's place is too crowded. */
static bool reserve(struct type_table *table, uint32_t hash, size_t size, char **bytes)
{
    if (!grow_slots(table) || !grow_bytes(table, size))
        return false;
    struct type_slot *slot = find_free(table->slots, table->slot_count, hash);
    *bytes = NULL;
    if (slot == NULL)
        return true;
    *slot = (struct type_slot){hash, (uint32_t)table->size + 1};
    *bytes = table->bytes + table->size;
    table->size += size;
    table->count++;
    return true;
}

bool type_table_add(struct type_table *table, struct slice raw, uint32_t hash,
                    const struct word *word)
{
    struct packing packing;
    char *bytes = NULL;
    pack(raw, word, &packing);
    bool has_room = reserve(table, hash, packing.head.size, &bytes);
    if (bytes == NULL)
        return has_room;
    size_t terms_size = all_terms(&packing.head) * sizeof(packing.terms[0]);
    memcpy(bytes, &packing.head, sizeof(packing.head));
    memcpy(bytes + sizeof(packing.head), packing.terms, terms_size);
    memcpy(bytes + sizeof(packing.head) + terms_size, packing.strings, packing.strings_size);
    return true;
}

bool type_table_copy(struct type_table *table, uint32_t hash, struct slice packed)
{
    char *bytes = NULL;
    bool has_room = reserve(table, hash, packed.size, &bytes);
    if (bytes != NULL)
        memcpy(bytes, packed.data, packed.size);
    return has_room;
}
