/*
 * fundstelle-check and fundstelle-compact; CARE_CHECKS tells which of the two this is.
 */
#include "indexer/care.h"
#include "indexer/messages.h"
#include "indexer/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_ARCHIVE "archiv"

enum exit_code { EXIT_DONE = 0, EXIT_PROBLEMS = 1, EXIT_ERROR = 2 };

#if CARE_CHECKS
#define NAME "fundstelle-check"
static const char help[] =
    N_("Looks for damage in an archive: its files, and each release.\n\n"
       "usage: fundstelle check [-a DIR]\n\n"
       "  -a, --archive DIR   the archive; else $FUNDSTELLE_ARCHIVE, else ./archiv\n"
       "  -h, --help          this text\n\n"
       "Prints one line for each problem. Exit codes: 0 all is sound, 1 it is not, 2 an error.");
#else
#define NAME "fundstelle-compact"
static const char help[] =
    N_("Writes an archive anew without gaps, and puts it in the place of the old one.\n\n"
       "usage: fundstelle compact [-a DIR]\n\n"
       "  -a, --archive DIR   the archive; else $FUNDSTELLE_ARCHIVE, else ./archiv\n"
       "  -h, --help          this text\n\n"
       "Needs as much room on the disk as the archive has. Exit codes: 0 done, 2 an error.");
#endif

static int fail(const char *message)
{
    struct report report = report_init(true);
    report.program = NAME;
    report_error(&report, message);
    return EXIT_ERROR;
}

#if CARE_CHECKS
static void print_problem(void *context, const char *text)
{
    (void)context;
    report_print_text(text, stdout);
    putchar('\n');
}

static int run(const char *archive)
{
    struct fund_error error;
    uint64_t problems = 0;
    if (care_check(archive, print_problem, NULL, &problems, &error) != FUND_OK)
        return fail(error.message);
    if (problems == 0)
        puts(_("all is sound"));
    return problems == 0 ? EXIT_DONE : EXIT_PROBLEMS;
}
#else
static int run(const char *archive)
{
    struct fund_error error;
    uint64_t before = 0, after = 0;
    if (care_size(archive, &before, &error) != FUND_OK ||
        care_compact(archive, &error) != FUND_OK || care_size(archive, &after, &error) != FUND_OK)
        return fail(error.message);
    printf(_("%.1f MB, before %.1f MB\n"), (double)after / 1e6, (double)before / 1e6);
    return EXIT_DONE;
}
#endif

static const char *default_archive(void)
{
    const char *archive = getenv("FUNDSTELLE_ARCHIVE");
    return archive != NULL && archive[0] != '\0' ? archive : DEFAULT_ARCHIVE;
}

int main(int argc, char **argv)
{
    static const char long_name[] = "--archive=";
    const char *archive = default_archive();
    messages_init();
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        bool takes_next = strcmp(argument, "-a") == 0 || strcmp(argument, "--archive") == 0;
        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            puts(_(help));
            return EXIT_DONE;
        }
        if (takes_next && i + 1 < argc)
            archive = argv[++i];
        else if (strncmp(argument, long_name, sizeof(long_name) - 1) == 0)
            archive = argument + sizeof(long_name) - 1;
        else if (strncmp(argument, "-a", 2) == 0 && argument[2] != '\0')
            archive = argument + 2;
        else if (takes_next)
            return fail(_("--archive wants a value"));
        else
            return fail(_("there is no such option or word; see --help"));
    }
    int code = run(archive);
    return fflush(stdout) == 0 && ferror(stdout) == 0 ? code : EXIT_ERROR;
}
