package dev.skytrove.feeds;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.PostSearch;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes feeds, one after the other. */
@Singleton
final class FeedWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWriter.class);

    private final ObjectStore store;
    private final FeedSearch opener;
    private final ObjectMapper json;
    private final Clock clock;

    FeedWriter(ObjectStore store, FeedSearch opener, ObjectMapper json, Clock clock) {
        this.store = store;
        this.opener = opener;
        this.json = json;
        this.clock = clock;
    }

    /** Writes all of them. One that fails ends the run; those before it are written. */
    FeedsSummary write(List<Feed> feeds) {
        long start = System.nanoTime();
        Map<String, Long> lines = new LinkedHashMap<>();
        long bytes = 0;
        if (!feeds.isEmpty()) {
            try (PostSearch search = opener.open()) {
                for (Feed feed : feeds) {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                    List<Map<String, Object>> items = FeedItems.of(feed, search, now);
                    byte[] content = content(items);
                    new FeedFolder(store, feed.name()).put(now, content);
                    lines.put(feed.name(), (long) items.size());
                    bytes += content.length;
                    LOG.info("feed {} has {} lines", feed.name(), items.size());
                }
            }
        }
        return new FeedsSummary(lines, bytes, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private byte[] content(List<?> items) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Object item : items) {
            try {
                content.writeBytes(json.writeValueAsBytes(item));
            } catch (IOException e) {
                throw new UncheckedIOException("an item cannot be written as JSON", e);
            }
            content.write('\n');
        }
        return content.toByteArray();
    }
}
