/*
 * Does with one function what systemd does with a .socket and a .service unit (Accept=no): listens, starts the command
 * when a connection waits, passes the listening socket as descriptor 3 (sd_listen_fds(3)), waits for the command's end,
 * and watches the socket again. The socket blocks, as systemd's does unless NonBlocking= is set.
 *
 *     socket-activate COMMAND [ARGUMENT...]
 *
 * Standard output: "listening PORT" once, then "ended CODE" for every run of the command (128 + n: killed by signal n).
 * The command's own standard output goes to standard error. SIGTERM is passed on to the command, and ends this too; so
 * does a command that fails.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stopping = 0;
static volatile sig_atomic_t command = 0;

static void stop(int signal_number) {
    stopping = 1;
    if (command > 0) {
        kill(command, signal_number);
    }
}

static void fail(const char *what) {
    fprintf(stderr, "socket-activate: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int listening_socket(void) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *) &address, length) < 0 || listen(fd, 4096) < 0
            || getsockname(fd, (struct sockaddr *) &address, &length) < 0) {
        fail("listen");
    }
    printf("listening %d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

static void run(int listening, char **argv) {
    char pid[16];
    snprintf(pid, sizeof pid, "%d", getpid());
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", "1", 1);
    signal(SIGTERM, SIG_DFL);
    /* dup2 does nothing, and keeps close-on-exec, where both are the same. */
    int passed = listening == 3 ? dup(listening) : listening;
    if (passed < 0 || dup2(2, 1) < 0 || dup2(passed, 3) < 0) {
        fail("dup2");
    }
    if (passed != listening) {
        close(passed);
    }
    execvp(argv[0], argv);
    fail(argv[0]);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: socket-activate COMMAND [ARGUMENT...]\n");
        return 2;
    }
    struct sigaction on_term = {.sa_handler = stop};
    sigaction(SIGTERM, &on_term, NULL);
    int listening = listening_socket();
    while (!stopping) {
        struct pollfd waiting = {.fd = listening, .events = POLLIN};
        /* A limit, so that a signal just before the call is not slept over. */
        if (poll(&waiting, 1, 100) <= 0) {
            continue;
        }
        pid_t child = fork();
        if (child < 0) {
            fail("fork");
        } else if (child == 0) {
            run(listening, argv + 1);
        }
        command = child;
        if (stopping) {
            kill(child, SIGTERM);
        }
        int status;
        while (waitpid(child, &status, 0) < 0) {
            if (errno != EINTR) {
                fail("waitpid");
            }
        }
        command = 0;
        printf("ended %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        fflush(stdout);
        stopping |= status != 0;
    }
    return 0;
}
