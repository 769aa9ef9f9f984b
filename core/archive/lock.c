/*
 * See lock.h. The file stays: removing it could take the lock away from one who just opened it.
 * Workers of a rebuild hold the lock too, so that none is still writing when the next one begins;
 * where their leader has died they follow it at once, and that is waited for.
 */
#include "core/archive/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define PATH_SIZE   4096
#define NUMBER_SIZE 24
#define PID_MAX     100000000L
/* How long the followers of a dead holder are waited for: 5 s in all. */
#define PAUSES_MAX 500
#define PAUSE_NS   10000000L

static fund_status held_by_another(int file, const char *folder, struct fund_error *error)
{
    char holder[NUMBER_SIZE] = "";
    ssize_t size = pread(file, holder, sizeof(holder) - 1, 0);
    size_t digits = size > 0 ? strspn(holder, "0123456789") : 0;
    if (digits == 0)
        return error_set(error, FUND_LOCKED, "another process is writing to '%s'; wait for its end",
                         folder);
    return error_set(error, FUND_LOCKED, "process %.*s is writing to '%s'; wait for its end",
                     (int)digits, holder, folder);
}

static bool is_holder_alive(int file)
{
    char holder[NUMBER_SIZE] = "";
    ssize_t size = pread(file, holder, sizeof(holder) - 1, 0);
    long number = 0;
    for (ssize_t i = 0; i < size && holder[i] >= '0' && holder[i] <= '9' && number < PID_MAX; i++)
        number = number * 10 + (holder[i] - '0');
    return number <= 0 || kill((pid_t)number, 0) == 0 || errno != ESRCH;
}

/* An errno. */
static int lock_file(int file)
{
    const struct timespec pause = {0, PAUSE_NS};
    for (int i = 0;; i++) {
        int reason = flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
        if (reason != EWOULDBLOCK || i == PAUSES_MAX || is_holder_alive(file))
            return reason;
        nanosleep(&pause, NULL);
    }
}

static int write_holder(int file)
{
    char number[NUMBER_SIZE];
    int size = snprintf(number, sizeof(number), "%ld\n", (long)getpid());
    if (ftruncate(file, 0) != 0 || pwrite(file, number, (size_t)size, 0) != size)
        return errno;
    return 0;
}

fund_status lock_take(const char *folder, int *file, struct fund_error *error)
{
    char path[PATH_SIZE];
    int size = snprintf(path, sizeof(path), "%s/" LOCK_FILE, folder);
    if (size < 0 || (size_t)size >= sizeof(path))
        return error_set(error, FUND_LIMIT, "the archive's path is too long");
    int opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (opened < 0)
        return error_set(error, FUND_IO, "cannot write to '%s': %s", folder, strerror(errno));
    fund_status status = FUND_OK;
    int reason = lock_file(opened);
    if (reason == EWOULDBLOCK)
        status = held_by_another(opened, folder, error);
    else if (reason == 0)
        reason = write_holder(opened);
    if (status == FUND_OK && reason != 0)
        status = error_set(error, FUND_IO, "cannot lock '%s': %s", folder, strerror(reason));
    if (status != FUND_OK) {
        close(opened);
        return status;
    }
    *file = opened;
    return FUND_OK;
}

void lock_release(int file)
{
    if (file >= 0)
        close(file);
}
