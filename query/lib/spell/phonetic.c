/*
 * Postel's table: a digit for each letter, which for some depends on the letters beside it; then one
 * for each run of equal digits, and no 0 but at the front.
 */
#include "query/lib/spell/phonetic.h"

#define SILENT '-'

static bool is_among(char letter, const char *set)
{
    return letter != '\0' && strchr(set, letter) != NULL;
}

/* c is hard (4) before some letters, at the front also before l and r; behind s and z it is 8. */
static char digit_of_c(char before, char after)
{
    if (before == '\0')
        return is_among(after, "ahkloqrux") ? '4' : '8';
    if (is_among(before, "sz"))
        return '8';
    return is_among(after, "ahkoqux") ? '4' : '8';
}

static char digit_of(char letter, char before, char after)
{
    if (is_among(letter, "aeijouy"))
        return '0';
    if (letter == 'b' || (letter == 'p' && after != 'h'))
        return '1';
    if (is_among(letter, "dt"))
        return is_among(after, "csz") ? '8' : '2';
    if (is_among(letter, "fvwp"))
        return '3';
    if (is_among(letter, "gkq"))
        return '4';
    if (letter == 'c')
        return digit_of_c(before, after);
    if (letter == 'l')
        return '5';
    if (is_among(letter, "mn"))
        return '6';
    if (letter == 'r')
        return '7';
    return is_among(letter, "sz") ? '8' : SILENT;
}

size_t spell_phonetic(struct slice folded, char code[static SPELL_PHONETIC_MAX])
{
    size_t size = 0;
    char last = '\0', before = '\0';
    for (size_t i = 0; i < folded.size && size + 2 <= SPELL_PHONETIC_MAX; i++) {
        char letter = folded.data[i];
        char after = i + 1 < folded.size ? folded.data[i + 1] : '\0';
        if (letter < 'a' || letter > 'z')
            continue;
        char digit = digit_of(letter, before, after);
        if (letter == 'x') /* 48, but 8 behind c, k and q */
            digit = is_among(before, "ckq") ? '8' : '4';
        if (digit != SILENT && digit != last && (digit != '0' || size == 0))
            code[size++] = digit;
        if (letter == 'x' && digit == '4')
            code[size++] = digit = '8';
        if (digit != SILENT)
            last = digit;
        before = letter;
    }
    return size;
}

bool spell_sounds_alike(struct slice left, struct slice right)
{
    char codes[2][SPELL_PHONETIC_MAX];
    size_t size = spell_phonetic(left, codes[0]);
    return size > 0 && size == spell_phonetic(right, codes[1]) &&
           memcmp(codes[0], codes[1], size) == 0;
}
