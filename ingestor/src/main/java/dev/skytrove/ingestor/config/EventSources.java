package dev.skytrove.ingestor.config;

import dev.skytrove.ingestor.jetstream.Jetstream;
import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.source.EventSource;
import java.time.Clock;

/**
 * The servers that {@code SKYTROVE_JETSTREAM} names: the one place that knows all kinds of them. Another kind is another
 * scheme here, in both methods.
 */
public final class EventSources implements AutoCloseable {
    private final Jetstream jetstream;

    /** Connects to nothing yet. */
    public EventSources(Jetstream.Settings settings, IngestorMetrics metrics, Clock clock) {
        this.jetstream = new Jetstream(settings, metrics, clock);
    }

    /**
     * What {@link EventSource#name} will say of a server.
     *
     * @throws IllegalArgumentException if the URL is that of none
     */
    static String name(String url) {
        return JetstreamUrl.parse(url).source();
    }

    /** A server. */
    public EventSource of(String url) {
        return jetstream.source(JetstreamUrl.parse(url));
    }

    @Override
    public void close() {
        jetstream.close();
    }
}
