/*
 * By /proc, as Linux tells it.
 */
#include "own_folder.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

bool own_folder(char folder[static PATH_MAX])
{
    ssize_t size = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (size <= 0)
        return false;
    folder[size] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash == NULL)
        return false;
    slash[1] = '\0';
    return true;
}
