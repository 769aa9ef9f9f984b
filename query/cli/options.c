/*
 * Options and words of a command line. One table names all options; a command's grammar says which
 * of them it takes.
 */
#include "options.h"

#include "characters.h"
#include "facets.h"
#include "kinds.h"
#include "library_text.h"
#include "messages.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct option_entry {
    enum option_bit bit;
    char letter; /* 0: none */
    const char *name;
    const char *value; /* what help calls it; NULL: takes none */
    const char *help;
};

static const struct option_entry entries[] = {
    {OPTION_ARCHIVE, 'a', "archive", N_("DIR"),
     N_("the archive; else $FUNDSTELLE_ARCHIVE, else ./archiv")},
    {OPTION_ANALYSER, 'a', "archive", N_("DIR"),
     N_("as this archive does it: with its compounds.txt")},
    {OPTION_FROM, 0, "from", N_("DATE"),
     N_("published then or later: 2023-08-18, 18.8.2023, 2023-08, 2023")},
    {OPTION_TO, 0, "to", N_("DATE"), N_("published then or earlier")},
    {OPTION_PERSON, 0, "person", N_("NAME"), N_("names this person; may be repeated")},
    {OPTION_ORGANISATION, 0, "organisation", N_("NAME"),
     N_("names this organisation; may be repeated")},
    {OPTION_PLACE, 0, "place", N_("NAME"), N_("names this place; may be repeated")},
    {OPTION_ISSUER, 0, "issuer", N_("NAME"), N_("by this issuer; repeated: by any of them")},
    {OPTION_SORT, 0, "sort", N_("ORDER"), N_("relevance (default), newest or oldest")},
    {OPTION_STRICT, 0, "strict", NULL, N_("only what has all that is asked for, however little")},
    {OPTION_LIMIT, 'n', "limit", N_("N"), N_("at most so many hits, 0 to 1000; default 10")},
    {OPTION_LIMIT_SIMILAR, 'n', "limit", N_("N"), N_("at most so many hits, 0 to 50; default 10")},
    {OPTION_OFFSET, 0, "offset", N_("N"), N_("leaves out so many hits at the front")},
    {OPTION_FACETS, 0, "facets", NULL,
     N_("counts all hits by person, organisation, place, issuer, year and month")},
    {OPTION_FACET_LIMIT, 0, "facet-limit", N_("N"),
     N_("at most so many values of each, 0 to 1000; default 10")},
    {OPTION_HISTOGRAM, 0, "histogram", N_("UNIT"),
     N_("counts all hits by year, month or day, in order")},
    {OPTION_SELECT, 0, "select", N_("FACET=NAME"),
     N_("only hits with this value, written as --facets shows it; may be repeated")},
    {OPTION_NO_FOLD, 0, "no-fold", NULL, N_("each version of a release is a hit of its own")},
    {OPTION_FORMAT, 0, "format", N_("FORMAT"), N_("text (default) or json")},
    {OPTION_FORMAT_HITS, 0, "format", N_("FORMAT"),
     N_("text (default), json, csv, bibtex or citation")},
    {OPTION_FORMAT_RELEASE, 0, "format", N_("FORMAT"),
     N_("text (default), json, bibtex or citation")},
    {OPTION_FORMAT_LINES, 0, "format", N_("FORMAT"), N_("jsonl (default): a JSON object a line")},
    {OPTION_FORMAT_WORDS, 0, "format", N_("FORMAT"),
     N_("text (default), json or tsv: one word a line, its parts set apart by |")},
    {OPTION_COMPOUNDS, 0, "compounds", NULL,
     N_("prints the archive's copy of compounds.txt, and nothing else")},
    {OPTION_KIND, 0, "kind", N_("KIND"),
     N_("word, person, organisation, place or title alone; may be repeated")},
    {OPTION_LIMIT_COMPLETIONS, 'n', "limit", N_("N"), N_("at most so many, 0 to 100; default 10")},
    {OPTION_SINCE, 0, "since", N_("REVISION"),
     N_("what was added, changed or deleted since, and at the end the revision to go on from")},
    {OPTION_BATCH, 0, "batch", N_("FILE"),
     N_("the queries of a CSV file, - for standard input; prints csv (default) or json")},
    {OPTION_COLOR, 0, "color", N_("WHEN"), N_("auto (default: on a terminal), always or never")},
    {OPTION_HELP, 'h', "help", NULL, N_("prints this")},
};

#define ENTRY_COUNT (sizeof(entries) / sizeof(entries[0]))
/* Furthest option text in the help, "    --organisation NAME". */
#define HELP_COLUMN 26

/* The arguments while they are read. */
struct reading {
    const struct options_grammar *grammar;
    int count, next;
    char **arguments;
    bool words_only; /* after "--" */
};

