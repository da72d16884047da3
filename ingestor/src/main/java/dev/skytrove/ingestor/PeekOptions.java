package dev.skytrove.ingestor;

import dev.skytrove.buffer.Queue;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.UsageException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code peek} is asked for.
 *
 * @param queue which one; empty for what was put aside
 * @param count how many events
 * @param newest whether the newest instead of the oldest
 */
record PeekOptions(Optional<Queue> queue, int count, boolean newest) {
    private static final String COUNT = "--count";
    private static final String NEWEST = "--newest";
    private static final String MALFORMED = "malformed";
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST = 100_000;

    /** @throws UsageException if there is no such table, or the number is out of range */
    static PeekOptions of(ParseResult arguments) {
        return new PeekOptions(
                queue(arguments.matchedPositionalValue(0, "")),
                count(arguments.matchedOptionValue(COUNT, DEFAULT_COUNT)),
                arguments.hasMatchedOption(NEWEST));
    }

    static CommandSpec arguments() {
        return CommandSpec.create()
                .addPositional(Arguments.operand(0, "TABLE", true))
                .addOption(Arguments.option(COUNT, "N", Integer.class))
                .addOption(Arguments.flag(NEWEST));
    }

    private static Optional<Queue> queue(String name) {
        if (name.equals(MALFORMED)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(Queue.values())
                .filter(queue -> queue.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("peek needs a table, not '" + name + "': one of " + names())));
    }

    private static String names() {
        return Stream.of(Queue.values()).map(Queue::label).collect(Collectors.joining(", ")) + ", " + MALFORMED;
    }

    private static int count(int count) {
        if (count >= 1 && count <= MOST) {
            return count;
        }
        throw new UsageException(COUNT + " needs a whole number from 1 to " + MOST + ", not '" + count + "'");
    }
}
