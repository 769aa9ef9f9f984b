/*
 * fundstelle: the command. Its table of commands is the place to add one.
 */
#include "command.h"
#include "help.h"
#include "memory.h"
#include "messages.h"
#include "report.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct command {
    struct options_grammar grammar; /* its command is the name */
    enum exit_code (*run)(const struct options *options);
    const char *program; /* run is NULL: the sibling program that does it */
    const char *words;   /* of the usage line */
    const char *help;
};

/* What a release must have, and how it is looked for. */
#define OPTIONS_ASKED                                                                              \
    (OPTION_FROM | OPTION_TO | OPTION_PERSON | OPTION_ORGANISATION | OPTION_PLACE |                \
     OPTION_ISSUER | OPTION_SORT | OPTION_STRICT)

#define OPTIONS_SEARCH                                                                             \
    (OPTIONS_ASKED | OPTION_ARCHIVE | OPTION_LIMIT | OPTION_OFFSET | OPTION_FORMAT_HITS |          \
     OPTION_FACETS | OPTION_FACET_LIMIT | OPTION_HISTOGRAM | OPTION_SELECT | OPTION_NO_FOLD |      \
     OPTION_COLOR | OPTION_BATCH)

static const struct command commands[] = {
    {{"index", 0, 0, 0}, NULL, "fundstelle-index", "", N_("adds press releases to an archive")},
    {{"search", OPTIONS_SEARCH, 0, SIZE_MAX},
     search_run,
     NULL,
     N_(" QUERY..."),
     N_("finds press releases by words, names and dates")},
    {{"similar", OPTION_ARCHIVE | OPTION_LIMIT_SIMILAR | OPTION_FORMAT_HITS | OPTION_COLOR, 1, 1},
     similar_run,
     NULL,
     N_(" ID"),
     N_("finds press releases that are about the same as one")},
    {{"explain", OPTIONS_ASKED | OPTION_ARCHIVE | OPTION_FORMAT | OPTION_COLOR, 1, 2},
     explain_run,
     NULL,
     N_(" QUERY [ID]"),
     N_("tells how a query is understood and why a release matches")},
    {{"show", OPTION_ARCHIVE | OPTION_FORMAT_RELEASE | OPTION_COLOR, 1, 1},
     show_run,
     NULL,
     N_(" ID"),
     N_("prints a release with its names and dates")},
    {{"export", OPTION_ARCHIVE | OPTION_FORMAT_LINES | OPTION_SINCE, 0, 0},
     export_run,
     NULL,
     "",
     N_("prints every release as a line of JSON, oldest first")},
    {{"persons", OPTION_ARCHIVE | OPTION_FORMAT | OPTION_COLOR, 0, 1},
     persons_run,
     NULL,
     N_(" [PREFIX]"),
     N_("lists persons with their roles")},
    {{"organisations", OPTION_ARCHIVE | OPTION_FORMAT | OPTION_COLOR, 0, 1},
     organisations_run,
     NULL,
     N_(" [PREFIX]"),
     N_("lists organisations with their other names")},
    {{"places", OPTION_ARCHIVE | OPTION_FORMAT | OPTION_COLOR, 0, 1},
     places_run,
     NULL,
     N_(" [PREFIX]"),
     N_("lists places")},
    {{"complete",
      OPTION_ARCHIVE | OPTION_KIND | OPTION_LIMIT_COMPLETIONS | OPTION_FORMAT | OPTION_COLOR, 1,
      SIZE_MAX},
     complete_run,
     NULL,
     N_(" TEXT..."),
     N_("offers what a search box would for a text")},
    {{"info", OPTION_ARCHIVE | OPTION_FORMAT | OPTION_COLOR | OPTION_COMPOUNDS, 0, 0},
     info_run,
     NULL,
     "",
     N_("tells what an archive holds")},
    {{"check", 0, 0, 0}, NULL, "fundstelle-check", "", N_("looks for damage in an archive")},
    {{"compact", 0, 0, 0},
     NULL,
     "fundstelle-compact",
     "",
     N_("writes an archive anew without gaps")},
    {{"analyse", OPTION_ANALYSER | OPTION_FORMAT_WORDS | OPTION_COLOR, 0, SIZE_MAX},
     analyse_run,
     NULL,
     N_(" [TEXT]..."),
     N_("shows the stems and parts of words, else of standard input")},
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, commands[i].grammar.command) == 0)
            return &commands[i];
    report(_("'%s' is no command; see 'fundstelle help'"), name);
    return NULL;
}

static enum exit_code print_overview(void)
{
    puts(_("Searches archives of municipal press releases.\n\n"
           "usage: fundstelle COMMAND [OPTION]... [WORD]...\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-14s %s\n", commands[i].grammar.command, _(commands[i].help));
    puts(_("\n'fundstelle help COMMAND' tells more of one. Exit codes: 0 found or done,\n"
           "1 nothing found, 2 an error."));
    return EXIT_DONE;
}

static enum exit_code print_help(const struct command *command)
{
    if (command->program != NULL) {
        char name[] = "", option[] = "--help";
        return sibling_run(command->program, (char *[]){name, option, NULL});
    }
    printf(_("usage: fundstelle %s [OPTION]...%s"), command->grammar.command,
           command->words[0] != '\0' ? _(command->words) : "");
    printf("\n\n%s %s.\n\n", command->grammar.command, _(command->help));
    options_print(command->grammar.accepted);
    const char *details = help_details(command->grammar.command);
    fputs(details[0] != '\0' ? _(details) : "", stdout);
    return EXIT_DONE;
}

static enum exit_code help(int count, char **arguments)
{
    if (count == 0)
        return print_overview();
    if (count > 1) {
        report(_("too many words for 'help'; usage: fundstelle help [COMMAND]"));
        return EXIT_ERROR;
    }
    const struct command *command = find_command(arguments[0]);
    return command != NULL ? print_help(command) : EXIT_ERROR;
}

static enum exit_code version(void)
{
    printf("fundstelle %s\n", fund_version());
    return EXIT_DONE;
}

/* arguments[0] is the command's name; the array ends in NULL. */
static enum exit_code run_command(const struct command *command, int count, char **arguments)
{
    if (command->program != NULL)
        return sibling_run(command->program, arguments);
    struct options options;
    memory_prepare();
    if (!options_read(&command->grammar, count - 1, arguments + 1, &options))
        return EXIT_ERROR;
    enum exit_code code = options.wants_help ? print_help(command) : command->run(&options);
    options_finish(&options);
    return code;
}

static enum exit_code run(int count, char **arguments)
{
    if (count == 0) {
        report(_("no command; see 'fundstelle help'"));
        return EXIT_ERROR;
    }
    const char *name = arguments[0];
    if (strcmp(name, "--version") == 0)
        return version();
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return print_overview();
    if (strcmp(name, "help") == 0)
        return help(count - 1, arguments + 1);
    const struct command *command = find_command(name);
    return command != NULL ? run_command(command, count, arguments) : EXIT_ERROR;
}

/*
 * Where the caller closed a standard stream, the next file opened would take its place, and an
 * archive's file could get what is meant for the user. Each gets a file that fails on use: input
 * one that can't be read, output one that can't be written.
 */
static bool hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) == -1 &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    if (!hold_standard_streams())
        return EXIT_ERROR;
    messages_init();
    enum exit_code code = run(argc > 0 ? argc - 1 : 0, argc > 0 ? argv + 1 : argv);
    if (!report_output_end())
        return EXIT_ERROR;
    return (int)code;
}
