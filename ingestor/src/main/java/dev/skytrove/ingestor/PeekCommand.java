package dev.skytrove.ingestor;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.MalformedFrame;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueOverview;
import dev.skytrove.buffer.QueuePeek;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import picocli.CommandLine.ParseResult;

/** Prints the events of a queue, for people who wonder what is in the buffer. Changes nothing. */
@Singleton
final class PeekCommand implements Subcommand {
    static final String NAME = "peek";

    private final IngestorConfig config;

    PeekCommand(IngestorConfig config) {
        this.config = config;
    }

    /**
     * The last line.
     *
     * @param queue the stream's key
     * @param blocks its entries
     * @param events the events in them
     * @param shown events printed before
     * @param oldest when the first entry was added, ISO 8601; null if there is none
     * @param newest when the last entry was added, ISO 8601; null if there is none
     */
    @Serdeable
    record Summary(
            String queue, long blocks, long events, int shown, @Nullable String oldest, @Nullable String newest) {}

    /** A line for what was put aside; {@code entry} is null unless a flush found it. */
    @Serdeable
    record Malformed(
            @Nullable String reason,
            @Nullable String at,
            @Nullable String length,
            @Nullable String entry,
            @Nullable String raw) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        PeekOptions options = PeekOptions.of(arguments);
        BufferAddress address = BufferAddress.parse(config.redis().reveal());
        try {
            return peek(address, options, output);
        } catch (BufferUnavailableException e) {
            throw new JobFailedException(e.getMessage() + " (the buffer at " + address + ")", e);
        }
    }

    private Summary peek(BufferAddress address, PeekOptions options, Output output) {
        try (Buffer buffer = address.open(config.ingestor().redisTimeout());
                QueuePeek peek = buffer.openPeek(config.ingestor().redisTimeout())) {
            QueueOverview overview = options.queue().map(peek::overview).orElseGet(peek::malformed);
            int shown = options.queue()
                    .map(queue -> events(peek, queue, options, output))
                    .orElseGet(() -> peek.malformed(
                            options.count(), options.newest(), frame -> output.print(malformed(frame))));
            return summary(overview, shown);
        }
    }

    private static int events(QueuePeek peek, Queue queue, PeekOptions options, Output output) {
        return options.newest()
                ? peek.newest(queue, options.count(), output::printJson)
                : peek.oldest(queue, options.count(), output::printJson);
    }

    private static Malformed malformed(MalformedFrame frame) {
        return new Malformed(
                frame.reason().orElse(null),
                frame.at().orElse(null),
                frame.length().orElse(null),
                frame.entry().orElse(null),
                frame.raw().orElse(null));
    }

    private static Summary summary(QueueOverview overview, int shown) {
        return new Summary(
                overview.key(),
                overview.entries(),
                overview.events(),
                shown,
                overview.oldest().map(PeekCommand::time).orElse(null),
                overview.newest().map(PeekCommand::time).orElse(null));
    }

    private static String time(StreamId id) {
        return Instant.ofEpochMilli(id.milliseconds()).toString();
    }
}
