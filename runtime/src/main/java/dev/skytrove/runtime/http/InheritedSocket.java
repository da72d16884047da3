package dev.skytrove.runtime.http;

import dev.skytrove.runtime.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether a file descriptor is what a function can serve, which Netty does not: it would lose connections. */
final class InheritedSocket {
    private static final Logger log = LoggerFactory.getLogger(InheritedSocket.class);

    private InheritedSocket() {}

    /**
     * Looks a descriptor up in Linux's tables, see proc_pid_net(5).
     *
     * @throws UsageException if it is no listening TCP socket
     */
    static void check(int descriptor) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            String inode = file.replaceAll("^socket:\\[|]$", "");
            if (!isListening(inode, "tcp") && !isListening(inode, "tcp6")) {
                throw new UsageException(
                        "LISTEN_FDS: descriptor " + descriptor + " is " + file + ", not a listening TCP socket");
            }
        } catch (IOException e) {
            log.debug("descriptor {} cannot be looked up", descriptor, e);
        }
    }

    // Listening sockets come first in these tables: the search ends early, however many connections there are.
    private static boolean isListening(String inode, String protocol) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/net/" + protocol), StandardCharsets.US_ASCII)) {
            return lines.skip(1).map(line -> line.strip().split("\\s+", -1)).anyMatch(fields ->
                    fields[3].equals("0A") && fields[9].equals(inode));
        }
    }
}
