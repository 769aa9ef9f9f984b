/*
 * By /proc, as Linux tells it.
 */
#include "own_folder.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

bool own_folder(char folder[static PATH_MAX])
{
    char path[PATH_MAX];
    ssize_t read = readlink("/proc/self/exe", path, sizeof(path));
    if (read <= 0 || read == (ssize_t)sizeof(path)) /* perhaps cut */
        return false;
    size_t size = (size_t)read;
    while (size > 0 && path[size - 1] != '/')
        size--;
    memcpy(folder, path, size);
    folder[size] = '\0';
    return size > 0;
}
