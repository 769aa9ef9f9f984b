/*
 * Closed lists of German word formation (from the measurements' prototype; README).
 */
#include "core/text/lexicon/word_lists.h"

/* Derivations and inflections: they end words and are none, whatever a dictionary says. */
static const char *const suffixes[] = {
    "alis",      "ant",     "artig",  "artige", "artigen",  "artiger", "bar",      "bare",
    "barer",     "chen",    "ei",     "eien",   "eln",      "en",      "ender",    "ens",
    "ent",       "er",      "erei",   "erin",   "erinnen",  "ern",     "ers",      "es",
    "eur",       "eure",    "gen",    "haft",   "hafte",    "heit",    "heiten",   "heits",
    "ie",        "ien",     "ier",    "iere",   "ieren",    "ierung",  "ig",       "ige",
    "igen",      "iger",    "igkeit", "ik",     "iker",     "ing",     "ings",     "ion",
    "ionen",     "ions",    "isch",   "ische",  "ischen",   "ischer",  "isierung", "isierungen",
    "isierungs", "ismus",   "ist",    "isten",  "keit",     "keiten",  "keits",    "lei",
    "lein",      "ler",     "lern",   "lich",   "liche",    "lichen",  "licher",   "ling",
    "linge",     "lings",   "los",    "lose",   "nen",      "ner",     "nis",      "nisch",
    "nische",    "nischen", "nisse",  "or",     "oren",     "ration",  "ren",      "rer",
    "sal",       "sam",     "same",   "schaft", "schaften", "schafts", "ste",      "sten",
    "ster",      "taet",    "taets",  "tel",    "teln",     "tels",    "ten",      "ter",
    "tes",       "thek",    "tion",   "tum",    "tums",     "ung",     "ungen",    "ungs",
    "ur",        "uren",
};

/* Particles, pronouns, articles: words, but hardly ever the first part of a compound noun. */
static const char *const prefixes[] = {
    "ab",       "als",         "am",       "an",     "ans",      "auch",   "auf",      "aufs",
    "aus",      "auseinander", "be",       "bei",    "beim",     "bevor",  "da",       "dabei",
    "dar",      "das",         "dass",     "davon",  "dazu",     "de",     "dein",     "dem",
    "den",      "der",         "des",      "die",    "dis",      "durch",  "ein",      "eine",
    "einem",    "einen",       "einer",    "eines",  "empor",    "ent",    "entgegen", "entlang",
    "er",       "es",          "ex",       "fort",   "fuer",     "ge",     "gegen",    "gegenueber",
    "her",      "herab",       "heran",    "heraus", "herbei",   "herein", "herum",    "herunter",
    "hervor",   "hin",         "hinab",    "hinaus", "hinein",   "hinter", "hinzu",    "ihr",
    "ihre",     "im",          "in",       "ins",    "inter",    "ist",    "kein",     "ko",
    "kon",      "los",         "mein",     "miss",   "mit",      "nach",   "nieder",   "nur",
    "oder",     "ohne",        "per",      "prae",   "pre",      "pro",    "re",       "semi",
    "statt",    "sein",        "seine",    "sich",   "sie",      "so",     "sub",      "ueber",
    "ueberein", "um",          "umher",    "un",     "und",      "unter",  "ur",       "ver",
    "vom",      "von",         "vor",      "voran",  "voraus",   "vorbei", "vorueber", "weiter",
    "wenn",     "wider",       "wie",      "wieder", "wir",      "zer",    "zu",       "zum",
    "zur",      "zurueck",     "zusammen", "zuvor",  "zwischen",
};

/* What German places and surnames end in. */
static const char *const name_heads[] = {
    "ach",     "au",      "bach",    "bacher",  "bachs",   "bauer",  "baum",   "beck",     "berg",
    "berge",   "bergen",  "berger",  "bergs",   "beuren",  "born",   "brecht", "bruecken", "brunn",
    "buettel", "burg",    "damm",    "dorf",    "dorfer",  "eck",    "eder",   "eli",      "ert",
    "feld",    "felde",   "felden",  "felder",  "fels",    "ford",   "furt",   "furth",    "ger",
    "grub",    "gruber",  "gruen",   "hagen",   "hardt",   "hart",   "haus",   "hausen",   "hauser",
    "heim",    "hof",     "hofen",   "hofer",   "holz",    "horst",  "huber",  "huette",   "ingen",
    "itz",     "kamp",    "kappel",  "kirch",   "kirchen", "lar",    "leben",  "lingen",   "loh",
    "lohe",    "man",     "mann",    "manns",   "mayer",   "meier",  "mer",    "meyer",    "moos",
    "muehle",  "mueller", "munster", "reuter",  "reuth",   "ried",   "ringen", "roda",     "rode",
    "ruhe",    "scheid",  "schmidt", "schmied", "schwend", "siedel", "singen", "stadt",    "steig",
    "stein",   "stetten", "stetter", "tal",     "thal",    "wald",   "walde",  "wang",     "weide",
    "weiler",  "wies",    "wiese",   "wig",     "winkel",  "witz",   "zell",
};

/* Words that begin compounds and look like what ends words. */
static const char *const never_heads[] = {
    "end",
    "innen",
    "mal",
    "orts",
};

/* Bound forms from Greek and Latin that today begin compounds with any German word. */
static const char *const combining_forms[] = {
    "aero",    "agrar", "agro",   "archaeo", "astro",  "audio",  "bio",    "deko",
    "elektro", "euro",  "foto",   "geo",     "hekto",  "hydro",  "info",   "kilo",
    "makro",   "mega",  "mikro",  "milli",   "mini",   "multi",  "nano",   "neo",
    "neuro",   "oeko",  "palaeo", "photo",   "pseudo", "psycho", "schoko", "sozio",
    "thermo",  "turbo", "ultra",  "video",   "zenti",
};

/* What distinguishes German places of the same name. */
static const char *const name_fronts[] = {
    "alt",  "gross", "hohen", "klein", "mittel", "neu",  "nieder",
    "nord", "ober",  "ost",   "sued",  "unter",  "west",
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

fund_status word_lists_add(struct forms *forms, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t count = sizeof(combining_forms) / sizeof(combining_forms[0]);
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = forms_flag(forms, slice_from(combining_forms[i]), FORM_MODIFIER, error);
    return status;
}

void word_lists_mark(struct forms *forms)
{
    MARK(forms, suffixes, FORM_SUFFIX);
    MARK(forms, prefixes, FORM_PREFIX);
    MARK(forms, name_heads, FORM_NAME_HEAD);
    MARK(forms, never_heads, FORM_NEVER_HEAD);
    MARK(forms, name_fronts, FORM_NAME_FRONT);
}
