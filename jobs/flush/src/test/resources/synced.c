/*
 * Preloaded into redis-server: beside each file that it syncs, notes how many bytes of it were there when that began.
 * While there is a file HOLD, no sync begins.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int note(int fd, long long size) {
    char link[64], path[PATH_MAX], made[PATH_MAX + 16], named[PATH_MAX + 16];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    snprintf(made, sizeof made, "%s.making", path);
    snprintf(named, sizeof named, "%s.synced", path);
    FILE *file = fopen(made, "w");
    if (!file) return 0;
    fprintf(file, "%lld", size);
    fclose(file);
    return rename(made, named);
}

static int synced(int fd, long call) {
    struct stat before;
    while (access(getenv("HOLD"), F_OK) == 0) usleep(10000);
    int known = fstat(fd, &before) == 0 && S_ISREG(before.st_mode);
    int answer = syscall(call, fd);
    if (answer == 0 && known) note(fd, before.st_size);
    return answer;
}

int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
int fsync(int fd) { return synced(fd, SYS_fsync); }
