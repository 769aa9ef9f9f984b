/*
 * Copies tokens of the cursor and marks stop words.
 */
#include "query/lib/base/words.h"

#include "core/text/form.h"

#include <stdlib.h>

/* Bytes of a name up to which it can be a plain one. */
#define PLAIN_MAX 60
/* Room is made for at most so many words at once. */
#define RESERVED_MAX 16

/*
 * Words that a question is built with, folded, in byte order. Only function words: what could be
 * searched for ("Recht", "Weg", "Mai") must not be here.
 */
static const char *const stop_words[] = {
    "aber",    "alle",    "allem",   "allen",   "aller",  "als",     "am",       "an",
    "auch",    "auf",     "aus",     "bei",     "beim",   "bin",     "bis",      "bist",
    "da",      "damit",   "dann",    "darf",    "das",    "dass",    "dein",     "deine",
    "deinem",  "deinen",  "deiner",  "dem",     "den",    "denn",    "der",      "des",
    "dessen",  "die",     "dies",    "diese",   "diesem", "diesen",  "dieser",   "dieses",
    "doch",    "dort",    "du",      "duerfen", "durch",  "ein",     "eine",     "einem",
    "einen",   "einer",   "eines",   "er",      "es",     "etwa",    "euer",     "eure",
    "eurem",   "euren",   "eurer",   "fuer",    "gab",    "gegen",   "gibt",     "habe",
    "haben",   "hat",     "hatte",   "hatten",  "hier",   "ich",     "ihm",      "ihn",
    "ihnen",   "ihr",     "ihre",    "ihrem",   "ihren",  "ihrer",   "ihres",    "im",
    "in",      "ins",     "ist",     "jede",    "jedem",  "jeden",   "jeder",    "jedes",
    "kann",    "koennen", "koennte", "konnte",  "man",    "mehr",    "mein",     "meine",
    "meinem",  "meinen",  "meiner",  "meines",  "mit",    "muessen", "muss",     "nach",
    "nicht",   "noch",    "nur",     "ob",      "oder",   "ohne",    "schon",    "sehr",
    "sein",    "seine",   "seinem",  "seinen",  "seiner", "seines",  "seit",     "sich",
    "sie",     "sind",    "so",      "soll",    "sollen", "sollte",  "sollten",  "ueber",
    "um",      "und",     "uns",     "unser",   "unsere", "unserem", "unseren",  "unserer",
    "unter",   "viel",    "viele",   "vom",     "von",    "vor",     "waehrend", "waere",
    "wann",    "war",     "waren",   "warum",   "was",    "wegen",   "welche",   "welchem",
    "welchen", "welcher", "welches", "wem",     "wen",    "wenn",    "wer",      "werden",
    "weshalb", "wie",     "wieso",   "wieviel", "wir",    "wird",    "wo",       "woher",
    "wohin",   "worden",  "wurde",   "wurden",  "zu",     "zum",     "zur",      "zwischen",
};

static int compare_stop_word(const void *key, const void *entry)
{
    const struct slice *word = key;
    return slice_compare(*word, slice_from(*(const char *const *)entry));
}

bool words_is_stop(struct slice folded)
{
    return bsearch(&folded, stop_words, sizeof(stop_words) / sizeof(*stop_words),
                   sizeof(*stop_words), compare_stop_word) != NULL;
}

static bool copy_surface(struct arena *arena, struct slice text, struct slice *out)
{
    char *memory = arena_allocate(arena, text.size + 1);
    if (memory == NULL)
        return false;
    memcpy(memory, text.data, text.size);
    text_lower(memory, text.size);
    *out = slice_of(memory, text.size);
    return true;
}

/* The longest inner word that begins with a part; NULL where none does. */
static const struct text_term *inner_word_at(const struct text_token *token,
                                             const struct text_term *part)
{
    const struct text_term *longest = NULL;
    for (size_t i = 0; i < token->inner_count; i++)
        if (token->inner[i].start == part->start &&
            (longest == NULL || token->inner[i].end > longest->end))
            longest = &token->inner[i];
    return longest;
}

static bool copy_atoms(struct arena *arena, const struct text_token *token, struct query_word *word)
{
    size_t count = token->term_count - token->word_count;
    struct slice *atoms = arena_array(arena, count, sizeof(*atoms));
    bool is_copied = atoms != NULL;
    for (size_t i = 0; i < count && is_copied; i++) {
        atoms[i] = arena_copy(arena, token->terms[token->word_count + i].stem);
        is_copied = atoms[i].data != NULL;
    }
    word->atoms = atoms;
    word->atom_count = count;
    return is_copied;
}

/* Inner words where it has them, else its atoms. */
static bool copy_parts(struct arena *arena, const struct text_token *token, struct query_word *word)
{
    const struct text_term *terms = token->terms + token->word_count;
    struct slice *parts = arena_array(arena, word->atom_count, sizeof(*parts));
    bool is_copied = parts != NULL;
    word->parts = parts;
    word->part_count = 0;
    for (size_t i = 0; i < word->atom_count && is_copied; i++) {
        const struct text_term *inner = inner_word_at(token, &terms[i]);
        struct slice *part = &parts[word->part_count++];
        *part = inner != NULL ? arena_copy(arena, inner->stem) : word->atoms[i];
        is_copied = part->data != NULL;
        word->front_atom_count = i;
        while (inner != NULL && i + 1 < word->atom_count && terms[i + 1].start < inner->end)
            i++;
        if (word->part_count == 1)
            word->head_atom_start = i + 1;
    }
    return is_copied;
}

