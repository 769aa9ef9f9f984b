/*
 * UTF-8 by RFC 3629, table 3-7 of the Unicode standard.
 */
#include "core/base/utf8.h"

static bool is_tail(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Bytes that a lead byte announces; 0 where it can't lead. */
static size_t announced_size(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

size_t utf8_next(struct slice text, uint32_t *code_point)
{
    if (text.size == 0)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t size = announced_size(bytes[0]);
    if (size == 0 || size > text.size)
        return 0;
    static const unsigned char lead_mask[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = bytes[0] & lead_mask[size];
    for (size_t i = 1; i < size; i++) {
        if (!is_tail(bytes[i]))
            return 0;
        value = value << 6 | (bytes[i] & 0x3fu);
    }
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    if (code_point != NULL)
        *code_point = value;
    return size;
}

size_t utf8_valid_prefix(struct slice text)
{
    size_t at = 0;
    while (at < text.size) {
        uint64_t eight = 0;
        while (at + sizeof(eight) <= text.size) {
            memcpy(&eight, text.data + at, sizeof(eight));
            if ((eight & UINT64_C(0x8080808080808080)) != 0)
                break;
            at += sizeof(eight);
        }
        if (at < text.size && (unsigned char)text.data[at] < 0x80) {
            at++;
            continue;
        }
        if (at == text.size)
            break;
        size_t size = utf8_next(slice_part(text, at, text.size), NULL);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

size_t utf8_count(struct slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += !is_tail((unsigned char)text.data[i]);
    return count;
}

size_t utf8_encode(uint32_t code_point, char out[static 4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}

size_t utf8_floor(struct slice text, size_t at)
{
    if (at >= text.size)
        return text.size;
    while (at > 0 && is_tail((unsigned char)text.data[at]))
        at--;
    return at;
}

bool utf8_is_steering(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7f && code_point <= 0x9f) || code_point == 0x61c ||
           code_point == 0x200e || code_point == 0x200f ||
           (code_point >= 0x2028 && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}
