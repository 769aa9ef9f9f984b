/*
 * Runs at build time: the table of words, and the endings that its words may have; writes them in
 * all of their forms as a C source. Umlauts are written ae, oe, ue, ss: März, Maerz and MÄRZ are
 * one.
 *
 * usage: words_list OUTPUT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/dates/feasts.h"
#include "core/dates/words.h"
#include "core/dates/words_form.h"

#define FORMS_MAX (WORDS_SLOTS / 2)

enum {
    NOUN = WORDS_NOUN,
    LOWER = WORDS_LOWER,
    TYPED = WORDS_TYPED,
    SHORT = WORDS_SHORT,
    ADJ = 1 << 4,      /* stands with an adjective's ending */
    BARE = 1 << 5,     /* and also without */
    GENITIVE = 1 << 6, /* may have the ending -s */
    DAYTIME = 1 << 7   /* may have a time of day joined: Freitagabend */
};

struct entry {
    const char *key;
    enum words_kind kind;
    int value;
    unsigned flags;
};

/* clang-format off */
/* In the order of their keys. */
static const struct entry entries[] = {
    {"ab", WORDS_AT, WORDS_AT_FROM, 0},
    {"abs", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"absatz", WORDS_NUMBERED, 0, NOUN},
    {"abschnitt", WORDS_NUMBERED, 0, NOUN},
    {"acht", WORDS_CARDINAL, 8, 0},
    {"achte", WORDS_ORDINAL, 8, 0},
    {"achten", WORDS_ORDINAL, 8, 0},
    {"achter", WORDS_ORDINAL, 8, 0},
    {"achtundzwanzigst", WORDS_ORDINAL, 28, ADJ},
    {"achtzehnt", WORDS_ORDINAL, 18, ADJ},
    {"achtzig", WORDS_CARDINAL, 80, 0},
    {"achtziger", WORDS_DECADE, 80, 0},
    {"advent", WORDS_FEAST, FEASTS_ADVENT, NOUN | GENITIVE},
    {"adventssonntag", WORDS_FEAST, FEASTS_ADVENT, NOUN | GENITIVE},
    {"adventswochenende", WORDS_FEAST, FEASTS_ADVENT_WEEKEND, NOUN | GENITIVE},
    {"aktenzeichen", WORDS_NUMBERED, 0, NOUN},
    {"allee", WORDS_STREET, 0, NOUN},
    {"allerheiligen", WORDS_FEAST, FEASTS_ALL_SAINTS, NOUN | GENITIVE},
    {"allerseelen", WORDS_FEAST, FEASTS_ALL_SOULS, NOUN | GENITIVE},
    {"altweiber", WORDS_FEAST, FEASTS_WOMENS_CARNIVAL, NOUN | GENITIVE},
    {"altweiberfastnacht", WORDS_FEAST, FEASTS_WOMENS_CARNIVAL, NOUN | GENITIVE},
    {"am", WORDS_AT, 0, 0},
    {"an", WORDS_AT, 0, 0},
    {"anfang", WORDS_PART, WORDS_BEGIN, NOUN},
    {"apr", WORDS_MONTH, 4, NOUN | SHORT},
    {"april", WORDS_MONTH, 4, NOUN},
    {"art", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"artikel", WORDS_NUMBERED, 0, NOUN},
    {"aschermittwoch", WORDS_FEAST, FEASTS_ASH_WEDNESDAY, NOUN | GENITIVE},
    {"auf", WORDS_AT, 0, 0},
    {"aug", WORDS_MONTH, 8, NOUN | SHORT},
    {"august", WORDS_MONTH, 8, NOUN},
    {"ausbildungsjahr", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"az", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"beginn", WORDS_PART, WORDS_BEGIN, NOUN},
    {"berichtsjahr", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"bis", WORDS_UNTIL, 0, 0},
    {"bruecke", WORDS_STREET, 0, NOUN},
    {"bussundbettag", WORDS_FEAST, FEASTS_REPENTANCE, NOUN | GENITIVE},
    {"christihimmelfahrt", WORDS_FEAST, FEASTS_ASCENSION, NOUN | GENITIVE},
    {"circa", WORDS_ABOUT, 0, 0},
    {"das", WORDS_ARTICLE, 0, 0},
    {"dec", WORDS_MONTH, 12, TYPED},
    {"december", WORDS_MONTH, 12, TYPED},
    {"dem", WORDS_ARTICLE, WORDS_ARTICLE_DATED, 0},
    {"den", WORDS_ARTICLE, WORDS_ARTICLE_DATED, 0},
    {"der", WORDS_ARTICLE, 0, 0},
    {"derzeit", WORDS_ABOUT, 0, 0},
    {"des", WORDS_ARTICLE, WORDS_ARTICLE_DATED, 0},
    {"dez", WORDS_MONTH, 12, NOUN | SHORT},
    {"dezember", WORDS_MONTH, 12, NOUN},
    {"di", WORDS_SHORT_DAY, 1, NOUN | SHORT},
    {"die", WORDS_ARTICLE, 0, 0},
    {"dienstag", WORDS_WEEKDAY, 1, NOUN | DAYTIME},
    {"dies", WORDS_SIDE, 0, ADJ},
    {"do", WORDS_SHORT_DAY, 3, NOUN | SHORT},
    {"donnerstag", WORDS_WEEKDAY, 3, NOUN | DAYTIME},
    {"doppelhaushalt", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"drei", WORDS_CARDINAL, 3, 0},
    {"dreikoenig", WORDS_FEAST, FEASTS_EPIPHANY, NOUN | GENITIVE},
    {"dreikoenige", WORDS_FEAST, FEASTS_EPIPHANY, NOUN | GENITIVE},
    {"dreikoenigstag", WORDS_FEAST, FEASTS_EPIPHANY, NOUN | GENITIVE},
    {"dreissig", WORDS_CARDINAL, 30, 0},
    {"dreissiger", WORDS_DECADE, 30, 0},
    {"dreissigst", WORDS_ORDINAL, 30, ADJ},
    {"dreiundzwanzigst", WORDS_ORDINAL, 23, ADJ},
    {"dreizehnt", WORDS_ORDINAL, 13, ADJ},
    {"dritt", WORDS_ORDINAL, 3, ADJ},
    {"drucksache", WORDS_NUMBERED, 0, NOUN},
    {"ein", WORDS_CARDINAL, 1, ADJ | BARE},
    {"einschl", WORDS_ABOUT, 0, 0},
    {"einschliesslich", WORDS_ABOUT, 0, 0},
    {"einunddreissigst", WORDS_ORDINAL, 31, ADJ},
    {"einundzwanzigst", WORDS_ORDINAL, 21, ADJ},
    {"elf", WORDS_CARDINAL, 11, 0},
    {"elft", WORDS_ORDINAL, 11, ADJ},
    {"ende", WORDS_PART, WORDS_END, NOUN},
    {"erntedank", WORDS_FEAST, FEASTS_HARVEST, NOUN | GENITIVE},
    {"erntedankfest", WORDS_FEAST, FEASTS_HARVEST, TYPED},
    {"erntedanksonntag", WORDS_FEAST, FEASTS_HARVEST, NOUN | GENITIVE},
    {"erntedanktag", WORDS_FEAST, FEASTS_HARVEST, NOUN | GENITIVE},
    {"erst", WORDS_ORDINAL, 1, ADJ},
    {"etwa", WORDS_ABOUT, 0, 0},
    {"ewigkeitssonntag", WORDS_FEAST, FEASTS_SUNDAY_OF_THE_DEAD, NOUN | GENITIVE},
    {"faschingsdienstag", WORDS_FEAST, FEASTS_SHROVE_TUESDAY, NOUN | GENITIVE},
    {"fastnacht", WORDS_FEAST, FEASTS_SHROVE_TUESDAY, NOUN | GENITIVE},
    {"fastnachtsdienstag", WORDS_FEAST, FEASTS_SHROVE_TUESDAY, NOUN | GENITIVE},
    {"fax", WORDS_NUMBERED, 0, NOUN},
    {"feb", WORDS_MONTH, 2, NOUN | SHORT},
    {"feber", WORDS_MONTH, 2, NOUN},
    {"februar", WORDS_MONTH, 2, NOUN},
    {"february", WORDS_MONTH, 2, TYPED},
    {"fr", WORDS_SHORT_DAY, 4, NOUN | SHORT},
    {"freitag", WORDS_WEEKDAY, 4, NOUN | DAYTIME},
    {"fronleichnam", WORDS_FEAST, FEASTS_CORPUS_CHRISTI, NOUN | GENITIVE},
    {"fronleichnamstag", WORDS_FEAST, FEASTS_CORPUS_CHRISTI, NOUN | GENITIVE},
    {"fruehjahr", WORDS_SEASON, WORDS_SPRING, NOUN},
    {"fruehjahrs", WORDS_SEASON, WORDS_SPRING, NOUN},
    {"fruehling", WORDS_SEASON, WORDS_SPRING, NOUN},
    {"fruehlings", WORDS_SEASON, WORDS_SPRING, NOUN},
    {"fuenf", WORDS_CARDINAL, 5, 0},
    {"fuenft", WORDS_ORDINAL, 5, ADJ},
    {"fuenfundsiebzig", WORDS_CARDINAL, 75, 0},
    {"fuenfundzwanzig", WORDS_CARDINAL, 25, 0},
    {"fuenfundzwanzigst", WORDS_ORDINAL, 25, ADJ},
    {"fuenfzehn", WORDS_CARDINAL, 15, 0},
    {"fuenfzehnt", WORDS_ORDINAL, 15, ADJ},
    {"fuenfzig", WORDS_CARDINAL, 50, 0},
    {"fuenfziger", WORDS_DECADE, 50, 0},
    {"fuer", WORDS_AT, WORDS_AT_FOR, 0},
    {"gasse", WORDS_STREET, 0, NOUN},
    {"geschaeftsjahr", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"gestern", WORDS_NEAR, -1, 0},
    {"gestrig", WORDS_NEAR_ADJECTIVE, -1, ADJ},
    {"gruendonnerstag", WORDS_FEAST, FEASTS_MAUNDY_THURSDAY, NOUN | GENITIVE},
    {"halbjahr", WORDS_UNIT, WORDS_HALF, NOUN},
    {"halbjahres", WORDS_UNIT, WORDS_HALF, NOUN},
    {"halbjahrs", WORDS_UNIT, WORDS_HALF, NOUN},
    {"haushalt", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"haushaltsjahr", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"haushaltsjahres", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"heiligabend", WORDS_FEAST, FEASTS_CHRISTMAS_EVE, NOUN | GENITIVE},
    {"herbst", WORDS_SEASON, WORDS_AUTUMN, NOUN},
    {"herbstes", WORDS_SEASON, WORDS_AUTUMN, NOUN},
    {"heute", WORDS_NEAR, 0, 0},
    {"heutig", WORDS_NEAR_ADJECTIVE, 0, ADJ},
    {"himmelfahrt", WORDS_FEAST, FEASTS_ASCENSION, NOUN | GENITIVE},
    {"hundert", WORDS_CARDINAL, 100, 0},
    {"im", WORDS_IN, 0, 0},
    {"in", WORDS_IN, WORDS_IN_BARE, 0},
    {"inkl", WORDS_ABOUT, 0, 0},
    {"inklusive", WORDS_ABOUT, 0, 0},
    {"jaenner", WORDS_MONTH, 1, NOUN},
    {"jahr", WORDS_UNIT, WORDS_YEAR, NOUN},
    {"jahre", WORDS_UNITS, WORDS_YEAR, NOUN},
    {"jahren", WORDS_UNITS, WORDS_YEAR, NOUN},
    {"jahres", WORDS_UNIT, WORDS_YEAR, NOUN},
    {"jahresanfang", WORDS_UNIT_PART, WORDS_BEGIN + 4 * WORDS_YEAR, NOUN},
    {"jahresbeginn", WORDS_UNIT_PART, WORDS_BEGIN + 4 * WORDS_YEAR, NOUN},
    {"jahresende", WORDS_UNIT_PART, WORDS_END + 4 * WORDS_YEAR, NOUN},
    {"jahreshaelfte", WORDS_UNIT, WORDS_HALF, NOUN},
    {"jahresmitte", WORDS_UNIT_PART, WORDS_MIDDLE + 4 * WORDS_YEAR, NOUN},
    {"jahreswechsel", WORDS_FEAST, FEASTS_TURN_OF_YEAR, NOUN | GENITIVE},
    {"jahrs", WORDS_UNIT, WORDS_YEAR, NOUN},
    {"jan", WORDS_MONTH, 1, NOUN | SHORT},
    {"januar", WORDS_MONTH, 1, NOUN},
    {"january", WORDS_MONTH, 1, TYPED},
    {"jed", WORDS_EACH, 0, ADJ},
    {"johannistag", WORDS_FEAST, FEASTS_ST_JOHN, NOUN | GENITIVE},
    {"jul", WORDS_MONTH, 7, NOUN | SHORT},
    {"juli", WORDS_MONTH, 7, NOUN},
    {"july", WORDS_MONTH, 7, TYPED},
    {"jun", WORDS_MONTH, 6, NOUN | SHORT},
    {"june", WORDS_MONTH, 6, TYPED},
    {"juni", WORDS_MONTH, 6, NOUN},
    {"kalenderjahr", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"kalenderwoche", WORDS_WEEK_NUMBER, 0, NOUN},
    {"kap", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"kapitel", WORDS_NUMBERED, 0, NOUN},
    {"karfreitag", WORDS_FEAST, FEASTS_GOOD_FRIDAY, NOUN | GENITIVE},
    {"karsamstag", WORDS_FEAST, FEASTS_HOLY_SATURDAY, NOUN | GENITIVE},
    {"kindergartenjahr", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"kommend", WORDS_SIDE, 1, ADJ},
    {"kw", WORDS_WEEK_NUMBER, 0, NOUN | SHORT},
    {"laufend", WORDS_SIDE, 0, ADJ},
    {"letzt", WORDS_SIDE, -1, ADJ},
    {"maerz", WORDS_MONTH, 3, NOUN},
    {"mai", WORDS_MONTH, 5, NOUN},
    {"maifeiertag", WORDS_FEAST, FEASTS_MAY_DAY, NOUN | GENITIVE},
    {"mar", WORDS_MONTH, 3, TYPED},
    {"march", WORDS_MONTH, 3, TYPED},
    {"martinstag", WORDS_FEAST, FEASTS_ST_MARTIN, NOUN | GENITIVE},
    {"may", WORDS_MONTH, 5, TYPED},
    {"mi", WORDS_SHORT_DAY, 2, NOUN | SHORT},
    {"mindestens", WORDS_ABOUT, 0, 0},
    {"mitte", WORDS_PART, WORDS_MIDDLE, NOUN},
    {"mittwoch", WORDS_WEEKDAY, 2, NOUN | DAYTIME},
    {"mo", WORDS_SHORT_DAY, 0, NOUN | SHORT},
    {"monat", WORDS_UNIT, WORDS_MONTHS, NOUN},
    {"monate", WORDS_UNITS, WORDS_MONTHS, NOUN},
    {"monaten", WORDS_UNITS, WORDS_MONTHS, NOUN},
    {"monates", WORDS_UNIT, WORDS_MONTHS, NOUN},
    {"monats", WORDS_UNIT, WORDS_MONTHS, NOUN},
    {"monatsanfang", WORDS_UNIT_PART, WORDS_BEGIN + 4 * WORDS_MONTHS, NOUN},
    {"monatsbeginn", WORDS_UNIT_PART, WORDS_BEGIN + 4 * WORDS_MONTHS, NOUN},
    {"monatsende", WORDS_UNIT_PART, WORDS_END + 4 * WORDS_MONTHS, NOUN},
    {"monatsmitte", WORDS_UNIT_PART, WORDS_MIDDLE + 4 * WORDS_MONTHS, NOUN},
    {"montag", WORDS_WEEKDAY, 0, NOUN | DAYTIME},
    {"morgen", WORDS_NEAR, 1, LOWER},
    {"morgig", WORDS_NEAR_ADJECTIVE, 1, ADJ},
    {"mrz", WORDS_MONTH, 3, NOUN | SHORT},
    {"muttertag", WORDS_FEAST, FEASTS_MOTHERS_DAY, NOUN | GENITIVE},
    {"nach", WORDS_AT, 0, 0},
    {"nacht", WORDS_NIGHT, 0, NOUN},
    {"naechst", WORDS_SIDE, 1, ADJ},
    {"neujahr", WORDS_FEAST, FEASTS_NEW_YEAR, NOUN | GENITIVE},
    {"neujahrstag", WORDS_FEAST, FEASTS_NEW_YEAR, NOUN | GENITIVE},
    {"neun", WORDS_CARDINAL, 9, 0},
    {"neunt", WORDS_ORDINAL, 9, ADJ},
    {"neunundzwanzigst", WORDS_ORDINAL, 29, ADJ},
    {"neunzehnt", WORDS_ORDINAL, 19, ADJ},
    {"neunzig", WORDS_CARDINAL, 90, 0},
    {"neunziger", WORDS_DECADE, 90, 0},
    {"nikolaus", WORDS_FEAST, FEASTS_ST_NICHOLAS, NOUN | GENITIVE},
    {"nikolausabend", WORDS_FEAST, FEASTS_ST_NICHOLAS, NOUN | GENITIVE},
    {"nikolaustag", WORDS_FEAST, FEASTS_ST_NICHOLAS, NOUN | GENITIVE},
    {"nov", WORDS_MONTH, 11, NOUN | SHORT},
    {"november", WORDS_MONTH, 11, NOUN},
    {"nr", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"nummer", WORDS_NUMBERED, 0, NOUN},
    {"oct", WORDS_MONTH, 10, TYPED},
    {"october", WORDS_MONTH, 10, TYPED},
    {"oder", WORDS_AND, 0, 0},
    {"okt", WORDS_MONTH, 10, NOUN | SHORT},
    {"oktober", WORDS_MONTH, 10, NOUN},
    {"osterfeiertag", WORDS_FEAST, FEASTS_EASTER_DAY, NOUN | GENITIVE},
    {"ostermontag", WORDS_FEAST, FEASTS_EASTER_MONDAY, NOUN | GENITIVE},
    {"ostern", WORDS_FEAST, FEASTS_EASTER, NOUN | GENITIVE},
    {"osternacht", WORDS_FEAST, FEASTS_HOLY_SATURDAY, NOUN | GENITIVE},
    {"ostersamstag", WORDS_FEAST, FEASTS_HOLY_SATURDAY, NOUN | GENITIVE},
    {"ostersonntag", WORDS_FEAST, FEASTS_EASTER_SUNDAY, NOUN | GENITIVE},
    {"osterwochenende", WORDS_FEAST, FEASTS_EASTER_WEEKEND, NOUN | GENITIVE},
    {"palmsonntag", WORDS_FEAST, FEASTS_PALM_SUNDAY, NOUN | GENITIVE},
    {"paragraf", WORDS_NUMBERED, 0, NOUN},
    {"paragraph", WORDS_NUMBERED, 0, NOUN},
    {"pfingsten", WORDS_FEAST, FEASTS_PENTECOST, NOUN | GENITIVE},
    {"pfingstfeiertag", WORDS_FEAST, FEASTS_WHIT_DAY, NOUN | GENITIVE},
    {"pfingstmontag", WORDS_FEAST, FEASTS_WHIT_MONDAY, NOUN | GENITIVE},
    {"pfingstsamstag", WORDS_FEAST, FEASTS_WHIT_SATURDAY, NOUN | GENITIVE},
    {"pfingstsonntag", WORDS_FEAST, FEASTS_WHIT_SUNDAY, NOUN | GENITIVE},
    {"pfingsttag", WORDS_FEAST, FEASTS_WHIT_DAY, NOUN | GENITIVE},
    {"pfingstwochenende", WORDS_FEAST, FEASTS_PENTECOST_WEEKEND, NOUN | GENITIVE},
    {"platz", WORDS_STREET, 0, NOUN},
    {"promenade", WORDS_STREET, 0, NOUN},
    {"punkt", WORDS_NUMBERED, 0, NOUN},
    {"quartal", WORDS_UNIT, WORDS_QUARTER, NOUN},
    {"quartales", WORDS_UNIT, WORDS_QUARTER, NOUN},
    {"quartals", WORDS_UNIT, WORDS_QUARTER, NOUN},
    {"rechnungsjahr", WORDS_SCHOOL_YEAR, 0, NOUN},
    {"reformationsfest", WORDS_FEAST, FEASTS_REFORMATION, NOUN | GENITIVE},
    {"reformationstag", WORDS_FEAST, FEASTS_REFORMATION, NOUN | GENITIVE},
    {"ring", WORDS_STREET, 0, NOUN},
    {"rosenmontag", WORDS_FEAST, FEASTS_ROSE_MONDAY, NOUN | GENITIVE},
    {"rufnummer", WORDS_NUMBERED, 0, NOUN},
    {"sa", WORDS_SHORT_DAY, 5, NOUN | SHORT},
    {"saison", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"samstag", WORDS_WEEKDAY, 5, NOUN | DAYTIME},
    {"sankt-martins-tag", WORDS_FEAST, FEASTS_ST_MARTIN, NOUN | GENITIVE},
    {"schuljahr", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"schuljahres", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"sechs", WORDS_CARDINAL, 6, 0},
    {"sechst", WORDS_ORDINAL, 6, ADJ},
    {"sechsundzwanzigst", WORDS_ORDINAL, 26, ADJ},
    {"sechzehnt", WORDS_ORDINAL, 16, ADJ},
    {"sechzig", WORDS_CARDINAL, 60, 0},
    {"sechziger", WORDS_DECADE, 60, 0},
    {"seit", WORDS_SINCE, 0, 0},
    {"sep", WORDS_MONTH, 9, NOUN | SHORT},
    {"sept", WORDS_MONTH, 9, NOUN | SHORT},
    {"september", WORDS_MONTH, 9, NOUN},
    {"session", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"sieben", WORDS_CARDINAL, 7, 0},
    {"siebent", WORDS_ORDINAL, 7, ADJ},
    {"siebenundzwanzigst", WORDS_ORDINAL, 27, ADJ},
    {"siebt", WORDS_ORDINAL, 7, ADJ},
    {"siebzehnt", WORDS_ORDINAL, 17, ADJ},
    {"siebzig", WORDS_CARDINAL, 70, 0},
    {"siebziger", WORDS_DECADE, 70, 0},
    {"silvester", WORDS_FEAST, FEASTS_NEW_YEARS_EVE, NOUN | GENITIVE},
    {"silvesterabend", WORDS_FEAST, FEASTS_NEW_YEARS_EVE, NOUN | GENITIVE},
    {"silvesternacht", WORDS_FEAST, FEASTS_NEW_YEARS_EVE, NOUN | GENITIVE},
    {"so", WORDS_SHORT_DAY, 6, NOUN | SHORT},
    {"sofort", WORDS_AT_ONCE, 0, 0},
    {"sommer", WORDS_SEASON, WORDS_SUMMER, NOUN},
    {"sommerhalbjahr", WORDS_SEASON, WORDS_SUMMER_HALF, NOUN},
    {"sommers", WORDS_SEASON, WORDS_SUMMER, NOUN},
    {"sommersemester", WORDS_SEASON, WORDS_SUMMER_HALF, NOUN},
    {"sonnabend", WORDS_WEEKDAY, 5, NOUN | DAYTIME},
    {"sonntag", WORDS_WEEKDAY, 6, NOUN | DAYTIME},
    {"sowie", WORDS_AND, 0, 0},
    {"spaetestens", WORDS_ABOUT, 0, 0},
    {"spielzeit", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"strasse", WORDS_STREET, 0, NOUN},
    {"studienjahr", WORDS_SCHOOL_YEAR, 1, NOUN},
    {"tag", WORDS_UNIT, WORDS_DAY, NOUN},
    {"tage", WORDS_UNITS, WORDS_DAY, NOUN},
    {"tagen", WORDS_UNITS, WORDS_DAY, NOUN},
    {"tages", WORDS_UNIT, WORDS_DAY, NOUN},
    {"tel", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"telefax", WORDS_NUMBERED, 0, NOUN},
    {"telefon", WORDS_NUMBERED, 0, NOUN},
    {"telefonnummer", WORDS_NUMBERED, 0, NOUN},
    {"totensonntag", WORDS_FEAST, FEASTS_SUNDAY_OF_THE_DEAD, NOUN | GENITIVE},
    {"u", WORDS_AND, 0, 0},
    {"uebermorgen", WORDS_NEAR, 2, 0},
    {"ufer", WORDS_STREET, 0, NOUN},
    {"und", WORDS_AND, 0, 0},
    {"vatertag", WORDS_FEAST, FEASTS_ASCENSION, NOUN | GENITIVE},
    {"veilchendienstag", WORDS_FEAST, FEASTS_SHROVE_TUESDAY, NOUN | GENITIVE},
    {"vergangen", WORDS_SIDE, -1, ADJ},
    {"version", WORDS_NUMBERED, 0, NOUN},
    {"vier", WORDS_CARDINAL, 4, 0},
    {"viert", WORDS_ORDINAL, 4, ADJ},
    {"vierteljahr", WORDS_UNIT, WORDS_QUARTER, NOUN},
    {"vierundzwanzigst", WORDS_ORDINAL, 24, ADJ},
    {"vierzehn", WORDS_CARDINAL, 14, 0},
    {"vierzehnt", WORDS_ORDINAL, 14, ADJ},
    {"vierzig", WORDS_CARDINAL, 40, 0},
    {"vierziger", WORDS_DECADE, 40, 0},
    {"volkstrauertag", WORDS_FEAST, FEASTS_MOURNING, NOUN | GENITIVE},
    {"vom", WORDS_AT, WORDS_AT_OF, 0},
    {"von", WORDS_AT, WORDS_AT_BY, 0},
    {"vor", WORDS_AGO, 0, 0},
    {"voraussichtlich", WORDS_ABOUT, 0, 0},
    {"vorerst", WORDS_ABOUT, 0, 0},
    {"vorgestern", WORDS_NEAR, -2, 0},
    {"vorgestrig", WORDS_NEAR_ADJECTIVE, -2, ADJ},
    {"vorig", WORDS_SIDE, -1, ADJ},
    {"vorletzt", WORDS_SIDE, -2, ADJ},
    {"walpurgisnacht", WORDS_FEAST, FEASTS_WALPURGIS, NOUN | GENITIVE},
    {"weg", WORDS_STREET, 0, NOUN},
    {"weiberfastnacht", WORDS_FEAST, FEASTS_WOMENS_CARNIVAL, NOUN | GENITIVE},
    {"weihnachten", WORDS_FEAST, FEASTS_CHRISTMAS, NOUN | GENITIVE},
    {"weihnachtsfeiertag", WORDS_FEAST, FEASTS_CHRISTMAS_DAY, NOUN | GENITIVE},
    {"weihnachtstag", WORDS_FEAST, FEASTS_CHRISTMAS_DAY, NOUN | GENITIVE},
    {"winter", WORDS_SEASON, WORDS_WINTER, NOUN},
    {"winterhalbjahr", WORDS_SEASON, WORDS_WINTER_HALF, NOUN},
    {"winters", WORDS_SEASON, WORDS_WINTER, NOUN},
    {"wintersemester", WORDS_SEASON, WORDS_WINTER_HALF, NOUN},
    {"woche", WORDS_UNIT, WORDS_WEEK, NOUN},
    {"wochen", WORDS_UNITS, WORDS_WEEK, NOUN},
    {"wochenende", WORDS_UNIT, WORDS_WEEKEND, NOUN},
    {"wochenenden", WORDS_UNITS, WORDS_WEEKEND, NOUN},
    {"wochenendes", WORDS_UNIT, WORDS_WEEKEND, NOUN},
    {"zehn", WORDS_CARDINAL, 10, 0},
    {"zehnt", WORDS_ORDINAL, 10, ADJ},
    {"ziff", WORDS_NUMBERED, 0, NOUN | SHORT},
    {"ziffer", WORDS_NUMBERED, 0, NOUN},
    {"zum", WORDS_AT, 0, 0},
    {"zurueckliegend", WORDS_SIDE, -1, ADJ},
    {"zwanzig", WORDS_CARDINAL, 20, 0},
    {"zwanziger", WORDS_DECADE, 20, 0},
    {"zwanzigst", WORDS_ORDINAL, 20, ADJ},
    {"zwei", WORDS_CARDINAL, 2, 0},
    {"zweit", WORDS_ORDINAL, 2, ADJ},
    {"zweiundzwanzigst", WORDS_ORDINAL, 22, ADJ},
    {"zwischen", WORDS_BETWEEN, 0, 0},
    {"zwoelf", WORDS_CARDINAL, 12, 0},
    {"zwoelft", WORDS_ORDINAL, 12, ADJ},
};
/* clang-format on */

