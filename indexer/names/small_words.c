/*
 * The lists, and a word's place in them.
 */
#include "indexer/names/small_words.h"

#include <stddef.h>

static const char *const articles[] = {"der",  "die",   "das",   "den",   "dem",   "des", "ein",
                                       "eine", "einen", "einem", "einer", "eines", "im",  "am",
                                       "zum",  "zur",   "vom",   "beim",  "ins",   "Der", "Die",
                                       "Das",  "Im",    "Am",    NULL};
static const char *const directions[] = {"in", "nach", "aus", "bei", "In", "Aus", NULL};
static const char *const before_places[] = {"in",  "aus",  "nach", "bei",      "bis", "von", "In",
                                            "Aus", "Nach", "Bei",  "zwischen", "Von", NULL};
static const char *const before_no_place[] = {
    "der",   "die",   "das",   "den",  "dem",  "des",   "ein",     "eine", "einen", "einem",
    "einer", "eines", "im",    "am",   "zum",  "zur",   "beim",    "vom",  "Der",   "Die",
    "Das",   "kein",  "keine", "Herr", "Frau", "Herrn", "Familie", "Dr.",  NULL};
static const char *const before_no_surname[] = {
    "der", "die", "das", "den", "dem",  "des",   "ein",   "eine", "einen", "einem", "einer",
    "im",  "in",  "am",  "zum", "zur",  "nach",  "aus",   "beim", "vom",   "Der",   "Die",
    "Das", "Im",  "In",  "Am",  "kein", "keine", "jeder", "alle", NULL};
static const char *const introductions[] = {"Ortsteil",     "Ortsteile",       "Ortsteilen",
                                            "Ortsteils",    "Stadtteil",       "Stadtteile",
                                            "Stadtteilen",  "Stadtteils",      "Ortschaft",
                                            "Ortschaften",  "Gemeinde",        "Gemeinden",
                                            "Stadtbezirk",  "Weiler",          "Partnerstadt",
                                            "Nachbarstadt", "Nachbargemeinde", "Kreisstadt",
                                            "Hansestadt",   "Stadt",           NULL};

static const struct {
    const char *const *words;
    enum small_words list;
} lists[] = {
    {articles, SMALL_ARTICLE},
    {directions, SMALL_DIRECTION},
    {before_places, SMALL_PLACE_BEFORE},
    {before_no_place, SMALL_NO_PLACE},
    {before_no_surname, SMALL_NO_SURNAME},
    {introductions, SMALL_INTRODUCTION},
};

static bool is_in(struct slice word, const char *const *words)
{
    for (; *words != NULL; words++)
        if ((*words)[0] == word.data[0] && slice_equal(word, slice_from(*words)))
            return true;
    return false;
}

uint16_t small_words_find(struct slice word)
{
    unsigned found = 0;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]) && word.size > 0; i++)
        if (is_in(word, lists[i].words))
            found |= (unsigned)lists[i].list;
    return (uint16_t)found;
}
