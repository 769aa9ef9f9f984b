/*
 * The words of a role: which adjectives belong to it, and the inflection of its noun. German has
 * few ways to decline the nouns of persons; each is an ending and what takes its place.
 */
#include "indexer/names/roles.h"

#include "indexer/names/letters.h"

/* Shortest word that is taken for a role by its ending alone. */
#define AGENT_SIZE_MIN 7

static const struct {
    const char *stem;
    enum role_adjective kind;
} adjectives[] = {
    {"erst", ROLE_ADJECTIVE_RANK},
    {"zweit", ROLE_ADJECTIVE_RANK},
    {"dritt", ROLE_ADJECTIVE_RANK},
    {"viert", ROLE_ADJECTIVE_RANK},
    {"technisch", ROLE_ADJECTIVE_RANK},
    {"kaufmännisch", ROLE_ADJECTIVE_RANK},
    {"ärztlich", ROLE_ADJECTIVE_RANK},
    {"leitend", ROLE_ADJECTIVE_RANK},
    {"parlamentarisch", ROLE_ADJECTIVE_RANK},
    {"künstlerisch", ROLE_ADJECTIVE_RANK},
    {"wissenschaftlich", ROLE_ADJECTIVE_RANK},
    {"pädagogisch", ROLE_ADJECTIVE_RANK},
    {"musikalisch", ROLE_ADJECTIVE_RANK},
    {"sportlich", ROLE_ADJECTIVE_RANK},
    {"persönlich", ROLE_ADJECTIVE_RANK},
    {"städtisch", ROLE_ADJECTIVE_RANK},
    {"evangelisch", ROLE_ADJECTIVE_RANK},
    {"katholisch", ROLE_ADJECTIVE_RANK},
    {"medizinisch", ROLE_ADJECTIVE_RANK},
    {"fachlich", ROLE_ADJECTIVE_RANK},
    {"geschäftsführend", ROLE_ADJECTIVE_RANK},
    {"stellvertretend", ROLE_ADJECTIVE_STATE},
    {"ehemalig", ROLE_ADJECTIVE_STATE},
    {"früher", ROLE_ADJECTIVE_STATE},
    {"damalig", ROLE_ADJECTIVE_STATE},
    {"bisherig", ROLE_ADJECTIVE_STATE},
    {"scheidend", ROLE_ADJECTIVE_STATE},
    {"kommissarisch", ROLE_ADJECTIVE_STATE},
    {"gewählt", ROLE_ADJECTIVE_STATE},
    {"künftig", ROLE_ADJECTIVE_STATE},
    {"designiert", ROLE_ADJECTIVE_STATE},
    {"vorläufig", ROLE_ADJECTIVE_STATE},
    {"ehrenamtlich", ROLE_ADJECTIVE_STATE},
    {"hauptamtlich", ROLE_ADJECTIVE_STATE},
    {"ältest", ROLE_ADJECTIVE_STATE},
    {"jüngst", ROLE_ADJECTIVE_STATE},
    {"neu", ROLE_ADJECTIVE_IDLE},
    {"amtierend", ROLE_ADJECTIVE_IDLE},
    {"heutig", ROLE_ADJECTIVE_IDLE},
    {"jetzig", ROLE_ADJECTIVE_IDLE},
    {"derzeitig", ROLE_ADJECTIVE_IDLE},
    {"langjährig", ROLE_ADJECTIVE_IDLE},
};

static const char *const adjective_endings[] = {"e", "en", "er", "es", "em", NULL};