/* What may follow a key, in the order in which it is looked for; the first: nothing. */
static const struct ending {
    const char *letters;
    unsigned flag; /* that the entry must have */
} endings[] = {
    {"", 0},
    {"e", ADJ},
    {"en", ADJ},
    {"em", ADJ},
    {"er", ADJ},
    {"es", ADJ},
    {"s", GENITIVE},
    {"es", GENITIVE},
    {"abend", DAYTIME},
    {"morgen", DAYTIME},
    {"mittag", DAYTIME},
    {"nachmittag", DAYTIME},
    {"vormittag", DAYTIME},
    {"nacht", DAYTIME},
    {"frueh", DAYTIME},
    {"abends", DAYTIME},
    {"vormittags", DAYTIME},
    {"nachmittags", DAYTIME},
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct forms {
    struct words_form items[FORMS_MAX];
    size_t places[FORMS_MAX]; /* of their endings */
    uint16_t slots[WORDS_SLOTS];
    size_t count;
};

static bool may_end(const struct entry *entry, size_t ending)
{
    if (ending == 0)
        return (entry->flags & (ADJ | BARE)) != ADJ;
    return (entry->flags & endings[ending].flag) != 0;
}

/* The slot that has the letters, or the free one where they belong. */
static uint16_t *slot_of(struct forms *forms, const char *letters)
{
    uint32_t hash = WORDS_HASH_FIRST;
    for (const char *letter = letters; *letter != '\0'; letter++)
        hash = words_hash_on(hash, *letter);
    uint32_t at = words_slot(hash);
    while (forms->slots[at] != 0 &&
           strcmp(forms->items[forms->slots[at] - 1].letters, letters) != 0)
        at = (at + 1) % WORDS_SLOTS;
    return &forms->slots[at];
}

/* Of two ways to read a form the one with the earlier ending counts, else the earlier entry. */
static bool add(struct forms *forms, const struct entry *entry, size_t ending)
{
    struct words_form form = {.letters = "",
                              .value = (int16_t)entry->value,
                              .kind = (char)entry->kind,
                              .flags = entry->flags & (NOUN | LOWER | TYPED | SHORT)};
    if (endings[ending].flag == DAYTIME)
        form.flags |= WORDS_DAYTIME;
    int size =
        snprintf(form.letters, sizeof(form.letters), "%s%s", entry->key, endings[ending].letters);
    if (size <= 0 || (size_t)size >= sizeof(form.letters))
        return true; /* longer than any word that is looked for */
    uint16_t *slot = slot_of(forms, form.letters);
    if (*slot != 0 && forms->places[*slot - 1] <= ending)
        return true;
    if (*slot == 0 && forms->count == FORMS_MAX)
        return false;
    if (*slot == 0)
        *slot = (uint16_t)++forms->count;
    forms->items[*slot - 1] = form;
    forms->places[*slot - 1] = ending;
    return true;
}

static bool add_all(struct forms *forms)
{
    for (size_t i = 0; i < COUNT(entries); i++)
        for (size_t ending = 0; ending < COUNT(endings); ending++)
            if (may_end(&entries[i], ending) && !add(forms, &entries[i], ending))
                return false;
    return true;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static void write_ends(FILE *out, const struct forms *forms)
{
    static uint32_t ends[WORDS_LETTERS * WORDS_LETTERS];
    for (size_t i = 0; i < forms->count; i++) {
        const char *form = forms->items[i].letters, *last = form + strlen(form) - 1;
        if (is_letter(form[0]) && is_letter(form[1]) && is_letter(*last))
            ends[(size_t)(form[0] - 'a') * WORDS_LETTERS + (size_t)(form[1] - 'a')] |=
                (uint32_t)1 << (*last - 'a');
    }
    fprintf(out, "const uint32_t words_ends[WORDS_LETTERS * WORDS_LETTERS] = {\n");
    for (size_t i = 0; i < COUNT(ends); i++)
        fprintf(out, "0x%x,%c", (unsigned)ends[i], i % 16 == 15 ? '\n' : ' ');
    fprintf(out, "};\n");
}

static void write_all(FILE *out, const struct forms *forms)
{
    fprintf(out, "#include \"core/dates/words_form.h\"\n\n");
    fprintf(out, "const struct words_form words_forms[] = {\n");
    for (size_t i = 0; i < forms->count; i++)
        fprintf(out, "    {\"%s\", %d, '%c', %u},\n", forms->items[i].letters,
                forms->items[i].value, forms->items[i].kind, forms->items[i].flags);
    fprintf(out, "};\n\nconst uint16_t words_slots[WORDS_SLOTS] = {\n");
    for (size_t i = 0; i < WORDS_SLOTS; i++)
        fprintf(out, "%u,%c", forms->slots[i], i % 16 == 15 ? '\n' : ' ');
    fprintf(out, "};\n\n");
    write_ends(out, forms);
}

int main(int count, char **arguments)
{
    static struct forms forms;
    FILE *out = count == 2 && add_all(&forms) ? fopen(arguments[1], "wb") : NULL;
    if (out == NULL) {
        fprintf(stderr, "words_list: no output, or more than %u forms\n", FORMS_MAX);
        return EXIT_FAILURE;
    }
    write_all(out, &forms);
    bool is_written = ferror(out) == 0;
    return fclose(out) == 0 && is_written ? EXIT_SUCCESS : EXIT_FAILURE;
}
