/*
 * Character classes by Unicode block (The Unicode Standard 15, chapters 7 to 8).
 */
#include "indexer/names/letters.h"

#include "core/base/utf8.h"

struct span {
    uint32_t first, last;
};

static bool is_within(const struct span *spans, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= spans[i].first && code_point <= spans[i].last)
            return true;
    return false;
}

bool letters_is_wide_letter(uint32_t code_point)
{
    /* Everything from U+00C0 on but signs, punctuation, private use and pictures. */
    static const struct span others[] = {
        {0xD7, 0xD7},     {0xF7, 0xF7},       {0x2000, 0x2BFF},    {0x2E00, 0x2E7F},
        {0x3000, 0x303F}, {0xD800, 0xF8FF},   {0xFE00, 0xFE6F},    {0xFF00, 0xFF20},
        {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
    };
    return code_point >= 0xC0 && !is_within(others, sizeof(others) / sizeof(others[0]), code_point);
}

bool letters_is_wide_capital(uint32_t code_point)
{
    /* Blocks in which capitals and small letters alternate, the capital even or odd. */
    static const struct span even[] = {
        {0x100, 0x137}, {0x14A, 0x177}, {0x1DE, 0x1EF}, {0x1F8, 0x233}, {0x1E00, 0x1EFF}};
    static const struct span odd[] = {{0x139, 0x148}, {0x179, 0x17E}, {0x1CD, 0x1DC}};
    static const struct span all[] = {
        {0xC0, 0xD6}, {0xD8, 0xDE}, {0x178, 0x178}, {0x386, 0x3AB}, {0x400, 0x42F}};
    if (is_within(all, sizeof(all) / sizeof(all[0]), code_point))
        return code_point != 0x390;
    if (is_within(even, sizeof(even) / sizeof(even[0]), code_point))
        return code_point % 2 == 0;
    return is_within(odd, sizeof(odd) / sizeof(odd[0]), code_point) && code_point % 2 == 1;
}

void letters_lower(struct slice text, char *out)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool after_c3 = i > 0 && (unsigned char)text.data[i - 1] == 0xC3;
        if (byte >= 'A' && byte <= 'Z')
            byte = (unsigned char)(byte + 0x20);
        else if (after_c3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97)
            byte = (unsigned char)(byte + 0x20);
        out[i] = (char)byte;
    }
}

int letters_count_capitals(struct slice word)
{
    int count = 0;
    uint32_t code_point;
    for (size_t at = 0, size; at < word.size; at += size != 0 ? size : 1) {
        size = utf8_next(slice_part(word, at, word.size), &code_point);
        count += size != 0 && letters_is_capital(code_point);
    }
    return count;
}
