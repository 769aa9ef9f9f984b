/*
 * Revisions and deletions as an archive has them.
 */
#include "core/schema/schema.h"

static void put(uint64_t number, char out[static 8])
{
    for (int i = 0; i < 8; i++)
        out[i] = (char)(number >> (56 - 8 * i) & 0xff);
}

static uint64_t get(const char *bytes, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

size_t schema_encode_revision(uint64_t revision, char out[SCHEMA_REVISION_SIZE])
{
    char bytes[8];
    size_t front = 0;
    put(revision, bytes);
    while (front < 8 && bytes[front] == 0)
        front++;
    memcpy(out, bytes + front, 8 - front);
    return 8 - front;
}

uint64_t schema_decode_revision(struct slice bytes)
{
    return bytes.size <= SCHEMA_REVISION_SIZE ? get(bytes.data, bytes.size) : 0;
}

void schema_encode_deletion(const struct schema_deletion *deletion, char out[SCHEMA_DELETION_SIZE])
{
    put(deletion->revision, out);
    put(deletion->content_hash, out + 8);
    out[16] = (char)deletion->is_by_user;
}

bool schema_decode_deletion(struct slice bytes, struct schema_deletion *deletion)
{
    if (bytes.size != SCHEMA_DELETION_SIZE)
        return false;
    *deletion = (struct schema_deletion){
        .revision = get(bytes.data, 8),
        .content_hash = get(bytes.data + 8, 8),
        .is_by_user = bytes.data[16] != 0,
    };
    return true;
}