/* Inflected forms and their nominative singular; longer ones first. */
static const struct {
    const char *form, *singular;
    bool is_plural;
} forms[] = {
    {"innen", "in", true},
    {"mitgliedern", "mitglied", true},
    {"mitglieder", "mitglied", true},
    {"mitglieds", "mitglied", false},
    {"männern", "mann", true},
    {"männer", "mann", true},
    {"frauen", "frau", true},
    {"anwälten", "anwalt", true},
    {"anwälte", "anwalt", true},
    {"ständen", "stand", true},
    {"stände", "stand", true},
    {"bischöfen", "bischof", true},
    {"bischöfe", "bischof", true},
    {"töchtern", "tochter", true},
    {"töchter", "tochter", true},
    {"brüdern", "bruder", true},
    {"brüder", "bruder", true},
    {"ärzten", "arzt", true},
    {"ärzte", "arzt", true},
    {"räten", "rat", true},
    {"räte", "rat", true},
    {"vögten", "vogt", true},
    {"vögte", "vogt", true},
    {"köchen", "koch", true},
    {"köche", "koch", true},
    {"söhnen", "sohn", true},
    {"söhne", "sohn", true},
    {"herren", "herr", true},
    {"herrn", "herr", false},
};

static const char *const noun_endings[] = {"n", "en", "s", "es", "e", NULL};

/* Adjectives and participles that name a person. */
static const char *const participles[] = {
    "vorsitzend",     "beauftragt", "abgeordnet",  "beigeordnet", "verordnet",
    "sachverständig", "angestellt", "überlebend",  "studierend",  "auszubildend",
    "bevollmächtigt", "bedienstet", "beschäftigt", "delegiert",   "gesandt",
    "geistlich",      NULL};

/* Endings of nouns for persons that no list has; others that end so are none. */
static const char *const agents[] = {"erin",  "istin", "orin", "entin", "antin", "login",
                                     "nomin", "änin",  "utin", "ärin",  "ologe", "ogin",
                                     "iker",  "ist",   "ator", NULL};
static const char *const no_agents[] = {"frist", "geist", "christ", "zwist", "twist", NULL};

/* The capitalised word in lower case; empty where it is too long. */
static struct slice lower_case(struct slice word, char out[LISTS_WORD_MAX])
{
    if (word.size > LISTS_WORD_MAX)
        return slice_of(out, 0);
    letters_lower(word, out);
    return slice_of(out, word.size);
}

enum role_adjective role_words_adjective(struct slice word, size_t *stem)
{
    char buffer[LISTS_WORD_MAX];
    struct slice lower = lower_case(word, buffer);
    for (size_t i = 0; adjective_endings[i] != NULL; i++) {
        struct slice ending = slice_from(adjective_endings[i]);
        if (!slice_ends_with(lower, ending))
            continue;
        struct slice front = slice_part(lower, 0, lower.size - ending.size);
        for (size_t k = 0; k < sizeof(adjectives) / sizeof(adjectives[0]); k++)
            if (slice_equal(front, slice_from(adjectives[k].stem))) {
                if (stem != NULL)
                    *stem = front.size;
                return adjectives[k].kind;
            }
    }
    return ROLE_ADJECTIVE_NONE;
}

static bool is_listed(const struct lists *lists, struct slice word)
{
    uint32_t classes = lists_classify(lists, word);
    return (classes & WORD_ROLE) && !(classes & WORD_GENITIVE);
}

/* Index of the inflected form that ends the word, or of the table's end. */
static size_t form_of(struct slice lower)
{
    size_t count = sizeof(forms) / sizeof(forms[0]);
    for (size_t i = 0; i < count; i++)
        if (slice_ends_with(lower, slice_from(forms[i].form)))
            return i;
    return count;
}

/* Bytes of the listed role whose inflected form the word is, or 0. */
static size_t listed_stem(const struct lists *lists, struct slice word)
{
    for (size_t i = 0; noun_endings[i] != NULL; i++) {
        struct slice ending = slice_from(noun_endings[i]);
        if (word.size > ending.size + 2 && slice_ends_with(word, ending) &&
            is_listed(lists, slice_part(word, 0, word.size - ending.size)))
            return word.size - ending.size;
    }
    return 0;
}

static bool ends_with_any(struct slice word, const char *const *endings)
{
    for (; *endings != NULL; endings++)
        if (word.size > slice_from(*endings).size && slice_ends_with(word, slice_from(*endings)))
            return true;
    return false;
}

