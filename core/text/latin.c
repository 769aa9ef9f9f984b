/*
 * Latin-1 letters: decoding from UTF-8, case, folding.
 */
#include "core/text/latin.h"

#include "core/base/utf8.h"

#define FIRST_MARKED 0xC0

/* What the letters U+00C0 … U+00FF fold to; NULL for × and ÷. */
static const char *const folds[64] = {
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e",  "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", 0,   "oe", "u", "u", "u", "ue", "y", "th", "ss",
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e",  "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", 0,   "oe", "u", "u", "u", "ue", "y", "th", "y",
};

bool latin_decode(struct slice utf8, struct latin_word *word)
{
    size_t size = 0;
    while (utf8.size > 0) {
        uint32_t letter;
        size_t bytes = utf8_next(utf8, &letter);
        if (bytes == 0 || letter > 0xFF || size == LATIN_WORD_MAX)
            return false;
        word->letters[size++] = (uint8_t)letter;
        utf8 = slice_part(utf8, bytes, utf8.size);
    }
    word->size = size;
    return size > 0;
}

bool latin_copy(struct slice bytes, struct latin_word *word)
{
    if (bytes.size == 0 || bytes.size > LATIN_WORD_MAX)
        return false;
    memcpy(word->letters, bytes.data, bytes.size);
    word->size = bytes.size;
    return true;
}

bool latin_is_capital(uint8_t letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7);
}

uint8_t latin_lower(uint8_t letter)
{
    return latin_is_capital(letter) ? (uint8_t)(letter + 0x20) : letter;
}

bool latin_fold(const struct latin_word *word, struct latin_folded *folded)
{
    size_t size = 0;
    for (size_t i = 0; i < word->size; i++) {
        uint8_t letter = latin_lower(word->letters[i]);
        if (letter >= 'a' && letter <= 'z') {
            folded->letters[size++] = (char)letter;
            continue;
        }
        if (letter < FIRST_MARKED || folds[letter - FIRST_MARKED] == NULL)
            return false;
        for (const char *plain = folds[letter - FIRST_MARKED]; *plain != '\0'; plain++)
            folded->letters[size++] = *plain;
    }
    folded->size = size;
    return size > 0;
}
