/*
 * fundstelle-index: adds files to an archive.
 */
#include "indexer/messages.h"
#include "indexer/run.h"
#include "indexer/worker.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEFAULT_ARCHIVE "./archiv"

enum exit_code { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2, EXIT_INTERRUPTED = 130 };

/* The one variable of its kind: nothing else can be reached by a signal. */
static volatile sig_atomic_t stop;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop = 1;
}

/* The first signal ends the run after the file at hand, the second at once. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = ask_to_stop,
                               .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static const char *default_archive(void)
{
    const char *archive = getenv("FUNDSTELLE_ARCHIVE");
    return archive != NULL && archive[0] != '\0' ? archive : DEFAULT_ARCHIVE;
}

static void print_help(void)
{
    puts(_(
        "Adds press releases to an archive.\n\n"
        "usage: fundstelle-index [OPTION]... PATH...\n"
        "       fundstelle-index --delete [OPTION]... ID...\n\n"
        "Each PATH is a file or a folder, of which all files are read, hidden ones excepted; - is\n"
        "standard input. ZIP and tar archives and compressed files are looked into.\n"
        "Files that have not changed since they were last indexed are passed over.\n\n"
        "  -a, --archive DIR   the archive, made where there is none; else\n"
        "                      $FUNDSTELLE_ARCHIVE, else ./archiv\n"
        "  --issuer NAME       who published the releases; else read from picture credits\n"
        "  --format FORMAT     auto (default), text, html, feed, jsonl, ninjs, eml or pdf; in\n"
        "                      archives and compressed files of what is in them\n"
        "  --prune             remove the releases of files below PATH that are gone\n"
        "  --delete            remove these releases; they come back when their source changes\n"
        "  -j, --jobs N        processes that make a new archive; else as many as processors\n"
        "  --memory SIZE       for all processes, roughly: 512M, 2G; default 1G; each takes\n"
        "                      thirty times its largest text in any case\n"
        "  --report FORMAT     the summary: text (default) or json, with all that was skipped\n"
        "  --rebuild           make the archive anew of these paths alone; until it is ready the\n"
        "                      one that is there is searched\n"
        "  --stock-positions   with --rebuild: also write what xapian-tcpsrv needs to search\n"
        "                      the archive for other machines; two fifths larger\n"
        "  --no-names          index words alone: no persons, organisations, places and dates in\n"
        "                      the text. A new archive stays so until --rebuild without this\n"
        "  -q, --quiet         no summary, and no line for files with oddities\n"
        "  -h, --help          this text\n"
        "  --version           the version\n\n"
        "Exit codes: 0 done, also where single files were skipped, 2 an error,\n"
        "130 interrupted (what was read until then is in the archive, unless that is made anew)."));
}

/* A mistyped path must not leave an empty archive behind. */
static fund_status check_paths(const struct options *options, struct fund_error *error)
{
    for (size_t i = 0; i < options->path_count; i++) {
        struct stat info;
        if (strcmp(options->paths[i], OPTIONS_STANDARD_INPUT) != 0 &&
            stat(options->paths[i], &info) != 0)
            return error_set(error, FUND_NOT_FOUND, "cannot read '%.150s': %s", options->paths[i],
                             strerror(errno));
    }
    return FUND_OK;
}

static int index_with(const struct options *options, struct report *report)
{
    struct fund_error error = {0};
    uint32_t release_count = 0;
    catch_signals();
    fund_status status = options->is_deleting ? FUND_OK : check_paths(options, &error);
    if (status == FUND_OK && options->is_deleting)
        status = run_delete(options, report, &release_count, &error);
    else if (status == FUND_OK)
        status = run_index(options, &stop, report, &release_count, &error);
    if (status != FUND_OK) {
        report_error(report, error.message);
        return EXIT_ERROR;
    }
    if (!report_summary(report, options->archive, release_count))
        return EXIT_ERROR;
    if (options->is_deleting && report->removed_count == 0)
        return EXIT_NOTHING;
    return stop != 0 ? EXIT_INTERRUPTED : EXIT_DONE;
}

static int index_paths(const struct options *options)
{
    struct report report = report_init(options->is_quiet);
    report.is_json = options->is_json;
    int code = index_with(options, &report);
    report_finish(&report);
    return code;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    struct fund_error error = {0};
    if (argc == 2 && strcmp(argv[1], WORKER_OPTION) == 0)
        return worker_run();
    messages_init();
    fund_status status =
        options_read(argc > 0 ? argc - 1 : 0, argv + 1, default_archive(), &options, &error);
    if (status != FUND_OK) {
        struct report report = report_init(true);
        report_error(&report, error.message);
        return EXIT_ERROR;
    }
    if (options.wants_help)
        print_help();
    else if (options.wants_version)
        puts("fundstelle-index " FUNDSTELLE_VERSION);
    else
        return index_paths(&options);
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_ERROR;
}
