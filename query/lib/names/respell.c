/*
 * Spellings are tried in the order of how many vowels become umlauts. A vowel before an e is left
 * alone: it is an umlaut already (ae) or part of a diphthong, and German has no üe.
 */
#include "query/lib/names/respell.h"

#include "core/schema/schema.h"

static bool is_ascii(struct slice word)
{
    for (size_t i = 0; i < word.size; i++)
        if ((unsigned char)word.data[i] >= 0x80)
            return false;
    return true;
}

static bool is_place(struct slice word, size_t at)
{
    bool is_vowel = word.data[at] == 'a' || word.data[at] == 'o' || word.data[at] == 'u';
    return is_vowel && (at + 1 == word.size || word.data[at + 1] != 'e');
}

void respelling_init(struct respelling *respelling, struct slice word)
{
    *respelling = (struct respelling){.word = word};
    if (word.size > RESPELL_SIZE_MAX || !is_ascii(word))
        return;
    for (size_t at = 0; at < word.size && respelling->place_count < RESPELL_MAX; at++)
        if (is_place(word, at))
            respelling->places[respelling->place_count++] = at;
}

/* The next choice of umlaut_count places out of place_count, in lexicographic order. */
static bool choose_next(struct respelling *respelling)
{
    for (size_t i = respelling->umlaut_count; i-- > 0;) {
        size_t last = respelling->place_count - respelling->umlaut_count + i;
        if (respelling->umlauts[i] == last)
            continue;
        respelling->umlauts[i]++;
        for (size_t j = i + 1; j < respelling->umlaut_count; j++)
            respelling->umlauts[j] = respelling->umlauts[j - 1] + 1;
        return true;
    }
    return false;
}

/* The first choice of one place more. */
static bool choose_more(struct respelling *respelling)
{
    if (respelling->umlaut_count == respelling->place_count ||
        respelling->umlaut_count == RESPELL_UMLAUTS_MAX)
        return false;
    respelling->umlaut_count++;
    for (size_t i = 0; i < respelling->umlaut_count; i++)
        respelling->umlauts[i] = i;
    return true;
}

static const char *umlaut_of(char vowel)
{
    switch (vowel) {
    case 'a':
        return "ä";
    case 'o':
        return "ö";
    default:
        return "ü";
    }
}

static struct slice write_spelling(struct respelling *respelling)
{
    size_t size = 0, next = 0;
    for (size_t at = 0; at < respelling->word.size; at++) {
        char letter = respelling->word.data[at];
        if (next < respelling->umlaut_count &&
            at == respelling->places[respelling->umlauts[next]]) {
            memcpy(respelling->text + size, umlaut_of(letter), 2);
            size += 2;
            next++;
        } else {
            respelling->text[size++] = letter;
        }
    }
    return slice_of(respelling->text, size);
}

bool respelling_next(struct respelling *respelling, struct slice *text)
{
    if (respelling->given == RESPELL_MAX || (!choose_next(respelling) && !choose_more(respelling)))
        return false;
    respelling->given++;
    *text = write_spelling(respelling);
    return true;
}

fund_status respell_count_word(const struct name_context *context, const struct query_word *word,
                               uint32_t *releases, struct fund_error *error)
{
    uint32_t fewest = 0;
    fund_status status =
        build_term_frequency(context->reader, SCHEMA_WORD, word->meant, &fewest, error);
    if (status == FUND_OK && fewest > 0) {
        *releases = fewest;
        return FUND_OK;
    }
    fewest = UINT32_MAX;
    for (size_t i = 0; i < word->part_count && fewest > 0 && status == FUND_OK; i++) {
        uint32_t count = 0;
        status = build_part_frequency(context->reader, word->parts[i], &count, error);
        if (count < fewest)
            fewest = count;
    }
    *releases = fewest;
    return status;
}

fund_status respell_word(const struct name_context *context, respell_counter count,
                         struct query_word *word, struct fund_error *error)
{
    struct respelling respelling;
    struct slice text;
    struct query_word best = *word;
    uint32_t most = 0;
    size_t umlauts = RESPELL_UMLAUTS_MAX;
    fund_status status = count(context, word, &most, error);
    if (status != FUND_OK || most > 0)
        return status;
    respelling_init(&respelling, word->surface);
    while (respelling_next(&respelling, &text) && respelling.umlaut_count <= umlauts) {
        struct query_words words = {NULL, 0, 0};
        uint32_t releases = 0;
        status = words_read(context->cursor, text, context->arena, &words, error);
        if (status == FUND_OK && words.count == 1)
            status = count(context, &words.items[0], &releases, error);
        if (status != FUND_OK)
            return status;
        if (releases <= most)
            continue;
        best = words.items[0];
        most = releases;
        umlauts = respelling.umlaut_count;
    }
    best.start = word->start;
    best.end = word->end;
    *word = best;
    return FUND_OK;
}
