/*
 * The street's name, "straße" or "straßen", and what may follow, each split by itself.
 */
#include "core/text/street.h"

#define STREET "strasse"
/* Shorter ones are no names, and no words: "straßen-um". */
#define FRONT_MIN 3u
#define REST_MIN  3u

/* Offset of the last "strasse" of the word that has something before it; its size where there is
 * none. */
static size_t find_street(struct slice folded)
{
    size_t street = sizeof(STREET) - 1;
    for (size_t at = folded.size; at-- > FRONT_MIN;)
        if (at + street <= folded.size &&
            slice_starts_with(slice_part(folded, at, folded.size), SLICE(STREET)))
            return at;
    return folded.size;
}

/* An ß decides: the word "Trasse" has none. */
static bool has_eszett(struct slice raw)
{
    return slice_find(raw, SLICE("ß")) < raw.size || slice_find(raw, SLICE("ẞ")) < raw.size;
}

static bool has_boundary(const uint8_t *boundaries, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (boundaries[i] == at)
            return true;
    return false;
}

/* Adds a boundary before a piece of the word, and those inside it. */
static void add_piece(const struct splitter *splitter, struct slice folded, size_t from, size_t to,
                      uint8_t boundaries[SPLITTER_PARTS_MAX], size_t *count)
{
    uint8_t inside[SPLITTER_PARTS_MAX];
    size_t inside_count = splitter_split(splitter, slice_part(folded, from, to), inside);
    if (from > 0 && *count < SPLITTER_PARTS_MAX)
        boundaries[(*count)++] = (uint8_t)from;
    for (size_t i = 0; i < inside_count && *count < SPLITTER_PARTS_MAX; i++)
        boundaries[(*count)++] = (uint8_t)(from + inside[i]);
}

size_t street_split(const struct splitter *splitter, struct slice raw, struct slice folded,
                    uint8_t boundaries[SPLITTER_PARTS_MAX], size_t count)
{
    if (folded.size > SPLITTER_WORD_MAX)
        return count;
    size_t at = find_street(folded);
    if (at == folded.size || has_boundary(boundaries, count, at))
        return count;
    if (has_boundary(boundaries, count, at + 1) && !has_eszett(raw))
        return count;
    size_t end = at + sizeof(STREET) - 1;
    if (end < folded.size && folded.data[end] == 'n')
        end++;
    if (end < folded.size && folded.size - end < REST_MIN)
        return count;
    size_t found = 0;
    add_piece(splitter, folded, 0, at, boundaries, &found);
    if (found < SPLITTER_PARTS_MAX)
        boundaries[found++] = (uint8_t)at;
    if (end < folded.size)
        add_piece(splitter, folded, end, folded.size, boundaries, &found);
    return found;
}
