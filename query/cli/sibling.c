/*
 * Runs the programs that belong to the command: beside it where it is installed, in the next folder
 * of the build tree, in libexec, else wherever PATH finds them.
 */
#include "command.h"
#include "messages.h"
#include "own_folder.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Relative to the folder of this program. */
static const char *const places[] = {"", "../indexer/", "../libexec/fundstelle/"};

enum exit_code sibling_run(const char *program, char **argv)
{
    char name[NAME_MAX + 1];
    snprintf(name, sizeof(name), "%s", program);
    argv[0] = name;
    char folder[PATH_MAX];
    bool has_folder = own_folder(folder);
    for (size_t i = 0; has_folder && i < sizeof(places) / sizeof(places[0]); i++) {
        char path[PATH_MAX];
        int size = snprintf(path, sizeof(path), "%s%s%s", folder, places[i], program);
        if (size < 0 || (size_t)size >= sizeof(path) || access(path, X_OK) != 0)
            continue;
        execv(path, argv);
        report(_("cannot run '%s': %s"), path, strerror(errno));
        return EXIT_ERROR;
    }
    execvp(program, argv);
    report(_("cannot run '%s': %s; it belongs beside this program or in PATH"), program,
           strerror(errno));
    return EXIT_ERROR;
}
