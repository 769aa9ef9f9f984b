/*
 * The terms stand sorted, as in a trie: what two have in common at their front is computed once.
 */
#include "query/lib/spell/walk.h"

#include "core/schema/schema.h"

/* A term's letters, and how many of them have rows. */
struct place {
    char word[STORE_TERM_MAX];
    size_t rows;
    unsigned char behind[256]; /* by byte, the next one that a right word may have; 0: none */
};

static size_t common(const struct place *place, struct slice word)
{
    size_t size = 0;
    while (size < place->rows && size < word.size && place->word[size] == word.data[size])
        size++;
    return size;
}

/* Whether the word, which has rows for its first letters, may be near; *dead: letters of the
 * shortest front that may not. */
static bool go_through(struct spell_walk *walk, struct place *place, struct slice word,
                       size_t *dead)
{
    place->rows = common(place, word);
    spell_rows_cut(walk->rows, place->rows);
    spell_rows_limit(walk->rows, walk->bound);
    while (place->rows < word.size) {
        char letter = word.data[place->rows];
        *dead = place->rows + 1;
        if (!spell_rows_may_follow(walk->rows, letter) || !spell_rows_push(walk->rows, letter))
            return false;
        place->word[place->rows++] = letter;
        if (!spell_rows_may_reach(walk->rows, walk->bound))
            return false;
    }
    return true;
}

/* Only these letters, and those of the wrong word, do not cost more than any bound. */
static bool may_be_right(const struct spell_rows *rows, char letter)
{
    return (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '\'' ||
           memchr(rows->wrong, letter, rows->size) != NULL;
}

static void list_letters(const struct spell_rows *rows, struct place *place)
{
    unsigned char behind = '\0';
    for (size_t byte = 256; byte-- > 0;) {
        place->behind[byte] = behind;
        if (may_be_right(rows, (char)byte))
            behind = (unsigned char)byte;
    }
}

/* Another letter in the place of the word's last one, behind it, with which a word may be near; the
 * front is then that of the rows. */
static bool find_sibling(struct spell_walk *walk, struct place *place, struct slice front)
{
    size_t at = front.size - 1;
    char letter = front.data[at];
    while ((letter = (char)place->behind[(unsigned char)letter]) != '\0') {
        spell_rows_cut(walk->rows, at);
        place->rows = at;
        if ((at == 0 && letter == walk->not_first) || !spell_rows_may_follow(walk->rows, letter) ||
            !spell_rows_push(walk->rows, letter))
            continue;
        place->word[place->rows++] = letter;
        if (spell_rows_may_reach(walk->rows, walk->bound))
            return true;
    }
    return false;
}

/* To the first term behind all that begin with so many letters of the word, and behind what no word
 * near begins with; *more is false at the end. */
static fund_status leap(struct spell_walk *walk, struct place *place, struct store_terms *terms,
                        struct slice word, size_t letters, bool *more, struct fund_error *error)
{
    char target[STORE_TERM_MAX];
    size_t size = strlen(walk->prefix), fixed = walk->first != '\0' ? 1 : 0;
    memcpy(place->word, word.data, letters);
    while (letters > fixed && !find_sibling(walk, place, slice_of(place->word, letters)))
        letters--;
    *more = letters > fixed;
    if (!*more)
        return FUND_OK;
    memcpy(target, walk->prefix, size);
    memcpy(target + size, place->word, letters);
    return store_terms_skip_to(terms, slice_of(target, size + letters), error);
}

static bool is_wanted(const struct spell_walk *walk, struct slice word)
{
    return word.size > 0 && (walk->not_first == '\0' || word.data[0] != walk->not_first);
}

static struct slice word_of(const struct spell_walk *walk, struct slice term)
{
    const char separator = SCHEMA_SEPARATOR;
    struct slice rest = slice_part(term, strlen(walk->prefix), term.size);
    return slice_part(rest, 0, slice_find(rest, slice_of(&separator, 1)));
}

static void take_step(struct spell_walk *walk)
{
    if (walk->steps_left > 0)
        walk->steps_left--;
}

/* Looks at one term; *more is false where none can follow. */
static fund_status look(struct spell_walk *walk, struct place *place, struct store_terms *terms,
                        struct slice term, bool *more, struct fund_error *error)
{
    struct slice word = word_of(walk, term);
    size_t dead = 1;
    if (word.size == 0)
        return FUND_OK;
    if (!is_wanted(walk, word) || !go_through(walk, place, word, &dead)) {
        take_step(walk);
        return leap(walk, place, terms, word, dead, more, error);
    }
    uint32_t cost = spell_rows_cost(walk->rows), releases = 0;
    if (cost > walk->bound)
        return FUND_OK;
    fund_status status = store_reader_term_frequency(walk->reader, term, &releases, error);
    return status == FUND_OK && releases > 0 ? walk->visit(walk, word, cost, releases, error)
                                             : status;
}

fund_status spell_walk(struct spell_walk *walk, struct fund_error *error)
{
    char begin[STORE_TERM_MAX];
    struct place place;
    place.rows = 0;
    list_letters(walk->rows, &place);
    struct store_terms *terms = NULL;
    size_t size = strlen(walk->prefix);
    memcpy(begin, walk->prefix, size);
    if (walk->first != '\0')
        begin[size++] = walk->first;
    bool more = true;
    fund_status status = store_terms_all(walk->reader, slice_of(begin, size), &terms, error);
    while (status == FUND_OK && more && walk->steps_left > 0) {
        struct slice term = {NULL, 0};
        status = store_terms_next(terms, &more, &term, NULL, error);
        if (status != FUND_OK || !more)
            break;
        take_step(walk);
        status = look(walk, &place, terms, term, &more, error);
    }
    store_terms_destroy(terms);
    return status;
}