static void append(struct option_list *list, const char *text)
{
    list->items[list->count++] = text;
}

/* Each list can hold every argument. */
static bool list_init(struct option_list *list, int count)
{
    list->items = calloc((size_t)count + 1, sizeof(*list->items));
    return list->items != NULL;
}

static bool read_number(const char *name, const char *text, uint32_t largest, uint32_t *number)
{
    uint64_t value = 0;
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < digits && value <= largest; i++)
        value = value * 10 + (uint64_t)(text[i] - '0');
    if (digits == 0 || text[digits] != '\0' || value > largest) {
        report(_("--%s: '%s' is no whole number from 0 to %u"), name, text, largest);
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

static bool read_day(const char *name, const char *text, bool is_end, int32_t *day)
{
    int32_t first, last;
    struct fund_error error;
    if (fund_date_read(text, &first, &last, &error) != FUND_OK) {
        char reason[LIBRARY_TEXT_SIZE];
        library_text(error.message, reason);
        report("--%s: %s", name, reason);
        return false;
    }
    *day = is_end ? last : first;
    return true;
}

static bool read_sort(const char *text, enum fund_sort *sort)
{
    static const char *const names[] = {[FUND_BY_RELEVANCE] = "relevance",
                                        [FUND_BY_NEWEST] = "newest",
                                        [FUND_BY_OLDEST] = "oldest"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(text, names[i]) == 0) {
            *sort = (enum fund_sort)i;
            return true;
        }
    }
    report(_("--sort: '%s' is no order; write relevance, newest or oldest"), text);
    return false;
}

static bool read_format(enum option_bit bit, const char *text, enum format *format)
{
    unsigned accepted = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON);
    if (bit == OPTION_FORMAT_LINES)
        accepted = FORMAT_BIT(FORMAT_JSONL);
    if (bit == OPTION_FORMAT_WORDS)
        accepted |= FORMAT_BIT(FORMAT_TSV);
    if (bit == OPTION_FORMAT_HITS)
        accepted |= FORMAT_BIT(FORMAT_CSV);
    if (bit == OPTION_FORMAT_HITS || bit == OPTION_FORMAT_RELEASE)
        accepted |= FORMAT_BIT(FORMAT_BIBTEX) | FORMAT_BIT(FORMAT_CITATION);
    return formats_read(text, accepted, format);
}

static bool set_histogram(struct options *options, const char *value)
{
    enum fund_facet_kind kind = FUND_FACET_YEAR;
    if (!facets_read_histogram(value, &kind))
        return false;
    options->histograms = FUND_FACET_BIT(kind); /* the last one given counts */
    return true;
}

static bool set_facets(struct options *options, const struct option_entry *entry, const char *value)
{
    if (entry->bit == OPTION_FACET_LIMIT)
        return read_number(entry->name, value, FUND_FACET_LIMIT_MAX, &options->facet_limit);
    if (entry->bit == OPTION_HISTOGRAM)
        return set_histogram(options, value);
    if (entry->bit == OPTION_SELECT)
        return facets_read_selection(value, &options->selections[options->selection_count++]);
    options->facets = FUND_FACETS_USUAL;
    return true;
}

static bool read_kind(const char *text, struct options *options)
{
    enum fund_completion_kind kind;
    if (!kinds_read(text, &kind)) {
        report(_("--kind: '%s' is no kind; write word, person, organisation, place or title"),
               text);
        return false;
    }
    options->kinds |= (unsigned)kind;
    return true;
}

