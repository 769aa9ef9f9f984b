/*
 * See cast.h.
 */
#include "tests/bench/releases/cast.h"

#include <stdio.h>

#include "core/base/dict.h"
#include "core/base/file.h"

#define LIST_MAX  ((size_t)16 * 1024 * 1024)
#define PATH_SIZE 1024

/* How fast the frequency of ranks falls, see draws_rank, and how many octaves of them there are. */
#define TOWN_RATIO         58000
#define TOWN_OCTAVES       9
#define PLACE_OCTAVES      13
#define PERSON_RATIO       45000
#define ORGANISATION_RATIO 43000
#define OCTAVES            16
#define HEADS              4 /* persons of this rank hold office and are followed by others */
#define YEARS_IN_OFFICE    6

static bool append_to(struct cast *cast, struct cast_list *list, struct slice item)
{
    if (!arena_grow(&cast->arena, (void **)&list->items, list->count, &list->capacity,
                    sizeof(item)))
        return false;
    list->items[list->count] = arena_copy(&cast->arena, item);
    return list->items[list->count++].data != NULL;
}

/* "*verein" of words.tsv is the word and the end of others, "~amt" the end of others alone. */
static struct slice bare(struct slice word)
{
    bool is_marked = word.size > 0 && (word.data[0] == '*' || word.data[0] == '~');
    return slice_part(word, is_marked ? 1 : 0, word.size);
}

/* The lines whose first column is key take their second one; without a key all take the first. */
static bool take_line(struct cast *cast, struct cast_list *list, struct slice line,
                      struct slice key)
{
    size_t tab = slice_find(line, SLICE("\t"));
    struct slice first = slice_part(line, 0, tab);
    struct slice second = slice_part(line, tab < line.size ? tab + 1 : tab, line.size);
    bool is_comment = line.size == 0 || line.data[0] == '#';
    if (is_comment || (key.size > 0 && !slice_equal(first, key)))
        return true;
    struct slice item = key.size > 0 ? bare(second) : first;
    return item.size == 0 || append_to(cast, list, item);
}

