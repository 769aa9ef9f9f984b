/*
 * Options and words of a command line, checked.
 */
#ifndef QUERY_CLI_OPTIONS_H
#define QUERY_CLI_OPTIONS_H

#include "formats.h"
#include "fundstelle.h"
#include "terminal.h"

#include <stdint.h>

/* Options that a command may accept. */
enum option_bit {
    OPTION_ARCHIVE = 1 << 0,
    OPTION_FROM = 1 << 1,
    OPTION_TO = 1 << 2,
    OPTION_PERSON = 1 << 3,
    OPTION_ORGANISATION = 1 << 4,
    OPTION_SORT = 1 << 5,
    OPTION_LIMIT = 1 << 6,
    OPTION_OFFSET = 1 << 7,
    OPTION_FORMAT = 1 << 8,        /* text or json */
    OPTION_FORMAT_LINES = 1 << 9,  /* jsonl */
    OPTION_FORMAT_WORDS = 1 << 10, /* text, json or tsv */
    OPTION_ANALYSER = 1 << 11,     /* an archive that may, but need not be given */
    OPTION_HELP = 1 << 12,         /* every command has it */
    OPTION_PLACE = 1 << 13,
    OPTION_COMPOUNDS = 1 << 14,
    OPTION_FACETS = 1 << 15, /* and how many, histograms, selections */
    OPTION_FACET_LIMIT = 1 << 16,
    OPTION_HISTOGRAM = 1 << 17,
    OPTION_SELECT = 1 << 18,
    OPTION_STRICT = 1 << 19,
    OPTION_KIND = 1 << 20,
    OPTION_LIMIT_COMPLETIONS = 1 << 21,
    OPTION_NO_FOLD = 1 << 22,
    OPTION_LIMIT_SIMILAR = 1 << 23, /* as OPTION_LIMIT, but up to FUND_SIMILAR_MAX */
    OPTION_ISSUER = 1 << 24,
    OPTION_SINCE = 1 << 25,
    OPTION_FORMAT_HITS = 1 << 26,    /* text, json, csv, bibtex or citation */
    OPTION_FORMAT_RELEASE = 1 << 27, /* text, json, bibtex or citation */
    OPTION_COLOR = 1 << 28,
    OPTION_BATCH = 1 << 29
};

struct option_list {
    const char **items; /* borrowed from argv */
    size_t count;
};

struct options {
    const char *archive;
    const char *batch;            /* NULL: none */
    const char *analyser_archive; /* NULL: none */
    int32_t first_day, last_day;  /* FUND_DATE_NONE: open */
    struct option_list persons, organisations, places, issuers, words;
    enum fund_sort sort;
    enum fund_relax relax;
    uint32_t limit, offset;
    unsigned kinds; /* of completions, or-ed; 0: all */
    uint64_t since; /* a revision, where has_since */
    bool has_since;
    enum format format;
    enum color color;
    bool wants_compounds;
    struct fund_selection *selections; /* borrow their values from argv */
    size_t selection_count;
    uint32_t facets, histograms, facet_limit;
    bool is_unfolded;
    bool wants_help;
};

/* Which options and how many words a command takes. */
struct options_grammar {
    const char *command;
    unsigned accepted;           /* enum option_bit, or-ed */
    size_t words_min, words_max; /* SIZE_MAX: a query, in which "-word" leaves a word out */
};

/*
 * Reads the arguments after the command; options may stand before and after words, "--" ends them.
 * False after a report; otherwise free it with options_finish.
 */
bool options_read(const struct options_grammar *grammar, int count, char **arguments,
                  struct options *options);
void options_finish(struct options *options);
/* The words with a space between two, to be freed; NULL without memory. */
char *options_join(const struct option_list *words);
/* Prints a line for each accepted option. */
void options_print(unsigned accepted);

#endif