static bool set(struct options *options, const struct option_entry *entry, const char *value)
{
    switch (entry->bit) {
    case OPTION_ARCHIVE:
        options->archive = value;
        return true;
    case OPTION_ANALYSER:
        options->analyser_archive = value;
        return true;
    case OPTION_FROM:
        return read_day(entry->name, value, false, &options->first_day);
    case OPTION_TO:
        return read_day(entry->name, value, true, &options->last_day);
    case OPTION_PERSON:
        append(&options->persons, value);
        return true;
    case OPTION_ORGANISATION:
        append(&options->organisations, value);
        return true;
    case OPTION_PLACE:
        append(&options->places, value);
        return true;
    case OPTION_ISSUER:
        append(&options->issuers, value);
        return true;
    case OPTION_SORT:
        return read_sort(value, &options->sort);
    case OPTION_STRICT:
        options->relax = FUND_RELAX_NEVER;
        return true;
    case OPTION_LIMIT:
        return read_number(entry->name, value, FUND_LIMIT_MAX, &options->limit);
    case OPTION_LIMIT_SIMILAR:
        return read_number(entry->name, value, FUND_SIMILAR_MAX, &options->limit);
    case OPTION_OFFSET:
        return read_number(entry->name, value, FUND_WINDOW_MAX, &options->offset);
    case OPTION_FORMAT:
    case OPTION_FORMAT_LINES:
    case OPTION_FORMAT_WORDS:
    case OPTION_FORMAT_HITS:
    case OPTION_FORMAT_RELEASE:
        return read_format(entry->bit, value, &options->format);
    case OPTION_BATCH:
        options->batch = value;
        return true;
    case OPTION_COLOR:
        return terminal_read_color(value, &options->color);
    case OPTION_COMPOUNDS:
        options->wants_compounds = true;
        return true;
    case OPTION_FACETS:
    case OPTION_FACET_LIMIT:
    case OPTION_HISTOGRAM:
    case OPTION_SELECT:
        return set_facets(options, entry, value);
    case OPTION_KIND:
        return read_kind(value, options);
    case OPTION_LIMIT_COMPLETIONS:
        return read_number(entry->name, value, FUND_COMPLETIONS_MAX, &options->limit);
    case OPTION_NO_FOLD:
        options->is_unfolded = true;
        return true;
    case OPTION_SINCE: {
        uint32_t since = 0;
        options->has_since = read_number(entry->name, value, UINT32_MAX - 1, &since);
        options->since = since;
        return options->has_since;
    }
    case OPTION_HELP:
        options->wants_help = true;
        return true;
    }
    return false;
}

/* The entry of "-x…", "--name" or "--name=…"; NULL where the command has no such option. */
static const struct option_entry *find(const char *argument, unsigned accepted)
{
    bool is_long = argument[1] == '-';
    size_t size = is_long ? strcspn(argument + 2, "=") : 0;
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        const struct option_entry *entry = &entries[i];
        if ((entry->bit & (accepted | OPTION_HELP)) == 0)
            continue;
        if (is_long && strlen(entry->name) == size && memcmp(argument + 2, entry->name, size) == 0)
            return entry;
        if (!is_long && entry->letter != 0 && entry->letter == argument[1])
            return entry;
    }
    return NULL;
}

/* The value in "-aDIR" or "--name=value"; NULL where none is attached. */
static const char *attached_value(const char *argument)
{
    if (argument[1] != '-')
        return argument[2] != '\0' ? argument + 2 : NULL;
    const char *equals = strchr(argument, '=');
    return equals != NULL ? equals + 1 : NULL;
}

