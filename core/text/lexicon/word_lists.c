/*
 * Closed lists of German word formation (from the measurements' prototype; README).
 */
#include "core/text/lexicon/word_lists.h"

/* Derivations and inflections: they end words and are none, whatever a dictionary says. */
static const char *const suffixes[] = {
    "ant", "artig", "artige", "artigen", "artiger", "bar", "bare", "barer", "chen", "ei", "eien", "eln", "en", "end", "ende", "enden", "ender", "ens", "ent", "er", "erei", "erin", "erinnen", "ern", "ers", "es", "eur", "eure", "haft", "hafte", "heit", "heiten", "heits", "ie", "ien", "ier", "iere", "ieren", "ierung", "ig", "ige", "igen", "iger", "igkeit", "ik", "iker", "innen", "ion", "ionen", "ions", "isch", "ische", "ischen", "ischer", "ismus", "ist", "isten", "keit", "keiten", "keits", "lei", "lein", "ler", "lern", "lich", "liche", "lichen", "licher", "ling", "linge", "lings", "los", "lose", "mal", "nen", "ner", "nis", "nisse", "or", "oren", "orts", "ration", "ren", "rer", "sal", "sam", "same", "schaft", "schaften", "schafts", "ste", "sten", "ster", "taet", "taets", "tel", "teln", "tels", "ten", "ter", "tes", "tion", "tum", "tums", "ung", "ungen", "ungs", "ur", "uren", "weise",
};

/* Particles, pronouns, articles: words, but hardly ever the first part of a compound noun. */
static const char *const prefixes[] = {
    "ab", "als", "am", "an", "ans", "auch", "auf", "aufs", "aus", "auseinander", "be", "bei", "beim", "bevor", "da", "dabei", "dar", "das", "dass", "davon", "dazu", "de", "dein", "dem", "den", "der", "des", "die", "dis", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "empor", "ent", "entgegen", "entlang", "er", "es", "ex", "fort", "fuer", "ge", "gegen", "gegenueber", "her", "herab", "heran", "heraus", "herbei", "herein", "herum", "herunter", "hervor", "hin", "hinab", "hinaus", "hinein", "hinter", "hinzu", "ihr", "ihre", "im", "in", "ins", "ist", "kein", "ko", "kon", "los", "mein", "miss", "mit", "nach", "nieder", "nur", "oder", "ohne", "per", "pre", "pro", "re", "sein", "seine", "sich", "sie", "so", "sub", "ueber", "ueberein", "um", "umher", "un", "und", "unter", "ur", "ver", "vom", "von", "vor", "voran", "voraus", "vorbei", "vorueber", "weg", "weiter", "wenn", "wider", "wie", "wieder", "wir", "zer", "zu", "zum", "zur", "zurueck", "zusammen", "zuvor", "zwischen",
};

/* What German places and surnames end in. */
static const char *const name_heads[] = {
    "ach", "au", "bach", "bachs", "bauer", "beck", "berg", "berger", "bergs", "born", "brecht", "brunn", "burg", "dorf", "ert", "feld", "felden", "furt", "ger", "hagen", "hardt", "hart", "haus", "hausen", "heim", "hof", "hofen", "horst", "ingen", "kirchen", "loh", "mann", "manns", "mayer", "meier", "mer", "meyer", "mueller", "reuth", "ried", "rode", "stadt", "stein", "stetten", "tal", "thal", "wald", "weiler", "wig",
};

#define MARK(forms, list, flag) mark(forms, list, sizeof(list) / sizeof((list)[0]), flag)

static void mark(struct forms *forms, const char *const *list, size_t count, enum form_flag flag)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t index;
        if (forms_find(forms, slice_from(list[i]), &index))
            forms->items[index].flags |= (uint16_t)flag;
    }
}

void word_lists_mark(struct forms *forms)
{
    MARK(forms, suffixes, FORM_SUFFIX);
    MARK(forms, prefixes, FORM_PREFIX);
    MARK(forms, name_heads, FORM_NAME_HEAD);
}