static bool copy_word(struct arena *arena, struct slice text, const struct text_token *token,
                      struct query_word *word)
{
    if (!copy_atoms(arena, token, word) || !copy_parts(arena, token, word) ||
        !copy_surface(arena, slice_part(text, token->start, token->end), &word->surface))
        return false;
    word->folded = arena_copy(arena, token->folded);
    word->stem = arena_copy(arena, token->terms[0].stem);
    word->meant = arena_copy(arena, token->terms[token->word_count - 1].stem);
    word->start = token->start;
    word->end = token->end;
    word->run = 0;
    word->is_stop = words_is_stop(token->folded);
    return word->folded.data != NULL && word->stem.data != NULL && word->meant.data != NULL;
}

static bool copy_folded(struct arena *arena, struct slice text, const struct text_token *token,
                        struct query_word *word)
{
    (void)text;
    word->folded = arena_copy(arena, token->folded);
    word->is_stop = words_is_stop(token->folded);
    return word->folded.data != NULL;
}

/* Makes room for as many words as stand between spaces: most texts are names of one or two. */
static bool reserve(struct query_words *words, struct slice text, struct arena *arena)
{
    size_t count = 1;
    if (words->capacity > 0)
        return true;
    for (size_t i = 0; i < text.size && count < RESERVED_MAX; i++)
        count += text.data[i] == ' ';
    words->items = arena_array(arena, count, sizeof(*words->items));
    words->capacity = words->items != NULL ? count : 0;
    return words->items != NULL;
}

/* Whether there was memory. */
typedef bool (*word_copier)(struct arena *arena, struct slice text, const struct text_token *token,
                            struct query_word *word);

static fund_status read_words(struct text_cursor *cursor, struct slice text, struct arena *arena,
                              word_copier copy, struct query_words *words, struct fund_error *error)
{
    fund_status status = text_cursor_start(cursor, text, 1, error);
    if (status != FUND_OK)
        return status;
    struct text_token token;
    if (!reserve(words, text, arena))
        return error_no_memory(error);
    while (text_cursor_next(cursor, &token)) {
        void *items = words->items;
        if (!arena_grow(arena, &items, words->count, &words->capacity, sizeof(*words->items)))
            return error_no_memory(error);
        words->items = items;
        if (!copy(arena, text, &token, &words->items[words->count]))
            return error_no_memory(error);
        words->count++;
    }
    return text_cursor_finish(cursor, NULL, error);
}

fund_status words_read(struct text_cursor *cursor, struct slice text, struct arena *arena,
                       struct query_words *words, struct fund_error *error)
{
    return read_words(cursor, text, arena, copy_word, words, error);
}

/* The bytes of a letter of Latin-1 in UTF-8 that a plain word may have there: capitals only in front;
 * 0 where it is none. */
static size_t plain_letter(struct slice text, size_t at, bool is_front)
{
    unsigned char byte = (unsigned char)text.data[at];
    if ((byte >= 'a' && byte <= 'z') || (is_front && byte >= 'A' && byte <= 'Z'))
        return 1;
    if (byte != 0xc3 || at + 1 == text.size)
        return 0;
    unsigned char next = (unsigned char)text.data[at + 1];
    bool is_capital = next >= 0x80 && next <= 0x9e && next != 0x97;
    bool is_small = next >= 0x9f && next <= 0xbf && next != 0xb7;
    return is_small || (is_capital && is_front) ? 2 : 0;
}

/* Whether it is words of such letters, a space between them, in which the analyser sees no more than
 * that: most names are. */
static bool is_plain_name(struct slice text)
{
    bool is_front = true;
    if (text.size > PLAIN_MAX)
        return false;
    for (size_t at = 0; at < text.size;) {
        size_t size = !is_front && text.data[at] == ' ' ? 1 : plain_letter(text, at, is_front);
        if (size == 0)
            return false;
        is_front = text.data[at] == ' ';
        at += size;
    }
    return !is_front;
}

static fund_status read_plain(struct slice text, struct arena *arena, struct query_words *words,
                              struct fund_error *error)
{
    const char space = ' ';
    struct buffer folded = buffer_init(SIZE_MAX / 2);
    fund_status status = text_fold(text, &folded, error);
    struct slice rest = arena_copy(arena, buffer_slice(&folded));
    if (status == FUND_OK && (rest.data == NULL || !reserve(words, text, arena)))
        status = error_no_memory(error);
    while (status == FUND_OK && rest.size > 0) {
        void *items = words->items;
        size_t end = slice_find(rest, slice_of(&space, 1));
        struct query_word word = {.folded = slice_part(rest, 0, end)};
        word.is_stop = words_is_stop(word.folded);
        if (!arena_grow(arena, &items, words->count, &words->capacity, sizeof(word)))
            status = error_no_memory(error);
        words->items = items;
        if (status == FUND_OK)
            words->items[words->count++] = word;
        rest = slice_part(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    buffer_finish(&folded);
    return status;
}

fund_status words_read_folded(struct text_cursor *cursor, struct slice text, struct arena *arena,
                              struct query_words *words, struct fund_error *error)
{
    return is_plain_name(text) ? read_plain(text, arena, words, error)
                               : read_words(cursor, text, arena, copy_folded, words, error);
}

bool words_contain(const struct query_words *words, struct slice folded)
{
    for (size_t i = 0; i < words->count; i++)
        if (slice_equal(words->items[i].folded, folded))
            return true;
    return false;
}

bool words_have_stem(const struct query_words *words, struct slice stem)
{
    for (size_t i = 0; i < words->count; i++)
        if (slice_equal(words->items[i].stem, stem))
            return true;
    return false;
}

bool words_have_inner(const struct query_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].atom_count > words[i].part_count)
            return true;
    return false;
}
