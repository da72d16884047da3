package dev.skytrove.runtime.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections a process has descriptors for. Each takes one, as do files of the lake, the log and whoever asks for
 * {@code /health}: those that send nothing must leave enough.
 */
final class Descriptors {
    private static final Logger log = LoggerFactory.getLogger(Descriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String LINE = "Max open files";

    /** Libraries and caches that are yet to be opened, and the files of a query. */
    private static final long RESERVE = 32;

    private Descriptors() {}

    /** As many connections as asked for, or as there are descriptors for; the log then says so. */
    static int connections(int asked) {
        OptionalLong limit = limit();
        if (limit.isEmpty()) {
            return asked;
        }
        long open = open();
        int possible = connections(asked, limit.getAsLong(), open);
        if (possible < asked) {
            log.warn("SKYTROVE_HTTP_MAX_CONNECTIONS is lowered from {} to {}: this process may have {} descriptors (ulimit -n),"
                    + " and {} are open", asked, possible, limit.getAsLong(), open);
        }
        return possible;
    }

    /** Two thirds of what is free are for connections, those that are about to be closed included; at least one. */
    static int connections(int asked, long limit, long open) {
        long most = Math.max(2, (limit - open - RESERVE) * 2 / 3);
        return (int) Math.min(asked, Math.max(most / 2, most - OpenConnections.SLACK));
    }

    private static OptionalLong limit() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).strip().replaceFirst("\\s.*", ""))
                    .filter(soft -> soft.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException e) {
            log.debug("the limit of descriptors is not known", e);
            return OptionalLong.empty();
        }
    }

    private static long open() {
        try (Stream<Path> open = Files.list(OPEN)) {
            return open.count();
        } catch (IOException e) {
            log.debug("the number of open descriptors is not known", e);
            return 0;
        }
    }
}
