/*
 * The kinds of municipalities and districts of Germany, Austria's Marktgemeinde among them, and the
 * names of press offices.
 */
#include "indexer/formats/issuer.h"

#include "core/schema/schema.h"
#include "indexer/formats/layout.h"

static size_t kind_size(struct slice credit)
{
    static const char *const kinds[] = {"Stadt ",
                                        "Gemeinde ",
                                        "Kreis ",
                                        "Landkreis ",
                                        "Markt ",
                                        "Marktgemeinde ",
                                        "Verbandsgemeinde ",
                                        "Samtgemeinde ",
                                        "Ortsgemeinde ",
                                        "Kreisstadt ",
                                        "Hansestadt ",
                                        "Universitätsstadt ",
                                        "Landeshauptstadt ",
                                        "Große Kreisstadt ",
                                        "Flecken ",
                                        "Einheitsgemeinde ",
                                        "Freie und Hansestadt ",
                                        "Freie Hansestadt ",
                                        "Bundesstadt ",
                                        "Stadtverwaltung ",
                                        "Gemeindeverwaltung ",
                                        "Verwaltungsgemeinschaft "};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (slice_starts_with(credit, slice_from(kinds[i])))
            return strlen(kinds[i]);
    }
    return 0;
}

/* What separates the town from photographer or office. */
static size_t name_end(struct slice credit)
{
    static const char *const separators[] = {"/", ",", ";", "|", "(", ":", " - ", " – ", "\n", "©"};
    size_t end = credit.size;
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        size_t at = slice_find(slice_part(credit, 0, end), slice_from(separators[i]));
        end = at < end ? at : end;
    }
    return end;
}

struct slice issuer_from_credit(struct slice credit)
{
    struct slice none = {0};
    credit = layout_trim(credit);
    size_t kind = kind_size(credit);
    struct slice issuer = layout_trim(slice_part(credit, 0, name_end(credit)));
    if (kind == 0 || issuer.size <= kind || issuer.size > SCHEMA_NAME_MAX)
        return none;
    unsigned char first = (unsigned char)issuer.data[kind];
    return (first >= 'A' && first <= 'Z') || first >= 0x80 ? issuer : none;
}

/* ---- contact lines -------------------------------------------------------------------------- */

#define OFFICE_LINE_MAX 120

static const char *const offices[] = {"Pressestelle", "Presseamt",    "Pressereferat",
                                      "Pressebüro",   "Pressedienst", "Presseabteilung"};

/* Kinds as they stand after "der" and "des". */
static const struct {
    const char *written, *shown;
} inflected[] = {
    {"Großen Kreisstadt ", "Große Kreisstadt "},
    {"Freien und Hansestadt ", "Freie und Hansestadt "},
    {"Freien Hansestadt ", "Freie Hansestadt "},
    {"Landkreises ", "Landkreis "},
    {"Kreises ", "Kreis "},
    {"Marktes ", "Markt "},
    {"Fleckens ", "Flecken "},
};

static struct slice skip(struct slice text, const char *front)
{
    struct slice word = slice_from(front);
    return slice_starts_with(text, word) ? layout_trim(slice_part(text, word.size, text.size))
                                         : text;
}

/* "Pressestelle der Stadt Moorfurt" without what is before Stadt. */
static struct slice skip_office(struct slice piece)
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++) {
        struct slice rest = skip(piece, offices[i]);
        if (rest.size < piece.size)
            return skip(skip(rest, "der "), "des ");
    }
    return piece;
}

/* Where an office or a telephone number follows the town without a comma. */
static size_t town_end(struct slice piece)
{
    static const char *const ends[] = {" Presse", " Tel", " Stabsstelle", " Öffentlichkeit", ". "};
    size_t end = piece.size;
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        size_t at = slice_find(slice_part(piece, 0, end), slice_from(ends[i]));
        end = at < end ? at : end;
    }
    return end;
}

static bool join(struct arena *arena, const char *kind, struct slice town, struct slice *issuer)
{
    size_t size = strlen(kind);
    char *bytes = arena_allocate(arena, size + town.size);
    if (bytes == NULL)
        return false;
    memcpy(bytes, kind, size);
    memcpy(bytes + size, town.data, town.size);
    *issuer = issuer_from_credit(slice_of(bytes, size + town.size));
    return true;
}

static bool read_piece(struct slice piece, struct arena *arena, struct slice *issuer)
{
    piece = skip_office(layout_trim(piece));
    piece = slice_part(piece, 0, town_end(piece));
    *issuer = issuer_from_credit(piece);
    for (size_t i = 0; i < sizeof(inflected) / sizeof(inflected[0]); i++) {
        struct slice written = slice_from(inflected[i].written);
        if (slice_starts_with(piece, written))
            return join(arena, inflected[i].shown, slice_part(piece, written.size, piece.size),
                        issuer);
    }
    return true;
}

static struct slice town_of(struct slice issuer)
{
    return slice_part(issuer, kind_size(issuer), issuer.size);
}

bool issuer_from_contact(struct slice contact, struct arena *arena, struct slice *issuer)
{
    struct slice found = {0}, piece_issuer = {0};
    bool is_one = true;
    while (contact.size > 0) {
        size_t end = name_end(contact);
        if (!read_piece(slice_part(contact, 0, end), arena, &piece_issuer))
            return false;
        if (found.size == 0)
            found = piece_issuer;
        else if (piece_issuer.size > 0 && !slice_equal(town_of(found), town_of(piece_issuer)))
            is_one = false;
        contact = slice_part(contact, end < contact.size ? end + 1 : end, contact.size);
    }
    *issuer = is_one ? found : slice_of(NULL, 0);
    return true;
}

bool issuer_is_press_office(struct slice line)
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++)
        if (slice_find(line, slice_from(offices[i])) < line.size)
            return line.size <= OFFICE_LINE_MAX && !layout_ends_sentence(line);
    return false;
}