static bool read_option(struct reading *reading, struct options *options, const char *argument)
{
    const struct option_entry *entry = find(argument, reading->grammar->accepted);
    if (entry == NULL) {
        bool has_words = reading->grammar->words_max > 0;
        report(has_words ? _("'%s' is no option of '%s' (a word that begins with '-' goes after "
                             "'--'); see 'fundstelle help %s'")
                         : _("'%s' is no option of '%s'; see 'fundstelle help %s'"),
               argument, reading->grammar->command, reading->grammar->command);
        return false;
    }
    const char *value = attached_value(argument);
    if (entry->value == NULL && value != NULL) {
        report(_("'%s': --%s takes no value"), argument, entry->name);
        return false;
    }
    if (entry->value != NULL && value == NULL) {
        if (reading->next == reading->count) {
            report(_("--%s needs a value: %s"), entry->name, _(entry->value));
            return false;
        }
        value = reading->arguments[reading->next++];
    }
    return set(options, entry, value);
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Whether what is attached to a short option can hardly be the rest of a word: -n5, -a/srv/archiv. */
static bool is_evident(const struct option_entry *entry, const char *value)
{
    bool is_number = value[strspn(value, "0123456789")] == '\0';
    bool wants_number = entry->value != NULL && strcmp(entry->value, "N") == 0;
    return entry->value != NULL && (wants_number ? is_number : strchr(value, '/') != NULL);
}

/* Whether the argument is "-word" of a query: there a short option stands alone, where its value
 * does not show what it is. One letter is rather an option that there is not, -l for --limit, than a
 * word that is left out. */
static bool is_excluding_word(const struct options_grammar *grammar, const char *argument)
{
    if (grammar->words_max != SIZE_MAX || argument[1] == '-')
        return false;
    if (argument[2] == '\0')
        return !is_letter(argument[1]);
    const struct option_entry *entry = find(argument, grammar->accepted);
    return entry == NULL || !is_evident(entry, argument + 2);
}

static bool is_word(const struct reading *reading, const char *argument)
{
    return reading->words_only || argument[0] != '-' || argument[1] == '\0' ||
           is_excluding_word(reading->grammar, argument);
}

static bool read_arguments(struct reading *reading, struct options *options)
{
    while (reading->next < reading->count) {
        const char *argument = reading->arguments[reading->next++];
        if (is_word(reading, argument))
            append(&options->words, argument);
        else if (strcmp(argument, "--") == 0)
            reading->words_only = true;
        else if (!read_option(reading, options, argument))
            return false;
    }
    return true;
}

static bool are_valid(int count, char **arguments)
{
    for (int i = 0; i < count; i++) {
        if (!characters_are_valid(arguments[i], strlen(arguments[i]))) {
            report(_("the argument '%s' is not valid UTF-8"), arguments[i]);
            return false;
        }
    }
    return true;
}

/* What a batch and formats for other programs have no place for. */
static bool check_search(const struct options *options)
{
    bool is_table = options->format != FORMAT_TEXT && options->format != FORMAT_JSON;
    if (options->batch != NULL && options->words.count > 0) {
        report(_("--batch takes its queries from a file; leave out '%s'"), options->words.items[0]);
        return false;
    }
    if (options->batch != NULL && is_table && options->format != FORMAT_CSV) {
        report(_("--batch prints csv or json"));
        return false;
    }
    if ((is_table || (options->batch != NULL && options->format != FORMAT_JSON)) &&
        (options->facets != 0 || options->histograms != 0)) {
        report(_("--facets and --histogram are printed as text or json; choose one by --format"));
        return false;
    }
    return true;
}

static bool check(const struct options_grammar *grammar, const struct options *options)
{
    if (options->wants_help)
        return true;
    if (options->words.count < grammar->words_min || options->words.count > grammar->words_max) {
        bool too_few = options->words.count < grammar->words_min;
        report(too_few ? _("too few words for '%s'; see 'fundstelle help %s'")
                       : _("too many words for '%s'; see 'fundstelle help %s'"),
               grammar->command, grammar->command);
        return false;
    }
    if (options->wants_compounds && options->format == FORMAT_JSON) {
        report(_("--compounds prints a file, no JSON; leave out one of --compounds and --format"));
        return false;
    }
    if (options->first_day != FUND_DATE_NONE && options->last_day != FUND_DATE_NONE &&
        options->first_day > options->last_day) {
        report(_("--from is later than --to"));
        return false;
    }
    return (grammar->accepted & OPTION_BATCH) == 0 || check_search(options);
}

static const char *default_archive(void)
{
    const char *path = getenv("FUNDSTELLE_ARCHIVE");
    return path != NULL && path[0] != '\0' ? path : "archiv";
}

bool options_read(const struct options_grammar *grammar, int count, char **arguments,
                  struct options *options)
{
    if (!are_valid(count, arguments))
        return false;
    const struct fund_search_options defaults = FUND_SEARCH_OPTIONS_INIT;
    struct options read = {.archive = default_archive(),
                           .first_day = defaults.first_day,
                           .last_day = defaults.last_day,
                           .sort = defaults.sort,
                           .relax = defaults.relax,
                           .limit = defaults.limit,
                           .offset = defaults.offset,
                           .facet_limit = defaults.facet_limit};
    read.selections = calloc((size_t)count + 1, sizeof(*read.selections));
    struct reading reading = {.grammar = grammar, .count = count, .arguments = arguments};
    bool has_memory = list_init(&read.persons, count) && list_init(&read.organisations, count) &&
                      list_init(&read.places, count) && list_init(&read.issuers, count) &&
                      list_init(&read.words, count) && read.selections != NULL;
    if (!has_memory)
        report_no_memory();
    if (!has_memory || !read_arguments(&reading, &read) || !check(grammar, &read)) {
        options_finish(&read);
        return false;
    }
    *options = read;
    return true;
}

void options_finish(struct options *options)
{
    free(options->persons.items);
    free(options->organisations.items);
    free(options->places.items);
    free(options->issuers.items);
    free(options->words.items);
    free(options->selections);
    *options = (struct options){0};
}

char *options_join(const struct option_list *words)
{
    size_t size = 1;
    for (size_t i = 0; i < words->count; i++)
        size += strlen(words->items[i]) + 1;
    char *text = malloc(size);
    if (text == NULL)
        return NULL;
    char *end = text;
    for (size_t i = 0; i < words->count; i++) {
        size_t word_size = strlen(words->items[i]);
        if (i > 0)
            *end++ = ' ';
        memcpy(end, words->items[i], word_size);
        end += word_size;
    }
    *end = '\0';
    return text;
}

void options_print(unsigned accepted)
{
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        const struct option_entry *entry = &entries[i];
        if ((entry->bit & (accepted | OPTION_HELP)) == 0)
            continue;
        char letter[] = {'-', entry->letter, ',', '\0'};
        int column =
            printf("  %3s --%s%s%s", entry->letter != 0 ? letter : "", entry->name,
                   entry->value != NULL ? " " : "", entry->value != NULL ? _(entry->value) : "");
        printf("%*s%s\n", column < HELP_COLUMN ? HELP_COLUMN - column : 1, "", _(entry->help));
    }
}
