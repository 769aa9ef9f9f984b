/*
 * Acronyms by their letters: "IWGA" in "International World Games Association".
 */
#include "indexer/names/organisations.h"

#include "indexer/names/letters.h"

/* Tokens of an acronym, its bytes, and tokens of the name that it is compared with. */
#define ACRONYM_MAX      3
#define ACRONYM_SIZE_MAX 40
#define NAME_TOKENS_MAX  12

/* Whether the letters of part stand in whole in this order, whatever their case. */
static bool is_subsequence(const char *part, size_t part_size, const char *whole, size_t whole_size)
{
    size_t found = 0;
    for (size_t i = 0; i < whole_size && found < part_size; i++)
        found += part[found] == whole[i];
    return found == part_size;
}

size_t acronyms_in_brackets(const struct tokens *tokens, size_t at)
{
    size_t count = 0;
    if (!tokens_is(tokens, tokens_next(tokens, at), "("))
        return 0;
    while (count <= ACRONYM_MAX && token_is(tokens_next(tokens, at + 1 + count), TOKEN_WORD))
        count++;
    if (count == 0 || count > ACRONYM_MAX ||
        !tokens_is(tokens, tokens_next(tokens, at + 1 + count), ")"))
        return 0;
    const struct token *first = tokens_at(tokens, at + 1);
    struct span acronym = span_of(at + 1, at + 1 + count);
    struct slice word = tokens_text(tokens, first);
    bool is_acronym = letters_count_capitals(word) > 1 && !token_has(first, WORD_ROLE) &&
                      spans_is_short(tokens, &acronym);
    return is_acronym ? count : 0;
}

bool acronyms_is_short_for(const struct tokens *tokens, const struct token *acronym, size_t first,
                           size_t end)
{
    char letters[ACRONYM_SIZE_MAX], initials[NAME_TOKENS_MAX];
    char name[NAME_TOKENS_MAX * LISTS_WORD_MAX];
    struct slice word = tokens_text(tokens, acronym);
    struct range range = tokens_range(tokens, first, end);
    struct slice text = slice_part(tokens->text, range.start, range.end);
    size_t count = 0;
    if (word.size > sizeof(letters) || text.size > sizeof(name) || end - first > NAME_TOKENS_MAX)
        return false;
    letters_lower(word, letters);
    letters_lower(text, name);
    for (size_t i = first; i < end; i++)
        if (token_is(tokens_at(tokens, i), TOKEN_CAPITAL))
            initials[count++] = name[tokens_at(tokens, i)->start - range.start];
    return count > 1 && letters[0] == name[0] &&
           is_subsequence(letters, word.size, name, text.size) &&
           is_subsequence(initials, count, letters, word.size);
}
