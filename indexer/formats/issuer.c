/*
 * The kinds of municipalities and districts of Germany, Austria's Marktgemeinde among them.
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
