package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.lake.DataSize;
import java.time.Clock;
import java.time.Duration;

/** What the connections to all Jetstream servers share. */
public final class Jetstream implements AutoCloseable {
    private final Settings settings;
    private final JetstreamClient client;
    private final Dictionaries dictionaries;
    private final IngestorMetrics metrics;
    private final Clock clock;

    /** Connects to nothing yet. */
    public Jetstream(Settings settings, IngestorMetrics metrics, Clock clock) {
        this.settings = settings;
        this.client = new JetstreamClient(settings.connectTimeout(), metrics::wireBytes);
        this.dictionaries = new Dictionaries(
                settings.compress(), settings.zstdDictionary(), new Download(settings.connectTimeout()));
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * How servers are asked and read.
     *
     * @param subscription what is wanted of them
     * @param compress whether they are asked to compress
     * @param zstdDictionary path or URL of the dictionary of the first wire; empty if there is none
     * @param connectTimeout how long the TCP connection, and after it the upgrade, may take
     * @param aheadEvents events read ahead, from which on a connection waits
     * @param aheadSize bytes read ahead, from which on a connection waits
     */
    public record Settings(
            Subscription subscription,
            boolean compress,
            String zstdDictionary,
            Duration connectTimeout,
            int aheadEvents,
            DataSize aheadSize) {}

    /** A server, whichever wire it speaks. */
    public EventSource source(JetstreamUrl url) {
        return new JetstreamSource(this, url);
    }

    Settings settings() {
        return settings;
    }

    JetstreamClient client() {
        return client;
    }

    Dictionaries dictionaries() {
        return dictionaries;
    }

    IngestorMetrics metrics() {
        return metrics;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        client.close();
    }
}
