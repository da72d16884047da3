/*
 * Starts a command and measures how long its first answer takes, without a runtime of its own that would be in the way.
 *
 *     launch print  FILE TARGET COMMAND [ARGUMENT...]   the command prints the answer
 *     launch listen FILE TARGET COMMAND [ARGUMENT...]   the command prints a line with "http://127.0.0.1:PORT" once it
 *                                                       listens, and is then asked for TARGET
 *     launch socket FILE TARGET COMMAND [ARGUMENT...]   a request for TARGET waits in a listening socket, which the
 *                                                       command gets as descriptor 3, as systemd does it
 *
 * The time runs from just before the command's start, or the request's, to the answer's last byte. The answer goes to
 * FILE, the command's own output to standard error. Then the command gets SIGTERM. Prints one line of JSON: times in
 * milliseconds, memory in KiB (idle: resident when it listens; peak: the most that was resident), -1 where there is none.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    fprintf(stderr, "launch: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int listening_socket(int *port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *) &address, length) < 0 || listen(fd, 16) < 0
            || getsockname(fd, (struct sockaddr *) &address, &length) < 0) {
        fail("listen");
    }
    *port = ntohs(address.sin_port);
    return fd;
}

static int ask(int port, const char *target) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char request[4096];
    int length = snprintf(request, sizeof request,
        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", target);
    if (fd < 0 || connect(fd, (struct sockaddr *) &address, sizeof address) < 0
            || write(fd, request, length) != length) {
        fail("connect");
    }
    return fd;
}

/* The child's standard output is `output`; `listening`, unless negative, becomes its descriptor 3. */
static pid_t start(char **command, int output, int listening) {
    pid_t child = fork();
    if (child < 0) {
        fail("fork");
    }
    if (child > 0) {
        return child;
    }
    if (listening >= 0) {
        char pid[16];
        snprintf(pid, sizeof pid, "%d", getpid());
        setenv("LISTEN_PID", pid, 1);
        setenv("LISTEN_FDS", "1", 1);
        int passed = listening == 3 ? dup(listening) : listening;
        dup2(passed, 3);
    }
    dup2(output, 1);
    execvp(command[0], command);
    fail(command[0]);
    return -1;
}

static char *read_to_end(int fd, size_t *length) {
    size_t size = 1 << 16;
    char *bytes = malloc(size);
    ssize_t count;
    *length = 0;
    while ((count = read(fd, bytes + *length, size - *length)) > 0) {
        *length += count;
        if (*length == size) {
            bytes = realloc(bytes, size *= 2);
        }
    }
    if (count < 0 || *length == 0) {
        fail("no answer");
    }
    return bytes;
}

/* Reads what the command prints until it has said where it listens. */
static int await_port(int output) {
    char text[65536];
    size_t length = 0;
    for (;;) {
        ssize_t count = read(output, text + length, sizeof text - 1 - length);
        if (count <= 0) {
            fail("the command does not listen");
        }
        length += count;
        text[length] = 0;
        char *url = strstr(text, "http://127.0.0.1:");
        if (url && strchr(url, '\n')) {
            return atoi(url + strlen("http://127.0.0.1:"));
        }
    }
}

static long resident(pid_t pid) {
    char path[64], line[256];
    long size = -1;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status)) {
        sscanf(line, "VmRSS: %ld", &size);
    }
    if (status) {
        fclose(status);
    }
    return size;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: launch print|listen|socket FILE TARGET COMMAND [ARGUMENT...]\n");
        return 2;
    }
    const char *mode = argv[1], *target = argv[3];
    char **command = argv + 4;
    int output[2], port = 0, answered;
    if (pipe(output) < 0) {
        fail("pipe");
    }
    int listening = strcmp(mode, "socket") == 0 ? listening_socket(&port) : -1;
    double ready = -1, paused = 0;
    long idle = -1;
    double begin = now();
    pid_t child;
    if (listening >= 0) {
        answered = ask(port, target);
        child = start(command, 2, listening);
    } else {
        child = start(command, output[1], -1);
        close(output[1]);
        answered = output[0];
        if (strcmp(mode, "listen") == 0) {
            port = await_port(output[0]);
            ready = now() - begin;
            idle = resident(child);
            paused = now() - begin - ready;
            answered = ask(port, target);
        }
    }
    size_t length;
    char *answer = read_to_end(answered, &length);
    double first = now() - begin - paused;
    FILE *file = fopen(argv[2], "wb");
    if (!file || fwrite(answer, 1, length, file) != length || fclose(file) != 0) {
        fail(argv[2]);
    }
    long after = resident(child);
    kill(child, SIGTERM);
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) {
        fail("wait4");
    }
    printf("{\"first_ms\":%.3f,\"ready_ms\":%.3f,\"idle_kib\":%ld,\"after_kib\":%ld,\"peak_kib\":%ld,\"cpu_ms\":%.3f}\n",
        first, ready, idle, after, usage.ru_maxrss,
        (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
            + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3);
    return 0;
}
