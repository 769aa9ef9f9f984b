/*
 * The order of the steps, and which words are stemmed at all.
 */
#include "core/text/stem.h"

#include <stdlib.h>

#include "core/base/dict.h"
#include "core/text/stem_word.h"
#include "core/text/text.h"

_Static_assert(STEM_WORD_MAX == TEXT_TERM_MAX, "a word that fits a term is stemmed");

/* Shorter words have no spelling either. The endings leave Rat, Tag and Ehe alone by themselves. */
#define SHORTEST 2

/* Parts that were stemmed before, each in the one place that its hash says: of the parts of words
 * not seen before three in four are found there (with an eighth of the places half of them). Powers
 * of two; 1 MB. */
#define KEPT_COUNT 32768u
#define KEPT_SIZE  32u
/* Places in use at first. There are four times as many whenever as many parts were put there: who
 * stems but a few words, as one search does, touches a few pages and not one for each word. */
#define KEPT_FIRST 256u

struct kept {
    uint8_t folded_size, stem_size; /* 0: free */
    char bytes[KEPT_SIZE - 2];      /* of the part and its stem */
};

struct stemmer {
    char stem[TEXT_TERM_MAX + STEM_ROOM];
    uint32_t places; /* of kept that are in use, a power of two */
    uint32_t put;    /* parts since there are so many */
    struct kept kept[KEPT_COUNT];
};

void stem_cut(struct stem_word *word, size_t start, size_t end)
{
    memmove(word->letters + start, word->letters + end, word->size - end);
    word->size -= end - start;
}

void stem_replace(struct stem_word *word, const struct suffix_row *row)
{
    size_t kept = word->size - row->ending_size;
    if (kept + row->stem_size > STEM_ROOM)
        return;
    memcpy(word->letters + kept, row->stem, row->stem_size);
    word->size = kept + row->stem_size;
}

bool stem_look_up(struct stem_word *word, const struct suffix_table *table)
{
    const struct suffix_row *row =
        suffix_table_find(table, stem_letters(word), SCOPE_WORD | SCOPE_END, suffix_after_word);
    if (row == NULL)
        return false;
    stem_replace(word, row);
    return true;
}

/* Plurals like Väter and Mängel have no ending that could be taken; all others do. */
static bool is_known(struct stem_word *word, bool had_ending)
{
    bool is_plural =
        had_ending || stem_ends_with(word, SLICE("er")) || stem_ends_with(word, SLICE("el"));
    return stem_look_up(word, &exception_table) || (is_plural && stem_look_up(word, &plural_table));
}

static void stem(struct stem_word *word)
{
    stem_spelling(word);
    if (is_known(word, false))
        return;
    if (stem_feminine(word) && is_known(word, false))
        return;
    bool had_ending = stem_noun_ending(word);
    if (had_ending && is_known(word, true))
        return;
    if (!had_ending)
        stem_adjective_ending(word);
    stem_verb(word, had_ending);
}

/* Where the run of letters a-z at the end begins. */
static size_t letters_start(struct slice folded)
{
    size_t start = folded.size;
    while (start > 0 && folded.data[start - 1] >= 'a' && folded.data[start - 1] <= 'z')
        start--;
    return start;
}

/* Oma's and Felix' without the sign of the genitive, which is often written so; geht's too. */
static struct slice without_apostrophe(struct slice folded)
{
    size_t end = folded.size;
    if (slice_ends_with(folded, SLICE("'s")))
        end -= 2;
    else if (slice_ends_with(folded, SLICE("'")))
        end -= 1;
    return end >= SHORTEST ? slice_part(folded, 0, end) : folded;
}

fund_status stemmer_stem(struct stemmer *stemmer, struct slice folded, struct slice *out,
                         struct fund_error *error)
{
    if (folded.size > 0 && folded.data == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "a word of %zu bytes is NULL", folded.size);
    folded = without_apostrophe(folded);
    size_t start = folded.size <= TEXT_TERM_MAX ? letters_start(folded) : folded.size;
    if (folded.size - start < SHORTEST) {
        *out = folded;
        return FUND_OK;
    }
    struct stem_word word = {.size = folded.size - start};
    memcpy(word.letters, folded.data + start, word.size);
    stem(&word);
    memcpy(stemmer->stem, folded.data, start);
    memcpy(stemmer->stem + start, word.letters, word.size);
    *out = slice_of(stemmer->stem, start + word.size);
    return FUND_OK;
}

static bool is_kept(const struct kept *kept, struct slice folded)
{
    return kept->folded_size == folded.size && memcmp(kept->bytes, folded.data, folded.size) == 0;
}

/* Parts whose place is another one then are put there anew. */
static void note_put(struct stemmer *stemmer)
{
    if (++stemmer->put < stemmer->places || stemmer->places == KEPT_COUNT)
        return;
    stemmer->put = 0;
    stemmer->places = stemmer->places > KEPT_COUNT / 4 ? KEPT_COUNT : stemmer->places * 4;
}

fund_status stemmer_stem_part(struct stemmer *stemmer, struct slice folded, struct slice *out,
                              struct fund_error *error)
{
    if (folded.size == 0 || folded.size > sizeof(stemmer->kept->bytes))
        return stemmer_stem(stemmer, folded, out, error);
    struct kept *kept = &stemmer->kept[dict_key_hash(folded) % stemmer->places];
    if (!is_kept(kept, folded)) {
        fund_status status = stemmer_stem(stemmer, folded, out, error);
        if (status != FUND_OK || folded.size + out->size > sizeof(kept->bytes))
            return status;
        kept->folded_size = (uint8_t)folded.size;
        kept->stem_size = (uint8_t)out->size;
        memcpy(kept->bytes, folded.data, folded.size);
        memcpy(kept->bytes + folded.size, out->data, out->size);
        note_put(stemmer);
    }
    *out = slice_of(kept->bytes + folded.size, kept->stem_size);
    return FUND_OK;
}

uint64_t stemmer_tables_hash(void)
{
    const struct suffix_table *const tables[] = {&spelling_table, &exception_table, &plural_table,
                                                 &feminine_table, &adjective_table, &verb_table};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        hash = hash * 31 + tables[i]->hash;
    return hash;
}

fund_status stemmer_create(struct stemmer **out, struct fund_error *error)
{
    struct stemmer *stemmer = calloc(1, sizeof(*stemmer));
    if (stemmer == NULL)
        return error_no_memory(error);
    stemmer->places = KEPT_FIRST;
    *out = stemmer;
    return FUND_OK;
}

void stemmer_destroy(struct stemmer *stemmer)
{
    free(stemmer);
}
