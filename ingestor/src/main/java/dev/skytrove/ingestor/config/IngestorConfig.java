package dev.skytrove.ingestor.config;

import dev.skytrove.buffer.AppenderClaim;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.ingestor.jetstream.Jetstream;
import dev.skytrove.ingestor.jetstream.Subscription;
import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the ingestor, as environment variables: {@code redis} is {@code SKYTROVE_REDIS}, those of {@link
 * Settings} begin with {@code SKYTROVE_INGESTOR_}.
 *
 * @param redis the buffer between ingestor and flush, {@code redis://[user:password@]host:port[/database]}
 * @param storage where the lake is, asked only if the buffer is empty; itself empty if there is none
 * @param jetstream the Jetstream servers, best first
 * @param ingestor all else
 */
@ConfigurationProperties("skytrove")
public record IngestorConfig(
        @Bindable(defaultValue = BufferAddress.USUAL) Secret redis,
        @Bindable(defaultValue = "") String storage,
        @Bindable(
                defaultValue = "wss://jetstream2.us-east.bsky.network/subscribe,"
                        + "wss://jetstream1.us-east.bsky.network/subscribe,"
                        + "wss://jetstream2.us-west.bsky.network/subscribe,"
                        + "wss://jetstream1.us-west.bsky.network/subscribe")
        List<String> jetstream,
        Settings ingestor) {

    /** @throws IllegalArgumentException if a URL is none */
    public IngestorConfig {
        BufferAddress.parse(redis.reveal());
        jetstream = named(jetstream);
        if (jetstream.isEmpty()) {
            throw new IllegalArgumentException("SKYTROVE_JETSTREAM names no server");
        }
        long servers = jetstream.stream().map(EventSources::name).distinct().count();
        if (servers < jetstream.size() && ingestor.sources() > 1) {
            throw new IllegalArgumentException("SKYTROVE_JETSTREAM names a server twice");
        }
        if (servers < ingestor.sources()) {
            throw new IllegalArgumentException("SKYTROVE_JETSTREAM names fewer servers than SKYTROVE_INGESTOR_SOURCES");
        }
    }

    // An empty setting is read as a list of one empty text.
    private static List<String> named(List<String> names) {
        return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /**
     * The settings that only the ingestor has.
     *
     * @param collections only commits of these collections; empty for all
     * @param dids only events of these accounts; empty for all
     * @param maxMessageSize the largest message to take whole
     * @param sources how many servers to read at once, 1 or 2
     * @param compress whether servers are asked to compress
     * @param zstdDictionary path or URL of the dictionary of Jetstream's first wire; empty if there is none
     * @param connectTimeout how long the TCP connection, and after it the upgrade, may take
     * @param silenceTimeout a connection that delivers nothing for so long is left
     * @param rewind how far before the cursor to begin on the host that delivered it
     * @param hostChangeRewind how far before the cursor to begin on another host, whose {@code time_us} differ
     * @param clockSkew how far ahead of our clock a server's time is believed, less than a rewind
     * @param reconnectAfter how old a connection gets before a new one takes its place; zero for any age
     * @param preferAfter how long a server is kept until a better one is tried again
     * @param overlap how long a new connection may take to catch up with the one whose place it takes
     * @param backoffMin the limit of the first wait before an attempt is repeated
     * @param backoffMax the limit of all waits
     * @param handOverEvents events received and not yet sent to the buffer, from which on nothing is read
     * @param handOverSize bytes received and not yet sent to the buffer, from which on nothing is read
     * @param batchEvents events in a transaction of the buffer
     * @param batchDelay how long an event may wait for others: the more there are, the less of the buffer's memory each takes
     * @param batchesInFlight transactions that the buffer has not acknowledged
     * @param redisTimeout how long the buffer may take to acknowledge
     * @param lease how long an ingestor that stands still keeps a standby from taking over
     * @param redisMemoryShare the part of the buffer's memory limit from which on nothing is read
     * @param duplicateWindow the number of latest events among which a duplicate is recognised
     * @param malformedFrames malformed messages kept aside
     * @param malformedSize the longest part of a malformed message that is kept as it is; of longer ones, all is packed
     * @param malformedSpace about how much of the buffer's memory malformed messages take
     */
    @ConfigurationProperties("ingestor")
    public record Settings(
            @Bindable(defaultValue = "") List<String> collections,
            @Bindable(defaultValue = "") List<String> dids,
            @Bindable(defaultValue = "8MiB") DataSize maxMessageSize,
            @Bindable(defaultValue = "1") int sources,
            @Bindable(defaultValue = "false") boolean compress,
            @Bindable(defaultValue = "") String zstdDictionary,
            @Bindable(defaultValue = "10s") Duration connectTimeout,
            @Bindable(defaultValue = "30s") Duration silenceTimeout,
            @Bindable(defaultValue = "5s") Duration rewind,
            @Bindable(defaultValue = "60s") Duration hostChangeRewind,
            @Bindable(defaultValue = ClockLimit.DEFAULT_SKEW_SECONDS + "s") Duration clockSkew,
            @Bindable(defaultValue = "0s") Duration reconnectAfter,
            @Bindable(defaultValue = "10m") Duration preferAfter,
            @Bindable(defaultValue = "2m") Duration overlap,
            @Bindable(defaultValue = "250ms") Duration backoffMin,
            @Bindable(defaultValue = "30s") Duration backoffMax,
            @Bindable(defaultValue = "2000") int handOverEvents,
            @Bindable(defaultValue = "4MiB") DataSize handOverSize,
            @Bindable(defaultValue = "1000") int batchEvents,
            @Bindable(defaultValue = "500ms") Duration batchDelay,
            @Bindable(defaultValue = "8") int batchesInFlight,
            @Bindable(defaultValue = "10s") Duration redisTimeout,
            @Bindable(defaultValue = "5s") Duration lease,
            @Bindable(defaultValue = "0.9") double redisMemoryShare,
            @Bindable(defaultValue = "" + AppenderConfig.DEFAULT_WINDOW) int duplicateWindow,
            @Bindable(defaultValue = "" + AppenderConfig.DEFAULT_MALFORMED_FRAMES) int malformedFrames,
            @Bindable(defaultValue = AppenderConfig.USUAL_MALFORMED_SIZE) DataSize malformedSize,
            @Bindable(defaultValue = AppenderConfig.USUAL_MALFORMED_SPACE) DataSize malformedSpace) {

        /** It is renewed once a second. */
        private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

        /** @throws IllegalArgumentException if a value makes no sense */
        public Settings {
            collections = named(collections);
            dids = named(dids);
            subscription(collections, dids, maxMessageSize);
            appender(duplicateWindow, batchesInFlight, redisTimeout, malformedFrames, malformedSize, malformedSpace);
            positive("connect-timeout", connectTimeout.toMillis());
            positive("silence-timeout", silenceTimeout.toMillis());
            positive("backoff-min", backoffMin.toMillis());
            positive("prefer-after", preferAfter.toMillis());
            positive("overlap", overlap.toMillis());
            require(!reconnectAfter.isNegative(), "reconnect-after is negative");
            require(sources == 1 || sources == 2, "sources is neither 1 nor 2");
            positive("hand-over-events", handOverEvents);
            positive("hand-over-size", handOverSize.bytes());
            positive("batch-events", batchEvents);
            require(
                    maxMessageSize.bytes() <= BlockWriter.MAX_EVENT_SIZE,
                    "max-message-size is more than " + new DataSize(BlockWriter.MAX_EVENT_SIZE));
            require(!rewind.isNegative() && !hostChangeRewind.isNegative(), "a rewind is negative");
            require(!clockSkew.isNegative(), "clock-skew is negative");
            require(lease.compareTo(SHORTEST_LEASE) >= 0, "lease is shorter than 2s");
            require(!batchDelay.isNegative(), "batch-delay is negative");
            require(backoffMax.compareTo(backoffMin) >= 0, "backoff-max is less than backoff-min");
            require(redisMemoryShare > 0 && redisMemoryShare <= 1, "redis-memory-share is not in 0 to 1");
        }

        /** How Jetstream servers are asked and read. */
        public Jetstream.Settings jetstream() {
            return new Jetstream.Settings(
                    subscription(collections, dids, maxMessageSize),
                    compress,
                    zstdDictionary,
                    connectTimeout,
                    handOverEvents,
                    handOverSize);
        }

        /** Who asks the buffer to let it append. */
        public AppenderClaim claim(String holder) {
            return new AppenderClaim(holder, lease);
        }

        /** The limits of the appender. */
        public AppenderConfig appender() {
            return appender(
                    duplicateWindow, batchesInFlight, redisTimeout, malformedFrames, malformedSize, malformedSpace);
        }

        private static Subscription subscription(List<String> collections, List<String> dids, DataSize maxMessageSize) {
            return new Subscription(collections, dids, maxMessageSize);
        }

        private static AppenderConfig appender(
                int window,
                int inFlight,
                Duration timeout,
                int malformedFrames,
                DataSize malformedSize,
                DataSize malformedSpace) {
            return new AppenderConfig(window, inFlight, timeout, malformedFrames, malformedSize, malformedSpace);
        }

        private static void positive(String name, long value) {
            require(value > 0, name + " is not positive");
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException("SKYTROVE_INGESTOR: " + otherwise);
            }
        }
    }
}