size_t role_words_participle(struct slice word)
{
    char buffer[LISTS_WORD_MAX];
    struct slice lower = lower_case(word, buffer);
    for (size_t i = 0; adjective_endings[i] != NULL; i++) {
        struct slice ending = slice_from(adjective_endings[i]);
        if (!slice_ends_with(lower, ending))
            continue;
        struct slice front = slice_part(lower, 0, lower.size - ending.size);
        for (size_t k = 0; participles[k] != NULL; k++)
            if (slice_ends_with(front, slice_from(participles[k])))
                return front.size;
    }
    return 0;
}

uint32_t role_words_sex(struct slice noun)
{
    static const char *const female[] = {"in",      "frau",    "witwe", "schwester", "mutter",
                                         "hebamme", "tochter", "tante", "nichte",    NULL};
    char buffer[LISTS_WORD_MAX];
    struct slice lower = lower_case(noun, buffer);
    if (role_words_participle(noun) > 0)
        return 0;
    for (size_t i = 0; female[i] != NULL; i++)
        if (slice_ends_with(lower, slice_from(female[i])))
            return WORD_FEMALE;
    return WORD_MALE;
}

struct slice role_words_singular(const struct lists *lists, struct slice word,
                                 char out[ROLE_WORD_MAX])
{
    char buffer[LISTS_WORD_MAX];
    struct slice lower = lower_case(word, buffer);
    size_t form = form_of(lower);
    if (lower.size == 0)
        return word;
    if (form < sizeof(forms) / sizeof(forms[0])) {
        struct slice singular = slice_from(forms[form].singular);
        size_t kept = word.size - slice_from(forms[form].form).size;
        memcpy(out, word.data, kept);
        memcpy(out + kept, singular.data, singular.size);
        if (kept == 0) /* "Ärzte": the new ending begins the word */
            out[0] = (char)(out[0] - 'a' + 'A');
        if (lists_classify(lists, slice_of(out, kept + singular.size)) & (WORD_ROLE | WORD_BODY))
            return slice_of(out, kept + singular.size);
    }
    size_t stem = is_listed(lists, word) ? 0 : listed_stem(lists, word);
    return stem > 0 ? slice_part(word, 0, stem) : word;
}

bool role_words_is_plural(const struct lists *lists, struct slice word)
{
    char buffer[LISTS_WORD_MAX], out[ROLE_WORD_MAX];
    struct slice lower = lower_case(word, buffer);
    size_t form = form_of(lower);
    return form < sizeof(forms) / sizeof(forms[0]) && forms[form].is_plural &&
           !slice_equal(role_words_singular(lists, word, out), word);
}

bool role_words_is_role(const struct lists *lists, struct slice word)
{
    char buffer[LISTS_WORD_MAX], out[ROLE_WORD_MAX];
    if (word.size < 3)
        return slice_equal(word, SLICE("OB"));
    if (lists_classify(lists, word) & WORD_ROLE)
        return true;
    if (role_words_participle(word) > 0)
        return true;
    struct slice singular = role_words_singular(lists, word, out);
    if (!slice_equal(singular, word) && lists_classify(lists, singular) & WORD_ROLE)
        return true;
    struct slice lower = lower_case(word, buffer);
    return lower.size >= AGENT_SIZE_MIN && ends_with_any(lower, agents) &&
           !ends_with_any(lower, no_agents);
}

bool role_words_is_seat(const struct lists *lists, struct slice word)
{
    static const char *const bodies[] = {"stadtrat",      "gemeinderat", "kreisrat", "bezirksrat",
                                         "ortschaftsrat", "vorstand",    NULL};
    char buffer[LISTS_WORD_MAX], out[ROLE_WORD_MAX];
    struct slice lower = lower_case(role_words_singular(lists, word, out), buffer);
    for (size_t i = 0; bodies[i] != NULL; i++)
        if (slice_ends_with(lower, slice_from(bodies[i])))
            return true;
    return false;
}