static fund_status read_list(struct cast *cast, const char *root, const char *name, const char *key,
                             struct cast_list *list, struct fund_error *error)
{
    char path[PATH_SIZE];
    struct buffer lines = buffer_init(LIST_MAX);
    snprintf(path, sizeof(path), "%s/data/names/%s", root, name);
    fund_status status = file_read(path, &lines, error);
    struct slice rest = buffer_slice(&lines);
    while (status == FUND_OK && rest.size > 0) {
        size_t end = slice_find(rest, SLICE("\n"));
        if (!take_line(cast, list, slice_part(rest, 0, end), slice_from(key)))
            status = error_no_memory(error);
        rest = slice_part(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    if (status == FUND_OK && list->count == 0)
        status = error_set(error, FUND_CORRUPT, "'%s' has nothing of '%s'", path, key);
    buffer_finish(&lines);
    return status;
}

fund_status cast_read(struct cast *cast, const char *root, uint64_t seed, struct fund_error *error)
{
    *cast = (struct cast){.arena = arena_init(LIST_MAX), .seed = seed};
    const struct {
        const char *name, *key;
        struct cast_list *list;
    } lists[] = {{"municipalities.tsv", "", &cast->municipalities},
                 {"first_names.tsv", "", &cast->first_names},
                 {"further_first_names.tsv", "", &cast->first_names},
                 {"surnames.tsv", "", &cast->surnames},
                 {"words.tsv", "body", &cast->bodies},
                 {"words.tsv", "club", &cast->clubs},
                 {"words.tsv", "firm", &cast->firms}};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < sizeof(lists) / sizeof(*lists); i++)
        status = read_list(cast, root, lists[i].name, lists[i].key, lists[i].list, error);
    return status;
}

void cast_finish(struct cast *cast)
{
    arena_finish(&cast->arena);
    *cast = (struct cast){0};
}

static struct slice draw_item(const struct cast_list *list, struct draws *draws)
{
    return list->items[draws_below(draws, list->count)];
}

/* The same rank is the same municipality each time. */
static struct slice ranked_place(const struct cast *cast, uint64_t rank)
{
    struct draws own = draws_of(cast->seed ^ 0x70776eu, rank);
    return draw_item(&cast->municipalities, &own);
}

struct slice cast_draw_town(const struct cast *cast, struct draws *draws)
{
    return ranked_place(cast, draws_rank(draws, TOWN_RATIO, TOWN_OCTAVES));
}

struct slice cast_draw_place(const struct cast *cast, struct draws *draws)
{
    return ranked_place(cast, draws_rank(draws, TOWN_RATIO, PLACE_OCTAVES));
}

/* The letters but for their first one's case; umlauts differ in the second of their two bytes. */
static fund_status append_case(struct buffer *out, struct slice word, bool to_capital,
                               struct fund_error *error)
{
    fund_status status = buffer_append(out, word, error);
    if (status != FUND_OK || word.size < 2)
        return status;
    char *first = out->data + out->size - word.size;
    char low = to_capital ? 'a' : 'A', high = to_capital ? 'z' : 'Z';
    bool is_umlaut = (unsigned char)first[0] == 0xc3 && (unsigned char)first[1] != 0x9f;
    if (first[0] >= low && first[0] <= high)
        first[0] = (char)(first[0] ^ 0x20);
    else if (is_umlaut && ((unsigned char)first[1] >= 0xa0) == to_capital)
        first[1] = (char)(first[1] ^ 0x20);
    return FUND_OK;
}

fund_status cast_append_capital(struct buffer *out, struct slice word, struct fund_error *error)
{
    return append_case(out, word, true, error);
}

fund_status cast_append_small(struct buffer *out, struct slice word, struct fund_error *error)
{
    return append_case(out, word, false, error);
}

/* Most surnames are listed; of the others some come from places (Bamberger), some are double. */
static fund_status append_surname(const struct cast *cast, struct draws *own, struct buffer *out,
                                  struct fund_error *error)
{
    bool is_noun = false;
    struct slice place = draw_item(&cast->municipalities, own);
    if (draws_chance(own, 150) && words_is_plain(place, &is_noun)) {
        fund_status status = buffer_append(out, place, error);
        return status == FUND_OK ? buffer_append(out, SLICE("er"), error) : status;
    }
    fund_status status = buffer_append(out, draw_item(&cast->surnames, own), error);
    if (status != FUND_OK || !draws_chance(own, 50))
        return status;
    status = buffer_append_byte(out, '-', error);
    return status == FUND_OK ? buffer_append(out, draw_item(&cast->surnames, own), error) : status;
}

fund_status cast_append_person(const struct cast *cast, struct draws *draws, struct slice town,
                               int year, struct buffer *out, struct fund_error *error)
{
    uint64_t rank = draws_rank(draws, PERSON_RATIO, OCTAVES);
    uint64_t term = rank < HEADS ? (uint64_t)(year / YEARS_IN_OFFICE) : 0;
    struct draws own = draws_of(cast->seed ^ dict_hash(town), rank << 32 | term);
    fund_status status = buffer_append(out, draw_item(&cast->first_names, &own), error);
    if (status == FUND_OK)
        status = buffer_append_byte(out, ' ', error);
    return status == FUND_OK ? append_surname(cast, &own, out, error) : status;
}

static fund_status append_club(const struct cast *cast, struct draws *own, struct slice town,
                               struct buffer *out, struct fund_error *error)
{
    struct slice club = draw_item(&cast->clubs, own);
    for (size_t i = 0; i < club.size; i++) {
        bool is_small = club.data[i] >= 'a' && club.data[i] <= 'z';
        fund_status status =
            buffer_append_byte(out, (char)(is_small ? club.data[i] - 0x20 : club.data[i]), error);
        if (status != FUND_OK)
            return status;
    }
    return buffer_append_format(out, error, " %.*s %u", (int)town.size, town.data,
                                (unsigned)(1848 + draws_below(own, 120)));
}

static fund_status append_firm(const struct cast *cast, struct draws *own, struct buffer *out,
                               struct fund_error *error)
{
    fund_status status = cast_append_capital(out, draw_item(&cast->firms, own), error);
    if (status == FUND_OK)
        status = buffer_append_byte(out, ' ', error);
    if (status == FUND_OK)
        status = append_surname(cast, own, out, error);
    return status == FUND_OK ? buffer_append(out, SLICE(" GmbH"), error) : status;
}

static fund_status append_body(const struct cast *cast, struct draws *own,
                               const struct words *words, struct slice town, struct buffer *out,
                               struct fund_error *error)
{
    struct slice body = draw_item(&cast->bodies, own);
    fund_status status = FUND_OK;
    if (draws_chance(own, 300)) {
        status = buffer_append(out, words_draw_noun(words, own), error);
        if (status == FUND_OK)
            status = cast_append_small(out, body, error);
    } else {
        status = cast_append_capital(out, body, error);
    }
    return status == FUND_OK ? buffer_append_format(out, error, " %.*s", (int)town.size, town.data)
                             : status;
}

fund_status cast_append_organisation(const struct cast *cast, struct draws *draws,
                                     const struct words *words, struct slice town,
                                     struct buffer *out, struct fund_error *error)
{
    uint64_t rank = draws_rank(draws, ORGANISATION_RATIO, OCTAVES);
    struct draws own = draws_of(cast->seed ^ dict_hash(town) ^ 0x6f7267u, rank);
    switch (draws_below(&own, 3)) {
    case 0:
        return append_club(cast, &own, town, out, error);
    case 1:
        return append_firm(cast, &own, out, error);
    default:
        return append_body(cast, &own, words, town, out, error);
    }
}
